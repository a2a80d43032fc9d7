using System;
using System.Collections.Generic;

namespace Retention.Core.Sla;

/// <summary>Says what happened to a case, how its clocks stand and why they are late, in the reader's language.</summary>
/// <remarks>
/// Everything comes from what is explained: nothing is looked up and nothing is worked out by today's rules. Ids, codes, the names of holidays,
/// lengths and instants only; no reason or other free text. Immutable and thread-safe.
/// </remarks>
public static class SlaText
{
    /// <summary>Explains an event: what happened, who did it, and how the clocks stand after it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line or a few, each ended by a line feed; the first begins with the event's instant.</returns>
    public static string Explain(this CaseEvent e, Language language)
    {
        ArgumentNullException.ThrowIfNull(e);
        var lines = new SlaLines(e.At, language);
        switch (e)
        {
            case CaseOpened opened: CaseText.Explain(lines, opened); break;
            case CaseChanged changed: CaseText.Explain(lines, changed); break;
            case CaseAssigned assigned: CaseText.Explain(lines, assigned); break;
            case CaseActivityRecorded recorded: CaseText.Explain(lines, recorded); break;
            case CaseAbsorbed absorbed: CaseText.Explain(lines, absorbed); break;
            case CaseMerged merged: CaseText.Explain(lines, merged); break;
            case SlaPolicyAdopted adopted: CaseText.Explain(lines, adopted); break;
            case NoticeRaised raised: ClockText.Explain(lines, raised); break;
            case DeadlineMissed missed: ClockText.Explain(lines, missed); break;
            case LatenessExplained explained: ClockText.Explain(lines, explained); break;
            default: throw new NotSupportedException("The event " + e.TypeName + " has no text; write one.");
        }

        return lines.ToString();
    }

    /// <summary>Explains how a cycle of a clock stands: what has passed, what is left, the deadline and who is told what next.</summary>
    /// <param name="view">The cycle as of an instant.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line or a few, each ended by a line feed; the first begins with the instant as of which it is seen.</returns>
    public static string Explain(this ClockView view, Language language)
    {
        ArgumentNullException.ThrowIfNull(view);
        var lines = new SlaLines(view.AsOf, language);
        ClockText.Explain(lines, view);
        return lines.ToString();
    }

    /// <summary>Explains where the time of a clock went: each segment with its reason, and the sum of each reason.</summary>
    /// <param name="timeline">The segments of a cycle in order, from <see cref="SlaCase.Timeline"/>.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line for each segment, each ended by a line feed, which begins with the segment's start; then the sums. Empty for no segments.</returns>
    public static string Explain(this IReadOnlyList<ClockSegment> timeline, Language language)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var lines = new SlaLines(language);
        ClockText.Explain(lines, timeline);
        return lines.ToString();
    }
}
