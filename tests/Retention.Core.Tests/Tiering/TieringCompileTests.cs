using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.Extensions.Configuration;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Tiering;

/// <summary>Every problem at once, each with a path, a code and what to write instead.</summary>
public class TieringCompileTests
{
    [Fact]
    public void ManyMistakes_AreAllReportedAtOnce()
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.P2);
        options.Zone = "Mars/Olympus";
        options.Measures["recency"].Window = "90d";
        options.Measures["frequency"].Window = "a while";
        options.Scores["r"].Scale = new ScaleOptions { Kind = "magic" };
        options.Composites["rfm"].Weights["x"] = 1;
        options.Tiers["A"].When = new ConditionOptions { Measure = "nothing", AtLeast = 1, Tag = "both" };
        PolicyProblem[] errors = [.. TieringPolicy.Compile(options).Errors];
        Assert.Equal(
            ["composites:rfm:weights:x score-unknown", "measures:frequency:window window-unreadable", "measures:recency:window window-not-taken", "scores:r:scale:kind unknown-name", "tiers:A tier-kind", "tiers:A:when condition-kind", "zone zone-unknown"],
            errors.Select(e => e.Path + " " + e.Code).Where(e => !e.StartsWith("scores:f", StringComparison.Ordinal) && !e.Contains("weights:f", StringComparison.Ordinal)).OrderBy(e => e, StringComparer.Ordinal));
        PolicyException thrown = Assert.Throws<PolicyException>(() => TieringPolicy.Compile(options).Policy);
        Assert.All(errors, e => Assert.Contains(e.ToString(), thrown.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zone-missing")]
    [InlineData("tiers-missing")]
    public void EmptyOptions_SayWhatIsMissing(string code) => Assert.Contains(TieringPolicy.Compile(new TieringOptions()).Errors, e => e.Code == code);

    [Fact]
    public void EachMistake_HasItsCode()
    {
        Expect("preset preset-unknown", o => o.Preset = "no-such");
        Expect("label label-blank", o => o.Label = " ");
        Expect("label label-text", o => o.Label = "2026\0");
        Expect("composite composite-unknown", o => o.Composite = "no-such");
        Expect("composites:rfm:weights weights-sum-to-zero", o => o.Composites["rfm"].Weights = new Dictionary<string, decimal> { ["r"] = 0 });
        Expect("composites:rfm:weights:r weight-out-of-range", o => o.Composites["rfm"].Weights["r"] = -1);
        Expect("composites:rfm:missing:x score-unknown", o => o.Composites["rfm"].Missing["x"] = "worst");
        Expect("composites:rfm:missing:r unknown-name", o => o.Composites["rfm"].Missing["r"] = "neutral");
        Expect("composites:rfm:coverageAtLeast percentage-out-of-range", o => o.Composites["rfm"].CoverageAtLeast = 101);
        Expect("measures:x:kind kind-missing", o => o.Measures["x"] = new MeasureOptions());
        Expect("measures:x:occurrences occurrences-missing", o => o.Measures["x"] = new MeasureOptions { Kind = "occurrences" });
        Expect("measures:x:of measure-unknown", o => o.Measures["x"] = new MeasureOptions { Kind = "change-percent", Of = "recency" });
        Expect("measures:x:possibleFrom bounds-inverted", o => o.Measures["x"] = new MeasureOptions { Kind = "spend", PossibleFrom = 2, PossibleTo = 1 });
        Expect("measures:x:completenessAtLeast percentage-out-of-range", o => o.Measures["x"] = new MeasureOptions { Kind = "spend", CompletenessAtLeast = -1 });
        Expect("scores:x:measure measure-unknown", o => o.Scores["x"] = new ScoreOptions { Scale = new ScaleOptions { Kind = "given" } });
        Expect("scores:r:scale:kind scale-missing", o => o.Scores["r"].Scale = null);
        Expect("scores:f:scale:groups groups-out-of-range", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "groups", Groups = 1 });
        Expect("scores:f:scale:sharePercent percentage-out-of-range", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "top-share", SharePercent = 0 });
        Expect("scores:f:scale:points points-missing", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "points" });
        Expect("scores:f:scale:points:a point-incomplete", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "points", Points = { ["a"] = new ScalePointOptions { At = 1 } } });
        Expect("scores:f:scale:points:b:at points-at-one-place", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "points", Points = { ["a"] = new ScalePointOptions { At = 1, Score = 1 }, ["b"] = new ScalePointOptions { At = 1, Score = 2 } } });
        Expect("scores:f:scale:below below-missing", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "bands", Points = { ["a"] = new ScalePointOptions { At = 1, Score = 1 } } });
        Expect("tiers:A:atLeast too-precise", o => o.Tiers["A"].AtLeast = 80.00001m);
        Expect("tiers:A bound-twice", o => o.Tiers["A"].MoreThan = 80);
        Expect("tiers:A:order order-missing", o => o.Tiers["A"].Order = 0);
        Expect("tiers:B:order order-twice", o => o.Tiers["B"].Order = 1);
        Expect("tiers:unscored code-reserved", o => o.Tiers["unscored"] = new TierOptions { Order = 9 });
        Expect("tiers:A rest-not-last", o => o.Tiers["A"].AtLeast = null);
        Expect("tags:t:when condition-missing", o => o.Tags["t"] = new TagOptions());
        Expect("tags:t:when tag-reads-proposed", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Tag = "t", Proposed = true } });
        Expect("tags:t:when:tag tag-unknown", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Tag = "u", Proposed = true } });
        Expect("tags:t:when condition-test", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Score = "r" } });
        Expect("tags:t:when bounds-inverted", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Score = "r", AtLeast = 2, AtMost = 1 } });
        Expect("tags:t:when:score score-unknown", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Score = "q", AtLeast = 2 } });
        Expect("tags:t:when:onOrAfter date-unreadable", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Attribute = "d", OnOrAfter = "yesterday" } });
        Expect("stability:minimumDwell length-unreadable", o => o.Stability = new TierStabilityOptions { MinimumDwell = "long" });
        Expect("stability:marginUp margin-negative", o => o.Stability = new TierStabilityOptions { MarginUp = -1 });
        Expect("quality:completeAttributes:x percentage-out-of-range", o => o.Quality = new TieringQualityOptions { CompleteAttributes = { ["x"] = 101 } });
        Expect("documents:date unknown-name", o => o.Documents = new Core.Facts.DocumentRulesOptions { Date = "whenever" });
        Expect("documents:countFrom unknown-name", o => o.Documents = new Core.Facts.DocumentRulesOptions { CountFrom = "cancelled" });
        Expect("tags too-many", o =>
        {
            for (int i = 0; i < 65; i++)
            {
                o.Tags["t" + i] = new TagOptions { When = new ConditionOptions { Score = "r", AtLeast = 2 } };
            }
        });
    }

    [Fact]
    public void OptionsThatNothingReads_AreRefused()
    {
        Expect("tags:t:when:missing option-not-taken", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Tag = "vip", Missing = true } });
        Expect("tags:t:when:is option-not-taken", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Score = "r", AtLeast = 1, Is = "x" } });
        Expect("scores:f:scale:points option-not-taken", o => o.Scores["f"].Scale!.Points["a"] = new ScalePointOptions { At = 1, Score = 1 });
        Expect("scores:f:scale:direction option-not-taken", o => o.Scores["f"].Scale = new ScaleOptions { Kind = "given", Direction = "lower" });
        Expect("measures:x:indicator option-not-taken", o => o.Measures["x"] = new MeasureOptions { Kind = "spend", Indicator = "y" });
        Expect("measures:x:factors:b occurrence-unknown", o => o.Measures["x"] = new MeasureOptions { Kind = "latest-value", Occurrences = "a", Factors = { ["b"] = 2 } });
    }

    [Fact]
    public void NumbersBeyondReason_AreProblemsNotExceptions()
    {
        Expect("tiers:A:atLeast too-precise", o => o.Tiers["A"].AtLeast = decimal.MaxValue);
        Expect("tiers:C:moreThan too-precise", o => o.Tiers["C"].MoreThan = 922_337_203_685_477.5807m);
        Expect("tags:t:when:moreThan too-precise", o => o.Tags["t"] = new TagOptions { When = new ConditionOptions { Score = "r", MoreThan = 922_337_203_685_477.5807m } });
        Expect("stability:minimumDwell length-unreadable", o => o.Stability = new TierStabilityOptions { MinimumDwell = "9999y" });
        Expect("tiers:left code-reserved", o => o.Tiers["left"] = new TierOptions { Order = 9 });
        Expect("tiers:A:rank rank-out-of-range", o => o.Tiers["A"].Rank = 0);
    }

    [Fact]
    public void OptionsThatNoConfigurationCouldWrite_AreProblemsToo()
    {
        var endless = new ConditionOptions();
        endless.Not = endless;
        Expect("tags:t:when" + string.Concat(Enumerable.Repeat(":not", 17)) + " condition-too-deep", o => o.Tags["t"] = new TagOptions { When = endless });
        Expect("measures:x:kind unknown-name", o => o.Measures["x"] = new MeasureOptions { Kind = "+3" });
        Expect("composites:rfm:weights:r weight-out-of-range", o => o.Composites["rfm"].Weights = new Dictionary<string, decimal> { ["r"] = decimal.MaxValue, ["f"] = decimal.MaxValue });
        Assert.True(TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2, Tags = null!, Documents = new Core.Facts.DocumentRulesOptions() }, TieringPresets.Catalogue).Succeeded);
        Assert.Equal(
            TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2 }, TieringPresets.Catalogue).Policy.Version,
            TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2, Documents = new Core.Facts.DocumentRulesOptions() }, TieringPresets.Catalogue).Policy.Version);
    }

    [Fact]
    public void Overlay_OfAnotherKindOfBound_UnsetsThePresets()
    {
        TieringPolicy Over(Action<TieringOptions> change)
        {
            var options = new TieringOptions { Preset = TieringPresets.P2 };
            change(options);
            return TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;
        }

        Assert.Equal("B [65.0001, 79.9999]", Over(o =>
        {
            o.Tiers["B"] = new TierOptions { MoreThan = 65 };
            o.Tiers["C"] = new TierOptions { AtMost = 65 };
        }).Bands!.Bands[1].ToString());
        TieringPolicy byRule = Over(o => o.Tiers["A"] = new TierOptions { When = new ConditionOptions { Measure = "monetary", AtLeast = 1000 } });
        Assert.Null(byRule.Tiers[0].Band);
        TieringPolicy withoutMoney = Over(o =>
        {
            o.Scores["m"] = new ScoreOptions { Removed = true };
            o.Measures["monetary"] = new MeasureOptions { Removed = true };
            o.Composites["rfm"] = new CompositeOptions { Weights = { ["m"] = 0 } };
        });
        Assert.Equal(["f", "r"], withoutMoney.Scores.Select(s => s.Key));
    }

    [Fact]
    public void Linter_FindsGapsAndReversalsOnMeasuresToo()
    {
        TieringOptions options = Given.Measuring(("spend", new MeasureOptions { Kind = "spend" }));
        options.Tiers.Clear();
        options.Tiers["small"] = new TierOptions { Order = 1, Rank = 1, When = new ConditionOptions { Measure = "spend", AtMost = 100 } };
        options.Tiers["large"] = new TierOptions { Order = 2, Rank = 2, When = new ConditionOptions { Measure = "spend", AtLeast = 200 } };
        options.Monotone = true;
        Assert.Contains(TieringPolicy.Compile(options).Warnings, w => w.Code == "tiers-gap");
        options.Tiers["large"].When!.AtLeast = 100.0001m;
        Assert.Equal(["tiers-not-monotone"], TieringPolicy.Compile(options).Warnings.Select(w => w.Code));
        options.Tiers["small"].Rank = 3;
        Assert.Empty(TieringPolicy.Compile(options).Warnings);
        options.Tags["vip"] = new TagOptions { When = new ConditionOptions { Measure = "spend", AtLeast = 1 } };
        options.Monotone = null;
        options.FirstMatchWins = true;
        options.Tiers["small"] = new TierOptions { Order = 1, When = new ConditionOptions { Tag = "vip" } };
        options.Tiers["large"] = new TierOptions { Order = 2, When = new ConditionOptions { Tag = "vip", Proposed = true } };
        options.Tiers["rest"] = new TierOptions { Order = 3 };
        Assert.Empty(TieringPolicy.Compile(options).Warnings);
        Warns("composites:idle composite-unused", TieringPresets.P2, o =>
        {
            o.Composite = "rfm";
            o.Composites["idle"] = new CompositeOptions { Weights = { ["r"] = 1 } };
        });
    }

    [Fact]
    public void Linter_NamesTheThreeUnreachableSegments_AndWhoTakesThem()
    {
        PolicyProblem[] warnings = [.. TieringPolicy.Compile(TieringPresets.Options(TieringPresets.RfmR02)).Warnings];
        Assert.Equal(3, warnings.Length);
        Assert.Equal("tiers:new-customers: takes nobody: all it would take goes to \"potential-loyalist\" before it; put it earlier or narrow them.", warnings[0].ToString());
        Assert.Equal("tiers:cant-lose-them: takes nobody: all it would take goes to \"at-risk\" before it; put it earlier or narrow them.", warnings[2].ToString().Replace("\"loyal-customers\", ", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Linter_FindsGapsOverlapsUnusedAndUnreachable()
    {
        Warns("tiers tiers-gap", TieringPresets.RfmR03, o => o.Tiers.Remove("others"));
        Warns("tiers:loyal-customers tiers-overlap", TieringPresets.RfmR02, o => o.FirstMatchWins = null);
        Warns("measures:idle measure-unused", TieringPresets.P2, o => o.Measures["idle"] = new MeasureOptions { Kind = "quantity" });
        Warns("scores:idle score-unused", TieringPresets.P2, o => o.Scores["idle"] = new ScoreOptions { Measure = "recency", Scale = new ScaleOptions { Kind = "given" } });
        Warns("tiers:A tier-unreachable", TieringPresets.P2, o => o.Tiers["A"].AtLeast = 101);
        Warns("monotone tiers-not-monotone", TieringPresets.RfmGrid, o =>
        {
            o.Monotone = true;
            o.Tiers["champions"].Rank = 20;
        });
        Warns("scores:r:scale scale-not-monotone", TieringPresets.P2, o => o.Scores["r"].Scale!.Points["p4"].Score = 99);
        Warns("scores:r:scale:direction direction-contradicted", TieringPresets.P2, o => o.Scores["r"].Scale!.Direction = "higher");
    }

    [Fact]
    public void Linter_OnThePlans_HasNothingToSayOfMonotony() =>
        Assert.Empty(TieringPolicy.Compile(TieringPresets.Options(TieringPresets.P2)).Warnings);

    [Fact]
    public void Options_BindFromAnyConfiguration_OverAPreset()
    {
        const string json = """
            { "tiering": { "preset": "p2-abcd", "label": "2026-Q2", "zone": "Asia/Urumqi",
              "measures": { "monetary": { "window": "6m" } },
              "composites": { "rfm": { "weights": { "m": 3 } } },
              "tiers": { "A": { "atLeast": 85 }, "B": { "lessThan": 85 } },
              "tags": { "silent": { "nameChinese": "沉默客户", "when": { "all": { "a": { "measure": "recency", "atLeast": 90 }, "b": { "not": { "attribute": "region", "is": "test" } } } } } },
              "stability": { "minimumDwell": "90d", "marginDown": 2.5 } } }
            """;
        using var stream = new System.IO.MemoryStream(Encoding.UTF8.GetBytes(json));
        TieringOptions options = new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("tiering").Get<TieringOptions>()!;
        TieringPolicy policy = TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;
        Assert.Equal(("2026-Q2", "Asia/Urumqi", "6m"), (policy.Version.Label, policy.Zone.Id, policy.Measures.Single(m => m.Key == "monetary").Window.Text));
        Assert.Equal("A [85, ∞] | B [65, 84.9999] | C [50.0001, 64.9999] | D [-∞, 50]", string.Join(" | ", policy.Bands!.Bands));
        Assert.Equal(("silent", "沉默客户"), (policy.Tags.Single().Code, policy.Tags.Single().NameChinese));
        Assert.Equal(2.5m, policy.MarginDown.Value);
        TieringRun run = Given.Run(policy, Given.Table(("recency", [0m]), ("frequency", [1m]), ("monetary", [1m])));
        Assert.Equal(60m, run.CompositeAt(0)!.Value.Value);
    }

    [Fact]
    public void Removed_LeavesAPresetsEntryOut()
    {
        TieringPolicy policy = TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2, Tiers = { ["A"] = new TierOptions { Removed = true }, ["B"] = new TierOptions { LessThan = 1000 } } }, TieringPresets.Catalogue).Policy;
        Assert.Equal(["B", "C", "D"], policy.Tiers.Select(t => t.Code));
    }

    [Fact]
    public void Compiling_ChangesAndKeepsNothingOfTheOptions()
    {
        var options = new TieringOptions { Preset = TieringPresets.P2 };
        TieringPolicy policy = TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;
        Assert.Empty(options.Tiers);
        options.Label = "changed";
        Assert.Equal("p2-abcd", policy.Version.Label);
    }

    [Fact]
    public void Fingerprint_IsOfTheOptionsInForce_NotOfHowTheyWereWritten()
    {
        PolicyVersion byPreset = TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2, Label = "x" }, TieringPresets.Catalogue).Policy.Version;
        TieringOptions spelled = TieringPresets.Options(TieringPresets.P2);
        spelled.Label = "x";
        spelled.Preset = TieringPresets.P2;
        Assert.Equal(byPreset, TieringPolicy.Compile(spelled, TieringPresets.Catalogue).Policy.Version);
        spelled.Tiers["A"].AtLeast = 80.0000m;
        Assert.Equal(byPreset, TieringPolicy.Compile(spelled, TieringPresets.Catalogue).Policy.Version);
        spelled.Tiers["A"].AtLeast = 80.0001m;
        Assert.NotEqual(byPreset, TieringPolicy.Compile(spelled, TieringPresets.Catalogue).Policy.Version);
        Assert.Equal(64, byPreset.Fingerprint.Length);
    }

    private static void Expect(string pathAndCode, Action<TieringOptions> change)
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.P2);
        change(options);
        string[] errors = [.. TieringPolicy.Compile(options, TieringPresets.Catalogue).Errors.Select(e => e.Path + " " + e.Code)];
        Assert.True(errors.Contains(pathAndCode), pathAndCode + " is not among: " + string.Join("; ", errors));
    }

    private static void Warns(string pathAndCode, string preset, Action<TieringOptions> change)
    {
        TieringOptions options = TieringPresets.Options(preset);
        change(options);
        string[] warnings = [.. TieringPolicy.Compile(options).Warnings.Select(e => e.Path + " " + e.Code)];
        Assert.True(warnings.Contains(pathAndCode), pathAndCode + " is not among: " + string.Join("; ", warnings));
    }
}
