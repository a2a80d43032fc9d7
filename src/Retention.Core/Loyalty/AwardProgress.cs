using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>An award with other parts.</summary>
internal static class AwardChange
{
    internal static Award With(Award award, IReadOnlyList<AwardLine> lines, IReadOnlyList<AwardGrant> grants, IReadOnlyList<string>? returnDocuments = null) => new Award(
        award.Document,
        award.Organisation,
        award.Activity,
        award.IsCredit,
        award.PolicyVersion,
        award.BusinessAt,
        award.Measure,
        award.ProgressDate,
        award.ProgressUntil,
        award.ClosesAt,
        lines,
        award.Rules,
        grants,
        returnDocuments ?? award.ReturnDocuments);
}

/// <summary>What an award counts towards the tier, as recorded.</summary>
internal static class AwardProgress
{
    /// <summary>By how much progress moves when an award changes.</summary>
    internal static FixedList<ProgressChange> Change(Award before, Award after)
    {
        if (after.Measure is null)
        {
            return FixedList<ProgressChange>.Empty;
        }

        return Change(Of(before), after);
    }

    private static FixedList<ProgressChange> Change(long before, Award after)
    {
        long change = checked(Of(after) - before);
        return change == 0 ? FixedList<ProgressChange>.Empty : FixedList.One(new ProgressChange(after.ProgressDate, after.ProgressUntil, change));
    }

    /// <summary>What a first grant counts, of which each rule's points are known.</summary>
    internal static FixedList<ProgressChange> First(Award award, long[] perRule)
    {
        if (award.Measure != LadderMeasure.Points)
        {
            return award.Measure is null ? FixedList<ProgressChange>.Empty : Change(0, award);
        }

        long sum = 0;
        for (int r = 0; r < perRule.Length; r++)
        {
            sum = checked(sum + (award.Rules[r].Qualifies ? perRule[r] : 0));
        }

        return sum == 0 ? FixedList<ProgressChange>.Empty : FixedList.One(new ProgressChange(award.ProgressDate, award.ProgressUntil, sum));
    }

    /// <summary>What an award counts as it stands, in ten-thousandths of the measure's unit.</summary>
    internal static long Of(Award award)
    {
        if (award.Grants.Count == 0)
        {
            return 0;
        }

        switch (award.Measure)
        {
            case LadderMeasure.Points:
                return Qualifying(award);
            case LadderMeasure.Spend:
                return award.Activity is null ? Kept(award, line => line.KeptAmount) : 0;
            case LadderMeasure.Orders:
                return award.Activity is null && IsKept(award) ? FixedPoint.One : 0;
            case LadderMeasure.Visits:
                return award.Activity is null ? 0 : Kept(award, line => line.KeptQuantity);
            default:
                return 0;
        }
    }

    /// <summary>Whether anything is left of a purchase; an amount that came back as a whole leaves nothing, whatever the quantity.</summary>
    internal static bool IsKept(Award award) => Any(award, line => (line.AmountUnits > 0 ? line.KeptAmount : line.KeptQuantity) > 0);

    /// <summary>What every rule of an award grants as it stands.</summary>
    internal static long[] PerRule(Award award)
    {
        var raw = new long[award.Rules.Count];
        var perRule = new long[award.Rules.Count];
        for (int r = 0; r < raw.Length; r++)
        {
            raw[r] = AwardFunction.Raw(award.Rules[r], award.Lines);
        }

        for (int g = 0; g < award.Grants.Count; g++)
        {
            AwardFunction.Granted(award.Rules, award.Grants[g], raw, perRule);
        }

        return perRule;
    }

    /// <summary>1 for a purchase of which something is kept, or nothing has accrued yet; 0 for one that came back, and for an activity.</summary>
    internal static int Purchases(Award award) =>
        award.Activity is null && (IsKept(award) || !Any(award, line => line.AccruedQuantityUnits > 0 || line.AccruedAmountUnits > 0)) ? 1 : 0;

    private static bool Any(Award award, Func<AwardLine, bool> which)
    {
        for (int i = 0; i < award.Lines.Count; i++)
        {
            if (which(award.Lines[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static long Qualifying(Award award)
    {
        long[] perRule = PerRule(award);
        long sum = 0;
        for (int r = 0; r < perRule.Length; r++)
        {
            sum = checked(sum + (award.Rules[r].Qualifies ? perRule[r] : 0));
        }

        return sum;
    }

    private static long Kept(Award award, Func<AwardLine, long> part)
    {
        long sum = 0;
        for (int i = 0; i < award.Lines.Count; i++)
        {
            sum = checked(sum + part(award.Lines[i]));
        }

        return sum;
    }
}
