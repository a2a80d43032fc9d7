using System;
using System.Collections.Generic;
using Retention.Core.Measures;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.Core.Presets;

/// <summary>Parts that several tiering presets share.</summary>
internal static class PresetParts
{
    /// <summary>The plans are Chinese; a host elsewhere sets its own zone.</summary>
    internal const string Zone = "Asia/Shanghai";

    internal static MeasureOptions Measure(string kind, string name, string chinese, string? window = null) =>
        new MeasureOptions { Kind = kind, Window = window, Name = name, NameChinese = chinese };

    internal static ScoreOptions Score(string measure, string name, string chinese, ScaleOptions scale) =>
        new ScoreOptions { Measure = measure, Name = name, NameChinese = chinese, Scale = scale };

    internal static TierOptions Tier(int order, int rank, string name, string chinese, Rules.ConditionOptions? when = null) =>
        new TierOptions { Order = order, Rank = rank, Name = name, NameChinese = chinese, When = when };

    /// <summary>Piecewise linear through (value, score) pairs.</summary>
    internal static ScaleOptions Points(params (decimal At, decimal Score)[] points)
    {
        var scale = new ScaleOptions { Kind = "points" };
        for (int i = 0; i < points.Length; i++)
        {
            scale.Points.Add("p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), new ScalePointOptions { At = points[i].At, Score = points[i].Score });
        }

        return scale;
    }

    internal static ScaleOptions Rank(string kind) => new ScaleOptions { Kind = kind };

    internal static Dictionary<string, decimal> Weights(params (string Score, decimal Weight)[] weights)
    {
        var keyed = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach ((string score, decimal weight) in weights)
        {
            keyed.Add(score, weight);
        }

        return keyed;
    }
}
