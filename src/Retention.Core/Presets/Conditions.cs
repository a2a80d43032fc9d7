using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Presets;

/// <summary>Short spellings for the conditions of presets.</summary>
internal static class Conditions
{
    internal static ConditionOptions ScoreAtLeast(string score, decimal bound) => new ConditionOptions { Score = score, AtLeast = bound };

    internal static ConditionOptions ScoreAtMost(string score, decimal bound) => new ConditionOptions { Score = score, AtMost = bound };

    internal static ConditionOptions ScoreBetween(string score, decimal low, decimal high) => new ConditionOptions { Score = score, AtLeast = low, AtMost = high };

    internal static ConditionOptions CompositeAtLeast(string composite, decimal bound) => new ConditionOptions { Composite = composite, AtLeast = bound };

    internal static ConditionOptions MeasureAtLeast(string measure, decimal bound) => new ConditionOptions { Measure = measure, AtLeast = bound };

    internal static ConditionOptions MeasureAtMost(string measure, decimal bound) => new ConditionOptions { Measure = measure, AtMost = bound };

    internal static ConditionOptions MeasureMoreThan(string measure, decimal bound) => new ConditionOptions { Measure = measure, MoreThan = bound };

    internal static ConditionOptions MeasureLessThan(string measure, decimal bound) => new ConditionOptions { Measure = measure, LessThan = bound };

    internal static ConditionOptions All(params ConditionOptions[] parts) => new ConditionOptions { All = Keyed(parts) };

    internal static ConditionOptions Any(params ConditionOptions[] parts) => new ConditionOptions { Any = Keyed(parts) };

    private static Dictionary<string, ConditionOptions> Keyed(ConditionOptions[] parts)
    {
        var keyed = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal);
        for (int i = 0; i < parts.Length; i++)
        {
            // A letter per place keeps the written order, which is the order of testing.
            keyed.Add(((char)('a' + i)).ToString(), parts[i]);
        }

        return keyed;
    }
}
