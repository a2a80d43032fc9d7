using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A count that moves: a cap's use, a limit's use, a cooldown, a carried fraction.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CounterChange : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="counter">What is counted, such as <c>cap:daily</c>.</param>
    /// <param name="periodStart">The start of the period.</param>
    /// <param name="keepUntil">When the count is dropped, exclusive.</param>
    /// <param name="change">By how much it moves, to eight decimals.</param>
    public CounterChange(string counter, Instant periodStart, Instant keepUntil, decimal change)
    {
        ArgumentNullException.ThrowIfNull(counter);
        this.Counter = counter;
        this.PeriodStart = periodStart;
        this.KeepUntil = keepUntil;
        this.Change = change;
    }

    /// <summary>Gets what is counted, such as <c>cap:daily</c>.</summary>
    public string Counter { get; }

    /// <summary>Gets the start of the period.</summary>
    public Instant PeriodStart { get; }

    /// <summary>Gets when the count is dropped, exclusive.</summary>
    public Instant KeepUntil { get; }

    /// <summary>Gets by how much it moves, to eight decimals.</summary>
    public decimal Change { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("counter", this.Counter).Add("periodStart", this.PeriodStart).Add("keepUntil", this.KeepUntil).Add("change", this.Change);
    }

    // A spender's use is counted under the spender's id.
    private protected override MessageContent Erase(ErasedIdentity who) => string.Equals(this.Counter, SpendingRight.CounterOf(who.Customer), StringComparison.Ordinal)
        ? new CounterChange(SpendingRight.CounterOf(who.Replacement), this.PeriodStart, this.KeepUntil, this.Change)
        : this;
}

/// <summary>Progress towards a tier that moves, in the unit of the ladder's measure.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ProgressChange : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="date">The date of the bucket.</param>
    /// <param name="keepUntil">When the bucket is dropped, exclusive.</param>
    /// <param name="change">By how much it moves.</param>
    public ProgressChange(LocalDate date, Instant keepUntil, decimal change)
    {
        this.Date = date;
        this.KeepUntil = keepUntil;
        this.ChangeUnits = FixedPoint.Exact(change, nameof(change));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal ProgressChange(LocalDate date, Instant keepUntil, long change)
    {
        this.Date = date;
        this.KeepUntil = keepUntil;
        this.ChangeUnits = change;
    }

    /// <summary>Gets the date of the bucket.</summary>
    public LocalDate Date { get; }

    /// <summary>Gets when the bucket is dropped, exclusive.</summary>
    public Instant KeepUntil { get; }

    /// <summary>Gets by how much it moves.</summary>
    public decimal Change => FixedPoint.ToDecimal(this.ChangeUnits);

    /// <summary>Change in ten-thousandths.</summary>
    internal long ChangeUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("date", this.Date).Add("keepUntil", this.KeepUntil).Add("change", this.Change);
    }
}
