using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Gives the room that a return made under a cap to later awards that the cap had cut, oldest first.</summary>
internal static class ReAwards
{
    internal static void Add(DecisionDraft draft, Award returned, FixedList<CounterChange> freed, string returnDocument)
    {
        var room = new List<CounterChange>(freed);
        foreach (CounterChange change in freed.Where(c => c.Counter.StartsWith("cap:", StringComparison.Ordinal) && c.Change < 0))
        {
            foreach (Award award in draft.State.Awards.SkipWhile(a => !string.Equals(a.Document, returned.Document, StringComparison.Ordinal)).Skip(1).Where(a => a.ClosesAt > draft.At).ToArray())
            {
                if (Left(room, change.Counter, change.PeriodStart) == 0)
                {
                    break;
                }

                Raise(draft, award, change, room, returnDocument);
            }
        }
    }

    /// <summary>Raises a cap's room in one award by as much as that grants; what it takes of any room that the return made is noted there.</summary>
    private static void Raise(DecisionDraft draft, Award award, CounterChange change, List<CounterChange> room, string returnDocument)
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

            var had = new long[award.Rules.Count];
            long before = AwardFunction.Granted(award.Rules, grant, cap.Wallet, raw, had);
            GrantCap[] others = grant.Caps.Select(c => ReferenceEquals(c, cap) ? c : Other(draft, award, grant, c, had)).ToArray();
            AwardGrant Raised(long by) => new AwardGrant(
                grant.Part,
                grant.From,
                grant.To,
                FixedList.Own(others.Select(c => ReferenceEquals(c, cap) ? GrantCaps.WithRoom(c, checked(c.Room.TenThousandths + by)) : c).ToArray()),
                grant.IsSeparable,
                grant.Lots);
            long extra = AwardFunction.Granted(award.Rules, Raised(Left(room, change.Counter, change.PeriodStart)), cap.Wallet, raw, null) - before;
            if (extra <= 0)
            {
                continue;
            }

            // Only the room that is used is given, so that the next award gets the rest.
            AwardGrant final = Raised(extra);
            var perRule = new long[award.Rules.Count];
            AwardFunction.Granted(award.Rules, final, cap.Wallet, raw, perRule);
            for (int r = 0; r < perRule.Length; r++)
            {
                perRule[r] -= had[r];
            }

            PointsReAwarded again = new GrantMaker(draft.PolicyOf(award), draft.State, draft.At, award.IsCredit).ReGrant(award, g, final, cap, perRule, returnDocument);
            room.AddRange(again.Counters);
            draft.Add(again);
            return;
        }
    }

    /// <summary>Another cap of the grant with the room that it has now. A budget's isn't known here, so nothing is drawn from it.</summary>
    private static GrantCap Other(DecisionDraft draft, Award award, AwardGrant grant, GrantCap cap, long[] had)
    {
        if ((GrantCaps.IsBudget(cap.Cap) ? 0 : GrantCaps.RoomNow(draft, award, cap)) is not { } more)
        {
            return cap;
        }

        long used = 0;
        for (int r = 0; r < had.Length; r++)
        {
            bool counts = grant.Caps.Any(c => string.Equals(c.Cap, cap.Cap, StringComparison.Ordinal) && AwardFunction.Applies(c, r, award.Rules[r].Wallet));
            used += counts ? had[r] : 0;
        }

        // What isn't counted, or no longer, has at most what it had.
        long room = checked(used + more);
        return GrantCaps.WithRoom(cap, cap.KeepUntil > draft.At ? room : Math.Min(room, cap.Room.TenThousandths));
    }

    /// <summary>What is left of the room that the return made under a counter.</summary>
    private static long Left(List<CounterChange> room, string counter, Instant start) =>
        Math.Max(0, FixedPoint.Exact(-room.Where(c => c.PeriodStart == start && string.Equals(c.Counter, counter, StringComparison.Ordinal)).Sum(c => c.Change), "room"));
}
