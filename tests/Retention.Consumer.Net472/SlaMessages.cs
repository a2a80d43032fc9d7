using System;
using Retention.Core;
using Retention.Core.Sla;

namespace Retention.Consumer.Net472
{
    /// <summary>Every command and event of cases, matched by type as a host does. A new one belongs here too.</summary>
    internal static class SlaMessages
    {
        internal static string NameOf(CaseCommand command)
        {
            switch (command)
            {
                case OpenCase open:
                    return "open a case of " + open.Customer;
                case OpenSplitCase open:
                    return "open a case split off " + open.SplitOff;
                case ChangeCase change:
                    return "change the case to " + change.Facts.Priority;
                case AssignCase assign:
                    return "assign the case to " + assign.Group;
                case RecordCaseActivity record:
                    return "record " + record.Activity;
                case StartCase start:
                    return "start at " + start.OccurredAt;
                case GiveSolution give:
                    return "give the solution at " + give.OccurredAt;
                case ConfirmCase confirm:
                    return "confirm the case: " + confirm.IsSatisfied;
                case ArchiveCase archive:
                    return "archive the case at " + archive.OccurredAt;
                case ReopenCase reopen:
                    return "reopen the case for " + reopen.Actor;
                case CancelCase cancel:
                    return "cancel the case for " + cancel.Actor;
                case AbsorbCase absorb:
                    return "absorb the case " + absorb.From;
                case MergeCase merge:
                    return "merge the case into " + merge.Into;
                case ExplainLateness explain:
                    return "explain " + explain.Clock + " by " + explain.Cause;
                case AdoptSlaPolicy adopt:
                    return "adopt " + adopt.PolicyVersion.Label;
                default:
                    throw new InvalidOperationException("This host doesn't know " + command.TypeName + ".");
            }
        }

        internal static string NameOf(CaseEvent happened)
        {
            switch (happened)
            {
                case CaseOpened opened:
                    return "opened for " + opened.Customer;
                case CaseChanged changed:
                    return "changed to " + changed.Entry.Facts.Priority;
                case CaseAssigned assigned:
                    return "assigned to " + assigned.Entry.Owner;
                case CaseActivityRecorded recorded:
                    return "recorded " + recorded.Entry.Activity;
                case CaseAbsorbed absorbed:
                    return "absorbed " + absorbed.From;
                case CaseMerged merged:
                    return "merged into " + merged.Into;
                case SlaPolicyAdopted adopted:
                    return "adopted " + adopted.Entry.PolicyVersion.Label;
                case NoticeRaised raised:
                    return "told " + raised.Role + " of " + raised.NoticeId;
                case DeadlineMissed missed:
                    return "missed " + missed.NoticeId;
                case LatenessExplained explained:
                    return "explained by " + explained.Cause;
                default:
                    throw new InvalidOperationException("This host doesn't know " + happened.TypeName + ".");
            }
        }
    }
}
