using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Measures;

namespace Retention.Testing.Generators;

/// <summary>Generates measure tables for a policy's measures: ties, zeros, missing values, bounds and extremes are common.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class MeasureTableGenerators
{
    /// <summary>Tables of 1 to 40 customers.</summary>
    /// <param name="measures">The measures.</param>
    /// <returns>An arbitrary that shrinks by leaving customers out.</returns>
    public static Arbitrary<MeasureTable> Tables(IReadOnlyList<MeasureDefinition> measures)
    {
        MeasureDefinition[] all = (measures ?? throw new ArgumentNullException(nameof(measures))).ToArray();
        Gen<decimal?[]> row = Gen.CollectToArray(all.Select(Value));
        return Arb.From(Gen.Choose(1, 40).SelectMany(n => row.ArrayOf(n)).Select(rows => Build(all, rows)), t => Smaller(all, t));
    }

    /// <summary>A table of some rows of another, in the order given.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows to take.</param>
    /// <returns>The smaller or reordered table.</returns>
    public static MeasureTable Rows(MeasureTable table, IReadOnlyList<int> rows)
    {
        MeasureTable given = table ?? throw new ArgumentNullException(nameof(table));
        int[] taken = (rows ?? throw new ArgumentNullException(nameof(rows))).ToArray();
        return new MeasureTable(
            taken.Select(r => given.Customers[r]).ToArray(),
            given.Keys.Select(k => new MeasureColumn(k, taken.Select(r => given.Column(k)![r]).ToArray())).ToArray());
    }

    private static Gen<decimal?> Value(MeasureDefinition measure)
    {
        Gen<decimal?> usual = measure.Unit switch
        {
            MeasureUnit.Days => Gen.Choose(0, 400).Select(d => (decimal?)d),
            MeasureUnit.Months => Gen.Choose(0, 200).Select(m => (decimal?)(m / 10m)),
            MeasureUnit.Money => Gen.OneOf(Gen.Choose(0, 500_000).Select(m => (decimal?)(m / 100m)), Gen.Choose(0, 200).Select(m => (decimal?)(m * 10_000m))),
            MeasureUnit.Percent => Gen.Choose(-100, 200).Select(p => (decimal?)p),
            _ => Gen.Choose(0, 12).Select(n => (decimal?)n),
        };
        Gen<decimal?> tied = Gen.Elements<decimal?>(0m, 1m, 5m, 30m, 100m);
        Gen<decimal?> extreme = measure.Unit == MeasureUnit.Money ? Gen.Elements<decimal?>(-1000m, 0.0001m, 900_000_000_000_000m) : tied;
        return Gen.Frequency((8, usual), (4, tied), (1, extreme), (2, Gen.Constant((decimal?)null)));
    }

    private static MeasureTable Build(MeasureDefinition[] measures, decimal?[][] rows) => new MeasureTable(
        rows.Select((_, i) => new CustomerId("C" + i.ToString("00", CultureInfo.InvariantCulture))).ToArray(),
        measures.Select((m, at) => new MeasureColumn(m.Key, rows.Select(r => r[at]).ToArray())).ToArray());

    private static IEnumerable<MeasureTable> Smaller(MeasureDefinition[] measures, MeasureTable table)
    {
        decimal?[][] rows = Enumerable.Range(0, table.Count).Select(r => measures.Select(m => table.Column(m.Key)![r]).ToArray()).ToArray();
        return Shrinking.Smaller(rows).Where(r => r.Length > 0).Select(r => Build(measures, r));
    }
}
