using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Bands;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>Turns <see cref="HealthOptions"/> into a policy, or into every problem they have.</summary>
internal sealed class HealthCompiler
{
    private const decimal MaxWeight = 1_000_000;
    private const long Best = 100 * FixedPoint.One;

    private static readonly string[] Kinds = ["set", "cap", "floor"];

    private readonly IDateTimeZoneProvider zones;
    private readonly ProblemList problems = new ProblemList();
    private readonly HealthParts parts = new HealthParts();

    internal HealthCompiler(IDateTimeZoneProvider zones) => this.zones = zones;

    private enum Polarity
    {
        Positive = 0,
        Negative = 1,
    }

    internal Compilation<HealthPolicy> Compile(HealthOptions given, PresetCatalogue<HealthOptions>? presets)
    {
        HealthOptions options = PolicyBasics.WithPreset(given, given.Label, given.Preset, presets, this.problems);
        this.parts.Zone = PolicyBasics.Zone(options.Zone, this.zones, this.problems);
        this.parts.Documents = DocumentRules.Compile(options.Documents, "documents", this.problems);
        this.Count("measures", options.Measures.Count, 1, HealthPolicy.MaxEntries);
        this.Count("groups", options.Groups.Count, 1, HealthPolicy.MaxEntries);
        this.Count("grades", options.Grades.Count, 2, 12);
        this.Count("exceptions", options.Exceptions.Count, 0, HealthPolicy.MaxEntries);
        this.parts.Coverage = this.Percentage(options.CoverageAtLeast ?? 0, "coverageAtLeast");
        this.parts.TrendOver = Length.CompileDays(options.Trend?.Over ?? "90d", "trend:over", this.problems)?.Period;
        this.parts.DeadBand = this.Percentage(options.Trend?.DeadBand ?? 2, "trend:deadBand");
        this.CompileMeasures(options);
        this.CompileGrades(options.Grades);
        this.CompileExceptions(options.Exceptions);
        string label = options.Label ?? options.Preset ?? "unlabelled";
        return this.problems.Finish(() => new HealthPolicy(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), this.parts));
    }

    private void Count(string path, int count, int least, int most)
    {
        if (count < least)
        {
            this.problems.Error(path, path + "-missing", "has " + (count == 0 ? "no entries" : "one entry") + "; define at least " + (least == 1 ? "one." : "two."));
        }
        else if (count > most)
        {
            this.problems.Error(path, "too-many", "has " + count + " entries; a policy has at most " + most + ".");
        }
    }

    /// <summary>A score or a percentage, 0 to 100, in ten-thousandths.</summary>
    private long Percentage(decimal value, string path)
    {
        if (value is < 0 or > 100)
        {
            this.problems.Error(path, "out-of-range", "is a number from 0 to 100.");
            return 0;
        }

        return this.problems.Fixed(path, value);
    }

    private long Weight(decimal value, string path)
    {
        if (value is <= 0 or > MaxWeight)
        {
            this.problems.Error(path, "weight-out-of-range", "is " + value.ToString(CultureInfo.InvariantCulture) + "; use more than 0 up to 1,000,000. To leave it out, set removed.");
            return 1;
        }

        return this.problems.Fixed(path, value);
    }

    private void CompileMeasures(HealthOptions options)
    {
        var measures = new List<HealthMeasure>();
        var groups = new List<HealthGroup>();
        foreach (KeyValuePair<string, HealthGroupOptions> group in options.Groups.OrderBy(g => g.Value.Order ?? 0).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            int first = measures.Count;
            foreach (KeyValuePair<string, HealthMeasureOptions> measure in options.Measures.Where(m => GroupOf(m.Value, options) == group.Key).OrderBy(m => m.Value.Order ?? 0).ThenBy(m => m.Key, StringComparer.Ordinal))
            {
                // Each stands by itself: a change-percent finds no other measure, and says so.
                MeasureDefinition? source = MeasureDefinition.CompileOne(measure.Key, measure.Value.Source ?? new MeasureOptions { Kind = "indicator" }, "measures:" + measure.Key + ":source", new SortedDictionary<string, MeasureDefinition>(StringComparer.Ordinal), this.problems);
                if (source is not null && this.CompileMeasure(measure.Key, measure.Value, group.Key, source) is { } compiled)
                {
                    measures.Add(compiled);
                }
            }

            if (!options.Measures.Values.Any(m => GroupOf(m, options) == group.Key))
            {
                this.problems.Error("groups:" + group.Key, "group-empty", "has no measure; give it one, or remove it.");
            }

            groups.Add(new HealthGroup(group.Key, group.Value, this.Weight(group.Value.Weight ?? 1, "groups:" + group.Key + ":weight"), first, measures.Count));
        }

        foreach (KeyValuePair<string, HealthMeasureOptions> stray in options.Measures.Where(m => GroupOf(m.Value, options) is not { } group || !options.Groups.ContainsKey(group)))
        {
            this.problems.Error("measures:" + stray.Key + ":group", "group-unknown", (stray.Value.Group is null ? "is not set" : "\"" + stray.Value.Group + "\" is not a group") + "; the policy has " + string.Join(", ", options.Groups.Keys.OrderBy(k => k, StringComparer.Ordinal)) + ".");
        }

        this.parts.Measures = [.. measures];
        this.parts.Groups = [.. groups];
    }

    private static string? GroupOf(HealthMeasureOptions measure, HealthOptions options) => measure.Group ?? (options.Groups.Count == 1 ? options.Groups.Keys.First() : null);

    private HealthMeasure? CompileMeasure(string key, HealthMeasureOptions options, string group, MeasureDefinition source)
    {
        string path = "measures:" + key;
        CompiledScale? scale = options.Scale is null ? new CompiledScale(new GivenScale(), null, 0, false) : ScaleCompiler.CompileScale(options.Scale, source, path + ":scale", this.problems);
        if (options.Scale is { Kind: null })
        {
            this.problems.Error(path + ":scale:kind", "scale-missing", "is not set; use points, bands, given, percentile, groups, rfm-r, qcut or top-share.");
            return null;
        }

        var measure = new HealthMeasureParts
        {
            Group = group,
            Weight = this.Weight(options.Weight ?? 1, path + ":weight"),
            IsNegative = this.problems.Choice(path + ":polarity", options.Polarity, Polarity.Positive) == Polarity.Negative,
            HoldFor = Length.CompileDays(options.HoldFor, path + ":holdFor", this.problems),
            ValidFor = Length.CompileDays(options.ValidFor, path + ":validFor", this.problems),
        };
        this.CompileMissing(options, path, measure);
        if (scale is null)
        {
            return null;
        }

        if (scale.NtileGroups > 0)
        {
            this.problems.Error(path + ":scale:kind", "scale-not-of-health", "ntile splits equal values by chance of the order and can't be kept for a single customer; use groups.");
            return null;
        }

        if (scale.Fixed is { } known && (known.Lowest < 0 || known.Highest > Best))
        {
            this.problems.Error(path + ":scale", "score-out-of-range", "gives scores from " + FixedPoint.Text(known.Lowest) + " to " + FixedPoint.Text(known.Highest) + "; a health score lies between 0 and 100.");
        }

        return new HealthMeasure(key, options, source, scale, measure);
    }

    private void CompileMissing(HealthMeasureOptions options, string path, HealthMeasureParts measure)
    {
        if (decimal.TryParse(options.Missing, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal neutral))
        {
            measure.Missing = MissingMeasure.Neutral;
            measure.Neutral = this.Percentage(neutral, path + ":missing");
        }
        else
        {
            measure.Missing = this.problems.Choice(path + ":missing", options.Missing, MissingMeasure.Exclude);
            measure.Neutral = Best / 2;
        }

        if (measure.Missing == MissingMeasure.HoldLast && options.HoldFor is null)
        {
            this.problems.Error(path + ":holdFor", "length-missing", "is not set; say how long the last value is held, such as 180d.");
        }

        this.problems.Stray(path + ":holdFor", options.HoldFor is not null && measure.Missing != MissingMeasure.HoldLast);
    }

    private void CompileGrades(Dictionary<string, HealthGradeOptions> options)
    {
        foreach (KeyValuePair<string, HealthGradeOptions> grade in options.Where(g => g.Value.Order is null or < 1 || options.Any(o => o.Key != g.Key && o.Value.Order == g.Value.Order)))
        {
            this.problems.Error("grades:" + grade.Key + ":order", "order-unusable", "is missing, less than 1, or that of another grade; number the grades from 1, the best.");
        }

        var drafts = options.Select(g => new BandDraft(g.Key, "grades:" + g.Key, g.Value.Order ?? int.MaxValue, g.Value.AtLeast, g.Value.MoreThan, g.Value.AtMost, g.Value.LessThan)).ToList();
        BandSet bands = BandCompiler.Compile(drafts, "grade", this.problems);
        if (this.problems.HasErrors)
        {
            return;
        }

        for (long score = 0; score <= Best; score++)
        {
            if (bands.Find(Score.FromTenThousandths(score)) is not { } band)
            {
                this.problems.Error("grades", "grades-incomplete", "leave the score " + FixedPoint.Text(score) + " without a grade; let the best begin without an upper bound, the worst without a lower one, and no gap lie between.");
                return;
            }

            score = Math.Min(band.Highest, Best);
        }

        this.parts.Grades = bands.Bands.Select(b => new HealthGrade(b.Code, options[b.Code], b)).ToArray();
    }

    private void CompileExceptions(Dictionary<string, HealthExceptionOptions> options)
    {
        ConditionNames names = new ConditionNames()
            .Define(ConditionSubject.Measure, this.parts.Measures.Select(m => m.Key))
            .Define(ConditionSubject.Score, this.parts.Measures.Select(m => m.Key))
            .Define(ConditionSubject.Composite, this.parts.Groups.Select(g => g.Code));
        var conditions = new ConditionCompiler(names, this.problems);
        this.parts.Exceptions = options.OrderBy(e => e.Value.Order ?? 0).ThenBy(e => e.Key, StringComparer.Ordinal).Select(e => this.CompileException(e.Key, e.Value, conditions)).OfType<HealthException>().ToArray();
    }

    private HealthException? CompileException(string code, HealthExceptionOptions options, ConditionCompiler conditions)
    {
        string path = "exceptions:" + code;
        decimal?[] given = [options.Set, options.Cap, options.Floor];
        if (given.Count(g => g is not null) != 1)
        {
            this.problems.Error(path, "exception-kind", "sets " + given.Count(g => g is not null) + " of set, cap and floor; set exactly one.");
            return null;
        }

        int kind = Array.FindIndex(given, g => g is not null);
        if (options.When is null)
        {
            this.problems.Error(path + ":when", "condition-missing", "is not set; say when the exception applies.");
            return null;
        }

        Condition? when = conditions.Compile(options.When, path + ":when");
        long score = this.Percentage(given[kind]!.Value, path + ":" + Kinds[kind]);
        return when is null ? null : new HealthException(code, options, when, (HealthOverrideKind)kind, score);
    }
}
