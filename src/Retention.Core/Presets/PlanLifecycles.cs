using Retention.Core.Lifecycle;
using Retention.Core.Rules;

namespace Retention.Core.Presets;

/// <summary>The stages of the plans, as the requirements make them exact.</summary>
internal static class PlanLifecycles
{
    /// <summary>What a customer does besides buying: logging in, and every inbound contact. Our own outreach is none of it.</summary>
    private const string Inbound = "contact.inbound, enquiry, survey-10, survey-5, referral, review, complaint, objection";

    /// <summary>P2: an age stage, and a risk overlay that wins while set.</summary>
    internal static LifecycleOptions AgeAndRisk()
    {
        var options = new LifecycleOptions { Label = LifecyclePresets.P2, Zone = PresetParts.Zone };
        options.Measures["age"] = PresetParts.Measure("tenure-days", "Days since the first purchase", "首购后天数");
        options.Signals["inactive"] = Signal(1, "inactivity", "Inactive for 30 days", "30天未活跃", "30d");
        options.Signals["inactive"].Activities = LifecycleActivities.LogIn + ", " + Inbound;
        options.Signals["spend-down"] = Decline(2, "spend-down", "Spending falls", "消费金额下滑", 2);
        options.Signals["frequency-down"] = Decline(3, "frequency-down", "Purchase frequency falls", "消费频次下滑", 3);
        options.Stages["new"] = Stage(1, "New", "新客", 1);
        options.Stages["growing"] = Stage(2, "Growing", "成长客", 2);
        options.Stages["mature"] = Stage(3, "Mature", "成熟客", 3);
        options.Stages["at-risk"] = Stage(4, "Churn risk", "流失风险", null);
        options.Stages["at-risk"].Overlay = true;
        options.Stages["at-risk"].AtRisk = true;
        options.Stages["lost"] = Stage(5, "Lost", "已流失", null);
        options.Stages["lost"].Overlay = true;
        options.Stages["lost"].AtRisk = true;

        // Day 0 is the local date of the first purchase; a correction may lead back.
        options.Transitions["new"] = Way(1, null, "new", Between("age", 0, 90));
        options.Transitions["growing"] = Way(2, null, "growing", Between("age", 91, 180));
        options.Transitions["mature"] = Way(3, null, "mature", Conditions.MeasureAtLeast("age", 181));
        options.Transitions["no-purchase-left"] = Way(4, "new, growing, mature", "none", Missing("age"));
        options.Transitions["no-customer"] = Way(5, "at-risk, lost", "none", Missing("age"));
        options.Transitions["at-risk"] = Way(6, "none", "at-risk", Conditions.All(Conditions.MeasureAtLeast("age", 0), AnySignal()));
        options.Transitions["won-back"] = Way(7, "at-risk, lost", "none", Conditions.All(Conditions.MeasureAtLeast(StageMeasures.Purchases, 1), new ConditionOptions { Not = AnySignal() }));
        options.Transitions["won-back"].Outcome = "win-back";
        options.Transitions["lost"] = Way(8, "at-risk", "lost", Conditions.MeasureAtLeast(StageMeasures.QuietDays, 180));
        options.Transitions["lost"].Outcome = "loss";
        return options;
    }

    /// <summary>P3: one machine, the first type that matches; who leaves churn risk after a purchase is won back.</summary>
    internal static LifecycleOptions Types()
    {
        var options = new LifecycleOptions { Label = LifecyclePresets.P3, Zone = PresetParts.Zone };
        options.Measures["relationship"] = PresetParts.Measure("tenure-months", "Relationship, months", "合作时长(月)");
        options.Measures["relationship"].StartAttribute = LifecyclePresets.RelationshipStart;
        options.Measures["silence"] = PresetParts.Measure("silence-months", "Months without interaction", "无互动时长(月)");
        options.Measures["silence"].Occurrences = Inbound;
        options.Signals["objection"] = Signal(1, "objection", "Explicit objection", "明确异议", null);
        options.Signals["satisfaction-low"] = Signal(2, "satisfaction-low", "Satisfaction below 60", "满意度低于60", "12m");
        options.Signals["satisfaction-low"].Factors[LifecycleActivities.SurveyOf10] = 10;
        options.Signals["satisfaction-low"].Factors[LifecycleActivities.SurveyOf5] = 20;
        options.Signals["silent"] = Signal(3, "condition", "No interaction for 3 months", "3个月无互动", null);
        options.Signals["silent"].Rise = Conditions.MeasureAtLeast("silence", 3);
        options.Stages["churn-risk"] = Stage(4, "Churn risk", "流失风险客户", null);
        options.Stages["churn-risk"].AtRisk = true;
        options.Stages["new"] = Stage(1, "New", "新客户", 1);
        options.Stages["high-value"] = Stage(3, "High value", "高价值客户", 3);
        options.Stages["potential"] = Stage(2, "Potential", "潜力客户", 2);
        ConditionOptions risk = Conditions.Any(Signal("objection"), Signal("satisfaction-low"), Signal("silent"));
        ConditionOptions high = Conditions.Any(new ConditionOptions { Tag = LifecyclePresets.TopSpend }, Conditions.MeasureMoreThan("relationship", 12));
        ConditionOptions customer = Conditions.MeasureAtLeast("relationship", 0);
        options.Transitions["churn-risk"] = Way(1, null, "churn-risk", risk);
        WinBack(options, 2, "new", Conditions.MeasureLessThan("relationship", 3));
        WinBack(options, 3, "high-value", high);
        WinBack(options, 4, "potential", customer);
        options.Transitions["new"] = Way(5, null, "new", Conditions.MeasureLessThan("relationship", 3));
        options.Transitions["high-value"] = Way(6, null, "high-value", high);
        options.Transitions["potential"] = Way(7, null, "potential", customer);
        options.Transitions["no-purchase-left"] = Way(8, "churn-risk, new, high-value, potential", "none", Missing("relationship"));
        return options;
    }

