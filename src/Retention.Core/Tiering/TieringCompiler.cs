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

namespace Retention.Core.Tiering;

/// <summary>Turns <see cref="TieringOptions"/> into a policy, or into every problem they have.</summary>
internal sealed class TieringCompiler
{
    private readonly IDateTimeZoneProvider zones;
    private readonly ProblemList problems = new ProblemList();
    private readonly TieringParts parts = new TieringParts();

    internal TieringCompiler(IDateTimeZoneProvider zones) => this.zones = zones;

    internal Compilation<TieringPolicy> Compile(TieringOptions given, PresetCatalogue<TieringOptions>? presets)
    {
        TieringOptions options = PolicyBasics.WithPreset(given, given.Label, given.Preset, presets, this.problems);
        this.parts.Zone = PolicyBasics.Zone(options.Zone, this.zones, this.problems);
        this.parts.Documents = DocumentRules.Compile(options.Documents, "documents", this.problems);
        this.parts.Measures = MeasureDefinition.Compile(options.Measures, "measures", this.problems);
        this.parts.Scores = ScaleCompiler.Compile(options.Scores, this.parts.Measures, "scores", this.problems);
        this.parts.Composites = CompositeDefinition.Compile(options.Composites, [.. this.parts.Scores], options.Scores.Keys, "composites", this.problems);
        this.parts.Main = this.MainOf(options);
        this.Limit(options.Measures.Count, "measures");
        this.Limit(options.Scores.Count, "scores");
        this.Limit(options.Composites.Count, "composites");
        this.Limit(options.Tiers.Count, "tiers");
        this.Limit(options.Tags.Count, "tags");
        this.CompileRules(options);
        this.CompileStability(options.Stability);
        this.CompileQuality(options.Quality);
        if (!this.problems.HasErrors)
        {
            new TieringLinter(this.parts, options, this.problems).Lint();
        }

        string label = options.Label ?? options.Preset ?? "unlabelled";
        return this.problems.Finish(() => new TieringPolicy(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), this.parts));
    }

    private void Limit(int count, string path)
    {
        if (count > TieringPolicy.MaxEntries)
        {
            this.problems.Error(path, "too-many", "has " + count.ToString(CultureInfo.InvariantCulture) + " entries; a policy has at most 64.");
        }
    }

    private int MainOf(TieringOptions options)
    {
        if (options.Composite is not { } key)
        {
            return this.parts.Composites.Count == 1 ? 0 : -1;
        }

        int index = this.parts.Composites.FindIndex(c => string.Equals(c.Key, key, StringComparison.Ordinal));
        if (index < 0 && !options.Composites.ContainsKey(key))
        {
            this.problems.Error("composite", "composite-unknown", "\"" + key + "\" is not defined; the policy has " + string.Join(", ", this.parts.Composites.Select(c => c.Key)) + ".");
        }

        return index;
    }

    private void CompileRules(TieringOptions options)
    {
        ConditionNames names = new ConditionNames()
            .Define(ConditionSubject.Measure, this.parts.Measures.Select(m => m.Key))
            .Define(ConditionSubject.Score, this.parts.Scores.Select(s => s.Key))
            .Define(ConditionSubject.Composite, this.parts.Composites.Select(c => c.Key))
            .Define(ConditionSubject.Attribute, [])
            .Define(ConditionSubject.Tag, options.Tags.Keys.OrderBy(k => k, StringComparer.Ordinal));
        var conditions = new ConditionCompiler(names, this.problems);
        foreach (KeyValuePair<string, TagOptions> tag in options.Tags.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            this.CompileTag(tag.Key, tag.Value, conditions);
        }

        if (options.Tiers.Count == 0)
        {
            this.problems.Error("tiers", "tiers-missing", "is empty; define at least one tier.");
        }

        this.CompileTiers(options.Tiers, conditions);
    }

    private void CompileTag(string code, TagOptions options, ConditionCompiler conditions)
    {
        string path = "tags:" + code;
        if (options.When is null)
        {
            this.problems.Error(path + ":when", "condition-missing", "is not set; say when the tag is proposed.");
            return;
        }

        if (conditions.Compile(options.When, path + ":when") is { } condition)
        {
            if (condition.Leaves.OfType<TagCondition>().FirstOrDefault(l => l.OrProposed) is { } circular)
            {
                this.problems.Error(circular.Path, "tag-reads-proposed", "reads proposed tags while tags are being proposed; read confirmed ones.");
            }

            this.parts.Tags.Add(new Tag(code, options.Name ?? code, options.NameChinese ?? options.Name ?? code, condition));
        }
    }

    private void CompileTiers(Dictionary<string, TierOptions> tiers, ConditionCompiler conditions)
    {
        KeyValuePair<string, TierOptions>[] ordered = tiers.OrderBy(t => t.Value.Order ?? int.MaxValue).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var drafts = new List<BandDraft>();
        for (int i = 0; i < ordered.Length; i++)
        {
            this.CheckPlace(ordered, i);
            TierOptions tier = ordered[i].Value;
            string path = "tiers:" + ordered[i].Key;
            bool banded = (tier.AtLeast ?? tier.MoreThan ?? tier.AtMost ?? tier.LessThan) is not null;
            if (banded && tier.When is not null)
            {
                this.problems.Error(path, "tier-kind", "has bounds of the composite and a condition; keep one, or test the composite inside the condition.");
            }
            else if (banded)
            {
                drafts.Add(new BandDraft(ordered[i].Key, path, tier.Order ?? 0, tier.AtLeast, tier.MoreThan, tier.AtMost, tier.LessThan));
            }
        }

        BandSet? bands = null;
        if (drafts.Count > 0)
        {
            if (this.parts.Main < 0 && !this.problems.HasErrors)
            {
                this.problems.Error("composite", "composite-missing", "is not set, but tiers have bounds; name the composite that they cut.");
            }

            bands = BandCompiler.Compile(drafts, "tier", this.problems);

            // Only when bands alone decide can hysteresis say in which of them a customer is held.
            this.parts.Bands = ordered.All(t => t.Value.When is null) && drafts.Count == ordered.Length ? bands : null;
        }

        foreach (KeyValuePair<string, TierOptions> item in ordered)
        {
            Condition? condition = item.Value.When is { } when ? conditions.Compile(when, "tiers:" + item.Key + ":when") : null;
            string name = item.Value.Name ?? item.Key;
            int order = item.Value.Order ?? int.MaxValue;
            this.parts.Tiers.Add(new Tier(item.Key, name, item.Value.NameChinese ?? name, order, item.Value.Rank ?? order, bands?.Bands.FirstOrDefault(b => string.Equals(b.Code, item.Key, StringComparison.Ordinal)), condition));
        }
    }

    private void CheckPlace(KeyValuePair<string, TierOptions>[] ordered, int i)
    {
        string path = "tiers:" + ordered[i].Key;
        TierOptions tier = ordered[i].Value;
        if (ordered[i].Key is Tier.UnscoredCode or MigrationMatrix.Left or MigrationMatrix.Merged or MigrationMatrix.Joined)
        {
            this.problems.Error(path, "code-reserved", "is a code that runs and migrations use themselves; choose another.");
        }

        if (tier.Rank < 1)
        {
            this.problems.Error(path + ":rank", "rank-out-of-range", "is below 1; the best tier has rank 1.");
        }

        if (tier.Order is null or < 1)
        {
            this.problems.Error(path + ":order", "order-missing", "is not set to 1 or more; say in which place the tier is tried.");
        }
        else if (i > 0 && ordered[i - 1].Value.Order == tier.Order)
        {
            this.problems.Error(path + ":order", "order-twice", tier.Order.Value.ToString(CultureInfo.InvariantCulture) + " is also tier \"" + ordered[i - 1].Key + "\"'s; give each its own.");
        }

        bool rest = tier.When is null && (tier.AtLeast ?? tier.MoreThan ?? tier.AtMost ?? tier.LessThan) is null;
        if (rest && i < ordered.Length - 1)
        {
            this.problems.Error(path, "rest-not-last", "has neither bounds nor a condition, so it takes everybody and tiers after it get nobody; put it last or give it a condition.");
        }
    }

    private void CompileStability(TierStabilityOptions? options)
    {
        if (options?.MinimumDwell is { } dwell)
        {
            this.parts.MinimumDwell = TimeWindow.TryParsePeriod(dwell);
            if (this.parts.MinimumDwell is null || this.parts.MinimumDwell is { Years: > 100 } or { Months: > 1200 } or { Weeks: > 5200 })
            {
                this.problems.Error("stability:minimumDwell", "length-unreadable", "\"" + dwell + "\" is not a length of time up to a hundred years; write it such as 90d or 3m.");
            }
        }

        this.parts.MarginUp = this.Margin(options?.MarginUp, "stability:marginUp");
        this.parts.MarginDown = this.Margin(options?.MarginDown, "stability:marginDown");
    }

    private Score Margin(decimal? margin, string path)
    {
        if (margin is null or 0)
        {
            return default;
        }

        if (margin < 0)
        {
            this.problems.Error(path, "margin-negative", "is negative; use 0 for none.");
        }

        if (this.parts.Bands is null)
        {
            this.problems.Error(path, "margin-without-bands", "needs tiers that are all bands of the composite; remove it or give every tier bounds.");
        }

        return Score.FromTenThousandths(this.problems.Fixed(path, margin.Value));
    }

    private void CompileQuality(TieringQualityOptions? options)
    {
        this.parts.Quality = options ?? this.parts.Quality;
        foreach (KeyValuePair<string, decimal> item in this.parts.Quality.CompleteAttributes.Where(a => a.Value is < 0 or > 100))
        {
            this.problems.Error("quality:completeAttributes:" + item.Key, "percentage-out-of-range", "is a percentage from 0 to 100.");
        }
    }
}
