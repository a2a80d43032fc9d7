using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>What a programme issued, what became of it and what is outstanding, as of an instant.</summary>
/// <remarks>
/// Kept per organisation, wallet, policy version and month of earning. Merging is commutative and associative, so figures of partitions by
/// account give the figures of the whole. Immutable and thread-safe.
/// </remarks>
public sealed class LoyaltyFigures
{
    private readonly IReadOnlyDictionary<FigureKey, PointsFigures> cells;

    private LoyaltyFigures(Instant asOf, DateTimeZone zone, IReadOnlyDictionary<FigureKey, PointsFigures> cells)
    {
        this.AsOf = asOf;
        this.Zone = zone;
        this.cells = cells;
        this.Total = Sum(cells.Values);
        this.Groups = FixedList.Own(this.Grouped(k => new FigureKey(k.Organisation, k.Wallet, k.PolicyVersion, default, 0))
            .Select(g => new FiguresGroup(g.Key.Organisation, g.Key.Wallet, g.Key.PolicyVersion, g.Value)).ToArray());
        this.Cohorts = FixedList.Own(this.Grouped(k => new FigureKey(string.Empty, string.Empty, null, k.Cohort, 0))
            .Select(g => new CohortFigures(g.Key.Cohort, g.Value)).ToArray());
        this.OutstandingByAge = FixedList.Own(this.Grouped(k => new FigureKey(string.Empty, string.Empty, null, default, k.Age))
            .Where(g => g.Value.Outstanding != default(Points)).Select(g => new LotAge(g.Key.Age, g.Value.Outstanding)).ToArray());
    }

    /// <summary>Gets the instant that the figures are as of: entries at it or before count.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the zone in which months of earning begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the figures over everything; wallets are added up.</summary>
    public PointsFigures Total { get; }

    /// <summary>Gets the figures per organisation, wallet and policy version, in that order.</summary>
    public IReadOnlyList<FiguresGroup> Groups { get; }

    /// <summary>Gets the figures per month of earning, oldest first.</summary>
    public IReadOnlyList<CohortFigures> Cohorts { get; }

    /// <summary>Gets the points outstanding by the whole months since they were earned, youngest first.</summary>
    public IReadOnlyList<LotAge> OutstandingByAge { get; }

    /// <summary>
    /// Gets the breakage that completed cohorts suggest: lapsed and forfeited points in percent of those granted, over all cohorts whose month
    /// was over and of which nothing is outstanding; null if there is none.
    /// </summary>
    /// <remarks>Points that never lapse complete only when spent, which biases it to 0; a wallet of them needs an estimate of its own.</remarks>
    public decimal? EstimatedBreakagePercent
    {
        get
        {
            YearMonth now = MonthOf(this.AsOf, this.Zone);
            return Sum(this.Cohorts.Where(c => c.Month.CompareTo(now) < 0 && c.Figures.Outstanding == default(Points)).Select(c => c.Figures)).BreakagePercent;
        }
    }

    /// <summary>Sums entries up to an instant.</summary>
    /// <param name="entries">The entries; those after <paramref name="asOf"/> are left out.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="zone">The zone in which months of earning begin.</param>
    /// <returns>The figures.</returns>
    public static LoyaltyFigures Of(IEnumerable<PointsLedgerEntry> entries, Instant asOf, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(zone);
        LocalDate today = asOf.InZone(zone).Date;
        var drafts = new Dictionary<FigureKey, PointsFiguresDraft>();
        foreach (PointsLedgerEntry entry in entries.Where(e => e.At <= asOf))
        {
            LocalDate earned = entry.EarnedAt.InZone(zone).Date;
            int age = earned >= today ? 0 : (int)(Elapsed.MonthsTenThousandths(earned, today) / FixedPoint.One);
            var key = new FigureKey(entry.Organisation, entry.Wallet, entry.PolicyVersion, earned.ToYearMonth(), age);
            if (!drafts.TryGetValue(key, out PointsFiguresDraft? draft))
            {
                draft = new PointsFiguresDraft();
                drafts.Add(key, draft);
            }

            draft.Add(entry);
        }

        return new LoyaltyFigures(asOf, zone, drafts.ToDictionary(d => d.Key, d => d.Value.ToFigures()));
    }

