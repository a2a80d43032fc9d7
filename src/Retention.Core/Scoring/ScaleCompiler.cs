using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;

namespace Retention.Core.Scoring;

/// <summary>The kinds of scale, as options name them.</summary>
internal enum ScaleKind
{
    Points = 0,
    Bands = 1,
    Given = 2,
    Percentile = 3,
    Groups = 4,
    Ntile = 5,
    RfmR = 6,
    Qcut = 7,
    TopShare = 8,
}

/// <summary>Compiles <see cref="ScoreOptions"/>.</summary>
internal static class ScaleCompiler
{
    internal static List<ScoreDefinition> Compile(Dictionary<string, ScoreOptions> options, IReadOnlyList<MeasureDefinition> measures, string path, ProblemList problems)
    {
        var compiled = new List<ScoreDefinition>();
        foreach (KeyValuePair<string, ScoreOptions> item in options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            string own = path + ":" + item.Key;
            string measureKey = item.Value.Measure ?? item.Key;
            MeasureDefinition? measure = measures.FirstOrDefault(m => string.Equals(m.Key, measureKey, StringComparison.Ordinal));
            if (measure is null)
            {
                problems.Error(own + ":measure", "measure-unknown", "\"" + measureKey + "\" is not defined; the policy has " + string.Join(", ", measures.Select(m => m.Key)) + ".");
            }

            if (item.Value.Scale?.Kind is null)
            {
                problems.Error(own + ":scale:kind", "scale-missing", "is not set; use points, bands, given, percentile, groups, ntile, rfm-r, qcut or top-share.");
            }
            else if (measure is not null && CompileScale(item.Value.Scale, measure, own + ":scale", problems) is { } kind)
            {
                compiled.Add(new ScoreDefinition(item.Key, item.Value, measure, kind));
            }
        }

        return compiled;
    }

    internal static CompiledScale? CompileScale(ScaleOptions options, MeasureDefinition measure, string path, ProblemList problems)
    {
        ScaleKind kind = problems.Choice(path + ":kind", options.Kind, ScaleKind.Given);
        bool lower = problems.Choice(path + ":direction", options.Direction, measure.IsSmallerBetter ? Direction.Lower : Direction.Higher) == Direction.Lower;
        int groups = options.Groups ?? 5;
        if (groups is < 2 or > 100)
        {
            problems.Error(path + ":groups", "groups-out-of-range", "is " + groups.ToString(System.Globalization.CultureInfo.InvariantCulture) + "; use 2 to 100.");
            return null;
        }

        CheckStray(options, kind, path, problems);
        switch (kind)
        {
            case ScaleKind.Points:
            case ScaleKind.Bands:
                return CompilePoints(options, kind, lower && options.Direction is not null, path, problems);
            case ScaleKind.Given:
                return new CompiledScale(new GivenScale(), null, 0, false);
            case ScaleKind.Percentile:
                return new CompiledScale(null, new PercentileScale(lower), 0, lower);
            case ScaleKind.Groups:
                return new CompiledScale(null, new GroupScale(groups, lower), 0, lower);
            case ScaleKind.RfmR:
                return new CompiledScale(null, new RfmRScale(groups, lower), 0, lower);
            case ScaleKind.Qcut:
                return new CompiledScale(null, new QcutScale(groups, lower), 0, lower);
            case ScaleKind.Ntile:
                return new CompiledScale(null, null, groups, lower);
            default:
                return CompileTopShare(options, lower, path, problems);
        }
    }

    /// <summary>An option that the kind doesn't read is a mistake that would otherwise go unnoticed.</summary>
    private static void CheckStray(ScaleOptions options, ScaleKind kind, string path, ProblemList problems)
    {
        bool drawn = kind is ScaleKind.Points or ScaleKind.Bands;
        bool grouped = kind is ScaleKind.Groups or ScaleKind.Ntile or ScaleKind.RfmR or ScaleKind.Qcut;
        problems.Stray(path + ":points", options.Points.Count > 0 && !drawn);
        problems.Stray(path + ":below", options.Below is not null && !drawn);
        problems.Stray(path + ":above", options.Above is not null && kind != ScaleKind.Points);
        problems.Stray(path + ":groups", options.Groups is not null && !grouped);
        problems.Stray(path + ":sharePercent", options.SharePercent is not null && kind != ScaleKind.TopShare);
        problems.Stray(path + ":among", options.Among is not null && kind != ScaleKind.TopShare);
        problems.Stray(path + ":direction", options.Direction is not null && kind == ScaleKind.Given);
    }

