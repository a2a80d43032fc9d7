using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Another account was merged into this one.</summary>
public sealed class AccountReceived : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="from">The holder of the account that was merged.</param>
    /// <param name="awards">The awards that came, with this account's lots; copied.</param>
    /// <param name="purchases">How many purchases came, recorded and not returned as a whole.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public AccountReceived(Instant at, string mergeId, CustomerId from, IReadOnlyList<Award> awards, int purchases, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(awards);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(progress);
        this.MergeId = mergeId;
        this.From = from;
        this.Awards = FixedList.Of(awards);
        this.Purchases = purchases;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-received";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the holder of the account that was merged.</summary>
    public CustomerId From { get; }

    /// <summary>Gets the awards that came, with this account's lots.</summary>
    public IReadOnlyList<Award> Awards { get; }

    /// <summary>Gets how many purchases came, recorded and not returned as a whole.</summary>
    public int Purchases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("from", this.From).AddAll("awards", this.Awards).Add("purchases", this.Purchases)
            .AddAll("postings", this.Postings).AddAll("lots", this.Lots).AddAll("pending", this.Pending).AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AccountReceived(this.At, this.MergeId, who.Of(this.From), this.Awards, this.Purchases, this.Postings, this.Lots, this.Pending, this.Progress);
}

/// <summary>A merge was undone; what was left of it went back.</summary>
public sealed class AccountSplit : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="to">The holder of the account that is reopened.</param>
    /// <param name="contents">What went back.</param>
    /// <param name="actor">The id of who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public AccountSplit(Instant at, string mergeId, CustomerId to, AccountContents contents, string actor, string reason, IReadOnlyList<Posting> postings, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(progress);
        this.MergeId = mergeId;
        this.To = to;
        this.Contents = contents;
        this.Actor = actor;
        this.Reason = reason;
        this.Postings = FixedList.Of(postings);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-split";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the holder of the account that is reopened.</summary>
    public CustomerId To { get; }

    /// <summary>Gets what went back.</summary>
    public AccountContents Contents { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).Add("to", this.To).Add("contents", this.Contents)
            .Add("actor", this.Actor).AddPersonal("reason", this.Reason).AddAll("postings", this.Postings).AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AccountSplit(this.At, this.MergeId, who.Of(this.To), this.Contents, this.Actor, string.Empty, this.Postings, this.Progress);
}

/// <summary>The account was reopened, as its merge was undone.</summary>
public sealed class AccountReopened : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="mergeId">The id of the merge.</param>
    /// <param name="awards">The awards that came back, with this account's lots; copied.</param>
    /// <param name="purchases">How many purchases came back, recorded and not returned as a whole.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public AccountReopened(Instant at, string mergeId, IReadOnlyList<Award> awards, int purchases, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(mergeId);
        ArgumentNullException.ThrowIfNull(awards);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(progress);
        this.MergeId = mergeId;
        this.Awards = FixedList.Of(awards);
        this.Purchases = purchases;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-reopened";

    /// <summary>Gets the id of the merge.</summary>
    public string MergeId { get; }

    /// <summary>Gets the awards that came back, with this account's lots.</summary>
    public IReadOnlyList<Award> Awards { get; }

    /// <summary>Gets how many purchases came back, recorded and not returned as a whole.</summary>
    public int Purchases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("mergeId", this.MergeId).AddAll("awards", this.Awards).Add("purchases", this.Purchases).AddAll("postings", this.Postings)
            .AddAll("lots", this.Lots).AddAll("pending", this.Pending).AddAll("progress", this.Progress);
    }
}
