using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Bands;

/// <summary>One band as written in options: any of the four bounds.</summary>
internal sealed class BandDraft
{
    internal BandDraft(string code, string path, int order, decimal? atLeast, decimal? moreThan, decimal? atMost, decimal? lessThan)
    {
        this.Code = code;
        this.Path = path;
        this.Order = order;
        this.AtLeast = atLeast;
        this.MoreThan = moreThan;
        this.AtMost = atMost;
        this.LessThan = lessThan;
    }

    internal string Code { get; }

    internal string Path { get; }

    internal int Order { get; }

    internal decimal? AtLeast { get; }

    internal decimal? MoreThan { get; }

    internal decimal? AtMost { get; }

    internal decimal? LessThan { get; }

    internal bool HasLower => this.AtLeast is not null || this.MoreThan is not null;

    internal bool HasUpper => this.AtMost is not null || this.LessThan is not null;

    internal string LowerOption => this.AtLeast is not null ? "atLeast" : "moreThan";

    internal string UpperOption => this.AtMost is not null ? "atMost" : "lessThan";
}

/// <summary>Turns bands as written into a <see cref="BandSet"/>, or says what overlaps, is empty or leaves a gap.</summary>
/// <remarks>
/// Order 1 is the highest band. A band without an upper bound ends where the next higher one begins; one without a lower bound begins where
/// the next lower one ends.
/// </remarks>
internal static class BandCompiler
{
    /// <summary>Compiles bands; <paramref name="thing"/> is what a band is called in messages: "tier", "grade".</summary>
    internal static BandSet Compile(IEnumerable<BandDraft> drafts, string thing, ProblemList problems)
    {
        BandDraft[] ordered = drafts.OrderBy(d => d.Order).ToArray();
        var lows = new long?[ordered.Length];
        var highs = new long?[ordered.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            lows[i] = Lower(ordered[i], problems);
            highs[i] = Upper(ordered[i], problems);
        }

        var bands = new List<Band>();
        for (int i = 0; i < ordered.Length; i++)
        {
            BandDraft draft = ordered[i];
            long? aboveLowest = i == 0 ? null : lows[i - 1];
            long? belowHighest = i == ordered.Length - 1 ? null : highs[i + 1];
            if (i > 0 && highs[i] is null && aboveLowest is null)
            {
                problems.Error(draft.Path, "band-unbounded", "has no upper bound, and " + thing + " \"" + ordered[i - 1].Code + "\" above it no lower bound; say where one ends.");
            }

            if (i > 0 && lows[i - 1] is { } above && (highs[i] ?? lows[i]) is { } top && top >= above)
            {
                ReportOverlap(draft, ordered[i - 1], highs[i] is not null, thing, problems);
            }

            long lowest = lows[i] ?? (belowHighest is { } h ? h + 1 : long.MinValue);
            long highest = highs[i] ?? (aboveLowest is { } l ? l - 1 : long.MaxValue);
            if (lowest > highest)
            {
                problems.Error(draft.Path, "band-empty", "holds no score: its lower bound " + FixedPoint.Text(lowest) + " lies above its upper bound " + FixedPoint.Text(highest) + "; swap or widen them.");
            }

            if (i > 0 && bands[i - 1].Lowest != long.MinValue && highest < bands[i - 1].Lowest - 1)
            {
                problems.Warn(draft.Path, "band-gap", "scores between " + FixedPoint.Text(highest) + " and " + FixedPoint.Text(bands[i - 1].Lowest) + " fall in no " + thing + "; end it with lessThan: " + FixedPoint.Text(bands[i - 1].Lowest) + ".");
            }

            bands.Add(new Band(draft.Code, lowest, highest));
        }

        return new BandSet(bands);
    }

    private static void ReportOverlap(BandDraft lower, BandDraft higher, bool explicitUpper, string thing, ProblemList problems)
    {
        if (explicitUpper)
        {
            // Named from the higher band when both bounds touch, as there a one-word change mends it.
            string edge = Text(lower.AtMost ?? lower.LessThan ?? 0);
            problems.Error(
                higher.Path + ":" + higher.LowerOption,
                "bands-overlap",
                Text(higher.AtLeast ?? higher.MoreThan ?? 0) + " overlaps " + thing + " \"" + lower.Code + "\" (" + (lower.AtMost is not null ? "at most " : "less than ") + edge + "); use " + (lower.AtMost is not null ? "moreThan: " : "atLeast: ") + edge + ".");
            return;
        }

        problems.Error(
            lower.Path + ":" + lower.LowerOption,
            "bands-overlap",
            "begins at or above " + thing + " \"" + higher.Code + "\", which comes before it; lower the bound or change the order.");
    }

    private static string Text(decimal bound) => bound.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static long? Lower(BandDraft draft, ProblemList problems)
    {
        if (draft.AtLeast is not null && draft.MoreThan is not null)
        {
            problems.Error(draft.Path, "bound-twice", "has both atLeast and moreThan; keep one.");
        }

        if (draft.AtLeast is { } atLeast)
        {
            return problems.Fixed(draft.Path + ":atLeast", atLeast);
        }

        return draft.MoreThan is { } moreThan ? problems.Fixed(draft.Path + ":moreThan", moreThan) + 1 : null;
    }

    private static long? Upper(BandDraft draft, ProblemList problems)
    {
        if (draft.AtMost is not null && draft.LessThan is not null)
        {
            problems.Error(draft.Path, "bound-twice", "has both atMost and lessThan; keep one.");
        }

        if (draft.AtMost is { } atMost)
        {
            return problems.Fixed(draft.Path + ":atMost", atMost);
        }

        return draft.LessThan is { } lessThan ? problems.Fixed(draft.Path + ":lessThan", lessThan) - 1 : null;
    }
}
