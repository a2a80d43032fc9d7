using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A cap that a grant passed under.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GrantCap : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="cap">The code of the cap.</param>
    /// <param name="rule">The position of the rule that it caps in the award, from 0; -1 for all rules of the wallet.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="room">The room that was left before the grant.</param>
    /// <param name="periodStart">The start of the period in which it counts.</param>
    /// <param name="keepUntil">Until when the count is kept.</param>
    public GrantCap(string cap, int rule, string wallet, Points room, Instant periodStart, Instant keepUntil)
    {
        ArgumentNullException.ThrowIfNull(cap);
        ArgumentNullException.ThrowIfNull(wallet);
        this.Cap = cap;
        this.Rule = rule;
        this.Wallet = wallet;
        this.Room = room;
        this.PeriodStart = periodStart;
        this.KeepUntil = keepUntil;
    }

    /// <summary>Gets the code of the cap.</summary>
    public string Cap { get; }

    /// <summary>Gets the position of the rule that it caps in the award, from 0; -1 for all rules of the wallet.</summary>
    public int Rule { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the room that was left before the grant.</summary>
    public Points Room { get; }

    /// <summary>Gets the start of the period in which it counts.</summary>
    public Instant PeriodStart { get; }

    /// <summary>Gets until when the count is kept.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("cap", this.Cap).Add("rule", this.Rule).Add("wallet", this.Wallet).Add("room", this.Room)
            .Add("periodStart", this.PeriodStart).Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Points that a grant put into a lot.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GrantLot : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="lot">The number of the lot.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="line">The position of the line in the award, from 0; -1 where several lines made the points together.</param>
    /// <param name="rules">The positions of the rules that made the points; copied.</param>
    /// <param name="amount">The points granted.</param>
    public GrantLot(int lot, string wallet, int line, IReadOnlyList<int> rules, Points amount)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(rules);
        this.Lot = lot;
        this.Wallet = wallet;
        this.Line = line;
        this.Rules = FixedList.Of(rules);
        this.Amount = amount;
    }

    /// <summary>Gets the number of the lot.</summary>
    public int Lot { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the position of the line in the award, from 0; -1 where several lines made the points together.</summary>
    public int Line { get; }

    /// <summary>Gets the positions of the rules that made the points.</summary>
    public IReadOnlyList<int> Rules { get; }

    /// <summary>Gets the points granted.</summary>
    public Points Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("lot", this.Lot).Add("wallet", this.Wallet).Add("line", this.Line).AddAll("rules", this.Rules)
            .Add("amount", this.Amount);
    }
}

/// <summary>What one part of a purchase was granted: the whole, or one shipment, invoice or payment.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AwardGrant : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="part">The id of the part; empty for the whole.</param>
    /// <param name="from">Per rule, the points before caps of the parts before; copied.</param>
    /// <param name="to">Per rule, the points before caps with this part; copied.</param>
    /// <param name="caps">The caps with the room each had left; copied.</param>
    /// <param name="isSeparable">Whether every line made its own points, because no cap bit and no rule counts lines together.</param>
    /// <param name="lots">The lots; copied.</param>
    public AwardGrant(string part, IReadOnlyList<Points> from, IReadOnlyList<Points> to, IReadOnlyList<GrantCap> caps, bool isSeparable, IReadOnlyList<GrantLot> lots)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(caps);
        ArgumentNullException.ThrowIfNull(lots);
        this.Part = part;
        this.From = FixedList.Of(from);
        this.To = FixedList.Of(to);
        this.Caps = FixedList.Of(caps);
        this.IsSeparable = isSeparable;
        this.Lots = FixedList.Of(lots);
    }

    /// <summary>Gets the id of the part; empty for the whole.</summary>
    public string Part { get; }

    /// <summary>Gets per rule, the points before caps of the parts before.</summary>
    public IReadOnlyList<Points> From { get; }

    /// <summary>Gets per rule, the points before caps with this part.</summary>
    public IReadOnlyList<Points> To { get; }

    /// <summary>Gets the caps with the room each had left.</summary>
    public IReadOnlyList<GrantCap> Caps { get; }

    /// <summary>Gets a value indicating whether every line made its own points, because no cap bit and no rule counts lines together.</summary>
    public bool IsSeparable { get; }

    /// <summary>Gets the lots.</summary>
    public IReadOnlyList<GrantLot> Lots { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("part", this.Part).AddAll("from", this.From).AddAll("to", this.To).AddAll("caps", this.Caps)
            .Add("isSeparable", this.IsSeparable).AddAll("lots", this.Lots);
    }
}
