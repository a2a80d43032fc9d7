using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Turns signals into their detectors.</summary>
internal sealed class SignalCompiler
{
    private const string Surveys = LifecycleActivities.SurveyOf10 + "," + LifecycleActivities.SurveyOf5;

    private const SignalKind NoKind = (SignalKind)(-1);

    private readonly StageMeasure[] measures;
    private readonly ConditionCompiler conditions;
    private readonly ProblemList problems;

    internal SignalCompiler(StageMeasure[] measures, string[] keys, ProblemList problems)
    {
        this.measures = measures;
        this.problems = problems;

        // Signals are found whatever the stage, so they don't read its measures; nor do they read each other.
        this.conditions = new ConditionCompiler(new ConditionNames().Define(ConditionSubject.Measure, keys.Take(keys.Length - 3)), problems);
    }

    internal SignalRule[] Compile(Dictionary<string, SignalOptions> options) => options
        .OrderBy(s => s.Value.Rank ?? 100).ThenBy(s => s.Key, StringComparer.Ordinal)
        .Select(s => this.CompileOne(s.Key, s.Value)).ToArray();

    /// <summary>The length of time of a kind about which nothing is said; null for none.</summary>
    internal static string? UsualWindow(SignalKind kind) => kind switch
    {
        SignalKind.Inactivity or SignalKind.SeasonMissed => "30d",
        SignalKind.FrequencyDown or SignalKind.SpendDown or SignalKind.InteractionDown or SignalKind.ComplaintsRising => "90d",
        SignalKind.SatisfactionLow or SignalKind.SatisfactionFalling => "12m",
        SignalKind.UnansweredContact => "7d",
        _ => null,
    };

    private SignalRule CompileOne(string code, SignalOptions options)
    {
        string path = "signals:" + code;
        if (options.Kind is null)
        {
            this.problems.Error(path + ":kind", "kind-missing", "is not set; say what it detects, such as inactivity or spend-down.");
        }

        SignalKind kind = this.problems.Choice(path + ":kind", options.Kind, NoKind);
        if (kind == NoKind)
        {
            // It stands for itself, so that what tests it isn't wrong too.
            return new SignalRule(code, options, SignalKind.Condition, null, new ConditionDetector(new GroupCondition([], all: false), null));
        }

        this.CheckStray(options, kind, path);
        Condition? when = this.Condition(options.When, path + ":when");
        return new SignalRule(code, options, kind, when, this.CompileDetector(options, kind, path));
    }

    private Detector CompileDetector(SignalOptions options, SignalKind kind, string path)
    {
        switch (kind)
        {
            case SignalKind.Inactivity:
                return new InactivityDetector(TextList.Split(options.Activities), this.Days(options.Window ?? UsualWindow(kind)!, path + ":window"));
            case SignalKind.FrequencyDown or SignalKind.SpendDown or SignalKind.InteractionDown:
                return new DecreaseDetector(kind, TextList.Split(options.Activities), this.Window(options.Window ?? UsualWindow(kind)!, path), this.Percent(options.Percent ?? 30, path + ":percent"), this.ClearPercent(options, path), this.AtLeast(options, kind == SignalKind.SpendDown ? 2 : 3, path));
            case SignalKind.RhythmExceeded:
                return new RhythmDetector(this.NotNegative(options.Spread ?? 3, path + ":spread"), this.AtLeast(options, 4, path), this.Grace(options, path));
            case SignalKind.ContractOverdue:
                return this.CompileContract(options, path);
            case SignalKind.SeasonMissed:
                return new SeasonDetector(this.Window(options.Window ?? UsualWindow(kind)!, path), this.AtLeast(options, 1, path));
            case SignalKind.SatisfactionLow:
                long below = this.problems.Fixed(path + ":below", options.Below ?? 60);
                long clear = options.ClearAtLeast is { } given ? this.problems.Fixed(path + ":clearAtLeast", given) : below;
                if (clear < below)
                {
                    this.problems.Error(path + ":clearAtLeast", "bounds-inverted", "lies below " + FixedPoint.Text(below) + ", under which the signal rises; raise it.");
                }

                return new SatisfactionDetector(this.Answers(options, path), below, clear, 0);
            case SignalKind.SatisfactionFalling:
                return new SatisfactionDetector(this.Answers(options, path), null, 0, this.NotNegative(options.Fall ?? 10, path + ":fall"));
            case SignalKind.ComplaintsRising:
                return new ComplaintRateDetector(Codes(options, LifecycleActivities.Complaint), this.Window(options.Window ?? UsualWindow(kind)!, path), this.NotNegative(options.Percent ?? 30, path + ":percent"), this.ClearPercent(options, path), this.AtLeast(options, 2, path));
            case SignalKind.Objection:
                return new OpenActivityDetector(Codes(options, LifecycleActivities.Objection), null);
            case SignalKind.OpenComplaint:
                return new OpenActivityDetector(Codes(options, LifecycleActivities.Complaint), options.Window is null ? null : this.Days(options.Window, path + ":window"));
            case SignalKind.UnansweredContact:
                return new UnansweredContactDetector(Codes(options, LifecycleActivities.OutboundContact), this.Days(options.Window ?? UsualWindow(kind)!, path + ":window"), this.AtLeast(options, 1, path));
            case SignalKind.NotActivated:
                return new ActivationDetector();
            default:
                return this.CompileCondition(options, path);
        }
    }

    private ContractDetector CompileContract(SignalOptions options, string path)
    {
        if (options.Every is null && options.Indicator is null)
        {
            this.problems.Error(path + ":every", "interval-missing", "is not set, nor is indicator; say how often the contract asks for a purchase.");
        }

        return new ContractDetector(Length.CompileDays(options.Every, path + ":every", this.problems)?.Period, options.Indicator, this.Grace(options, path));
    }

