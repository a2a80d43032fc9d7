using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Points reserved for a redemption under way.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Hold
{
    internal Hold(string holdId, RedemptionRequest request, Instant? until, LotAmount[] parts, IReadOnlyList<CounterChange> counters)
    {
        this.Counters = counters;
        this.HoldId = holdId;
        this.Request = request;
        this.Until = until;
        this.Parts = FixedList.Own(parts);
    }

    /// <summary>Gets the id.</summary>
    public string HoldId { get; }

    /// <summary>Gets what the points are for.</summary>
    public RedemptionRequest Request { get; }

    /// <summary>Gets when it lapses, exclusive; null: never.</summary>
    public Instant? Until { get; }

    /// <summary>Gets the lots with what is held of them.</summary>
    public IReadOnlyList<LotAmount> Parts { get; }

    /// <summary>Gets how many points are held.</summary>
    public Points Points => LotAmounts.Sum(this.Parts);

    /// <summary>Gets the limits that were counted.</summary>
    internal IReadOnlyList<CounterChange> Counters { get; }
}

/// <summary>Points spent that can still be given back.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Redemption
{
    internal Redemption(string redemptionId, RedemptionRequest request, Money value, Instant closesAt, LotAmount[] parts, IReadOnlyList<CounterChange> counters)
    {
        this.Counters = counters;
        this.RedemptionId = redemptionId;
        this.Request = request;
        this.Value = value;
        this.ClosesAt = closesAt;
        this.Parts = FixedList.Own(parts);
    }

    /// <summary>Gets the id.</summary>
    public string RedemptionId { get; }

    /// <summary>Gets what the points were spent on.</summary>
    public RedemptionRequest Request { get; }

    /// <summary>Gets the value of what hasn't been given back.</summary>
    public Money Value { get; }

    /// <summary>Gets until when it can be cancelled, exclusive.</summary>
    public Instant ClosesAt { get; }

    /// <summary>Gets the lots that paid, with what hasn't been given back.</summary>
    public IReadOnlyList<LotAmount> Parts { get; }

    /// <summary>Gets how many points haven't been given back.</summary>
    public Points Points => LotAmounts.Sum(this.Parts);

    /// <summary>Gets the limits that were counted.</summary>
    internal IReadOnlyList<CounterChange> Counters { get; }
}

/// <summary>A count in a period: a cap's use, a limit's use, a cooldown, a carried fraction.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Counter
{
    internal Counter(string name, Instant periodStart, Instant keepUntil, decimal value)
    {
        this.Name = name;
        this.PeriodStart = periodStart;
        this.KeepUntil = keepUntil;
        this.Value = value;
    }

    /// <summary>Gets what is counted, such as <c>cap:daily</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the start of the period.</summary>
    public Instant PeriodStart { get; }

    /// <summary>Gets when the count is dropped, exclusive.</summary>
    public Instant KeepUntil { get; }

    /// <summary>Gets the count.</summary>
    public decimal Value { get; }
}

/// <summary>A benefit that was used and can be given back within its period.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BenefitUse
{
    internal BenefitUse(BenefitUsed used) => this.Used = used;

    /// <summary>Gets the use.</summary>
    public BenefitUsed Used { get; }
}

/// <summary>A coupon of an account.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Coupon
{
    internal Coupon(string couponId, CouponTerms terms, string? usedFor)
    {
        this.CouponId = couponId;
        this.Terms = terms;
        this.UsedFor = usedFor;
    }

    /// <summary>Gets the id.</summary>
    public string CouponId { get; }

    /// <summary>Gets what it is worth, and when.</summary>
    public CouponTerms Terms { get; }

    /// <summary>Gets the order it was used on; null: it is unused.</summary>
    public string? UsedFor { get; }
}

/// <summary>Who may spend from a pooled account.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SpendingRight
{
    internal SpendingRight(CustomerId spender, Points? atMost, CapPeriod period)
    {
        this.Spender = spender;
        this.AtMost = atMost;
        this.Period = period;
    }

    /// <summary>Gets who.</summary>
    public CustomerId Spender { get; }

    /// <summary>Gets how much per period; null: no limit.</summary>
    public Points? AtMost { get; }

    /// <summary>Gets the period of the limit.</summary>
    public CapPeriod Period { get; }

    /// <summary>What this spender's use is counted under.</summary>
    internal string Counter => CounterOf(this.Spender);

    /// <summary>What the use of any spender is counted under.</summary>
    internal static string CounterOf(CustomerId spender) => "spender:" + spender.Value;
}

/// <summary>A merge that can be undone: which lots and awards came with it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MergedAccount
{
    internal MergedAccount(AccountReceived received) => this.Received = received;

    /// <summary>Gets what came.</summary>
    public AccountReceived Received { get; }
}

/// <summary>Amounts of lots.</summary>
internal static class LotAmounts
{
    internal static Points Sum(IReadOnlyList<LotAmount> parts)
    {
        long sum = 0;
        foreach (LotAmount part in parts)
        {
            sum = checked(sum + part.Amount.TenThousandths);
        }

        return Points.FromTenThousandths(sum);
    }

    /// <summary>The parts less what postings take from a ledger account, without what is empty.</summary>
    internal static LotAmount[] Less(IReadOnlyList<LotAmount> parts, IReadOnlyList<Posting> postings, LedgerAccount from)
    {
        var rest = new List<LotAmount>(parts.Count);
        foreach (LotAmount part in parts)
        {
            long left = part.Amount.TenThousandths;
            foreach (Posting posting in postings)
            {
                left -= posting.From == from && posting.Lot == part.Lot.Number ? posting.Amount.TenThousandths : 0;
            }

            if (left > 0)
            {
                rest.Add(new LotAmount(part.Lot, Points.FromTenThousandths(left)));
            }
        }

        return rest.ToArray();
    }
}
