using System.Collections.Generic;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.Core.Presets;

/// <summary>The tiering systems of plans P1 to P4, exactly as “Presets made exact” defines them.</summary>
internal static class PlanTiering
{
    /// <summary>P1 (T-7): value, potential and loyalty; high is 70.</summary>
    internal static TieringOptions ThreeDimensions()
    {
        const decimal high = 70;
        var options = new TieringOptions { Label = TieringPresets.P1, Zone = PresetParts.Zone, Composite = "value", FirstMatchWins = true };
        options.Measures["spend"] = PresetParts.Measure("spend", "Spend, 12 months", "消费金额(12个月)", "12m");
        options.Measures["orders"] = PresetParts.Measure("frequency", "Orders, 12 months", "复购频次(12个月)", "12m");
        options.Measures["firstOrder"] = PresetParts.Measure("first-order", "First-order amount", "首单金额");
        options.Measures["enquiries"] = PresetParts.Measure("occurrences", "Enquiries, 90 days", "咨询次数(90天)", "90d");
        options.Measures["enquiries"].Occurrences = "enquiry";
        options.Measures["referrals"] = PresetParts.Measure("occurrences", "Referrals", "推荐次数");
        options.Measures["referrals"].Occurrences = "referral";
        options.Measures["risk"] = PresetParts.Measure("rhythm-risk", "Churn risk", "流失风险");
        foreach (string key in new[] { "spend", "orders", "firstOrder", "enquiries", "referrals" })
        {
            MeasureOptions measure = options.Measures[key];
            options.Scores[key] = PresetParts.Score(key, measure.Name!, measure.NameChinese!, PresetParts.Rank("percentile"));
        }

        // Safety is 100 − risk, so that a low risk adds to loyalty.
        options.Scores["safety"] = PresetParts.Score("risk", "100 − churn risk", "100 − 流失风险", PresetParts.Points((0, 100), (100, 0)));
        options.Composites["value"] = new CompositeOptions { Name = "Value", NameChinese = "价值", Weights = PresetParts.Weights(("spend", 1), ("orders", 1)) };
        options.Composites["potential"] = new CompositeOptions { Name = "Potential", NameChinese = "潜力", Weights = PresetParts.Weights(("firstOrder", 1), ("enquiries", 1)) };
        options.Composites["loyalty"] = new CompositeOptions { Name = "Loyalty", NameChinese = "忠诚", Weights = PresetParts.Weights(("referrals", 1), ("safety", 1)) };
        options.Tiers["churn-warning"] = PresetParts.Tier(1, 4, "Churn warning", "流失预警客户", Conditions.MeasureAtLeast("risk", high));
        options.Tiers["core"] = PresetParts.Tier(2, 1, "Core", "核心客户", Conditions.All(Conditions.CompositeAtLeast("value", high), Conditions.CompositeAtLeast("loyalty", high)));
        options.Tiers["potential"] = PresetParts.Tier(3, 2, "Potential", "潜力客户", Conditions.Any(
            Conditions.CompositeAtLeast("potential", high),
            Conditions.All(Conditions.CompositeAtLeast("value", high), Conditions.Any(new ConditionOptions { Composite = "loyalty", LessThan = high }, new ConditionOptions { Composite = "loyalty", Missing = true }))));
        options.Tiers["basic"] = PresetParts.Tier(4, 3, "Basic", "基础客户");
        return options;
    }

    /// <summary>P2 (T-4): A ≥ 80; B [65, 80); C (50, 65); D ≤ 50; R piecewise linear, F and M percentiles over 12 months, equal weights.</summary>
    internal static TieringOptions Abcd()
    {
        var options = new TieringOptions { Label = TieringPresets.P2, Zone = PresetParts.Zone, Composite = "rfm", Monotone = true };
        options.Measures["recency"] = PresetParts.Measure("recency-days", "Days since the last order", "最近消费时间(天)");
        options.Measures["frequency"] = PresetParts.Measure("frequency", "Orders, 12 months", "消费频次(次/年)", "12m");
        options.Measures["monetary"] = PresetParts.Measure("spend", "Spend, 12 months", "消费金额(元)", "12m");
        options.Scores["r"] = PresetParts.Score("recency", "Recency", "R得分", PresetParts.Points((0, 100), (30, 90), (120, 60), (180, 40), (365, 0)));
        options.Scores["f"] = PresetParts.Score("frequency", "Frequency", "F得分", PresetParts.Rank("percentile"));
        options.Scores["m"] = PresetParts.Score("monetary", "Monetary", "M得分", PresetParts.Rank("percentile"));
        options.Composites["rfm"] = new CompositeOptions { Name = "RFM score", NameChinese = "RFM得分", Weights = PresetParts.Weights(("r", 1), ("f", 1), ("m", 1)) };
        options.Tiers["A"] = new TierOptions { Order = 1, AtLeast = 80, Name = "A high value", NameChinese = "A类高价值客户" };
        options.Tiers["B"] = new TierOptions { Order = 2, AtLeast = 65, LessThan = 80, Name = "B potential", NameChinese = "B类潜力客户" };
        options.Tiers["C"] = new TierOptions { Order = 3, MoreThan = 50, LessThan = 65, Name = "C ordinary", NameChinese = "C类普通客户" };
        options.Tiers["D"] = new TierOptions { Order = 4, AtMost = 50, Name = "D churn risk", NameChinese = "D类流失风险客户" };
        return options;
    }

