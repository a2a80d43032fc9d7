using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>The movements of one kind, summed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PointsMovement : MessageContent
{
    /// <summary>Makes the value, for example when reading one back from a store.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">The number of entries.</param>
    /// <param name="amount">The points that moved, without sign.</param>
    /// <param name="outstanding">By how much the points outstanding changed.</param>
    /// <param name="debt">By how much the debt changed.</param>
    public PointsMovement(PointsMovementKind kind, long count, Points amount, Points outstanding, Points debt)
    {
        this.Kind = kind;
        this.Count = count;
        this.Amount = amount;
        this.Outstanding = outstanding;
        this.Debt = debt;
    }

    /// <summary>Gets the kind.</summary>
    public PointsMovementKind Kind { get; }

    /// <summary>Gets the number of entries.</summary>
    public long Count { get; }

    /// <summary>Gets the points that moved, without sign.</summary>
    public Points Amount { get; }

    /// <summary>Gets by how much the points outstanding changed.</summary>
    public Points Outstanding { get; }

    /// <summary>Gets by how much the debt changed.</summary>
    public Points Debt { get; }

    /// <summary>Gets both changes together.</summary>
    public Points Change => this.Outstanding + this.Debt;

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("kind", this.Kind).Add("count", this.Count).Add("amount", this.Amount).Add("outstanding", this.Outstanding).Add("debt", this.Debt);
    }
}

/// <summary>Every kind of movement, summed, and the figures that follow from the sums.</summary>
/// <remarks>
/// Always: <see cref="Granted"/> − <see cref="Redeemed"/> − <see cref="Expired"/> − <see cref="Forfeited"/> = <see cref="Outstanding"/> +
/// <see cref="Debt"/>. Merging adds every sum, so it is commutative and associative. Equal if all sums are. Immutable and thread-safe.
/// </remarks>
public sealed class PointsFigures : IEquatable<PointsFigures>
{
    internal const int Kinds = (int)PointsMovementKind.DebtForgiven + 1;

    private PointsFigures(PointsMovement[] movements)
    {
        this.Movements = FixedList.Own(movements);
        foreach (PointsMovement movement in movements)
        {
            this.Count = checked(this.Count + movement.Count);
            this.Outstanding += movement.Outstanding;
            this.Debt += movement.Debt;
        }
    }

    /// <summary>Gets the figures without movements.</summary>
    public static PointsFigures Empty { get; } = new PointsFiguresDraft().ToFigures();

    /// <summary>Gets the sums, one per kind in the order of <see cref="PointsMovementKind"/>.</summary>
    public IReadOnlyList<PointsMovement> Movements { get; }

    /// <summary>Gets the number of entries.</summary>
    public long Count { get; }

    /// <summary>Gets the points outstanding that the movements leave: pending, available and held.</summary>
    public Points Outstanding { get; }

    /// <summary>Gets the debt that they leave; at most zero.</summary>
    public Points Debt { get; }

    /// <summary>Gets the points earned.</summary>
    public Points Issued => this.Of(PointsMovementKind.Earned).Change;

    /// <summary>Gets the points spent, less what cancelled redemptions gave back.</summary>
    public Points Redeemed => this.Spent(PointsMovementKind.Redeemed, PointsMovementKind.Restored);

    /// <summary>Gets the points that lapsed.</summary>
    public Points Expired => this.Spent(PointsMovementKind.Expired);

    /// <summary>Gets the points taken back after returns and cancellations, also those now owed.</summary>
    public Points Reversed => this.Spent(PointsMovementKind.Reversed, PointsMovementKind.DebtMade, PointsMovementKind.SetAgainstDebt, PointsMovementKind.DebtRepaid);

    /// <summary>Gets the points that fell away when accounts closed, less the debts written off.</summary>
    public Points Forfeited => this.Spent(PointsMovementKind.Forfeited, PointsMovementKind.DebtForgiven);

    /// <summary>
    /// Gets the points that members got for good: issued, imported, transferred, merged and adjusted, less what was reversed. Rates are shares
    /// of it, since what was reversed could never be spent or lapse.
    /// </summary>
    public Points Granted => this.Outstanding + this.Debt + this.Redeemed + this.Expired + this.Forfeited;

    /// <summary>Gets the points spent in percent of those granted, rounded half away from zero to four decimals; null if none were granted.</summary>
    public decimal? RedemptionPercent => Percent(this.Redeemed, this.Granted);

    /// <summary>Gets the points lapsed or forfeited in percent of those granted, rounded half away from zero to four decimals; null if none were granted.</summary>
    public decimal? BreakagePercent => Percent(this.Expired + this.Forfeited, this.Granted);