    /// <summary>P5: new for 90 days, then active while there is activity within 90 days, else silent.</summary>
    internal static LifecycleOptions Activity()
    {
        var options = new LifecycleOptions { Label = LifecyclePresets.P5, Zone = PresetParts.Zone };
        options.Measures["age"] = PresetParts.Measure("tenure-days", "Days since the first purchase", "首购后天数");
        options.Measures["silence"] = PresetParts.Measure("silence-days", "Days without activity", "未活跃天数");
        options.Measures["silence"].Occurrences = LifecycleActivities.LogIn + ", " + Inbound;
        options.Stages["new"] = Stage(1, "New", "新客户", 1);
        options.Stages["active"] = Stage(2, "Active", "活跃客户", 2);
        options.Stages["silent"] = Stage(3, "Silent", "沉默客户", null);
        options.Transitions["new"] = Way(1, null, "new", Between("age", 0, 90));
        options.Transitions["active"] = Way(2, null, "active", Conditions.All(Conditions.MeasureMoreThan("age", 90), Between("silence", 0, 90)));
        options.Transitions["silent"] = Way(3, null, "silent", Conditions.All(Conditions.MeasureMoreThan("age", 90), Conditions.MeasureMoreThan("silence", 90)));
        options.Transitions["no-purchase-left"] = Way(4, "new, active, silent", "none", Missing("age"));
        return options;
    }

    private static void WinBack(LifecycleOptions options, int order, string stage, ConditionOptions when)
    {
        options.Transitions["won-back-" + stage] = Way(order, "churn-risk", stage, Conditions.All(when, Conditions.MeasureAtLeast(StageMeasures.Purchases, 1)));
        options.Transitions["won-back-" + stage].Outcome = "win-back";
    }

    private static ConditionOptions AnySignal() => Conditions.Any(Signal("inactive"), Signal("spend-down"), Signal("frequency-down"));

    private static ConditionOptions Signal(string code) => new ConditionOptions { Signal = code };

    private static ConditionOptions Missing(string measure) => new ConditionOptions { Measure = measure, Missing = true };

    private static ConditionOptions Between(string measure, decimal atLeast, decimal atMost) => new ConditionOptions { Measure = measure, AtLeast = atLeast, AtMost = atMost };

    private static SignalOptions Signal(int rank, string kind, string name, string nameChinese, string? window) =>
        new SignalOptions { Rank = rank, Kind = kind, Name = name, NameChinese = nameChinese, Window = window };

    /// <summary>At most 70 % of the 90 days before, of a mature customer; it ends at 80 %.</summary>
    private static SignalOptions Decline(int rank, string kind, string name, string nameChinese, int atLeast)
    {
        SignalOptions signal = Signal(rank, kind, name, nameChinese, "90d");
        signal.Percent = 30;
        signal.ClearPercent = 20;
        signal.AtLeast = atLeast;
        signal.When = Conditions.MeasureAtLeast("age", 181);
        return signal;
    }

    private static StageOptions Stage(int order, string name, string nameChinese, int? progress) =>
        new StageOptions { Order = order, Name = name, NameChinese = nameChinese, Progress = progress };

    private static TransitionOptions Way(int order, string? from, string to, ConditionOptions when) => new TransitionOptions { Order = order, From = from, To = to, When = when };
}
