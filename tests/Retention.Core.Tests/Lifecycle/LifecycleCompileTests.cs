using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

public sealed class LifecycleCompileTests
{
    private static readonly Dictionary<string, Action<LifecycleOptions>> Mistakes = new Dictionary<string, Action<LifecycleOptions>>(StringComparer.Ordinal)
    {
        ["zone zone-missing"] = o => o.Zone = null,
        ["measures too-many"] = o => Many(i => o.Measures["m" + i] = new MeasureOptions { Kind = "recency-days" }),
        ["signals too-many"] = o => Many(i => o.Signals["s" + i] = new SignalOptions { Kind = "objection" }),
        ["stages too-many"] = o => Many(i => o.Stages["s" + i] = new StageOptions()),
        ["transitions too-many"] = o => Many(i => o.Transitions["t" + i] = new TransitionOptions { Order = 9, From = "new", To = "old" }),
        ["transitions transitions-missing"] = o => o.Transitions.Clear(),
        ["activation:activities activities-missing"] = o => o.Activation = new ActivationOptions { Activities = " , " },
        ["activation:goalPercent percentage-out-of-range"] = o => o.Activation = new ActivationOptions { GoalPercent = 101 },
        ["activation:within length-of-clock"] = o => o.Activation = new ActivationOptions { Within = "7h" },
        ["activation:rateWithin length-unreadable"] = o => o.Activation = new ActivationOptions { RateWithin = "soon" },
        ["stages base-stage-missing"] = o => o.Stages.Values.ToList().ForEach(s => s.Overlay = true),
        ["stages:none code-unusable"] = o => o.Stages["none"] = new StageOptions(),
        ["stages:a,b code-unusable"] = o => o.Stages["a,b"] = new StageOptions(),
        ["stages:new:progress out-of-range"] = o => o.Stages["new"].Progress = 0,
        ["stages:new:minimumDwell length-unreadable"] = o => o.Stages["new"].MinimumDwell = "a while",
        ["stages:new:coolDown length-unreadable"] = o => o.Stages["new"].CoolDown = "0d",
        ["transitions:new:to stage-missing"] = o => o.Transitions["new"].To = null,
        ["transitions:new:to stage-unknown"] = o => o.Transitions["new"].To = "moon",
        ["transitions:risk:from stage-unknown"] = o => o.Transitions["risk"].From = "none, moon",
        ["transitions:risk:from layers-mixed"] = o => o.Transitions["risk"].From = "none, new",
        ["transitions:back:from stage-terminal"] = o => (o.Stages["old"].Terminal, o.Transitions["back"]) = (true, new TransitionOptions { From = "old", To = "new" }),
        ["transitions:same:from transition-to-itself"] = o => o.Transitions["same"] = new TransitionOptions { From = "new, old", To = "old" },
        ["transitions:nothing:from transition-to-itself"] = o => o.Transitions["nothing"] = new TransitionOptions { From = "none, old", To = "none" },
        ["transitions:mixed:from layers-mixed"] = o => o.Transitions["mixed"] = new TransitionOptions { From = "risk, old", To = "none" },
        ["transitions:new:outcome unknown-name"] = o => o.Transitions["new"].Outcome = "triumph",
        ["transitions:new:when:measure measure-unknown"] = o => o.Transitions["new"].When = new ConditionOptions { Measure = "weight", AtLeast = 1 },
        ["transitions:risk:when:signal signal-unknown"] = o => o.Transitions["risk"].When = new ConditionOptions { Signal = "loud" },
        ["transitions:one transitions-in-circle"] = o =>
        {
            o.Transitions["one"] = new TransitionOptions { From = "new", To = "old", When = Age(50) };
            o.Transitions["two"] = new TransitionOptions { From = "old", To = "new", When = Age(91) };
        },
        ["signals:s:kind kind-missing"] = Signal(null),
        ["signals:s:kind unknown-name"] = Signal("bad-mood"),
        ["signals:s:when:measure measure-unknown"] = Signal("objection", s => s.When = new ConditionOptions { Measure = StageMeasures.Days, AtLeast = 1 }),
        ["signals:s:window length-of-clock"] = Signal("inactivity", s => s.Window = "30h"),
        ["signals:s:percent percentage-out-of-range"] = Signal("spend-down", s => (s.Percent, s.ClearPercent) = (100.0001m, 20)),
        ["signals:s:clearPercent bounds-inverted"] = Signal("frequency-down", s => (s.Percent, s.ClearPercent) = (30, 30.0001m)),
        ["signals:s:atLeast out-of-range"] = Signal("interaction-down", s => s.AtLeast = 0),
        ["signals:s:spread out-of-range"] = Signal("rhythm-exceeded", s => s.Spread = -1),
        ["signals:s:grace length-of-months"] = Signal("rhythm-exceeded", s => s.Grace = "1m"),
        ["signals:s:every interval-missing"] = Signal("contract-overdue"),
        ["signals:s:clearAtLeast bounds-inverted"] = Signal("satisfaction-low", s => (s.Below, s.ClearAtLeast) = (60, 59.9999m)),
        ["signals:s:factors:survey-3 activity-unknown"] = Signal("satisfaction-low", s => s.Factors["survey-3"] = 33),
        ["signals:s:fall out-of-range"] = Signal("satisfaction-falling", s => s.Fall = -1),
        ["signals:s:rise condition-missing"] = Signal("condition"),
        ["measures:stage.days key-reserved"] = o => o.Measures["stage.days"] = new MeasureOptions { Kind = "recency-days" },
        ["measures:m:window window-of-calendar"] = o => o.Measures["m"] = new MeasureOptions { Kind = "spend", Window = "this-year" },
        ["measures:m:kind kind-not-of-stages"] = o => o.Measures["m"] = new MeasureOptions { Kind = "rhythm-risk" },
    };