    private ConditionDetector CompileCondition(SignalOptions options, string path)
    {
        if (options.Rise is null)
        {
            this.problems.Error(path + ":rise", "condition-missing", "is not set; say when the signal rises.");
        }

        Condition? rise = this.Condition(options.Rise, path + ":rise");
        return new ConditionDetector(rise ?? new GroupCondition([], all: false), this.Condition(options.Clear, path + ":clear"));
    }

    private Condition? Condition(ConditionOptions? options, string path) =>
        options is null ? null : LifecycleCompiler.Watch(this.conditions.Compile(options, path), this.measures);

    private static string[] Codes(SignalOptions options, string usual) => TextList.Split(options.Activities ?? usual);

    private Answers Answers(SignalOptions options, string path)
    {
        string[] codes = Codes(options, Surveys);
        foreach (string stray in options.Factors.Keys.Where(f => !codes.Contains(f, StringComparer.Ordinal)))
        {
            this.problems.Error(path + ":factors:" + stray, "activity-unknown", "is not among the activities; add it there or remove it.");
        }

        return new Answers(codes, options.Factors, this.Window(options.Window ?? UsualWindow(SignalKind.SatisfactionLow)!, path));
    }

    private Period Days(string text, string path) => Length.CompileDays(text, path, this.problems)?.Period ?? Period.FromDays(1);

    private DayWindow Window(string text, string path) => new DayWindow(null, this.Days(text, path + ":window"));

    private int Grace(SignalOptions options, string path)
    {
        Period? grace = Length.CompileDays(options.Grace, path + ":grace", this.problems)?.Period;
        if (grace is not null && WholeDays.Of(grace) == 0)
        {
            this.problems.Error(path + ":grace", "length-of-months", "\"" + options.Grace + "\" is a length of months; write it in days or weeks.");
        }

        return grace is null ? 0 : WholeDays.Of(grace);
    }

    private int AtLeast(SignalOptions options, int usual, string path) => options.AtLeast is { } given ? this.problems.Within(path + ":atLeast", given, 1, 1_000_000) : usual;

    private long NotNegative(decimal value, string path)
    {
        if (value < 0)
        {
            this.problems.Error(path, "out-of-range", "is negative; use 0 or more.");
        }

        return this.problems.Fixed(path, value);
    }

    private long Percent(decimal value, string path)
    {
        if (value is <= 0 or > 100)
        {
            this.problems.Error(path, "percentage-out-of-range", "is a percentage above 0 up to 100.");
        }

        return this.problems.Fixed(path, value);
    }

    private long ClearPercent(SignalOptions options, string path)
    {
        decimal percent = options.Percent ?? 30;
        decimal clear = options.ClearPercent ?? percent;
        if (clear < 0 || clear > percent)
        {
            this.problems.Error(path + ":clearPercent", "bounds-inverted", "lies outside 0 to percent (" + percent.ToString(System.Globalization.CultureInfo.InvariantCulture) + "), at which the signal rises; lower it.");
        }

        return this.problems.Fixed(path + ":clearPercent", clear);
    }

    /// <summary>An option that the kind doesn't read is a mistake that would otherwise go unnoticed.</summary>
    private void CheckStray(SignalOptions options, SignalKind kind, string path)
    {
        bool compares = kind is SignalKind.FrequencyDown or SignalKind.SpendDown or SignalKind.InteractionDown or SignalKind.ComplaintsRising;
        bool answers = kind is SignalKind.SatisfactionLow or SignalKind.SatisfactionFalling;
        bool listens = answers || kind is SignalKind.Inactivity or SignalKind.InteractionDown or SignalKind.ComplaintsRising or SignalKind.Objection or SignalKind.OpenComplaint or SignalKind.UnansweredContact;
        this.problems.Stray(path + ":activities", options.Activities is not null && !listens);
        this.problems.Stray(path + ":window", options.Window is not null && kind is (SignalKind.RhythmExceeded or SignalKind.ContractOverdue or SignalKind.Objection or SignalKind.NotActivated or SignalKind.Condition));
        this.problems.Stray(path + ":percent", options.Percent is not null && !compares);
        this.problems.Stray(path + ":clearPercent", options.ClearPercent is not null && !compares);
        this.problems.Stray(path + ":atLeast", options.AtLeast is not null && !compares && kind is not (SignalKind.RhythmExceeded or SignalKind.SeasonMissed or SignalKind.UnansweredContact));
        this.problems.Stray(path + ":below", options.Below is not null && kind != SignalKind.SatisfactionLow);
        this.problems.Stray(path + ":clearAtLeast", options.ClearAtLeast is not null && kind != SignalKind.SatisfactionLow);
        this.problems.Stray(path + ":fall", options.Fall is not null && kind != SignalKind.SatisfactionFalling);
        this.problems.Stray(path + ":factors", options.Factors.Count > 0 && !answers);
        this.problems.Stray(path + ":spread", options.Spread is not null && kind != SignalKind.RhythmExceeded);
        this.problems.Stray(path + ":every", options.Every is not null && kind != SignalKind.ContractOverdue);
        this.problems.Stray(path + ":indicator", options.Indicator is not null && kind != SignalKind.ContractOverdue);
        this.problems.Stray(path + ":grace", options.Grace is not null && kind is not (SignalKind.RhythmExceeded or SignalKind.ContractOverdue));
        this.problems.Stray(path + ":rise", options.Rise is not null && kind != SignalKind.Condition);
        this.problems.Stray(path + ":clear", options.Clear is not null && kind != SignalKind.Condition);
    }
}
