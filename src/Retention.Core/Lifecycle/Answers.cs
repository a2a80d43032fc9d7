using System;
using System.Collections.Generic;

namespace Retention.Core.Lifecycle;

/// <summary>The numbers of some activities within a window, brought to one scale.</summary>
internal sealed class Answers
{
    private readonly string[] codes;
    private readonly decimal[] factors;
    private readonly DayWindow window;

    internal Answers(IReadOnlyList<string> codes, IReadOnlyDictionary<string, decimal> factors, DayWindow window)
    {
        this.codes = new string[codes.Count];
        this.factors = new decimal[codes.Count];
        for (int i = 0; i < codes.Count; i++)
        {
            this.codes[i] = codes[i];
            this.factors[i] = factors.TryGetValue(codes[i], out decimal factor) ? factor : 1m;
        }

        this.window = window;
    }

    /// <summary>The latest, and the one before it; null if there is none.</summary>
    internal long? Latest(StageReader reader, out long? before)
    {
        ActivityEntry? first = null;
        ActivityEntry? second = null;
        decimal firstFactor = 1;
        decimal secondFactor = 1;
        int from = this.window.First(reader.Day);
        int end = this.window.End(reader.Day);
        for (int c = 0; c < this.codes.Length; c++)
        {
            if (reader.Facts.Log(this.codes[c]) is not { } log)
            {
                continue;
            }

            for (int i = log.Entries.CountBefore(end) - 1; i >= 0 && log.Entries[i].Day >= from; i--)
            {
                ActivityEntry entry = log.Entries[i];
                if (second is not null && entry.IsBefore(second))
                {
                    break;
                }

                if (entry.Activity.Value is null)
                {
                    continue;
                }

                if (first is null || IsLater(entry, first))
                {
                    (second, secondFactor) = (first, firstFactor);
                    (first, firstFactor) = (entry, this.factors[c]);
                }
                else if (second is null || IsLater(entry, second))
                {
                    (second, secondFactor) = (entry, this.factors[c]);
                }
            }
        }

        before = Number(second, secondFactor);
        return Number(first, firstFactor);
    }

    internal void AddBreaks(StageReader reader, DayBreaks breaks) => reader.AddBreaks(this.codes, this.window, breaks);

    /// <summary>Of one instant in the order of codes, then numbers, as measures elsewhere: not in the order in which they came.</summary>
    private static bool IsLater(ActivityEntry one, ActivityEntry other)
    {
        if (one.IsBefore(other) || other.IsBefore(one))
        {
            return other.IsBefore(one);
        }

        int codes = string.CompareOrdinal(one.Activity.Activity, other.Activity.Activity);
        return codes != 0 ? codes > 0 : one.Activity.Value > other.Activity.Value;
    }

    private static long? Number(ActivityEntry? entry, decimal factor) => entry?.Activity.Value is { } value ? FixedPoint.TryRound(value * factor) : null;
}
