using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Presets;

/// <summary>The health scores of the plans, and those after them.</summary>
internal static class PlanHealth
{
    private const string Contacts = "log-in, contact.inbound, enquiry, survey-10, survey-5, referral, review, complaint, objection";

    /// <summary>P2, table 7.</summary>
    internal static HealthOptions RetentionMaturity()
    {
        var options = new HealthOptions { Label = HealthPresets.RetentionMaturity, Zone = PresetParts.Zone };
        options.Groups["data"] = Group(1, 25, "Data capability", "数据能力", "Budget for IT: complete the customer records and let tiers follow behaviour.", "追加 IT 预算，补全客户数据，让分层与行为一致。");
        options.Groups["strategy"] = Group(2, 30, "Strategy in practice", "策略落地度", "Review the plan's completion every week, and move resources to the customers of most value.", "每周复盘计划完成情况，把资源投向高价值客户。");
        options.Groups["experience"] = Group(3, 25, "Customer experience", "客户体验", "Close complaints in time, and ask the customers who don't recommend you why.", "按时办结投诉，回访不愿推荐的客户，查明原因。");
        options.Groups["improvement"] = Group(4, 20, "Continuous improvement", "动态优化", "Change something twice a month, and look at what it did to the core indicators.", "每月至少迭代两次，并检验核心指标是否好转。");
        Standard(options, 1, "data-complete", "data", 90, "Complete records, %", "数据完整率(%)");
        Standard(options, 2, "tiers-match", "data", 95, "Tiers that match behaviour, %", "分层与行为匹配度(%)");
        Standard(options, 1, "plan-completed", "strategy", 100, "Plan completed, %", "计划完成率(%)");
        Standard(options, 2, "resources-match", "strategy", 100, "Resources that match value, %", "资源与价值匹配度(%)");
        Standard(options, 1, "complaints-on-time", "experience", 90, "Complaints closed in time, %", "投诉及时办结率(%)");
        Standard(options, 2, "nps", "experience", 40, "Net promoter score", "NPS");
        Standard(options, 1, "iterations", "improvement", 2, "Iterations a month", "每月迭代次数");
        Standard(options, 2, "indicators-improved", "improvement", 100, "Core indicators improved, %", "核心指标改善占比(%)");
        options.Grades["excellent"] = Grade(1, 80, "Excellent", "优秀", "green");
        options.Grades["excellent"].Advice = "Keep the standards, and share what works.";
        options.Grades["excellent"].AdviceChinese = "保持标准，推广有效做法。";
        options.Grades["good"] = Grade(2, 60, "Good", "良好", "yellow");
        options.Grades["good"].Advice = "Bring the weakest dimension up first.";
        options.Grades["good"].AdviceChinese = "优先补齐最弱的维度。";
        options.Grades["improve"] = Grade(3, null, "To be improved", "待改进", "red");
        options.Grades["improve"].Advice = "Draw up a plan for every dimension below 60, with an owner and a date.";
        options.Grades["improve"].AdviceChinese = "对低于 60 分的维度逐项制定整改计划，明确责任人与期限。";
        return options;
    }

    /// <summary>After P3 and P4: business by P4's scales, satisfaction by P3's, service by complaints and contact.</summary>
    internal static HealthOptions CompanyCustomer()
    {
        HealthOptions options = Customer(HealthPresets.CompanyCustomer);
        options.Groups["business"] = Group(1, 40, "Business", "业务往来", null, null);
        options.Groups["satisfaction"] = Group(2, 30, "Satisfaction", "满意度", null, null);
        options.Groups["service"] = Group(3, 30, "Service and contact", "服务与沟通", null, null);
        ScaleOptions recency = PresetParts.Points((0, 100), (1, 90), (4, 60), (6, 40));
        recency.Above = 0;
        Measure(options, 1, "recency", "business", PresetParts.Measure("recency-months", "Months since the last dealing", "最近合作时间(月)"), recency);
        Measure(options, 2, "frequency", "business", PresetParts.Measure("frequency", "Dealings, 12 months", "合作频次(12个月)", "12m"), PresetParts.Points((0, 0), (2, 70), (4, 85), (6, 100)));
        Measure(options, 3, "contribution-change", "business", PresetParts.Measure("indicator", "Contribution against the 12 months before, %", "利润贡献变化(%)"), PresetParts.Points((-40, 0), (-20, 40), (0, 80), (20, 100)));
        Measure(options, 1, "satisfaction", "satisfaction", Answers(), null);
        options.Measures["satisfaction"].ValidFor = "12m";
        Measure(options, 2, "nps", "satisfaction", PresetParts.Measure("indicator", "Net promoter score of the account", "NPS"), PresetParts.Points((-100, 0), (0, 50), (100, 100)));
        options.Measures["nps"].ValidFor = "12m";
        Measure(options, 1, "complaints", "service", Occurrences("complaint, objection", "90d", "Complaints and objections, 90 days", "投诉与异议(90天)"), PresetParts.Points((0, 100), (1, 60), (3, 0)));
        Measure(options, 2, "silence", "service", Silence("silence-months", "Months without interaction", "无互动时长(月)"), PresetParts.Points((0, 100), (1, 90), (3, 40), (6, 0)));
        return options;
    }

