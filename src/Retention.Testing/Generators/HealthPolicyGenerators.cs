using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Testing.Generators;

/// <summary>Generates health scores: every scale, missing policy, edge of a grade and subject of an exception, with weights whose ratios are ugly.</summary>
/// <remarks>Everything generated compiles. Immutable and thread-safe.</remarks>
public static class HealthPolicyGenerators
{
    /// <summary>Gets health scores of one group to six and one measure to twenty.</summary>
    public static Gen<HealthOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Make(seed));

    /// <summary>The health score of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static HealthOptions Make(int seed)
    {
        var dice = new Dice(seed);
        var options = new HealthOptions
        {
            Label = "h" + seed.ToString(CultureInfo.InvariantCulture),
            Zone = dice.Of("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"),
            CoverageAtLeast = dice.Of<decimal?>(null, null, null, 0, 25, 50, 66.6667m, 100),
            Trend = dice.Of(null, new HealthTrendOptions { Over = dice.Of(null, "1d", "30d", "3m", "1y"), DeadBand = dice.Of<decimal?>(null, 0, 0.0001m, 10) }),
        };
        int groups = dice.Percent(20) ? 1 : dice.Between(1, 6);
        int measures = dice.Percent(50) ? dice.Between(groups, groups + 3) : dice.Between(groups, 20);
        for (int g = 0; g < groups; g++)
        {
            options.Groups["g" + g.ToString(CultureInfo.InvariantCulture)] = new HealthGroupOptions { Weight = Weight(dice), Order = dice.Of<int?>(null, null, 3, -1), Require = dice.Percent(8) ? true : dice.Of<bool?>(null, false) };
        }

        for (int m = 0; m < measures; m++)
        {
            HealthMeasureOptions measure = Measure(dice);
            measure.Group = groups == 1 && dice.Percent(50) ? null : "g" + (m < groups ? m : dice.Next(groups)).ToString(CultureInfo.InvariantCulture);
            options.Measures["m" + m.ToString("00", CultureInfo.InvariantCulture)] = measure;
        }

        AddGrades(dice, options);
        int exceptions = dice.Of(0, 0, 1, 1, 2, 4);
        for (int e = 0; e < exceptions; e++)
        {
            var exception = new HealthExceptionOptions { Order = dice.Of<int?>(null, null, 2, -1), When = Condition(dice, options, 2) };
            decimal score = Score(dice);
            int kind = dice.Next(5);
            exception.Set = kind == 0 ? score : null;
            exception.Cap = kind is 1 or 2 ? score : null;
            exception.Floor = kind > 2 ? score : null;
            options.Exceptions["e" + e.ToString(CultureInfo.InvariantCulture)] = exception;
        }

        return options;
    }

    /// <summary>A health score of few measures with small whole weights, so that everything near it can be tried.</summary>
    /// <param name="seed">The seed; one seed always makes the same.</param>
    /// <returns>New options that compile.</returns>
    public static HealthOptions MakeSmall(int seed)
    {
        var dice = new Dice(~(long)seed);
        HealthOptions options = Make(seed);
        int groups = dice.Between(1, 3);
        int measures = dice.Between(groups, 5);
        options.Groups.Clear();
        options.Measures.Clear();
        for (int g = 0; g < groups; g++)
        {
            options.Groups["g" + g.ToString(CultureInfo.InvariantCulture)] = new HealthGroupOptions { Weight = dice.Between(1, 9) };
        }

        for (int m = 0; m < measures; m++)
        {
            HealthMeasureOptions measure = Measure(dice);
            measure.Group = "g" + (m < groups ? m : dice.Next(groups)).ToString(CultureInfo.InvariantCulture);
            measure.Weight = dice.Between(1, 9);
            measure.Source = null;
            measure.Scale = dice.Percent(40) ? null : Drawn(dice, dice.Of("points", "bands"), isMonotone: true);
            options.Measures["m" + m.ToString("00", CultureInfo.InvariantCulture)] = measure;
        }

        foreach (HealthExceptionOptions exception in options.Exceptions.Values)
        {
            exception.When = Condition(dice, options, 1);
        }

        return options;
    }

    /// <summary>A weight from 0.0001 to 1,000,000.</summary>
    internal static decimal? Weight(Dice dice) =>
        dice.Percent(25) ? dice.Next(1_000_000) / 10_000m + 0.0001m : dice.Of<decimal?>(null, 1, 2, 3, 20, 25, 0.0001m, 0.3333m, 7.7777m, 333_333.3333m, 999_999.9999m, 1_000_000);

    /// <summary>A score from 0 to 100.</summary>
    internal static decimal Score(Dice dice) => dice.Percent(60) ? dice.Between(0, 100) : dice.Of(0, 100, 0.0001m, 99.9999m, dice.Next(1_000_001) / 10_000m);

    private static HealthMeasureOptions Measure(Dice dice)
    {
        string? missing = dice.Of(null, "exclude", "worst", "neutral", "37.5", "0", "100", "hold-last", "hold-last");
        missing = dice.Percent(4) ? "require" : missing;
        return new HealthMeasureOptions
        {
            Order = dice.Of<int?>(null, null, 7, -2),
            Weight = Weight(dice),
            Source = dice.Percent(15) ? new MeasureOptions { Kind = dice.Of("recency-days", "silence-months", "recency-months", "indicator") } : null,
            Scale = Scale(dice),
            Polarity = dice.Of(null, null, "positive", "negative"),
            Missing = missing,
            HoldFor = missing == "hold-last" ? dice.Of("1d", "30d", "1m", "2q", "1y") : null,
            ValidFor = dice.Of(null, null, "1d", "2w", "30d", "1m", "3m", "12m"),
            SelfAssessed = dice.Of<bool?>(null, null, false, true),
        };
    }

    private static ScaleOptions? Scale(Dice dice)
    {
        string? kind = dice.Of(null, "given", "points", "points", "points", "bands", "bands", "percentile", "groups", "rfm-r", "qcut", "top-share");
        switch (kind)
        {
            case null:
                return null;
            case "points":
            case "bands":
                return Drawn(dice, kind, dice.Percent(70));
            case "given":
                return new ScaleOptions { Kind = kind };
            default:
                bool isShare = kind == "top-share";
                return new ScaleOptions
                {
                    Kind = kind,
                    Direction = dice.Of(null, "higher", "lower"),
                    Groups = kind == "percentile" || isShare ? null : dice.Of<int?>(null, 2, 3, 10),
                    SharePercent = isShare ? dice.Of<decimal?>(null, 0.0001m, 33.3333m, 100) : null,
                    Among = isShare ? dice.Of<decimal?>(null, 5, -20) : null,
                };
        }
    }

    private static ScaleOptions Drawn(Dice dice, string kind, bool isMonotone)
    {
        int count = dice.Between(1, 5);
        var ats = new SortedSet<decimal>();
        var scores = new List<decimal>();
        for (int i = 0; i < count; i++)
        {
            ats.Add(dice.Percent(80) ? dice.Between(-10, 100) : dice.Between(-100_000, 1_000_000) / 10_000m);
        }

        for (int i = 0; i < ats.Count + 2; i++)
        {
            scores.Add(Score(dice));
        }

        if (isMonotone)
        {
            scores.Sort();
            if (dice.Percent(40))
            {
                scores.Reverse();
            }
        }

        var scale = new ScaleOptions { Kind = kind, Below = kind == "bands" || dice.Percent(30) ? scores[0] : null, Above = kind == "points" && dice.Percent(30) ? scores[scores.Count - 1] : null };
        int at = 0;
        foreach (decimal place in ats)
        {
            scale.Points["p" + at.ToString(CultureInfo.InvariantCulture)] = new ScalePointOptions { At = place, Score = scores[++at] };
        }

        return scale;
    }

    private static void AddGrades(Dice dice, HealthOptions options)
    {
        int count = dice.Percent(70) ? dice.Between(2, 5) : dice.Between(6, 12);
        var cuts = new SortedSet<decimal>();
        while (cuts.Count < count - 1)
        {
            decimal cut = Score(dice);
            cuts.Add(cut == 0 ? 0.0001m : cut);
        }

        decimal[] descending = cuts.Reverse().ToArray();
        HealthGradeOptions? next = null;
        for (int i = 0; i < count; i++)
        {
            HealthGradeOptions grade = next ?? new HealthGradeOptions();
            next = null;
            grade.Order = (2 * i) + 1;
            options.Grades["grade-" + (char)('A' + i)] = grade;
            if (i == count - 1)
            {
                return;
            }

            switch (dice.Next(4))
            {
                case 0:
                    grade.MoreThan = descending[i] - 0.0001m;
                    break;
                case 1:
                    next = new HealthGradeOptions { LessThan = descending[i] };
                    break;
                case 2:
                    next = new HealthGradeOptions { AtMost = descending[i] - 0.0001m };
                    break;
                default:
                    grade.AtLeast = descending[i];
                    break;
            }
        }
    }

    private static ConditionOptions Condition(Dice dice, HealthOptions options, int depth)
    {
        var condition = new ConditionOptions();
        switch (dice.Next(depth > 0 ? 10 : 7))
        {
            case 0:
            case 1:
                condition.Measure = dice.OfList(options.Measures.Keys.ToArray());
                Bound(dice, condition, Value(dice));
                break;
            case 2:
                condition.Score = dice.OfList(options.Measures.Keys.ToArray());
                Bound(dice, condition, Score(dice));
                break;
            case 3:
                condition.Composite = dice.OfList(options.Groups.Keys.ToArray());
                Bound(dice, condition, Score(dice));
                break;
            case 4:
            case 5:
                condition.Tag = dice.Of("critical", "vip");
                break;
            case 6:
                condition.Attribute = dice.Of("region", "since");
                int test = dice.Next(4);
                condition.Is = test == 0 ? "north" : null;
                condition.OneOf = test == 1 ? "south, 2026-01-01" : null;
                condition.Missing = test == 2 ? dice.Percent(50) : null;
                condition.OnOrAfter = test == 3 ? "2026-01-01" : null;
                condition.Before = test == 3 ? dice.Of(null, "2026-06-30") : null;
                break;
            case 7:
                condition.Not = Condition(dice, options, depth - 1);
                break;
            case 8:
                condition.All["a"] = Condition(dice, options, depth - 1);
                condition.All["b"] = Condition(dice, options, depth - 1);
                break;
            default:
                condition.Any["a"] = Condition(dice, options, depth - 1);
                condition.Any["b"] = Condition(dice, options, depth - 1);
                break;
        }

        return condition;
    }

    private static void Bound(Dice dice, ConditionOptions condition, decimal bound)
    {
        switch (dice.Next(6))
        {
            case 0:
                condition.Missing = dice.Percent(50);
                break;
            case 1:
                condition.MoreThan = bound;
                break;
            case 2:
                condition.LessThan = bound;
                break;
            case 3:
                condition.AtLeast = bound;
                condition.AtMost = bound + dice.Of(0, 0.0001m, 30);
                break;
            case 4:
                condition.AtMost = bound;
                break;
            default:
                condition.AtLeast = bound;
                break;
        }
    }

    /// <summary>A value of a measure.</summary>
    internal static decimal Value(Dice dice) => dice.Percent(70) ? dice.Between(-15, 120) : dice.Of(0, 0.0001m, -0.0001m, 100, 99.9999m, dice.Between(-200_000, 1_200_000) / 10_000m, 1_000_000);
}
