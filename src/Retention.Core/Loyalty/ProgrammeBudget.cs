using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A budget of points that awards draw on and returns restore. Time alone does nothing.</summary>
/// <remarks>
/// One stream each, beside the points accounts: <see cref="BudgetDraws"/> says what an account's event draws or restores, and both streams
/// are appended together or not at all. Stateless and thread-safe.
/// </remarks>
public sealed class ProgrammeBudget : IProcess<ProgrammeBudgetState, BudgetCommand, BudgetEvent>
{
    /// <inheritdoc/>
    public ProgrammeBudgetState Initial { get; } = new ProgrammeBudgetState();

    /// <inheritdoc/>
    public IReadOnlyList<BudgetEvent> Settle(ProgrammeBudgetState state, Instant now) => [];

    /// <inheritdoc/>
    public Decision<BudgetEvent> Decide(ProgrammeBudgetState state, BudgetCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<BudgetEvent>(early);
        }

        if (command is OpenBudget open)
        {
            return Open(state, open);
        }

        if (state.Budget is null)
        {
            return Refuse(ProgrammeRefusals.BudgetNotOpen);
        }

        switch (command)
        {
            case DrawBudget draw:
                return Draw(state, draw);
            case RestoreBudget restore:
                return Restore(state, restore);
            case ChangeBudget change:
                return Change(state, change);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a programme budget's.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public ProgrammeBudgetState Evolve(ProgrammeBudgetState state, BudgetEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(ProgrammeBudgetState state) => null;

    private static Decision<BudgetEvent> Open(ProgrammeBudgetState state, OpenBudget command)
    {
        if (state.Budget is { } budget)
        {
            return Refuse(ProgrammeRefusals.BudgetOpenAlready, new RefusalArgument("budget", budget));
        }

        return (StreamRules.RefuseBlank("budget", command.Budget, "actor", command.Actor) ?? RefuseNotPositive("total", command.Total)) is { } refusal
            ? Decision.Refuse<BudgetEvent>(refusal)
            : Decision.Accept<BudgetEvent>(new BudgetOpened(command.At, command.Budget, command.Total, command.Actor));
    }

    private static Decision<BudgetEvent> Draw(ProgrammeBudgetState state, DrawBudget command)
    {
        if ((StreamRules.RefuseBlank("reference", command.Reference) ?? RefuseNotPositive("amount", command.Amount)) is { } refusal)
        {
            return Decision.Refuse<BudgetEvent>(refusal);
        }

        if (state.FindDraw(command.Reference, command.At)?.HasPart(command.Part) == true)
        {
            return Refuse(ProgrammeRefusals.DrawKnown, new RefusalArgument("reference", command.Reference), new RefusalArgument("part", command.Part));
        }

        return command.Amount > state.Left
            ? Refuse(ProgrammeRefusals.BudgetExhausted, Argument("asked", command.Amount), Argument("left", state.Left))
            : Decision.Accept<BudgetEvent>(new BudgetDrawn(command.At, command.Reference, command.Part, command.Amount, state.Left - command.Amount, command.KeepUntil));
    }

    private static Decision<BudgetEvent> Restore(ProgrammeBudgetState state, RestoreBudget command)
    {
        if (RefuseNotPositive("amount", command.Amount) is { } refusal)
        {
            return Decision.Refuse<BudgetEvent>(refusal);
        }

        if (state.FindDraw(command.Reference, command.At) is not { } draw)
        {
            return Refuse(ProgrammeRefusals.DrawUnknown, new RefusalArgument("reference", command.Reference));
        }

        return command.Amount > draw.Amount
            ? Refuse(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", command.Reference), Argument("asked", command.Amount), Argument("left", draw.Amount))
            : Decision.Accept<BudgetEvent>(new BudgetRestored(command.At, command.Reference, command.Amount, state.Left + command.Amount));
    }

    private static Decision<BudgetEvent> Change(ProgrammeBudgetState state, ChangeBudget command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return Decision.Refuse<BudgetEvent>(blank);
        }

        return command.Total < state.Drawn
            ? Refuse(ProgrammeRefusals.BudgetBelowDrawn, Argument("total", command.Total), Argument("drawn", state.Drawn))
            : Decision.Accept<BudgetEvent>(new BudgetChanged(command.At, state.Total, command.Total, command.Actor, command.Reason));
    }

    private static Refusal? RefuseNotPositive(string what, Points given) =>
        given > default(Points) ? null : new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", what), Argument("given", given));

    private static Decision<BudgetEvent> Refuse(string code, params RefusalArgument[] arguments) => Decision.Refuse<BudgetEvent>(new Refusal(code, arguments));

    private static RefusalArgument Argument(string name, Points value) => new RefusalArgument(name, value.ToString());
}
