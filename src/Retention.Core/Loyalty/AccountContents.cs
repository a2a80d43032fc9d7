using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Points that can be seen but not spent yet, and what they wait for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PendingPoints : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="awaits">The milestones that must still come; empty: only time; copied.</param>
    /// <param name="notBefore">The earliest activation.</param>
    /// <param name="delay">How long after the last milestone they become active, such as 7d; null: at once.</param>
    /// <param name="cancelAt">When they are cancelled if a milestone is still missing, exclusive; null: never.</param>
    public PendingPoints(Lot lot, IReadOnlyList<string> awaits, Instant notBefore, string? delay, Instant? cancelAt)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(awaits);
        this.Lot = lot;
        this.Awaits = FixedList.Of(awaits);
        this.NotBefore = notBefore;
        this.Delay = delay;
        this.CancelAt = cancelAt;
    }

    /// <summary>Gets the lot.</summary>
    public Lot Lot { get; }

    /// <summary>Gets the milestones that must still come; empty: only time.</summary>
    public IReadOnlyList<string> Awaits { get; }

    /// <summary>Gets the earliest activation.</summary>
    public Instant NotBefore { get; }

    /// <summary>Gets how long after the last milestone they become active, such as 7d; null: at once.</summary>
    public string? Delay { get; }

    /// <summary>Gets when they are cancelled if a milestone is still missing, exclusive; null: never.</summary>
    public Instant? CancelAt { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("lot", this.Lot).AddAll("awaits", this.Awaits).Add("notBefore", this.NotBefore).Add("delay", this.Delay)
            .Add("cancelAt", this.CancelAt);
    }
}

/// <summary>A lot with what it holds.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LotAmount : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="amount">The points in it.</param>
    public LotAmount(Lot lot, Points amount)
    {
        ArgumentNullException.ThrowIfNull(lot);
        this.Lot = lot;
        this.Amount = amount;
    }

    /// <summary>Gets the lot.</summary>
    public Lot Lot { get; }

    /// <summary>Gets the points in it.</summary>
    public Points Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("lot", this.Lot).Add("amount", this.Amount);
    }
}

/// <summary>Pending points with their amount.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PendingAmount : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="pending">The lot and what it waits for.</param>
    /// <param name="amount">The points in it.</param>
    public PendingAmount(PendingPoints pending, Points amount)
    {
        ArgumentNullException.ThrowIfNull(pending);
        this.Pending = pending;
        this.Amount = amount;
    }

    /// <summary>Gets the lot and what it waits for.</summary>
    public PendingPoints Pending { get; }

    /// <summary>Gets the points in it.</summary>
    public Points Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("pending", this.Pending).Add("amount", this.Amount);
    }
}

/// <summary>Points of one wallet.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class WalletAmount : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="amount">How many.</param>
    public WalletAmount(string wallet, Points amount)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        this.Wallet = wallet;
        this.Amount = amount;
    }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets how many.</summary>
    public Points Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("wallet", this.Wallet).Add("amount", this.Amount);
    }
}

/// <summary>What moves when one account is merged into another, or split off again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AccountContents : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="lots">Spendable lots; copied.</param>
    /// <param name="pending">Pending lots; copied.</param>
    /// <param name="debts">What is owed, as positive amounts; copied.</param>
    /// <param name="awards">Open awards, so that returns still find them; copied.</param>
    /// <param name="progress">Progress that still counts; copied.</param>
    /// <param name="purchases">How many purchases are recorded and not returned as a whole.</param>
    public AccountContents(IReadOnlyList<LotAmount> lots, IReadOnlyList<PendingAmount> pending, IReadOnlyList<WalletAmount> debts, IReadOnlyList<Award> awards, IReadOnlyList<ProgressChange> progress, int purchases)
    {
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(debts);
        ArgumentNullException.ThrowIfNull(awards);
        ArgumentNullException.ThrowIfNull(progress);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Debts = FixedList.Of(debts);
        this.Awards = FixedList.Of(awards);
        this.Progress = FixedList.Of(progress);
        this.Purchases = purchases;
    }

    /// <summary>Gets spendable lots.</summary>
    public IReadOnlyList<LotAmount> Lots { get; }

    /// <summary>Gets pending lots.</summary>
    public IReadOnlyList<PendingAmount> Pending { get; }

    /// <summary>Gets what is owed, as positive amounts.</summary>
    public IReadOnlyList<WalletAmount> Debts { get; }

    /// <summary>Gets open awards, so that returns still find them.</summary>
    public IReadOnlyList<Award> Awards { get; }

    /// <summary>Gets progress that still counts.</summary>
    public IReadOnlyList<ProgressChange> Progress { get; }

    /// <summary>Gets how many purchases are recorded and not returned as a whole.</summary>
    public int Purchases { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.AddAll("lots", this.Lots).AddAll("pending", this.Pending).AddAll("debts", this.Debts).AddAll("awards", this.Awards)
            .AddAll("progress", this.Progress).Add("purchases", this.Purchases);
    }
}

