using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Retention.Core;
using Retention.Relational.Sql;

namespace Retention.EntityFrameworkCore.Mapping;

/// <summary>Instants as the store's texts of fixed width, whose order is the order of time: comparisons mean the same in the database.</summary>
internal sealed class InstantConverter() : ValueConverter<Instant, string>(i => InstantText.Of(i), t => InstantText.Parse(t));

/// <summary>Points where the database has no decimals.</summary>
internal sealed class PointsInTenThousandths() : ValueConverter<Points, long>(p => p.TenThousandths, n => Points.FromTenThousandths(n));

/// <summary>Points where the database has decimals.</summary>
internal sealed class PointsInDecimals() : ValueConverter<Points, decimal>(p => p.Value, d => new Points(d));
