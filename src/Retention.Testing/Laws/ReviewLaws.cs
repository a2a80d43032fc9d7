using System.Linq;
using Retention.Core;
using Retention.Core.Tiering;

namespace Retention.Testing.Laws;

/// <summary>What holds of the review of a run; null if it does.</summary>
internal static class ReviewLaws
{
    internal static string? Publication(IProcess<RunReviewState, RunCommand, RunEvent> process, RunCommand[] commands)
    {
        RunReviewState state = process.Initial;
        string? author = null;
        string? reviewer = null;
        bool isOver = false;
        foreach (RunEvent e in commands.SelectMany(command =>
        {
            Decision<RunEvent> decision = process.Handle(state, command);
            state = process.Fold(state, decision.Events);
            return decision.Events;
        }))
        {
            RunStep? step = (e as RunAdvanced)?.Step;
            if (isOver || (step is null) == (author is not null) || (step == RunStep.Publish && reviewer is null) || (step == RunStep.Review && (reviewer is not null || (e as RunAdvanced)!.Actor == author)))
            {
                return e + " of a run by " + (author ?? "nobody") + ", reviewed by " + (reviewer ?? "nobody") + (isOver ? ", which is over" : string.Empty);
            }

            author ??= (e as RunDrafted)?.Author;
            reviewer = step == RunStep.Review ? ((RunAdvanced)e).Actor : reviewer;
            isOver = step is RunStep.Publish or RunStep.Reject;
        }

        return null;
    }
}
