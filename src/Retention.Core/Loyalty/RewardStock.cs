using System;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The stock of one reward: on hand, reserved, handed out, returned. A reservation that isn't confirmed lapses at its instant.</summary>
/// <remarks>
/// One stream each, beside the points accounts: <see cref="RewardRedemption"/> makes the commands of both, which are appended together or
/// not at all. Stateless and thread-safe.
/// </remarks>
public sealed class RewardStock : IProcess<RewardStockState, StockCommand, StockEvent>
{
    /// <inheritdoc/>
    public RewardStockState Initial { get; } = new RewardStockState();

    /// <inheritdoc/>
    public IReadOnlyList<StockEvent> Settle(RewardStockState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var events = new List<StockEvent>();
        while (state.FirstReservation is { } first && first.Until <= now)
        {
            var e = new RewardReleased(first.Until, first.Reference, first.Quantity, state.Available + first.Quantity, HoldEnd.TimedOut);
            events.Add(e);
            state = state.After(e);
        }

        return events;
    }

    /// <inheritdoc/>
    public Decision<StockEvent> Decide(RewardStockState state, StockCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<StockEvent>(early);
        }

        if (command is OpenStock open)
        {
            return Open(state, open);
        }

        if (state.Reward is null)
        {
            return Refuse(ProgrammeRefusals.StockNotOpen);
        }

        switch (command)
        {
            case Restock restock:
                return Add(state, restock);
            case ReserveReward reserve:
                return Reserve(state, reserve);
            case ConfirmReward confirm:
                return Confirm(state, confirm);
            case ReleaseReward release:
                return Release(state, release);
            case IssueReward issue:
                return Issue(state, issue);
            case ReturnReward returned:
                return Return(state, returned);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a reward stock's.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public RewardStockState Evolve(RewardStockState state, StockEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(RewardStockState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.FirstReservation?.Until;
    }

    private static Decision<StockEvent> Open(RewardStockState state, OpenStock command)
    {
        if (state.Reward is { } reward)
        {
            return Refuse(ProgrammeRefusals.StockOpenAlready, new RefusalArgument("reward", reward));
        }

        // An empty stock is one that waits for its first delivery.
        Refusal? refusal = StreamRules.RefuseBlank("reward", command.Reward, "actor", command.Actor)
            ?? (command.Quantity == 0 ? null : RefuseNotPositive(command.Quantity));
        return refusal is not null
            ? Decision.Refuse<StockEvent>(refusal)
            : Decision.Accept<StockEvent>(new StockOpened(command.At, command.Reward, command.Quantity, command.Actor));
    }

    private static Decision<StockEvent> Add(RewardStockState state, Restock command)
    {
        Refusal? refusal = StreamRules.RefuseBlank("actor", command.Actor) ?? RefuseNotPositive(command.Quantity) ?? RefuseTooMany(state, command.Quantity);
        return refusal is not null
            ? Decision.Refuse<StockEvent>(refusal)
            : Decision.Accept<StockEvent>(new StockAdded(command.At, command.Quantity, state.OnHand + command.Quantity, command.Actor));
    }

    private static Decision<StockEvent> Reserve(RewardStockState state, ReserveReward command)
    {
        if (command.Until <= command.At)
        {
            return Refuse(LoyaltyRefusals.HoldInThePast, StreamRules.Argument("until", command.Until), StreamRules.Argument("at", command.At));
        }

        return RefuseTaking(state, command.Reference, command.Quantity, command.At) is { } refusal
            ? Decision.Refuse<StockEvent>(refusal)
            : Decision.Accept<StockEvent>(new RewardReserved(command.At, command.Reference, command.Quantity, state.Available - command.Quantity, command.Until));
    }

    private static Decision<StockEvent> Confirm(RewardStockState state, ConfirmReward command) => state.FindReservation(command.Reference) is { } reservation
        ? Decision.Accept<StockEvent>(new RewardIssued(command.At, command.Reference, reservation.Quantity, state.OnHand - reservation.Quantity, true, command.KeepUntil))
        : Refuse(ProgrammeRefusals.ReservationUnknown, new RefusalArgument("reference", command.Reference));

    private static Decision<StockEvent> Release(RewardStockState state, ReleaseReward command) => state.FindReservation(command.Reference) is { } reservation
        ? Decision.Accept<StockEvent>(new RewardReleased(command.At, command.Reference, reservation.Quantity, state.Available + reservation.Quantity, HoldEnd.Released))
        : Refuse(ProgrammeRefusals.ReservationUnknown, new RefusalArgument("reference", command.Reference));

    private static Decision<StockEvent> Issue(RewardStockState state, IssueReward command) => RefuseTaking(state, command.Reference, command.Quantity, command.At) is { } refusal
        ? Decision.Refuse<StockEvent>(refusal)
        : Decision.Accept<StockEvent>(new RewardIssued(command.At, command.Reference, command.Quantity, state.OnHand - command.Quantity, false, command.KeepUntil));

    private static Decision<StockEvent> Return(RewardStockState state, ReturnReward command)
    {
        if ((RefuseNotPositive(command.Quantity) ?? RefuseTooMany(state, command.Quantity)) is { } refusal)
        {
            return Decision.Refuse<StockEvent>(refusal);
        }

        if (state.FindIssue(command.Reference, command.At) is not { } issue)
        {
            return Refuse(ProgrammeRefusals.IssueUnknown, new RefusalArgument("reference", command.Reference));
        }

        return command.Quantity > issue.Quantity
            ? Refuse(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", command.Reference), Argument("asked", command.Quantity), Argument("left", issue.Quantity))
            : Decision.Accept<StockEvent>(new RewardReturned(command.At, command.Reference, command.Quantity, state.OnHand + command.Quantity));
    }

    /// <summary>What reserving and handing out have in common: a new reference, and enough free pieces.</summary>
    private static Refusal? RefuseTaking(RewardStockState state, string reference, long quantity, Instant at)
    {
        if ((StreamRules.RefuseBlank("reference", reference) ?? RefuseNotPositive(quantity)) is { } refusal)
        {
            return refusal;
        }

        if (state.FindReservation(reference) is not null || state.FindIssue(reference, at) is not null)
        {
            return new Refusal(ProgrammeRefusals.ReservationKnown, new RefusalArgument("reference", reference));
        }

        return quantity > state.Available
            ? new Refusal(ProgrammeRefusals.OutOfStock, Argument("asked", quantity), Argument("left", state.Available))
            : null;
    }

    private static Refusal? RefuseNotPositive(long quantity) =>
        quantity > 0 ? null : new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "quantity"), Argument("given", quantity));

    private static Refusal? RefuseTooMany(RewardStockState state, long more) => more > long.MaxValue - state.OnHand
        ? new Refusal(RefusalCodes.AmountOutOfRange, new RefusalArgument("what", "quantity"), Argument("amount", more))
        : null;

    private static Decision<StockEvent> Refuse(string code, params RefusalArgument[] arguments) => Decision.Refuse<StockEvent>(new Refusal(code, arguments));

    private static RefusalArgument Argument(string name, long value) => new RefusalArgument(name, value.ToString(CultureInfo.InvariantCulture));
}
