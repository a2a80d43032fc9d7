using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core;
using Retention.Core.Tiering;

namespace Retention.Consumer.Net472
{
    /// <summary>Commands built with constructors; commands and events matched by type. A new one belongs here too.</summary>
    internal static class MessageChecks
    {
        private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 8, 0);

        private static readonly TieringPolicy Policy = PolicyChecks.Preset();

        internal static void Run(Checks check)
        {
            Review(check);
            Assignment(check);
            check.Equal("equal commands", new AdvanceRun(Start, RunStep.Review, "u1"), new AdvanceRun(Start, RunStep.Review, "u1"));
        }

        private static void Review(Checks check)
        {
            var process = new RunReview();
            RunReviewState state = process.Initial;
            var commands = new List<RunCommand>
            {
                new DraftRun(Start, "R-1", FactChecks.AsOf, 2, "digest", Policy.Version, "author"),
                new AdvanceRun(Start + Duration.FromHours(1), RunStep.Review, "reviewer"),
                new AdvanceRun(Start + Duration.FromHours(2), RunStep.Publish, "reviewer"),
            };
            foreach (RunCommand command in commands)
            {
                Decision<RunEvent> decision = process.Handle(state, command);
                check.Equal(NameOf(command), true, decision.IsAccepted);
                foreach (RunEvent happened in decision.Events)
                {
                    check.Equal("  which led to " + NameOf(happened), happened.At, command.At);
                }

                state = process.Fold(state, decision.Events);
            }

            check.Equal("the run", RunStatus.Published, state.Status);
            Decision<RunEvent> refused = process.Handle(state, new AdvanceRun(Start + Duration.FromHours(3), RunStep.Reject, "reviewer"));
            check.Equal("a step of a published run", TieringRefusals.RunClosed, refused.Refusal.Code);
        }

        private static void Assignment(Checks check)
        {
            var process = new TierAssignment(new PolicyBook<TieringPolicy>(Policy));
            TierAssignmentState state = process.Initial;
            var commands = new List<TierCommand>
            {
                new AssessTier(Start, "R-1", FactChecks.AsOf, "B", new Score(70m), new List<string>(), Policy.Version),
                new OverrideTier(Start + Duration.FromHours(1), "A", "manager", "strategic", Start + Duration.FromHours(9)),
                new ClearOverride(Start + Duration.FromHours(2), "manager", "over"),
            };
            foreach (TierCommand command in commands)
            {
                Decision<TierEvent> decision = process.Handle(state, command);
                check.Equal(NameOf(command), true, decision.IsAccepted);
                foreach (TierEvent happened in decision.Events)
                {
                    check.Equal("  which led to " + NameOf(happened), happened.At, command.At);
                }

                state = process.Fold(state, decision.Events);
                check.Equal("the tier then", command is OverrideTier ? "A" : "B", state.Tier);
            }

            check.Equal("what is due next", null, process.NextDue(state));
            check.Equal("a tag nobody proposed", false, process.Handle(state, new ReviewTag(Start + Duration.FromHours(3), "vip", TagVerdict.Confirm, "reviewer")).IsAccepted);
            Decision<TierEvent> adoption = process.Handle(state, new AdoptTieringPolicy(Start + Duration.FromHours(3), new PolicyVersion("other", "0123")));
            check.Equal("a policy that the book hasn't", RefusalCodes.UnknownPolicyVersion, adoption.Refusal.Code);
        }

        // Every command and event of tiering: hosts match them by type.
        private static string NameOf(Message message)
        {
            switch (message)
            {
                case DraftRun draft:
                    return "draft " + draft.RunId;
                case AdvanceRun advance:
                    return "advance: " + advance.Step;
                case RunDrafted drafted:
                    return "drafted " + drafted.RunId;
                case RunAdvanced advanced:
                    return "advanced: " + advanced.Step;
                case AssessTier assess:
                    return "assess as " + assess.Tier;
                case OverrideTier set:
                    return "override with " + set.Tier;
                case ClearOverride clear:
                    return "clear the override of " + clear.Actor;
                case ReviewTag review:
                    return "review tag " + review.Tag;
                case AdoptTieringPolicy adopt:
                    return "adopt " + adopt.PolicyVersion.Label;
                case TierAssessed assessed:
                    return "assessed as " + assessed.Tier;
                case TierAssigned assigned:
                    return "assigned " + assigned.To;
                case TierHeld held:
                    return "held at " + held.Tier;
                case TierOverridden overridden:
                    return "overridden with " + overridden.Tier;
                case OverrideEnded ended:
                    return "override ended at " + ended.At;
                case TagChanged changed:
                    return "tag " + changed.Tag + " is " + changed.Status;
                case TieringPolicyAdopted adopted:
                    return "adopted " + adopted.PolicyVersion.Label;
                default:
                    throw new InvalidOperationException("This host doesn't know " + message.TypeName + ".");
            }
        }
    }
}
