using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Opens the account of a member in a programme.</summary>
public sealed class OpenAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="member">The holder: a person or a company.</param>
    /// <param name="joinedOn">The date of joining, from which anniversaries count.</param>
    /// <param name="organisation">The organisation; empty if there is one only.</param>
    public OpenAccount(Instant at, CustomerId member, LocalDate joinedOn, string organisation)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        this.Member = member;
        this.JoinedOn = joinedOn;
        this.Organisation = organisation;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.open-account";

    /// <summary>Gets the holder: a person or a company.</summary>
    public CustomerId Member { get; }

    /// <summary>Gets the date of joining, from which anniversaries count.</summary>
    public LocalDate JoinedOn { get; }

    /// <summary>Gets the organisation; empty if there is one only.</summary>
    public string Organisation { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("member", this.Member).Add("joinedOn", this.JoinedOn).Add("organisation", this.Organisation);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new OpenAccount(this.At, who.Of(this.Member), this.JoinedOn, this.Organisation);
}

/// <summary>Freezes or unfreezes the account.</summary>
public sealed class SetAccountStatus : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="status">What it may do from now on; closing has a command of its own.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public SetAccountStatus(Instant at, AccountStatus status, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Status = status;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.set-account-status";

    /// <summary>Gets what it may do from now on; closing has a command of its own.</summary>
    public AccountStatus Status { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("status", this.Status).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new SetAccountStatus(this.At, this.Status, this.Actor, string.Empty);
}

/// <summary>Closes the account; what it holds is forfeited.</summary>
public sealed class CloseAccount : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="cause">Why.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public CloseAccount(Instant at, CloseCause cause, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Cause = cause;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.close-account";

    /// <summary>Gets why.</summary>
    public CloseCause Cause { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("cause", this.Cause).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CloseAccount(this.At, this.Cause, this.Actor, string.Empty);
}

/// <summary>Names who may spend from a pooled account, or takes the right away.</summary>
public sealed class SetSpendingRight : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="spender">Who.</param>
    /// <param name="isGranted">Whether they may spend.</param>
    /// <param name="atMost">How much per period; null: no limit.</param>
    /// <param name="period">The period of the limit.</param>
    /// <param name="actor">The id of who decides.</param>
    public SetSpendingRight(Instant at, CustomerId spender, bool isGranted, Points? atMost, CapPeriod period, string actor)
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
    public override string TypeName => "loyalty.set-spending-right";

    /// <summary>Gets who.</summary>
    public CustomerId Spender { get; }

    /// <summary>Gets a value indicating whether they may spend.</summary>
    public bool IsGranted { get; }

    /// <summary>Gets how much per period; null: no limit.</summary>
    public Points? AtMost { get; }

    /// <summary>Gets the period of the limit.</summary>
    public CapPeriod Period { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("spender", this.Spender).Add("isGranted", this.IsGranted).Add("atMost", this.AtMost)
            .Add("period", this.Period).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new SetSpendingRight(this.At, who.Of(this.Spender), this.IsGranted, this.AtMost, this.Period, this.Actor);
}

/// <summary>Puts the account under another version of the policy. No lot is re-dated.</summary>
public sealed class AdoptLoyaltyPolicy : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="policyVersion">The version.</param>
    public AdoptLoyaltyPolicy(Instant at, PolicyVersion policyVersion)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        this.PolicyVersion = policyVersion;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.adopt-loyalty-policy";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion);
    }
}

/// <summary>A migration: gives every live lot of a wallet the expiry that the policy of the account would give it.</summary>
public sealed class RedateLots : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="migrationId">The id of the migration.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public RedateLots(Instant at, string migrationId, string wallet, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(migrationId);
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.MigrationId = migrationId;
        this.Wallet = wallet;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.redate-lots";

    /// <summary>Gets the id of the migration.</summary>
    public string MigrationId { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("migrationId", this.MigrationId).Add("wallet", this.Wallet).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new RedateLots(this.At, this.MigrationId, this.Wallet, this.Actor, string.Empty);
}

/// <summary>Takes over an opening balance from another system.</summary>
public sealed class ImportBalance : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="importId">The id of the import.</param>
    /// <param name="lots">The lots with their own dates; copied.</param>
    /// <param name="debts">What is owed, as positive amounts; copied.</param>
    /// <param name="progress">Progress towards the tier; copied.</param>
    /// <param name="tier">The code of the tier; null: as the progress says.</param>
    /// <param name="tierSince">Since when the member has it; null: now.</param>
    /// <param name="tierProtectedUntil">Until when it can't fall, exclusive; null: no protection.</param>
    public ImportBalance(Instant at, string importId, IReadOnlyList<ImportedLot> lots, IReadOnlyList<WalletAmount> debts, IReadOnlyList<ImportedProgress> progress, string? tier, Instant? tierSince, Instant? tierProtectedUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(importId);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(debts);
        ArgumentNullException.ThrowIfNull(progress);
        this.ImportId = importId;
        this.Lots = FixedList.Of(lots);
        this.Debts = FixedList.Of(debts);
        this.Progress = FixedList.Of(progress);
        this.Tier = tier;
        this.TierSince = tierSince;
        this.TierProtectedUntil = tierProtectedUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.import-balance";

    /// <summary>Gets the id of the import.</summary>
    public string ImportId { get; }

    /// <summary>Gets the lots with their own dates.</summary>
    public IReadOnlyList<ImportedLot> Lots { get; }

    /// <summary>Gets what is owed, as positive amounts.</summary>
    public IReadOnlyList<WalletAmount> Debts { get; }

    /// <summary>Gets progress towards the tier.</summary>
    public IReadOnlyList<ImportedProgress> Progress { get; }

    /// <summary>Gets the code of the tier; null: as the progress says.</summary>
    public string? Tier { get; }

    /// <summary>Gets since when the member has it; null: now.</summary>
    public Instant? TierSince { get; }

    /// <summary>Gets until when it can't fall, exclusive; null: no protection.</summary>
    public Instant? TierProtectedUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("importId", this.ImportId).AddAll("lots", this.Lots).AddAll("debts", this.Debts)
            .AddAll("progress", this.Progress).Add("tier", this.Tier).Add("tierSince", this.TierSince).Add("tierProtectedUntil", this.TierProtectedUntil);
    }
}
