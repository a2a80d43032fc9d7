using System;
using Microsoft.EntityFrameworkCore;
using Retention.EntityFrameworkCore.Mapping;
using Retention.Relational;

namespace Retention.EntityFrameworkCore;

/// <summary>Maps a store's tables in the host's own context.</summary>
public static class RetentionModelBuilderExtensions
{
    /// <summary>Maps the tables and views of a store for queries: <c>context.Set&lt;PointsBalanceRow&gt;()</c> and the other rows.</summary>
    /// <param name="modelBuilder">The builder that <c>OnModelCreating</c> is given.</param>
    /// <param name="options">The store's options: the dialect, the schema and the prefix; no codec is needed.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The schema or the prefix can't be one.</exception>
    /// <remarks>
    /// Rows have no key, so they are never tracked nor written. Instants and points may be compared and ordered by in a query; columns of points are
    /// summed up with <see cref="PointsColumns.ToTenThousandths"/>. The host's migrations leave the tables alone:
    /// <see cref="RetentionMigrationBuilderExtensions.UpgradeRetention"/> brings them. EF Core ignores schemas in SQLite; a model with a
    /// default schema of its own needs the store's schema in the options. Not thread-safe.
    /// </remarks>
    public static ModelBuilder ApplyRetention(this ModelBuilder modelBuilder, RelationalStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(options);
        _ = RelationalSchema.Scripts(options); // throws for names that can't be
        new RowMapping(modelBuilder, options)
            .Table<StreamRow>("streams")
            .Table<DecisionRow>("decisions")
            .View<EventRow>("events")
            .Table<PointsEntryRow>("points_entries")
            .Table<PointsLotRow>("points_lots")
            .View<PointsBalanceRow>("points_balances")
            .Table<CustomerTierRow>("customer_tiers")
            .Table<CustomerStageRow>("customer_stages")
            .Table<SlaDeadlineRow>("sla_deadlines");
        PointsTranslation.Apply(modelBuilder, options.Dialect);
        return modelBuilder;
    }
}
