using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>What organisations owe each other for points earned in one and honoured by another.</summary>
/// <remarks>
/// A redemption counts for it, its cancellation against it. Points of one organisation that repaid a debt to another count too. Merging is
/// commutative and associative. Immutable and thread-safe.
/// </remarks>
public sealed class Intercompany
{
    private Intercompany(IntercompanyEntry[] entries) => this.Entries = FixedList.Own(entries);

    /// <summary>Gets the entries by debtor, creditor and wallet; pairs that owe nothing are left out.</summary>
    public IReadOnlyList<IntercompanyEntry> Entries { get; }

    /// <summary>Sums ledger entries by pair.</summary>
    /// <param name="entries">The ledger entries of the period.</param>
    /// <returns>What is owed.</returns>
    public static Intercompany Of(IEnumerable<PointsLedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return Sum(entries
            .Where(e => !string.Equals(e.Organisation, e.HonouredBy, StringComparison.Ordinal))
            .Select(e => new IntercompanyEntry(e.Organisation, e.HonouredBy, e.Wallet, default(Points) - e.Outstanding)));
    }

    /// <summary>What is owed over both.</summary>
    /// <param name="other">The other sums.</param>
    /// <returns>The merged sums.</returns>
    public Intercompany Merge(Intercompany other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Sum(this.Entries.Concat(other.Entries));
    }

    /// <summary>Sums entries by pair and wallet.</summary>
    /// <param name="entries">The entries.</param>
    /// <returns>The sums.</returns>
    public static Intercompany Sum(IEnumerable<IntercompanyEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var sums = new List<IntercompanyEntry>();
        foreach (IntercompanyEntry entry in entries
            .OrderBy(e => e.Debtor, StringComparer.Ordinal).ThenBy(e => e.Creditor, StringComparer.Ordinal).ThenBy(e => e.Wallet, StringComparer.Ordinal))
        {
            if (sums.Count > 0 && sums[sums.Count - 1].IsOf(entry))
            {
                sums[sums.Count - 1] = new IntercompanyEntry(entry.Debtor, entry.Creditor, entry.Wallet, sums[sums.Count - 1].Points + entry.Points);
            }
            else
            {
                sums.Add(entry);
            }
        }

        return new Intercompany(sums.Where(s => s.Points != default(Points)).ToArray());
    }
}

/// <summary>The points of one organisation that another honoured.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class IntercompanyEntry : MessageContent
{
    /// <summary>Makes an entry.</summary>
    /// <param name="debtor">The organisation that granted the points, and owes.</param>
    /// <param name="creditor">The organisation that honoured them, and is owed.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="points">The points; negative where more was given back than spent.</param>
    public IntercompanyEntry(string debtor, string creditor, string wallet, Points points)
    {
        ArgumentNullException.ThrowIfNull(debtor);
        ArgumentNullException.ThrowIfNull(creditor);
        ArgumentNullException.ThrowIfNull(wallet);
        this.Debtor = debtor;
        this.Creditor = creditor;
        this.Wallet = wallet;
        this.Points = points;
    }

    /// <summary>Gets the organisation that granted the points, and owes.</summary>
    public string Debtor { get; }

    /// <summary>Gets the organisation that honoured them, and is owed.</summary>
    public string Creditor { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the points; negative where more was given back than spent.</summary>
    public Points Points { get; }

    /// <summary>What is owed.</summary>
    /// <param name="costPerPoint">The cost of one point that the organisations agreed.</param>
    /// <param name="decimals">The currency's decimals, 0 to 4.</param>
    /// <returns>Points × cost, rounded once, half away from zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The decimals are not 0 to 4.</exception>
    public Money Amount(Money costPerPoint, int decimals) =>
        new Money(CurrencyRounding.Round(this.Points.Value * costPerPoint.Amount, decimals), costPerPoint.Currency);

    internal bool IsOf(IntercompanyEntry other) => string.Equals(this.Debtor, other.Debtor, StringComparison.Ordinal)
        && string.Equals(this.Creditor, other.Creditor, StringComparison.Ordinal) && string.Equals(this.Wallet, other.Wallet, StringComparison.Ordinal);

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("debtor", this.Debtor).Add("creditor", this.Creditor).Add("wallet", this.Wallet).Add("points", this.Points);
    }
}