    /// <summary>The figures over both, which must not share an account.</summary>
    /// <param name="other">The other figures, as of the same instant and in the same zone.</param>
    /// <returns>The merged figures.</returns>
    /// <exception cref="ArgumentException">They are as of another instant, or in another zone.</exception>
    public LoyaltyFigures Merge(LoyaltyFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.AsOf != this.AsOf || !other.Zone.Equals(this.Zone))
        {
            throw new ArgumentException("Figures merge as of one instant and in one zone; sum both as of " + this.AsOf + " in " + this.Zone.Id + ".", nameof(other));
        }

        Dictionary<FigureKey, PointsFigures> merged = this.cells.ToDictionary(c => c.Key, c => c.Value);
        foreach (KeyValuePair<FigureKey, PointsFigures> cell in other.cells)
        {
            merged[cell.Key] = merged.TryGetValue(cell.Key, out PointsFigures? mine) ? mine.Merge(cell.Value) : cell.Value;
        }

        return new LoyaltyFigures(this.AsOf, this.Zone, merged);
    }

    /// <summary>The figures of a part: one organisation, wallet or policy version, with its own cohorts and ages.</summary>
    /// <param name="organisation">The organisation; null: all.</param>
    /// <param name="wallet">The wallet; null: all.</param>
    /// <param name="policyVersion">The policy version; null: all.</param>
    /// <returns>The figures of what fits.</returns>
    public LoyaltyFigures Only(string? organisation, string? wallet, PolicyVersion? policyVersion) => new LoyaltyFigures(this.AsOf, this.Zone, this.cells
        .Where(c => (organisation is null || string.Equals(c.Key.Organisation, organisation, StringComparison.Ordinal))
            && (wallet is null || string.Equals(c.Key.Wallet, wallet, StringComparison.Ordinal))
            && (policyVersion is null || policyVersion.Equals(c.Key.PolicyVersion)))
        .ToDictionary(c => c.Key, c => c.Value));

    /// <summary>What the points outstanding in a wallet cost, and each group's share of it.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="costPerPoint">The expected cost of one of its points.</param>
    /// <param name="decimals">The currency's decimals, 0 to 4.</param>
    /// <returns>The whole, rounded once, half away from zero, and shares that add up to it exactly (largest remainder, ties to the group ahead).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative, or the decimals are not 0 to 4.</exception>
    public PointsLiability Liability(string wallet, Money costPerPoint, int decimals)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        if (costPerPoint.Amount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(costPerPoint), costPerPoint, "A point costs 0 or more.");
        }

        FiguresGroup[] groups = this.Groups.Where(g => string.Equals(g.Wallet, wallet, StringComparison.Ordinal)).ToArray();
        Points outstanding = Sum(groups.Select(g => g.Figures)).Outstanding;
        decimal unit = CurrencyRounding.Unit(decimals);
        decimal total = CurrencyRounding.Round(outstanding.Value * costPerPoint.Amount, decimals);
        var shares = new LiabilityShare[groups.Length];
        if (groups.Length > 0)
        {
            long[] units = Proportion.Share((long)(total / unit), groups.Select(g => Math.Max(0, g.Figures.Outstanding.TenThousandths)).ToArray());
            for (int i = 0; i < groups.Length; i++)
            {
                shares[i] = new LiabilityShare(groups[i], new Money(units[i] * unit, costPerPoint.Currency));
            }
        }

        return new PointsLiability(outstanding, new Money(total, costPerPoint.Currency), shares);
    }

    private static YearMonth MonthOf(Instant instant, DateTimeZone zone) => instant.InZone(zone).Date.ToYearMonth();

    private static PointsFigures Sum(IEnumerable<PointsFigures> figures)
    {
        var sum = new PointsFiguresDraft();
        foreach (PointsFigures part in figures)
        {
            sum.Add(part);
        }

        return sum.ToFigures();
    }

    private IEnumerable<KeyValuePair<FigureKey, PointsFigures>> Grouped(Func<FigureKey, FigureKey> by) => this.cells
        .GroupBy(c => by(c.Key))
        .OrderBy(g => g.Key)
        .Select(g => new KeyValuePair<FigureKey, PointsFigures>(g.Key, Sum(g.Select(c => c.Value))));
}