    /// <summary>After P1 and P2: value by P2's recency, engagement by activity, satisfaction where it is known.</summary>
    internal static HealthOptions RetailCustomer()
    {
        HealthOptions options = Customer(HealthPresets.RetailCustomer);
        options.Groups["value"] = Group(1, 45, "Purchases", "消费", null, null);
        options.Groups["engagement"] = Group(2, 35, "Engagement", "活跃", null, null);
        options.Groups["satisfaction"] = Group(3, 20, "Satisfaction", "满意度", null, null);
        Measure(options, 1, "recency", "value", PresetParts.Measure("recency-days", "Days since the last purchase", "最近消费(天)"), PresetParts.Points((0, 100), (30, 90), (120, 60), (180, 40), (365, 0)));
        Measure(options, 2, "frequency", "value", PresetParts.Measure("frequency", "Purchases, 12 months", "消费频次(12个月)", "12m"), PresetParts.Points((0, 0), (1, 40), (4, 70), (12, 100)));
        Measure(options, 3, "rhythm-risk", "value", PresetParts.Measure("rhythm-risk", "Beyond the own rhythm, %", "偏离自身购买节奏(%)"), null);
        options.Measures["rhythm-risk"].Polarity = "negative";
        Measure(options, 1, "silence", "engagement", Silence("silence-days", "Days without activity", "未活跃天数"), PresetParts.Points((0, 100), (7, 90), (30, 50), (90, 0)));
        Measure(options, 2, "visits", "engagement", Occurrences("log-in", "30d", "Log-ins, 30 days", "登录次数(30天)"), PresetParts.Points((0, 0), (4, 70), (12, 100)));
        Measure(options, 1, "satisfaction", "satisfaction", Answers(), null);
        options.Measures["satisfaction"].ValidFor = "12m";
        return options;
    }

    private static HealthOptions Customer(string label)
    {
        var options = new HealthOptions { Label = label, Zone = PresetParts.Zone, CoverageAtLeast = 50 };
        options.Grades["healthy"] = Grade(1, 75, "Healthy", "健康", "green");
        options.Grades["attention"] = Grade(2, 50, "Needs attention", "需关注", "yellow");
        options.Grades["critical"] = Grade(3, null, "Critical", "危险", "red");
        options.Exceptions["critical-complaint"] = new HealthExceptionOptions { Name = "Open critical complaint", NameChinese = "重大投诉未结", Cap = 40, When = new ConditionOptions { Tag = HealthPresets.CriticalComplaint } };
        return options;
    }

    private static HealthGroupOptions Group(int order, decimal weight, string name, string nameChinese, string? advice, string? adviceChinese) =>
        new HealthGroupOptions { Order = order, Weight = weight, Name = name, NameChinese = nameChinese, Advice = advice, AdviceChinese = adviceChinese };

    private static HealthGradeOptions Grade(int order, decimal? atLeast, string name, string nameChinese, string colour) =>
        new HealthGradeOptions { Order = order, AtLeast = atLeast, Name = name, NameChinese = nameChinese, Colour = colour };

    /// <summary>Half a dimension: min(1, value ÷ target).</summary>
    private static void Standard(HealthOptions options, int order, string key, string group, decimal target, string name, string nameChinese) =>
        options.Measures[key] = new HealthMeasureOptions { Group = group, Order = order, Scale = PresetParts.Points((0, 0), (target, 100)), SelfAssessed = true, Name = name, NameChinese = nameChinese };

    private static void Measure(HealthOptions options, int order, string key, string group, MeasureOptions source, ScaleOptions? scale) =>
        options.Measures[key] = new HealthMeasureOptions { Group = group, Order = order, Source = source, Scale = scale, Name = source.Name, NameChinese = source.NameChinese };

    private static MeasureOptions Answers()
    {
        MeasureOptions measure = PresetParts.Measure("latest-value", "Satisfaction, 0–100", "满意度(百分制)", "12m");
        measure.Occurrences = "survey-10, survey-5";
        measure.Factors["survey-10"] = 10;
        measure.Factors["survey-5"] = 20;
        return measure;
    }

    private static MeasureOptions Occurrences(string codes, string window, string name, string nameChinese)
    {
        MeasureOptions measure = PresetParts.Measure("occurrences", name, nameChinese, window);
        measure.Occurrences = codes;
        return measure;
    }

    private static MeasureOptions Silence(string kind, string name, string nameChinese)
    {
        MeasureOptions measure = PresetParts.Measure(kind, name, nameChinese);
        measure.Occurrences = Contacts;
        return measure;
    }
}
