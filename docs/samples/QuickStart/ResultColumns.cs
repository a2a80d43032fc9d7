using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.QuickStart;

/// <summary>In which order lists show measures and scores: recency, frequency and monetary as everybody knows them, then the others.</summary>
internal static class ResultColumns
{
    internal static IReadOnlyList<MeasureDefinition> MeasuresOf(TieringPolicy policy) =>
        [.. policy.Measures.OrderBy(Place).ThenBy(m => m.Key, StringComparer.Ordinal)];

    internal static IReadOnlyList<ScoreDefinition> ScoresOf(TieringPolicy policy) =>
        [.. policy.Scores.OrderBy(s => Place(s.Measure)).ThenBy(s => s.Key, StringComparer.Ordinal)];

    private static int Place(MeasureDefinition measure) => measure.Kind switch
    {
        MeasureKind.RecencyDays or MeasureKind.RecencyMonths => 0,
        MeasureKind.Frequency => 1,
        MeasureKind.Spend => 2,
        _ => 3,
    };
}