    /// <summary>Sums movements, for example when reading figures back from a store.</summary>
    /// <param name="movements">The movements, of any kinds.</param>
    /// <returns>The figures.</returns>
    public static PointsFigures From(IEnumerable<PointsMovement> movements)
    {
        ArgumentNullException.ThrowIfNull(movements);
        var draft = new PointsFiguresDraft();
        foreach (PointsMovement movement in movements)
        {
            draft.Add(movement);
        }

        return draft.ToFigures();
    }

    /// <summary>The movements of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Their sum; zero if there were none.</returns>
    public PointsMovement Of(PointsMovementKind kind) => this.Movements[(int)kind];

    /// <summary>What the points outstanding cost.</summary>
    /// <param name="costPerPoint">The expected cost of one point.</param>
    /// <param name="decimals">The currency's decimals, 0 to 4.</param>
    /// <returns>Outstanding × cost, rounded once, half away from zero. Debt is not set off against it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not 0 to 4.</exception>
    public Money Liability(Money costPerPoint, int decimals) =>
        new Money(CurrencyRounding.Round(this.Outstanding.Value * costPerPoint.Amount, decimals), costPerPoint.Currency);

    /// <summary>How many of the points granted will have been spent in the end.</summary>
    /// <param name="breakagePercent">The share of the points granted that will never be spent, 0 to 100.</param>
    /// <returns>Granted × (1 − breakage), rounded once, half away from zero; at least what was spent already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not 0 to 100.</exception>
    public Points ExpectedToBeRedeemed(decimal breakagePercent)
    {
        CurrencyRounding.CheckPercent(breakagePercent);
        Points expected = Points.Round(this.Granted.Value * (100 - breakagePercent) / 100);
        return expected < this.Redeemed ? this.Redeemed : expected;
    }

    /// <summary>The figures over both, which must not share an entry.</summary>
    /// <param name="other">The other figures.</param>
    /// <returns>The merged figures.</returns>
    public PointsFigures Merge(PointsFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var draft = new PointsFiguresDraft();
        draft.Add(this);
        draft.Add(other);
        return draft.ToFigures();
    }

    /// <inheritdoc/>
    public bool Equals(PointsFigures? other) => other is not null && this.Movements.SequenceEqual(other.Movements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as PointsFigures);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((this.Count.GetHashCode() * 31) + this.Outstanding.GetHashCode());

    /// <summary>Gives the figures in points.</summary>
    /// <returns>For example <c>issued 100, redeemed 40, expired 10, reversed 0, outstanding 50, debt 0</c>.</returns>
    public override string ToString() => "issued " + this.Issued + ", redeemed " + this.Redeemed + ", expired " + this.Expired + ", reversed " + this.Reversed
        + ", outstanding " + this.Outstanding + ", debt " + this.Debt;

    internal static PointsFigures Own(PointsMovement[] movements) => new PointsFigures(movements);

    internal static decimal? Percent(Points part, Points whole)
    {
        if (whole <= default(Points))
        {
            return null;
        }

        var sum = default(WideSum);
        sum.AddProduct(part.TenThousandths, 100 * FixedPoint.One);
        return FixedPoint.ToDecimal(sum.DivideRounded(whole.TenThousandths));
    }

    private Points Spent(params PointsMovementKind[] kinds)
    {
        Points spent = default;
        foreach (PointsMovementKind kind in kinds)
        {
            spent -= this.Of(kind).Change;
        }

        return spent;
    }
}

/// <summary>Adds up movements.</summary>
internal sealed class PointsFiguresDraft
{
    private readonly long[] counts = new long[PointsFigures.Kinds];
    private readonly Points[] amounts = new Points[PointsFigures.Kinds];
    private readonly Points[] outstanding = new Points[PointsFigures.Kinds];
    private readonly Points[] debts = new Points[PointsFigures.Kinds];

    internal void Add(PointsLedgerEntry entry) => this.Add((int)entry.Kind, 1, entry.Amount, entry.Outstanding, entry.Debt);

    internal void Add(PointsFigures figures)
    {
        foreach (PointsMovement movement in figures.Movements)
        {
            this.Add(movement);
        }
    }

    internal void Add(PointsMovement movement) => this.Add((int)movement.Kind, movement.Count, movement.Amount, movement.Outstanding, movement.Debt);

    internal PointsFigures ToFigures()
    {
        var movements = new PointsMovement[PointsFigures.Kinds];
        for (int i = 0; i < movements.Length; i++)
        {
            movements[i] = new PointsMovement((PointsMovementKind)i, this.counts[i], this.amounts[i], this.outstanding[i], this.debts[i]);
        }

        return PointsFigures.Own(movements);
    }

    private void Add(int kind, long count, Points amount, Points change, Points debt)
    {
        this.counts[kind] = checked(this.counts[kind] + count);
        this.amounts[kind] += amount;
        this.outstanding[kind] += change;
        this.debts[kind] += debt;
    }
}