    private static readonly Dictionary<string, Action<SignalOptions>> Strays = new Dictionary<string, Action<SignalOptions>>(StringComparer.Ordinal)
    {
        ["not-activated activities"] = s => s.Activities = "log-in",
        ["objection window"] = s => s.Window = "30d",
        ["inactivity percent"] = s => s.Percent = 30,
        ["inactivity clearPercent"] = s => s.ClearPercent = 20,
        ["inactivity atLeast"] = s => s.AtLeast = 2,
        ["spend-down below"] = s => s.Below = 60,
        ["satisfaction-falling clearAtLeast"] = s => s.ClearAtLeast = 60,
        ["satisfaction-low fall"] = s => s.Fall = 10,
        ["spend-down factors"] = s => s.Factors["survey-10"] = 10,
        ["spend-down spread"] = s => s.Spread = 3,
        ["inactivity every"] = s => s.Every = "3m",
        ["inactivity indicator"] = s => s.Indicator = "cycle",
        ["inactivity grace"] = s => s.Grace = "3d",
        ["inactivity rise"] = s => s.Rise = Age(1),
        ["inactivity clear"] = s => s.Clear = Age(1),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    public static TheoryData<string> StrayCases => [.. Strays.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistake_IsReportedWithPathAndCode_AndNothingElseIs(string mistake)
    {
        LifecycleOptions options = Usual();
        Mistakes[mistake](options);
        Compilation<LifecyclePolicy> compilation = LifecyclePolicy.Compile(options);
        Assert.False(compilation.Succeeded);
        Assert.Equal([mistake], compilation.Errors.Select(e => e.Path + " " + e.Code));
        Assert.All(compilation.Errors, e => Assert.EndsWith(".", e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(StrayCases))]
    public void OptionThatTheKindDoesNotRead_IsReported(string stray)
    {
        string[] parts = stray.Split(' ');
        LifecycleOptions options = Usual();
        Signal(parts[0], Strays[stray])(options);
        Assert.Equal(["signals:s:" + parts[1] + " option-not-taken"], LifecyclePolicy.Compile(options).Errors.Select(e => e.Path + " " + e.Code));
    }

    [Fact]
    public void NoStages_AndNoTransitions_AreReportedTogether()
    {
        var options = new LifecycleOptions { Zone = "UTC" };
        Assert.Equal(["stages stages-missing", "transitions transitions-missing"], LifecyclePolicy.Compile(options).Errors.Select(e => e.Path + " " + e.Code));
    }

    [Fact]
    public void MixedLayers_AreNamed_AlsoWhereTheyLeadToNone()
    {
        LifecycleOptions options = Usual();
        Mistakes["transitions:mixed:from layers-mixed"](options);
        Assert.StartsWith("\"old\" and \"risk\" lie in different layers;", LifecyclePolicy.Compile(options).Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Circle_SaysWhichTransitions_AndWhen_AndADwellEndsIt()
    {
        LifecycleOptions options = Usual();
        Mistakes["transitions:one transitions-in-circle"](options);
        string message = LifecyclePolicy.Compile(options).Errors.Single().Message;
        Assert.StartsWith("leads round in a circle with \"new\" when age = 50; ", message, StringComparison.Ordinal);
        options.Stages["old"].MinimumDwell = "1d";
        Assert.True(LifecyclePolicy.Compile(options).Succeeded);
    }

    [Theory]
    [InlineData("stages:idle stage-unreachable, stages:idle stage-without-exit")]
    [InlineData("transitions:back win-back-not-from-risk")]
    [InlineData("transitions cycles-unchecked")]
    public void Doubt_IsAWarning(string expected)
    {
        LifecycleOptions options = Usual();
        switch (expected.Split(' ')[1].TrimEnd(','))
        {
            case "stage-unreachable":
                options.Stages["idle"] = new StageOptions();
                options.Transitions["new"].From = "none, old";
                options.Transitions["old"].From = "none, new";
                break;
            case "win-back-not-from-risk":
                options.Transitions["back"] = new TransitionOptions { Order = 9, From = "new", To = "old", When = Age(200), Outcome = "win-back" };
                break;
            default:
                Many(i => options.Transitions["t" + i] = new TransitionOptions { Order = 9, From = "new", To = "old", When = new ConditionOptions { Tag = "tag-" + i } }, 20);
                break;
        }

        Compilation<LifecyclePolicy> compilation = LifecyclePolicy.Compile(options);
        Assert.True(compilation.Succeeded);
        Assert.Equal(expected, string.Join(", ", compilation.Problems.Select(p => p.Path + " " + p.Code)));
    }

    [Fact]
    public void EveryPreset_CompilesWithoutAProblem_AndTheUsualOptionsToo()
    {
        Assert.All(LifecyclePresets.Catalogue.Names, n => Assert.Empty(LifecyclePolicy.Compile(LifecyclePresets.Options(n)).Problems));
        Assert.Empty(LifecyclePolicy.Compile(Usual()).Problems);
        Compilation<LifecyclePolicy> changed = LifecyclePolicy.Compile(new LifecycleOptions { Preset = LifecyclePresets.P2, Zone = "Europe/Berlin", Label = "ours" }, LifecyclePresets.Catalogue);
        Assert.Equal(("Europe/Berlin", "ours", "new, growing, mature, at-risk, lost"), (changed.Policy.Zone.Id, changed.Policy.Version.Label, string.Join(", ", changed.Policy.Stages.Select(s => s.Code))));
        Assert.Equal("stage.purchases ≥ 1 and not (inactive or spend-down or frequency-down)", changed.Policy.Transitions.Single(t => t.Code == "won-back").Condition);
    }

    private static LifecycleOptions Usual()
    {
        var options = new LifecycleOptions { Zone = "Asia/Shanghai" };
        options.Measures["age"] = new MeasureOptions { Kind = "tenure-days" };
        options.Signals["quiet"] = new SignalOptions { Kind = "inactivity" };
        options.Stages["new"] = new StageOptions { Order = 1 };
        options.Stages["old"] = new StageOptions { Order = 2 };
        options.Stages["risk"] = new StageOptions { Order = 3, Overlay = true, AtRisk = true };
        options.Transitions["new"] = new TransitionOptions { Order = 1, To = "new", When = new ConditionOptions { Measure = "age", AtLeast = 0, AtMost = 90 } };
        options.Transitions["old"] = new TransitionOptions { Order = 2, To = "old", When = Age(91) };
        options.Transitions["risk"] = new TransitionOptions { Order = 3, From = "none", To = "risk", When = new ConditionOptions { Signal = "quiet" } };
        options.Transitions["calm"] = new TransitionOptions { Order = 4, From = "risk", To = "none", When = new ConditionOptions { Not = new ConditionOptions { Signal = "quiet" } } };
        return options;
    }

    private static ConditionOptions Age(decimal atLeast) => new ConditionOptions { Measure = "age", AtLeast = atLeast };

    private static Action<LifecycleOptions> Signal(string? kind, Action<SignalOptions>? change = null) => o =>
    {
        o.Signals["s"] = new SignalOptions { Kind = kind };
        change?.Invoke(o.Signals["s"]);
    };

    private static void Many(Action<int> add, int count = 65)
    {
        for (int i = 0; i < count; i++)
        {
            add(i);
        }
    }
}
