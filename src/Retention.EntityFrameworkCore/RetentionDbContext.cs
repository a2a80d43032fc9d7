using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.EntityFrameworkCore.Mapping;
using Retention.EntityFrameworkCore.Migrations;
using Retention.Relational;

namespace Retention.EntityFrameworkCore;

/// <summary>A ready context over a store's tables, for hosts without one of their own: queries, and migrations by <c>Database.MigrateAsync()</c>.</summary>
/// <remarks>
/// The migrations run the scripts of <see cref="RelationalSchema"/>, so a database is brought up either by them or by
/// <see cref="RelationalSchema.UpgradeAsync"/>, not by both in turn. Give the context to nobody else, as any other; it can't be pooled.
/// </remarks>
public sealed class RetentionDbContext : DbContext
{
    /// <summary>Makes a context.</summary>
    /// <param name="options">The connection, by <c>UseSqlite</c> or <c>UseNpgsql</c>.</param>
    /// <param name="storeOptions">The store's options: the dialect, the schema and the prefix; no codec is needed.</param>
    public RetentionDbContext(DbContextOptions<RetentionDbContext> options, RelationalStoreOptions storeOptions)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(storeOptions);
        this.StoreOptions = storeOptions;
    }

    /// <summary>Gets the streams.</summary>
    public IQueryable<StreamRow> Streams => this.Set<StreamRow>();

    /// <summary>Gets the decisions.</summary>
    public IQueryable<DecisionRow> Decisions => this.Set<DecisionRow>();

    /// <summary>Gets the events.</summary>
    public IQueryable<EventRow> Events => this.Set<EventRow>();

    /// <summary>Gets what moved points.</summary>
    public IQueryable<PointsEntryRow> PointsEntries => this.Set<PointsEntryRow>();

    /// <summary>Gets the lots with points in them.</summary>
    public IQueryable<PointsLotRow> PointsLots => this.Set<PointsLotRow>();

    /// <summary>Gets what accounts have.</summary>
    public IQueryable<PointsBalanceRow> PointsBalances => this.Set<PointsBalanceRow>();

    /// <summary>Gets the customers' tiers.</summary>
    public IQueryable<CustomerTierRow> CustomerTiers => this.Set<CustomerTierRow>();

    /// <summary>Gets the stages of the customers' lives.</summary>
    public IQueryable<CustomerStageRow> CustomerStages => this.Set<CustomerStageRow>();

    /// <summary>Gets the cases' clocks with their deadlines.</summary>
    public IQueryable<SlaDeadlineRow> SlaDeadlines => this.Set<SlaDeadlineRow>();

    internal RelationalStoreOptions StoreOptions { get; }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        optionsBuilder.ReplaceService<IMigrationsAssembly, RetentionMigrations>().ReplaceService<IModelCacheKeyFactory, ModelKeys>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        Providers.Check(this.Database.ProviderName, this.StoreOptions.Dialect);
        modelBuilder.ApplyRetention(this.StoreOptions);
    }
}
