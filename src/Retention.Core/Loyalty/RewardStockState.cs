using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Pieces that are set aside for a redemption under way.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RewardReservation : IDue
{
    internal RewardReservation(string reference, long quantity, Instant until)
    {
        this.Reference = reference;
        this.Quantity = quantity;
        this.Until = until;
    }

    /// <summary>Gets what they are for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets when the reservation lapses, exclusive.</summary>
    public Instant Until { get; }

    /// <inheritdoc/>
    Instant IDue.Due => this.Until;
}

/// <summary>Pieces that were handed out and can still come back.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RewardIssue : IDue
{
    internal RewardIssue(string reference, long quantity, Instant keepUntil)
    {
        this.Reference = reference;
        this.Quantity = quantity;
        this.KeepUntil = keepUntil;
    }

    /// <summary>Gets what they were handed out for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces are out, after what came back.</summary>
    public long Quantity { get; }

    /// <summary>Gets until when they can be returned, exclusive.</summary>
    public Instant KeepUntil { get; }

    /// <inheritdoc/>
    Instant IDue.Due => this.KeepUntil;
}

/// <summary>The stock of a reward as it stands.</summary>
/// <remarks>Bounded by what is reserved or can still come back, not by the length of history. Immutable and thread-safe.</remarks>
public sealed class RewardStockState : IStreamState
{
    private readonly DueMap<RewardReservation> reservations;
    private readonly DueMap<RewardIssue> issues;

    internal RewardStockState()
        : this(null, 0, 0, DueMap<RewardReservation>.Empty, DueMap<RewardIssue>.Empty, null)
    {
    }

    private RewardStockState(string? reward, long onHand, long reserved, DueMap<RewardReservation> reservations, DueMap<RewardIssue> issues, Instant? lastEventAt)
    {
        this.Reward = reward;
        this.OnHand = onHand;
        this.Reserved = reserved;
        this.reservations = reservations;
        this.issues = issues;
        this.LastEventAt = lastEventAt;
    }

    /// <summary>Gets the code of the reward; null before its stock was opened.</summary>
    public string? Reward { get; }

    /// <summary>Gets how many pieces are there, reserved ones included.</summary>
    public long OnHand { get; }

    /// <summary>Gets how many of them are reserved.</summary>
    public long Reserved { get; }

    /// <summary>Gets how many of them are free.</summary>
    public long Available => this.OnHand - this.Reserved;

    /// <summary>Gets the reservations, in the order of their references.</summary>
    public IReadOnlyCollection<RewardReservation> Reservations => this.reservations;

    /// <summary>Gets what was handed out and can still come back, in the order of references; what no longer can goes with the next event.</summary>
    public IReadOnlyCollection<RewardIssue> Issues => this.issues;

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; }

    /// <inheritdoc/>
    PolicyVersion? IStreamState.PolicyVersion => null;

    /// <summary>The reservation that lapses first; null if there is none.</summary>
    internal RewardReservation? FirstReservation => this.reservations.First;

    /// <summary>The reservation of a reference.</summary>
    /// <param name="reference">What it is for.</param>
    /// <returns>The reservation, or null if there is none.</returns>
    public RewardReservation? FindReservation(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return this.reservations.Find(reference);
    }

    /// <summary>What was handed out under a reference.</summary>
    /// <param name="reference">What it was handed out for.</param>
    /// <param name="at">The instant to look at.</param>
    /// <returns>The pieces, or null if nothing is known that could come back then.</returns>
    public RewardIssue? FindIssue(string reference, Instant at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return this.issues.Find(reference, at);
    }

    internal static RewardStockState Of(RewardStockSnapshot snapshot) => new RewardStockState(
        snapshot.Reward, snapshot.OnHand, snapshot.Reserved, DueMap<RewardReservation>.Of(snapshot.Reservations), DueMap<RewardIssue>.Of(snapshot.Issues), snapshot.LastEventAt);

    internal RewardStockSnapshot ToSnapshot() =>
        new RewardStockSnapshot(this.Reward, this.OnHand, this.Reserved, this.reservations.ToArray(), this.issues.ToArray(), this.LastEventAt);

    internal RewardStockState After(StockEvent e)
    {
        DueMap<RewardIssue> open = this.issues.After(e.At);
        switch (e)
        {
            case StockOpened opened:
                return new RewardStockState(opened.Reward, opened.Quantity, 0, this.reservations, open, e.At);
            case StockAdded added:
                return new RewardStockState(this.Reward, this.OnHand + added.Quantity, this.Reserved, this.reservations, open, e.At);
            case RewardReserved reserved:
                return new RewardStockState(this.Reward, this.OnHand, this.Reserved + reserved.Quantity, this.reservations.With(new RewardReservation(reserved.Reference, reserved.Quantity, reserved.Until)), open, e.At);
            case RewardReleased released:
                return new RewardStockState(this.Reward, this.OnHand, this.Reserved - released.Quantity, this.reservations.Without(released.Reference), open, e.At);
            case RewardIssued issued:
                return this.AfterIssue(issued, open);
            case RewardReturned returned:
                return new RewardStockState(this.Reward, this.OnHand + returned.Quantity, this.Reserved, this.reservations, WithReturn(open, returned), e.At);
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not a reward stock's.", nameof(e));
        }
    }

    private static DueMap<RewardIssue> WithReturn(DueMap<RewardIssue> open, RewardReturned e) => open.Find(e.Reference) is { } known
        ? open.With(new RewardIssue(e.Reference, known.Quantity - e.Quantity, known.KeepUntil))
        : open;

    private RewardStockState AfterIssue(RewardIssued e, DueMap<RewardIssue> open) => new RewardStockState(
        this.Reward,
        this.OnHand - e.Quantity,
        e.IsReserved ? this.Reserved - e.Quantity : this.Reserved,
        e.IsReserved ? this.reservations.Without(e.Reference) : this.reservations,
        e.KeepUntil > e.At ? open.With(new RewardIssue(e.Reference, e.Quantity, e.KeepUntil)) : open,
        e.At);
}