    private static CompiledScale? CompileTopShare(ScaleOptions options, bool lower, string path, ProblemList problems)
    {
        decimal share = options.SharePercent ?? 20;
        if (share is <= 0 or > 100)
        {
            problems.Error(path + ":sharePercent", "percentage-out-of-range", "is a percentage above 0 up to 100.");
            return null;
        }

        return new CompiledScale(null, new TopShareScale(problems.Fixed(path + ":sharePercent", share), problems.Fixed(path + ":among", options.Among ?? 0), lower), 0, lower);
    }

    private static CompiledScale? CompilePoints(ScaleOptions options, ScaleKind kind, bool lower, string path, ProblemList problems)
    {
        if (options.Points.Count == 0)
        {
            problems.Error(path + ":points", "points-missing", "is empty; give at least one point with at and score.");
            return null;
        }

        var points = new List<KeyValuePair<long, long>>();
        foreach (KeyValuePair<string, ScalePointOptions> item in options.Points.OrderBy(p => p.Value.At ?? 0).ThenBy(p => p.Key, StringComparer.Ordinal))
        {
            if (item.Value.At is not { } at || item.Value.Score is not { } score)
            {
                problems.Error(path + ":points:" + item.Key, "point-incomplete", "needs both at and score.");
                continue;
            }

            points.Add(new KeyValuePair<long, long>(problems.Fixed(path + ":points:" + item.Key + ":at", at), problems.Fixed(path + ":points:" + item.Key + ":score", score)));
            if (points.Count > 1 && points[points.Count - 1].Key == points[points.Count - 2].Key)
            {
                problems.Error(path + ":points:" + item.Key + ":at", "points-at-one-place", FixedPoint.Text(points[points.Count - 1].Key) + " has two scores; keep one.");
            }
        }

        long? below = options.Below is { } b ? problems.Fixed(path + ":below", b) : null;
        long? above = options.Above is { } a ? problems.Fixed(path + ":above", a) : null;
        if (kind == ScaleKind.Bands && below is null)
        {
            problems.Error(path + ":below", "below-missing", "is not set; say the score below the first band.");
        }

        if (points.Count < options.Points.Count || (kind == ScaleKind.Bands && below is null))
        {
            return null;
        }

        long[] ats = points.Select(p => p.Key).ToArray();
        long[] scores = points.Select(p => p.Value).ToArray();
        Scale scale = kind == ScaleKind.Points ? new PointsScale(ats, scores, below, above) : new StepScale(ats, [below!.Value, .. scores]);
        if (options.Direction is not null && scale.Slope != 0 && scale.Slope != (lower ? -1 : 1))
        {
            problems.Warn(path + ":direction", "direction-contradicted", "says " + (lower ? "lower" : "higher") + " is better, but the points say the opposite; remove it or turn the points round.");
        }

        return new CompiledScale(scale, null, 0, scale.Slope < 0);
    }

    private enum Direction
    {
        Higher = 0,
        Lower = 1,
    }
}

/// <summary>A scale as compiled: fixed, a rank in the population, or NTILE with so many groups.</summary>
internal sealed class CompiledScale
{
    internal CompiledScale(Scale? fixedScale, RankScale? rank, int ntileGroups, bool lowerIsBetter)
    {
        this.Fixed = fixedScale;
        this.Rank = rank;
        this.NtileGroups = ntileGroups;
        this.LowerIsBetter = lowerIsBetter;
    }

    internal Scale? Fixed { get; }

    internal RankScale? Rank { get; }

    internal int NtileGroups { get; }

    internal bool LowerIsBetter { get; }

    internal bool NeedsPopulation => this.Fixed is null;
}

/// <summary>A compiled score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ScoreDefinition
{
    internal ScoreDefinition(string key, ScoreOptions options, MeasureDefinition measure, CompiledScale scale)
    {
        this.Key = key;
        this.Measure = measure;
        this.Scale = scale;
        this.Name = options.Name ?? key;
        this.NameChinese = options.NameChinese ?? this.Name;
    }

    /// <summary>Gets the key.</summary>
    public string Key { get; }

    /// <summary>Gets the measure that is scored.</summary>
    public MeasureDefinition Measure { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets a value indicating whether the score depends on the other customers, unless thresholds are frozen.</summary>
    public bool IsRank => this.Scale.NeedsPopulation;

    /// <summary>Gets a value indicating whether a lower value of the measure gives a better score.</summary>
    public bool LowerIsBetter => this.Scale.LowerIsBetter;

    /// <summary>Gets a value indicating whether a higher value of the measure never gives a lower score.</summary>
    public bool RisesWithMeasure => this.Scale.Fixed is { } scale ? scale.Slope > 0 : !this.Scale.LowerIsBetter;

    internal CompiledScale Scale { get; }
}
