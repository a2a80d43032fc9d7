using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>Adds or takes points by hand.</summary>
public sealed class AdjustPoints : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="adjustmentId">The id of the adjustment.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="change">How many: positive adds, negative takes.</param>
    /// <param name="effectiveOn">The date from which added points live; null: now.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="approvedBy">Who else approved it; null: nobody.</param>
    public AdjustPoints(Instant at, string adjustmentId, string wallet, Points change, BusinessTime? effectiveOn, string actor, string reason, string? approvedBy)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(adjustmentId);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.AdjustmentId = adjustmentId;
        this.Wallet = wallet;
        this.Change = change;
        this.EffectiveOn = effectiveOn;
        this.Actor = actor;
        this.Reason = reason;
        this.ApprovedBy = approvedBy;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.adjust-points";

    /// <summary>Gets the id of the adjustment.</summary>
    public string AdjustmentId { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets how many: positive adds, negative takes.</summary>
    public Points Change { get; }

    /// <summary>Gets the date from which added points live; null: now.</summary>
    public BusinessTime? EffectiveOn { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets who else approved it; null: nobody.</summary>
    public string? ApprovedBy { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("adjustmentId", this.AdjustmentId).Add("wallet", this.Wallet).Add("change", this.Change)
            .Add("effectiveOn", this.EffectiveOn).Add("actor", this.Actor).AddPersonal("reason", this.Reason).Add("approvedBy", this.ApprovedBy);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AdjustPoints(this.At, this.AdjustmentId, this.Wallet, this.Change, this.EffectiveOn, this.Actor, string.Empty, this.ApprovedBy);
}

/// <summary>Sends points to another account; pair it with <see cref="ReceivePoints"/> there.</summary>
public sealed class SendPoints : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="transferId">The id of the transfer.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="points">How many.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="actor">Who enters it; null: the member.</param>
    /// <param name="approvedBy">Who else approved it; null: nobody.</param>
    public SendPoints(Instant at, string transferId, string wallet, Points points, CustomerId to, string? actor, string? approvedBy)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(transferId);
        ArgumentNullException.ThrowIfNull(wallet);
        this.TransferId = transferId;
        this.Wallet = wallet;
        this.Points = points;
        this.To = to;
        this.Actor = actor;
        this.ApprovedBy = approvedBy;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.send-points";

    /// <summary>Gets the id of the transfer.</summary>
    public string TransferId { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets how many.</summary>
    public Points Points { get; }

    /// <summary>Gets the receiver.</summary>
    public CustomerId To { get; }

    /// <summary>Gets who enters it; null: the member.</summary>
    public string? Actor { get; }

    /// <summary>Gets who else approved it; null: nobody.</summary>
    public string? ApprovedBy { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("transferId", this.TransferId).Add("wallet", this.Wallet).Add("points", this.Points)
            .Add("to", this.To).Add("actor", this.Actor).Add("approvedBy", this.ApprovedBy);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new SendPoints(this.At, this.TransferId, this.Wallet, this.Points, who.Of(this.To), this.Actor, this.ApprovedBy);
}

/// <summary>Receives points from another account, with the life they had there.</summary>
public sealed class ReceivePoints : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="transferId">The id of the transfer.</param>
    /// <param name="from">The sender.</param>
    /// <param name="lots">The lots as the sender had them; copied.</param>
    public ReceivePoints(Instant at, string transferId, CustomerId from, IReadOnlyList<LotAmount> lots)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(transferId);
        ArgumentNullException.ThrowIfNull(lots);
        this.TransferId = transferId;
        this.From = from;
        this.Lots = FixedList.Of(lots);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.receive-points";

    /// <summary>Gets the id of the transfer.</summary>
    public string TransferId { get; }

    /// <summary>Gets the sender.</summary>
    public CustomerId From { get; }

    /// <summary>Gets the lots as the sender had them.</summary>
    public IReadOnlyList<LotAmount> Lots { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("transferId", this.TransferId).Add("from", this.From).AddAll("lots", this.Lots);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ReceivePoints(this.At, this.TransferId, who.Of(this.From), this.Lots);
}

/// <summary>Merges this account into another; pair it with <see cref="ReceiveAccount"/> there.</summary>
public sealed class SendAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="into">The holder of the surviving account.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public SendAccount(Instant at, string mergeId, CustomerId into, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.MergeId = mergeId;
        this.Into = into;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.send-account";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the holder of the surviving account.</summary>
    public CustomerId Into { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("into", this.Into).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new SendAccount(this.At, this.MergeId, who.Of(this.Into), this.Actor, string.Empty);
}

/// <summary>Takes over what another account held.</summary>
public sealed class ReceiveAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="from">The holder of the account that was merged.</param>
    /// <param name="contents">What it held.</param>
    public ReceiveAccount(Instant at, string mergeId, CustomerId from, AccountContents contents)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(contents);
        this.MergeId = mergeId;
        this.From = from;
        this.Contents = contents;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.receive-account";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the holder of the account that was merged.</summary>
    public CustomerId From { get; }

    /// <summary>Gets what it held.</summary>
    public AccountContents Contents { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("from", this.From).Add("contents", this.Contents);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ReceiveAccount(this.At, this.MergeId, who.Of(this.From), this.Contents);
}

/// <summary>Undoes a merge: gives back what is left of what came; pair it with <see cref="ReopenAccount"/> there.</summary>
public sealed class SplitAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public SplitAccount(Instant at, string mergeId, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.MergeId = mergeId;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.split-account";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new SplitAccount(this.At, this.MergeId, this.Actor, string.Empty);
}

/// <summary>Reopens an account whose merge is undone.</summary>
public sealed class ReopenAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="contents">What is left of what it held.</param>
    public ReopenAccount(Instant at, string mergeId, AccountContents contents)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(contents);
        this.MergeId = mergeId;
        this.Contents = contents;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reopen-account";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets what is left of what it held.</summary>
    public AccountContents Contents { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("contents", this.Contents);
    }
}
