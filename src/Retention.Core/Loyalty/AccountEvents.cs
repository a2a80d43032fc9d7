using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The account was opened.</summary>
public sealed class AccountOpened : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="member">The holder.</param>
    /// <param name="joinedOn">The date of joining.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="policyVersion">The policy under which it stands.</param>
    public AccountOpened(Instant at, CustomerId member, LocalDate joinedOn, string organisation, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.Member = member;
        this.JoinedOn = joinedOn;
        this.Organisation = organisation;
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-opened";

    /// <summary>Gets the holder.</summary>
    public CustomerId Member { get; }

    /// <summary>Gets the date of joining.</summary>
    public LocalDate JoinedOn { get; }

    /// <summary>Gets the organisation.</summary>
    public string Organisation { get; }

    /// <summary>Gets the policy under which it stands.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("member", this.Member).Add("joinedOn", this.JoinedOn).Add("organisation", this.Organisation)
            .Add("policyVersion", this.PolicyVersion);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AccountOpened(this.At, who.Of(this.Member), this.JoinedOn, this.Organisation, this.PolicyVersion);
}

/// <summary>The account was frozen or unfrozen.</summary>
public sealed class AccountStatusChanged : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="status">What it may do from now on.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public AccountStatusChanged(Instant at, AccountStatus status, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Status = status;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-status-changed";

    /// <summary>Gets what it may do from now on.</summary>
    public AccountStatus Status { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("status", this.Status).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new AccountStatusChanged(this.At, this.Status, this.Actor, string.Empty);
}

/// <summary>The account was closed.</summary>
public sealed class AccountClosed : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="cause">Why.</param>
    /// <param name="into">The surviving account of a merge; empty for other causes.</param>
    /// <param name="mergeId">The id of the merge; null for other causes.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    /// <param name="contents">What goes to the surviving account of a merge; null for other causes.</param>
    /// <param name="postings">The movements; copied.</param>
    public AccountClosed(Instant at, CloseCause cause, CustomerId into, string? mergeId, string actor, string reason, AccountContents? contents, IReadOnlyList<Posting> postings)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(postings);
        this.Cause = cause;
        this.Into = into;
        this.MergeId = mergeId;
        this.Actor = actor;
        this.Reason = reason;
        this.Contents = contents;
        this.Postings = FixedList.Of(postings);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.account-closed";

    /// <summary>Gets why.</summary>
    public CloseCause Cause { get; }

    /// <summary>Gets the surviving account of a merge; empty for other causes.</summary>
    public CustomerId Into { get; }

    /// <summary>Gets the id of the merge; null for other causes.</summary>
    public string? MergeId { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets what goes to the surviving account of a merge; null for other causes.</summary>
    public AccountContents? Contents { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("cause", this.Cause).Add("into", this.Into).Add("mergeId", this.MergeId)
            .Add("actor", this.Actor).AddPersonal("reason", this.Reason).Add("contents", this.Contents).AddAll("postings", this.Postings);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new AccountClosed(this.At, this.Cause, who.Of(this.Into), this.MergeId, this.Actor, string.Empty, this.Contents, this.Postings);
}

/// <summary>Somebody may spend from the pooled account, or no longer may.</summary>
public sealed class SpendingRightChanged : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="spender">Who.</param>
    /// <param name="isGranted">Whether they may spend.</param>
    /// <param name="atMost">How much per period; null: no limit.</param>
    /// <param name="period">The period of the limit.</param>
    /// <param name="actor">The id of who decided.</param>
    public SpendingRightChanged(Instant at, CustomerId spender, bool isGranted, Points? atMost, CapPeriod period, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Spender = spender;
        this.IsGranted = isGranted;
        this.AtMost = atMost;
        this.Period = period;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.spending-right-changed";

    /// <summary>Gets who.</summary>
    public CustomerId Spender { get; }

    /// <summary>Gets a value indicating whether they may spend.</summary>
    public bool IsGranted { get; }

    /// <summary>Gets how much per period; null: no limit.</summary>
    public Points? AtMost { get; }

    /// <summary>Gets the period of the limit.</summary>
    public CapPeriod Period { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("spender", this.Spender).Add("isGranted", this.IsGranted).Add("atMost", this.AtMost)
            .Add("period", this.Period).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new SpendingRightChanged(this.At, who.Of(this.Spender), this.IsGranted, this.AtMost, this.Period, this.Actor);
}

/// <summary>The account stands under another version of the policy.</summary>
public sealed class LoyaltyPolicyAdopted : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="policyVersion">The version.</param>
    public LoyaltyPolicyAdopted(Instant at, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-policy-adopted";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion);
    }
}

/// <summary>An opening balance was taken over.</summary>
public sealed class BalanceImported : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="importId">The id of the import.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public BalanceImported(Instant at, string importId, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(importId);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(progress);
        this.ImportId = importId;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.balance-imported";

    /// <summary>Gets the id of the import.</summary>
    public string ImportId { get; }

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
        parts.Add("at", this.At).Add("importId", this.ImportId).AddAll("postings", this.Postings).AddAll("lots", this.Lots)
            .AddAll("pending", this.Pending).AddAll("progress", this.Progress);
    }
}
