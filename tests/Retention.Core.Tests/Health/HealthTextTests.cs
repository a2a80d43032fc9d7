using System;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>Health can be read out on the phone, in both languages.</summary>
public sealed class HealthTextTests
{
    private static readonly Instant Now = Given.At("2026-03-01T00:00:00Z");

    [Fact]
    [Requirement("H-3")]
    [Requirement("H-4")]
    [Requirement("H-5")]
    public void AResult_SaysWhatMadeIt_AndNeverAReason()
    {
        HealthResult result = Evaluate(Everything(), Policy());
        AssertLines(
            result.Explain(Language.English),
            "acme: 45, Bad. Known: 58.3333 % of the weights. Policy " + result.Policy.Version + ", as of 2026-03-01T00:00:00Z.",
            "Computed: 55.5, Fair.",
            "Exception Critical complaint (critical): capped at 40 (before: 55.5).",
            "Overridden by u-li, until 2026-04-01T00:00:00Z: raised to 45 at least (before: 40).",
            "Use: score 72.5, weight 60 %, adds 43.5.",
            "  Log-ins: 80, score 80, weight 45 %, adds 36.",
            "  Tickets: missing; counted with the neutral score, score 50, weight 15 %, adds 7.5.",
            "Voice: score 30, weight 40 %, adds 12.",
            "  NPS: too old to count; not counted, its weight is shared among the others.",
            "  Review: self-assessed and not reviewed by anybody else; counted with the worst score, score 0, weight 20 %, adds 0.",
            "  Account: 60 (the last known value, held), score 60, weight 20 %, adds 12.",
            "Weakest: Voice, 30. Ask them.",
            "Advice for Bad: Call today.");
        AssertLines(
            result.Explain(Language.Chinese),
            "acme：45 分，危险。已知指标占权重 58.3333%。策略 " + result.Policy.Version + "，截至 2026-03-01T00:00:00Z。",
            "计算所得：55.5 分，一般。",
            "例外规则“重大投诉”（critical）：封顶 40 分（此前：55.5 分）。",
            "由 u-li 人工调整，有效期至 2026-04-01T00:00:00Z：保底 45 分（此前：40 分）。",
            "使用：得分 72.5，权重 60%，贡献 43.5。",
            "  登录：80，得分 80，权重 45%，贡献 36。",
            "  工单：缺失；按中性分计入，得分 50，权重 15%，贡献 7.5。",
            "口碑：得分 30，权重 40%，贡献 12。",
            "  净推荐值：数值已过有效期；不计入，权重由其余指标分摊。",
            "  自查：自评尚未经他人复核；按最低分计入，得分 0，权重 20%，贡献 0。",
            "  客户经理评分：60（沿用最近一次的数值），得分 60，权重 20%，贡献 12。",
            "最弱维度：口碑，30 分。建议：主动回访。",
            "针对“危险”的建议：当天致电。");
    }

