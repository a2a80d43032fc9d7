using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>What is settled with partners for the benefits they honoured in a period.</summary>
/// <remarks>
/// A use given back in a later period counts against that period. Merging is commutative and associative. Immutable and thread-safe.
/// </remarks>
public sealed class PartnerSettlement
{
    private PartnerSettlement(LedgerPeriod period, IEnumerable<PartnerLine> lines)
    {
        this.Period = period;
        this.Lines = FixedList.Own(lines
            .GroupBy(l => new FigureKey(l.Partner, l.Benefit, null, default, 0))
            .OrderBy(g => g.Key)
            .Select(g => new PartnerLine(g.Key.Organisation, g.Key.Wallet, Sum(g, l => l.Uses), Sum(g, l => l.Restored), Sum(g, l => l.CostUnits)))
            .ToArray());
    }

    /// <summary>Gets the period.</summary>
    public LedgerPeriod Period { get; }

    /// <summary>Gets the lines by partner and benefit.</summary>
    public IReadOnlyList<PartnerLine> Lines { get; }

    /// <summary>Sums the uses of benefits by partner.</summary>
    /// <param name="events">The events of any accounts; other events and periods are left out.</param>
    /// <param name="period">The period.</param>
    /// <returns>The settlement.</returns>
    public static PartnerSettlement Of(IEnumerable<PointsEvent> events, LedgerPeriod period)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(period);
        var lines = new List<PartnerLine>();
        foreach (PointsEvent @event in events.Where(e => period.Contains(e.At)))
        {
            if (@event is BenefitUsed used)
            {
                lines.Add(new PartnerLine(used.Place, used.Benefit, used.Quantity, 0, used.CostUnits));
            }
            else if (@event is BenefitRestored restored)
            {
                lines.Add(new PartnerLine(restored.Place, restored.Benefit, 0, restored.Quantity, -restored.CostUnits));
            }
        }

        return new PartnerSettlement(period, lines);
    }

    /// <summary>What is settled with one partner over all benefits.</summary>
    /// <param name="partner">The partner.</param>
    /// <returns>The amount, in the programme's currency; 0 if it honoured nothing.</returns>
    public decimal AmountOf(string partner) => this.Lines.Where(l => string.Equals(l.Partner, partner, StringComparison.Ordinal)).Sum(l => l.Amount);

    /// <summary>The settlement over both, which must not share an event.</summary>
    /// <param name="other">The other settlement, of the same period.</param>
    /// <returns>The merged settlement.</returns>
    /// <exception cref="ArgumentException">It is of another period.</exception>
    public PartnerSettlement Merge(PartnerSettlement other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Period.Equals(this.Period))
        {
            throw new ArgumentException("Settlements merge within one period; sum both over " + this.Period + ".", nameof(other));
        }

        return new PartnerSettlement(this.Period, this.Lines.Concat(other.Lines));
    }

    private static long Sum(IEnumerable<PartnerLine> lines, Func<PartnerLine, long> count)
    {
        long sum = 0;
        foreach (PartnerLine line in lines)
        {
            sum = checked(sum + count(line));
        }

        return sum;
    }
}

/// <summary>What is settled with one partner for one benefit.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PartnerLine : MessageContent
{
    internal PartnerLine(string partner, string benefit, long uses, long restored, long cost)
    {
        this.Partner = partner;
        this.Benefit = benefit;
        this.Uses = uses;
        this.Restored = restored;
        this.CostUnits = cost;
    }

    /// <summary>Gets the partner: the place where the benefit was honoured.</summary>
    public string Partner { get; }

    /// <summary>Gets the code of the benefit.</summary>
    public string Benefit { get; }

    /// <summary>Gets how many were used.</summary>
    public long Uses { get; }

    /// <summary>Gets how many were given back.</summary>
    public long Restored { get; }

    /// <summary>Gets what is settled, in the programme's currency: the cost of what was used, less that of what was given back.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.CostUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long CostUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("partner", this.Partner).Add("benefit", this.Benefit).Add("uses", this.Uses).Add("restored", this.Restored).Add("amount", this.Amount);
    }
}