    /// <summary>
    /// P2's tiers with the tags of T-8. The plan names the tags without numbers; these bounds are ours: frequent contact 8 or more in 30 days,
    /// low use at most one log-in in 30 days (of customers who have logged in within a year), silent 90 days.
    /// </summary>
    internal static TieringOptions AbcdTagged()
    {
        TieringOptions options = Abcd();
        options.Label = TieringPresets.P2Tagged;
        options.Measures["orders"] = PresetParts.Measure("frequency", "Orders ever", "累计消费次数");
        options.Measures["silence"] = PresetParts.Measure("silence-days", "Days without purchase, log-in or contact", "无互动天数");
        options.Measures["silence"].Occurrences = "login, contact.inbound, enquiry";
        options.Measures["interactions"] = Counting("Log-ins and contacts, 30 days", "互动次数(30天)", "login, contact.inbound, enquiry, review", "30d");
        options.Measures["use"] = Counting("Log-ins, 30 days", "使用次数(30天)", "login", "30d");
        options.Measures["useYear"] = Counting("Log-ins, 12 months", "使用次数(12个月)", "login", "12m");
        options.Measures["logisticsComplaints"] = Counting("Complaints about logistics, 12 months", "物流投诉(12个月)", "complaint.logistics", "12m");
        options.Tags["frequent-contact"] = Tag("Frequent contact", "高频互动", Conditions.MeasureAtLeast("interactions", 8));
        options.Tags["low-use"] = Tag("Low use", "低频使用", Conditions.All(Conditions.MeasureAtMost("use", 1), Conditions.MeasureAtLeast("useYear", 1)));
        options.Tags["bought-once"] = Tag("Bought once, not again", "仅首购未复购", new ConditionOptions { Measure = "orders", AtLeast = 1, AtMost = 1 });
        options.Tags["complained-of-logistics"] = Tag("Complained of logistics", "投诉过物流", Conditions.MeasureAtLeast("logisticsComplaints", 1));
        options.Tags["silent"] = Tag("Silent", "沉默客户", Conditions.MeasureAtLeast("silence", 90));
        return options;
    }

    /// <summary>P3 (T-6): churn risk, new, high value, potential; other matches are secondary.</summary>
    internal static TieringOptions Types()
    {
        var options = new TieringOptions { Label = TieringPresets.P3, Zone = PresetParts.Zone, FirstMatchWins = true };
        options.Measures["relationship"] = PresetParts.Measure("tenure-months", "Relationship, months", "合作时长(月)");
        options.Measures["relationship"].StartAttribute = "relationship-start";
        options.Measures["spend"] = PresetParts.Measure("spend", "Annual spend", "年消费额", "12m");
        options.Measures["silence"] = PresetParts.Measure("silence-months", "Months without interaction", "无互动时长(月)");

        // Interaction is a purchase or inbound contact, never our own outreach.
        options.Measures["silence"].Occurrences = "contact.inbound, enquiry, survey-10, survey-5, referral, review, complaint, objection";
        options.Measures["satisfaction"] = PresetParts.Measure("latest-value", "Satisfaction, 0–100", "满意度(百分制)", "12m");
        options.Measures["satisfaction"].Occurrences = "survey-10, survey-5";
        options.Measures["satisfaction"].Factors["survey-10"] = 10;
        options.Measures["satisfaction"].Factors["survey-5"] = 20;
        options.Measures["satisfaction"].PossibleFrom = 0;
        options.Measures["satisfaction"].PossibleTo = 100;
        options.Measures["objections"] = PresetParts.Measure("occurrences", "Explicit objections, 12 months", "明确异议次数(12个月)", "12m");
        options.Measures["objections"].Occurrences = "objection";
        options.Scores["topSpend"] = PresetParts.Score("spend", "In the top 20 % by spend", "年消费额前20%", new ScaleOptions { Kind = "top-share", SharePercent = 20, Among = 0 });
        options.Tiers["churn-risk"] = PresetParts.Tier(1, 4, "Churn risk", "流失风险客户", Conditions.Any(
            Conditions.MeasureAtLeast("silence", 3),
            Conditions.MeasureLessThan("satisfaction", 60),
            Conditions.MeasureAtLeast("objections", 1)));
        options.Tiers["new"] = PresetParts.Tier(2, 3, "New", "新客户", Conditions.MeasureLessThan("relationship", 3));
        options.Tiers["high-value"] = PresetParts.Tier(3, 1, "High value", "高价值客户", Conditions.Any(
            Conditions.ScoreAtLeast("topSpend", 100),
            Conditions.MeasureMoreThan("relationship", 12)));
        options.Tiers["potential"] = PresetParts.Tier(4, 2, "Potential", "潜力客户");
        return options;
    }

