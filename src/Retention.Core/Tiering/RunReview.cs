using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>No run was drafted yet.</summary>
    None = 0,

    /// <summary>Drafted: nobody but its makers may read its tiers.</summary>
    Draft = 1,

    /// <summary>Reviewed by another actor than its author.</summary>
    Reviewed = 2,

    /// <summary>Published: its tiers feed customers' assignments and other domains.</summary>
    Published = 3,

    /// <summary>Thrown away.</summary>
    Rejected = 4,
}

/// <summary>A run's review as it stands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RunReviewState : IStreamState
{
    internal RunReviewState(RunDrafted? draft, RunStatus status, Instant? lastEventAt)
    {
        this.Draft = draft;
        this.Status = status;
        this.LastEventAt = lastEventAt;
    }

    /// <summary>Gets the draft; null before it.</summary>
    public RunDrafted? Draft { get; }

    /// <summary>Gets where the run stands.</summary>
    public RunStatus Status { get; }

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; }

    /// <inheritdoc/>
    PolicyVersion? IStreamState.PolicyVersion => null;

    internal RunReviewSnapshot ToSnapshot() => new RunReviewSnapshot(this.Draft, this.Status, this.LastEventAt);
}

/// <summary>The review of one run: draft → reviewed → published, or rejected. Time alone does nothing.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
public sealed class RunReview : IProcess<RunReviewState, RunCommand, RunEvent>
{
    /// <inheritdoc/>
    public RunReviewState Initial { get; } = new RunReviewState(null, RunStatus.None, null);

    /// <inheritdoc/>
    public IReadOnlyList<RunEvent> Settle(RunReviewState state, Instant now) => [];

    /// <inheritdoc/>
    public Decision<RunEvent> Decide(RunReviewState state, RunCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<RunEvent>(early);
        }

        switch (command)
        {
            case DraftRun draft:
                return Draft(state, draft);
            case AdvanceRun advance:
                return Advance(state, advance);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a run review's.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public RunReviewState Evolve(RunReviewState state, RunEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        switch (@event)
        {
            case RunDrafted drafted:
                return new RunReviewState(drafted, RunStatus.Draft, drafted.At);
            case RunAdvanced advanced:
                return new RunReviewState(state.Draft, StatusAfter(advanced.Step), advanced.At);
            default:
                throw new ArgumentException("The event " + @event.TypeName + " is not a run review's.", nameof(@event));
        }
    }

    /// <inheritdoc/>
    public Instant? NextDue(RunReviewState state) => null;

    private static RunStatus StatusAfter(RunStep step) => step switch
    {
        RunStep.Review => RunStatus.Reviewed,
        RunStep.Publish => RunStatus.Published,
        _ => RunStatus.Rejected,
    };

    private static Decision<RunEvent> Draft(RunReviewState state, DraftRun command)
    {
        if (StreamRules.RefuseBlank("run", command.RunId, "author", command.Author) is { } blank)
        {
            return Decision.Refuse<RunEvent>(blank);
        }

        return state.Status == RunStatus.None
            ? Decision.Accept<RunEvent>(new RunDrafted(command.At, command.RunId, command.AsOf, command.Customers, command.Digest, command.PolicyVersion, command.Author))
            : Decision.Refuse<RunEvent>(new Refusal(TieringRefusals.RunExists, new RefusalArgument("run", state.Draft!.RunId)));
    }

    private static Decision<RunEvent> Advance(RunReviewState state, AdvanceRun command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor) is { } blank)
        {
            return Decision.Refuse<RunEvent>(blank);
        }

        if (state.Draft is not { } draft)
        {
            return Decision.Refuse<RunEvent>(new Refusal(TieringRefusals.RunMissing));
        }

        string? refused = state.Status is RunStatus.Published or RunStatus.Rejected ? TieringRefusals.RunClosed
            : command.Step == RunStep.Review && state.Status != RunStatus.Draft ? TieringRefusals.RunNotDraft
            : command.Step == RunStep.Publish && state.Status != RunStatus.Reviewed ? TieringRefusals.RunNotReviewed
            : null;
        if (refused is not null)
        {
            return Decision.Refuse<RunEvent>(new Refusal(refused, new RefusalArgument("run", draft.RunId), new RefusalArgument("status", ProblemList.Kebab(state.Status.ToString()))));
        }

        return command.Step == RunStep.Review && string.Equals(command.Actor, draft.Author, StringComparison.Ordinal)
            ? Decision.Refuse<RunEvent>(new Refusal(TieringRefusals.ReviewerIsAuthor, new RefusalArgument("actor", command.Actor), new RefusalArgument("run", draft.RunId)))
            : Decision.Accept<RunEvent>(new RunAdvanced(command.At, command.Step, command.Actor));
    }
}
