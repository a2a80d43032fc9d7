using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Loyalty;

/// <summary>Gives the room that a return made under a cap to later awards that the cap had cut, oldest first.</summary>
internal static class ReAwards
{
    internal static void Add(DecisionDraft draft, Award returned, FixedList<CounterChange> freed, string returnDocument)
    {
        foreach (CounterChange change in freed.Where(c => c.Counter.StartsWith("cap:", StringComparison.Ordinal) && c.Change < 0))
        {
            long room = FixedPoint.Exact(-change.Change, "room");
            foreach (Award award in draft.State.Awards.SkipWhile(a => !string.Equals(a.Document, returned.Document, StringComparison.Ordinal)).Skip(1).Where(a => a.ClosesAt > draft.At).ToArray())
            {
                if (room == 0)
                {
                    break;
                }

                room -= Raise(draft, award, change, room, returnDocument);
            }
        }
    }

    /// <summary>Raises a cap's room in one award; gives how much that granted.</summary>
    private static long Raise(DecisionDraft draft, Award award, CounterChange change, long room, string returnDocument)
    {
        long[] raw = award.Rules.Select(r => AwardFunction.Raw(r, award.Lines)).ToArray();
        for (int g = 0; g < award.Grants.Count; g++)
        {
            AwardGrant grant = award.Grants[g];
            GrantCap? cap = grant.Caps.FirstOrDefault(c => c.PeriodStart == change.PeriodStart && string.Equals("cap:" + c.Cap, change.Counter, StringComparison.Ordinal) && c.KeepUntil > draft.At);
            if (cap is null)
            {
                continue;
            }

            GrantCap raised = new GrantCap(cap.Cap, cap.Rule, cap.Wallet, Points.FromTenThousandths(checked(cap.Room.TenThousandths + room)), cap.PeriodStart, cap.KeepUntil);
            AwardGrant wider = new AwardGrant(grant.Part, grant.From, grant.To, FixedList.Own(grant.Caps.Select(c => ReferenceEquals(c, cap) ? raised : c).ToArray()), grant.IsSeparable, grant.Lots);
            var had = new long[award.Rules.Count];
            var has = new long[award.Rules.Count];
            long extra = AwardFunction.Granted(award.Rules, wider, cap.Wallet, raw, has) - AwardFunction.Granted(award.Rules, grant, cap.Wallet, raw, had);
            if (extra <= 0)
            {
                continue;
            }

            // Only the room that is used is given, so that the next award gets the rest.
            GrantCap exact = new GrantCap(cap.Cap, cap.Rule, cap.Wallet, Points.FromTenThousandths(cap.Room.TenThousandths + extra), cap.PeriodStart, cap.KeepUntil);
            AwardGrant final = new AwardGrant(grant.Part, grant.From, grant.To, FixedList.Own(grant.Caps.Select(c => ReferenceEquals(c, cap) ? exact : c).ToArray()), grant.IsSeparable, grant.Lots);
            draft.Add(new GrantMaker(draft.PolicyOf(award), draft.State, draft.At, award.IsCredit).ReGrant(award, g, final, cap, extra, returnDocument));
            return extra;
        }

        return 0;
    }
}