    /// <summary>P4 (T-5): first match of high value, potential, risk, stable; the composite ranks and doesn't decide.</summary>
    internal static TieringOptions RfmCustom()
    {
        var options = new TieringOptions { Label = TieringPresets.P4, Zone = PresetParts.Zone, Composite = "composite", FirstMatchWins = true };
        options.Measures["recency"] = PresetParts.Measure("recency-months", "Months since the last dealing", "最近合作时间(月)");
        options.Measures["frequency"] = PresetParts.Measure("frequency", "Dealings, 12 months", "合作频次(12个月)", "12m");
        options.Measures["monetary"] = PresetParts.Measure("spend", "Spend, 12 months", "合作金额(12个月)", "12m");
        options.Measures["contributionChange"] = PresetParts.Measure("change-percent", "Contribution against the 12 months before", "利润贡献变化(%)");
        options.Measures["contributionChange"].Of = "monetary";
        options.Measures["custom"] = PresetParts.Measure("indicator", "Custom indicator", "自定义指标");
        options.Measures["custom"].PossibleFrom = 0;
        options.Measures["custom"].PossibleTo = 100;
        ScaleOptions recency = PresetParts.Points((0, 100), (1, 90), (4, 60), (6, 40));
        recency.Above = 0;
        options.Scores["r"] = PresetParts.Score("recency", "Recency", "R得分", recency);
        options.Scores["f"] = PresetParts.Score("frequency", "Frequency", "F得分", PresetParts.Points((0, 0), (2, 70), (4, 85), (6, 100)));
        options.Scores["m"] = PresetParts.Score("monetary", "Monetary", "M得分", PresetParts.Points((0, 0), (800_000, 65), (1_200_000, 88), (1_500_000, 100)));
        options.Scores["custom"] = PresetParts.Score("custom", "Custom indicator", "自定义指标", PresetParts.Rank("given"));
        options.Composites["composite"] = new CompositeOptions { Name = "Composite", NameChinese = "综合得分", Weights = PresetParts.Weights(("r", 1), ("f", 1), ("m", 1), ("custom", 1)) };
        options.Tiers["high-value"] = PresetParts.Tier(1, 1, "High value", "高价值客户", Conditions.Any(
            Conditions.All(Conditions.ScoreAtLeast("r", 80), Conditions.ScoreAtLeast("f", 80), Conditions.ScoreAtLeast("m", 80)),
            Conditions.All(Conditions.ScoreAtLeast("custom", 90), Conditions.ScoreAtLeast("m", 60))));
        options.Tiers["potential"] = PresetParts.Tier(2, 2, "Potential", "潜力客户", Conditions.All(
            Conditions.Any(Conditions.ScoreAtLeast("r", 90), Conditions.ScoreAtLeast("f", 90), Conditions.ScoreAtLeast("m", 90), Conditions.ScoreAtLeast("custom", 90)),
            new ConditionOptions { Score = "r", MoreThan = 60 }));
        options.Tiers["risk"] = PresetParts.Tier(3, 4, "Low value / risk", "低价值/风险客户", Conditions.Any(
            Conditions.ScoreAtMost("r", 60),
            Conditions.ScoreAtMost("f", 60),
            Conditions.MeasureAtMost("contributionChange", -20)));
        options.Tiers["stable"] = PresetParts.Tier(4, 3, "Stable", "稳定客户");
        return options;
    }

    private static MeasureOptions Counting(string name, string chinese, string occurrences, string window)
    {
        MeasureOptions measure = PresetParts.Measure("occurrences", name, chinese, window);
        measure.Occurrences = occurrences;
        return measure;
    }

    private static TagOptions Tag(string name, string chinese, ConditionOptions when) => new TagOptions { Name = name, NameChinese = chinese, When = when };
}