/// <summary>A lot of an opening balance.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ImportedLot : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="amount">The points left in it.</param>
    /// <param name="source">The document or id it came from in the old system.</param>
    /// <param name="earnedAt">When it was earned.</param>
    /// <param name="activeAt">When it becomes or became spendable.</param>
    /// <param name="expiresAt">When it lapses, exclusive; null: never.</param>
    public ImportedLot(string wallet, Points amount, string source, Instant earnedAt, Instant activeAt, Instant? expiresAt)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(source);
        this.Wallet = wallet;
        this.Amount = amount;
        this.Source = source;
        this.EarnedAt = earnedAt;
        this.ActiveAt = activeAt;
        this.ExpiresAt = expiresAt;
    }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the points left in it.</summary>
    public Points Amount { get; }

    /// <summary>Gets the document or id it came from in the old system.</summary>
    public string Source { get; }

    /// <summary>Gets when it was earned.</summary>
    public Instant EarnedAt { get; }

    /// <summary>Gets when it becomes or became spendable.</summary>
    public Instant ActiveAt { get; }

    /// <summary>Gets when it lapses, exclusive; null: never.</summary>
    public Instant? ExpiresAt { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("wallet", this.Wallet).Add("amount", this.Amount).Add("source", this.Source).Add("earnedAt", this.EarnedAt)
            .Add("activeAt", this.ActiveAt).Add("expiresAt", this.ExpiresAt);
    }
}

/// <summary>Progress towards a tier from before the account was imported.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ImportedProgress : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="date">The local date on which it was made.</param>
    /// <param name="amount">How much, in the unit of the ladder's measure.</param>
    public ImportedProgress(LocalDate date, decimal amount)
    {
        this.Date = date;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal ImportedProgress(LocalDate date, long amount)
    {
        this.Date = date;
        this.AmountUnits = amount;
    }

    /// <summary>Gets the local date on which it was made.</summary>
    public LocalDate Date { get; }

    /// <summary>Gets how much, in the unit of the ladder's measure.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("date", this.Date).Add("amount", this.Amount);
    }
}

/// <summary>A part of a document's line: a quantity, an amount, or both.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LinePart : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="line">The line's id.</param>
    /// <param name="quantity">The quantity; null: by amount alone.</param>
    /// <param name="amount">The amount, in the document's currency; null: the quantity's share.</param>
    public LinePart(string line, decimal? quantity, decimal? amount)
    {
        ArgumentNullException.ThrowIfNull(line);
        this.Line = line;
        this.Quantity = quantity;
        this.Amount = amount;
    }

    /// <summary>Gets the line's id.</summary>
    public string Line { get; }

    /// <summary>Gets the quantity; null: by amount alone.</summary>
    public decimal? Quantity { get; }

    /// <summary>Gets the amount, in the document's currency; null: the quantity's share.</summary>
    public decimal? Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("line", this.Line).Add("quantity", this.Quantity).Add("amount", this.Amount);
    }
}

/// <summary>What is left of a programme budget, as its own stream says.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BudgetRoom : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="budget">The code of the budget.</param>
    /// <param name="room">What is left.</param>
    public BudgetRoom(string budget, Points room)
    {
        ArgumentNullException.ThrowIfNull(budget);
        this.Budget = budget;
        this.Room = room;
    }

    /// <summary>Gets the code of the budget.</summary>
    public string Budget { get; }

    /// <summary>Gets what is left.</summary>
    public Points Room { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("budget", this.Budget).Add("room", this.Room);
    }
}

/// <summary>What other domains know of a member when points are earned.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MemberFacts : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="segments">Tiers and segments from tiering runs, such as core; copied.</param>
    /// <param name="tags">Confirmed tags; copied.</param>
    /// <param name="birthday">The birthday; null if unknown.</param>
    public MemberFacts(IReadOnlyList<string> segments, IReadOnlyList<string> tags, LocalDate? birthday)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(tags);
        this.Segments = FixedList.Of(segments);
        this.Tags = FixedList.Of(tags);
        this.Birthday = birthday;
    }

    /// <summary>Gets tiers and segments from tiering runs, such as core.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Gets confirmed tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Gets the birthday; null if unknown.</summary>
    public LocalDate? Birthday { get; }

    /// <summary>Gets the facts of a member of whom nothing else is known.</summary>
    public static MemberFacts None { get; } = new MemberFacts(Array.Empty<string>(), Array.Empty<string>(), null);

    private protected override void Describe(MessageParts parts)
    {
        parts.AddAll("segments", this.Segments).AddAll("tags", this.Tags).AddPersonal("birthday", this.Birthday);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new MemberFacts(this.Segments, this.Tags, null);
}