    [Fact]
    [Requirement("H-4")]
    public void AnUnknownHealth_SaysWhy_AndWhatWasSetInItsPlace()
    {
        HealthPolicy policy = Policy(o => o.CoverageAtLeast = 60);
        HealthFactsDraft facts = Everything();
        facts.Tags.Clear();
        facts.Overrides.Clear();
        AssertStarts(Evaluate(facts, policy), "acme: unknown, as too little is known; the policy asks for 60 % of the weights. Known: 58.3333 %", "acme：健康度未知，因为已知的指标太少，策略要求至少占权重 60%。已知指标占权重 58.3333%。");

        facts.Overrides.Add(new HealthOverride(HealthOverrideKind.Set, new Score(80m), "u-li", "free text", Now, null));
        string[] set = Evaluate(facts, policy).Explain(Language.English).Split('\n');
        Assert.StartsWith("acme: 80, Good. ", set[0], StringComparison.Ordinal);
        Assert.Equal("Computed: unknown, as too little is known; the policy asks for 60 % of the weights.", set[1]);
        Assert.Equal("Overridden by u-li, until taken back: set to 80 (before: unknown).", set[2]);
        Assert.Equal("Use: score 72.5.", set[3]); // nothing adds to what is unknown

        var nothing = new HealthFactsDraft(Given.Customer("acme"));
        AssertStarts(Evaluate(nothing, Policy(o => o.Measures["review"].Missing = o.Measures["tickets"].Missing = "exclude")), "acme: unknown, as nothing that counts is known. Known: 0 %", "acme：健康度未知，因为没有可计入的指标。");
        HealthResult required = Evaluate(facts, Policy(o => (o.Measures["nps"].Missing, o.CoverageAtLeast) = ("require", 0)));
        Assert.Contains("  NPS: too old to count; required, so that the health is unknown.\n", required.Explain(Language.English), StringComparison.Ordinal);
        Assert.Contains("  净推荐值：数值已过有效期；为必需指标，缺少时健康度未知。\n", required.Explain(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("H-4")]
    public void AGroupInWhichNothingCounts_SaysWhereItsWeightGoes()
    {
        var facts = new HealthFactsDraft(Given.Customer("acme"));
        facts.Readings.Add(new HealthReading("logins", 80m, Now));
        void Exclude(HealthOptions o) => o.Measures["review"].Missing = "exclude";
        HealthResult shared = Evaluate(facts, Policy(Exclude));
        Assert.Contains("Voice: nothing in it counts, its weight is shared among the other groups.\n", shared.Explain(Language.English), StringComparison.Ordinal);
        Assert.Contains("口碑：没有可计入的指标，权重由其余维度分摊。\n", shared.Explain(Language.Chinese), StringComparison.Ordinal);
        HealthResult required = Evaluate(facts, Policy(o =>
        {
            Exclude(o);
            o.Groups["voice"].Require = true;
        }));
        Assert.Contains("Voice: nothing in it counts; required, so that the health is unknown.\n", required.Explain(Language.English), StringComparison.Ordinal);
        Assert.Contains("口碑：没有可计入的指标；该维度为必需，健康度因此未知。\n", required.Explain(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("H-3")]
    public void AMaturity_NamesTheWeakestDimension_WithThePlansAdvice()
    {
        HealthPolicy policy = HealthPolicy.Compile(HealthPresets.Options(HealthPresets.RetentionMaturity)).Policy;
        var draft = new HealthFactsDraft(Given.Customer("company"));
        foreach ((string measure, decimal value) in new[] { ("data-complete", 45m), ("plan-completed", 100m), ("nps", 40m), ("iterations", 2m) })
        {
            draft.Readings.Add(new HealthReading(measure, value, Now, "sales", "board", Now));
        }

        HealthResult result = new HealthModel(policy).Evaluate(new HealthFacts(draft), Now);
        Assert.Contains("最弱维度：数据能力，50 分。建议：追加 IT 预算，补全客户数据，让分层与行为一致。\n", result.Explain(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("针对“优秀”的建议：保持标准，推广有效做法。\n", result.Explain(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("Weakest: Data capability, 50. Budget for IT: complete the customer records and let tiers follow behaviour.\n", result.Explain(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("H-4")]
    public void AChange_AddsUp()
    {
        var before = new HealthFactsDraft(Given.Customer("acme"));
        Instant then = Given.At("2026-02-01T00:00:00Z");
        before.Readings.Add(new HealthReading("logins", 60m, then));
        before.Readings.Add(new HealthReading("tickets", 100m, then));
        HealthPolicy policy = Policy();
        HealthResult earlier = new HealthModel(policy).Evaluate(new HealthFacts(before), then);
        HealthResult later = Evaluate(Everything(), policy);
        AssertLines(
            later.ExplainChange(earlier, Language.English),
            "acme: 42, Bad → 45, Bad; rising. From 2026-02-01T00:00:00Z to 2026-03-01T00:00:00Z.",
            "Change: +3; measures together +13.5, exceptions and overrides -10.5.",
            "  Account +12: it counts now, with score 60.",
            "  Log-ins +9: its score went from 60 to 80.",
            "  Tickets -7.5: its score went from 100 to 50 (missing; counted with the neutral score).",
            "  Review 0: its weight in force went from 40 % to 20 %.",
            "  Measures that add what they added: 1.");
        AssertLines(
            later.ExplainChange(earlier, Language.Chinese),
            "acme：42 分，危险 → 45 分，危险；上升。自 2026-02-01T00:00:00Z 至 2026-03-01T00:00:00Z。",
            "变化 +3；各指标合计 +13.5，例外规则与人工调整 -10.5。",
            "  客户经理评分 +12：现已计入，得分 60。",
            "  登录 +9：得分由 60 变为 80。",
            "  工单 -7.5：得分由 100 变为 50（缺失；按中性分计入）。",
            "  自查 0：实际权重由 40% 变为 20%。",
            "  其余 1 项指标无变化。");

        HealthResult other = Evaluate(Everything(), Policy(o => o.Label = "other"));
        Assert.Contains("\nPolicy " + policy.Version + " then, " + other.Policy.Version + " now.\n", other.ExplainChange(earlier, Language.English), StringComparison.Ordinal);
        HealthResult unknown = Evaluate(Everything(), Policy(o => o.CoverageAtLeast = 100));
        Assert.Contains("\nA computed score is unknown, so nothing can be said measure by measure.\n", unknown.ExplainChange(earlier, Language.English), StringComparison.Ordinal);
        Assert.Contains("\n有一次的计算得分未知，无法按指标分解。\n", unknown.ExplainChange(earlier, Language.Chinese), StringComparison.Ordinal);
        HealthResult gone = Evaluate(new HealthFactsDraft(Given.Customer("acme")), policy);
        Assert.Contains("  Log-ins -36: it doesn't count any more: missing.\n", gone.ExplainChange(later, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("H-4")]
    public void AWayUp_NamesEachChange()
    {
        AssertLines(
            Of(70, 60, 40).WayUp().Explain(Language.English),
            "To good, one of these is enough, the smallest first:",
            "  m0: 70 → 97.9999 (its score 70 → 97.9999, the computed score +14)",
            "Worth most, at its best score each:",
            "  m0: 70 → 100 (its score 70 → 100, the computed score +15)",
            "  m1: 60 → 100 (its score 60 → 100, the computed score +12)",
            "  m2: 40 → 100 (its score 40 → 100, the computed score +12)");
        AssertLines(
            Of(70, null, 40).WayUp().Explain(Language.Chinese),
            "提升至“good”，做到以下任一项即可（由小到大）：",
            "  m0：70 → 89（该项得分 70 → 89，计算得分 +13.5714）",
            "  m2：40 → 87.4999（该项得分 40 → 87.4999，计算得分 +13.5714）",
            "提升空间最大（各按最高分计）：",
            "  m0：70 → 100（该项得分 70 → 100，计算得分 +21.4285）",
            "  m2：40 → 100（该项得分 40 → 100，计算得分 +17.1428）",
            "  m1：缺失 → 100（该项得分 无 → 100，计算得分 +11.5714）");
        Assert.StartsWith("To good: no change of a single measure is enough.\n", Of(10, 10, 10).WayUp().Explain(Language.English), StringComparison.Ordinal);
        Assert.StartsWith("提升至“good”：单独改善任何一项指标都不够。\n", Of(10, 10, 10).WayUp().Explain(Language.Chinese), StringComparison.Ordinal);
        AssertLines(Of(100, 100, 100).WayUp().Explain(Language.English), "There is no better grade to reach, or the health is unknown.");
        AssertLines(Of(null, null, null).WayUp().Explain(Language.Chinese), "已是最高等级，或健康度未知。");
    }

    [Fact]
    [Requirement("H-4")]
    public void Weights_SayHowFarTheyMove()
    {
        // 76 now; 74.99995 still rounds up to 75: 100w + 2600 = 74.99995 (w + 50), 60w + 5800 = 74.99995 (w + 70), 40w + 6800 = 74.99995 (w + 80).
        HealthResult result = Of(100, 60, 40);
        AssertLines(
            result.ExplainWeights(Language.English),
            "c: the computed grade stays good while one weight, the others unchanged, is",
            "  Group g: 0.0001 or more (now 1)",
            "  m0: 45.9999 or more (now 50)",
            "  m1: 0 to 36.667 (now 30)",
            "  m2: 0 to 22.8572 (now 20)");
        AssertLines(
            result.ExplainWeights(Language.Chinese),
            "c：其余权重不变时，单项权重在下列范围内，计算等级保持“good”",
            "  维度 g：不低于 0.0001（现为 1）",
            "  m0：不低于 45.9999（现为 50）",
            "  m1：0 至 36.667（现为 30）",
            "  m2：0 至 22.8572（现为 20）");
        Assert.Contains("  m0: anything (now 50)\n", Of(100, 100, 100).ExplainWeights(Language.English), StringComparison.Ordinal);
        AssertLines(Of(null, null, null).ExplainWeights(Language.English), "c: the computed score is unknown, so no weight decides anything.");
        AssertLines(Of(null, null, null).ExplainWeights(Language.Chinese), "c：计算得分未知，无从判断权重的影响。");
    }

    [Fact]
    [Requirement("H-4")]
    public void ARollUp_SaysWhoIsLeftOut()
    {
        HealthChild[] children = [Child("north", 80, 300), Child("south", 50, 100), Child("east", null, 100), Child("west", 60, null), Child("shop", 60, 0)];
        HealthRollUp rollUp = HealthRollUp.Of(Policy(), children, RollUpMethod.Revenue);
        AssertLines(
            rollUp.Explain(Language.English),
            "Rolled up (weighted by revenue): 72.5, Fair.",
            "  north: score 80, weight 75 %, adds 60.",
            "  south: score 50, weight 25 %, adds 12.5.",
            "  east is left out: its health is unknown.",
            "  west is left out: its revenue is unknown.",
            "  shop is left out: its revenue is 0 or less.");
        AssertLines(
            rollUp.Explain(Language.Chinese),
            "下级汇总（按收入加权）：72.5 分，一般。",
            "  north：得分 80，权重 75%，贡献 60。",
            "  south：得分 50，权重 25%，贡献 12.5。",
            "  east 未计入：健康度未知。",
            "  west 未计入：收入未知。",
            "  shop 未计入：收入为零或负数。");
        AssertLines(HealthRollUp.Of(Policy(), [], RollUpMethod.Worst).Explain(Language.English), "Rolled up (the lowest): unknown, as no child counts.");
        AssertLines(HealthRollUp.Of(Policy(), [], RollUpMethod.Equal).Explain(Language.Chinese), "下级汇总（简单平均）：健康度未知，因为没有可计入的下级。");
    }

    [Fact]
    public void EveryWord_IsWrittenInBothLanguages()
    {
        MethodInfo[] methods = typeof(HealthWords).GetMethods(Library.Declared).Where(m => m.Name == "Of").ToArray();
        Assert.Equal(7, methods.Length);
        foreach (MethodInfo method in methods)
        {
            Type type = method.GetParameters()[0].ParameterType;
            string[] words = Enum.GetValues(type).Cast<object>().SelectMany(v => new[] { Word(v, Language.English), Word(v, Language.Chinese) }).ToArray();
            Assert.Equal(words.Length, words.Distinct(StringComparer.Ordinal).Count());
            Assert.Throws<NotSupportedException>(() => Word(Enum.ToObject(type, 99), Language.English));

            string Word(object value, Language language)
            {
                object[] arguments = [value, new HealthLines(language)];
                return (string)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, method.GetParameters().Length == 2 ? arguments : [value, "40", arguments[1]], null)!;
            }
        }
    }

    private static void AssertLines(string text, params string[] lines) => Assert.Equal(string.Concat(lines.Select(l => l + "\n")), text);

    private static void AssertStarts(HealthResult result, string english, string chinese)
    {
        Assert.StartsWith(english, result.Explain(Language.English), StringComparison.Ordinal);
        Assert.StartsWith(chinese, result.Explain(Language.Chinese), StringComparison.Ordinal);
    }

    private static HealthChild Child(string customer, decimal? score, decimal? revenue) =>
        new HealthChild(Given.Customer(customer), score is { } known ? new Score(known) : null, revenue);

    private static HealthResult Evaluate(HealthFactsDraft facts, HealthPolicy policy) => new HealthModel(policy).Evaluate(new HealthFacts(facts), Now);

    /// <summary>Three measures in one group, weights 50, 30 and 20, by their values; good from 75.</summary>
    private static HealthResult Of(params decimal?[] scores)
    {
        var options = new HealthOptions { Zone = "UTC" };
        options.Groups["g"] = new HealthGroupOptions();
        decimal[] weights = [50, 30, 20];
        var facts = new HealthFactsDraft(Given.Customer("c"));
        for (int i = 0; i < weights.Length; i++)
        {
            options.Measures["m" + i] = new HealthMeasureOptions { Weight = weights[i] };
            facts.Readings.Add(new HealthReading("m" + i, scores[i], Now));
        }

        options.Grades["good"] = new HealthGradeOptions { Order = 1, AtLeast = 75 };
        options.Grades["bad"] = new HealthGradeOptions { Order = 2 };
        return Evaluate(facts, HealthPolicy.Compile(options).Policy);
    }

    /// <summary>Something of each kind: known, missing, stale, unreviewed, held; a cap by rule and a floor by hand.</summary>
    private static HealthFactsDraft Everything()
    {
        var facts = new HealthFactsDraft(Given.Customer("acme"));
        facts.Readings.Add(new HealthReading("logins", 80m, Now));
        facts.Readings.Add(new HealthReading("nps", 90m, Given.At("2026-01-01T00:00:00Z")));
        facts.Readings.Add(new HealthReading("review", 70m, Now, "u-a"));
        facts.Readings.Add(new HealthReading("account", 60m, Given.At("2026-01-10T00:00:00Z")));
        facts.Tags.Add("critical");
        facts.Overrides.Add(new HealthOverride(HealthOverrideKind.Floor, new Score(45m), "u-li", "free text", Now, Given.At("2026-04-01T00:00:00Z")));
        return facts;
    }

    private static HealthPolicy Policy(Action<HealthOptions>? change = null)
    {
        var options = new HealthOptions { Label = "phone", Zone = "UTC" };
        options.Groups["use"] = new HealthGroupOptions { Order = 1, Weight = 60, Name = "Use", NameChinese = "使用" };
        options.Groups["voice"] = new HealthGroupOptions { Order = 2, Weight = 40, Name = "Voice", NameChinese = "口碑", Advice = "Ask them.", AdviceChinese = "主动回访。" };
        options.Measures["logins"] = new HealthMeasureOptions { Group = "use", Order = 1, Weight = 3, Name = "Log-ins", NameChinese = "登录" };
        options.Measures["tickets"] = new HealthMeasureOptions { Group = "use", Order = 2, Missing = "neutral", Name = "Tickets", NameChinese = "工单" };
        options.Measures["nps"] = new HealthMeasureOptions { Group = "voice", Order = 1, ValidFor = "30d", Name = "NPS", NameChinese = "净推荐值" };
        options.Measures["review"] = new HealthMeasureOptions { Group = "voice", Order = 2, SelfAssessed = true, Missing = "worst", Name = "Review", NameChinese = "自查" };
        options.Measures["account"] = new HealthMeasureOptions { Group = "voice", Order = 3, ValidFor = "30d", Missing = "hold-last", HoldFor = "180d", Name = "Account", NameChinese = "客户经理评分" };
        options.Grades["good"] = new HealthGradeOptions { Order = 1, AtLeast = 75, Name = "Good", NameChinese = "良好" };
        options.Grades["fair"] = new HealthGradeOptions { Order = 2, AtLeast = 50, Name = "Fair", NameChinese = "一般" };
        options.Grades["bad"] = new HealthGradeOptions { Order = 3, Name = "Bad", NameChinese = "危险", Advice = "Call today.", AdviceChinese = "当天致电。" };
        options.Exceptions["critical"] = new HealthExceptionOptions { Name = "Critical complaint", NameChinese = "重大投诉", Cap = 40, When = new ConditionOptions { Tag = "critical" } };
        change?.Invoke(options);
        return HealthPolicy.Compile(options).Policy;
    }
}
