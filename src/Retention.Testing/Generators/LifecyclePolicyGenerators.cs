using System;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Rules;

namespace Retention.Testing.Generators;

/// <summary>Generates lifecycles: stages by age under a risk, single machines, lists of which the first match decides, and wild graphs.</summary>
/// <remarks>Everything generated compiles. Immutable and thread-safe.</remarks>
public static class LifecyclePolicyGenerators
{
    /// <summary>Zones whose days differ: some skip or repeat midnight, one skips a day.</summary>
    private static readonly string[] Zones = ["Asia/Shanghai", "UTC", "America/Sao_Paulo", "Asia/Beirut", "America/St_Johns", "Pacific/Apia"];

    private static readonly string[] Kinds =
    [
        "inactivity", "frequency-down", "spend-down", "interaction-down", "rhythm-exceeded", "contract-overdue", "season-missed", "satisfaction-low", "satisfaction-falling",
        "complaints-rising", "objection", "open-complaint", "unanswered-contact", "not-activated", "condition",
    ];

    /// <summary>Gets lifecycles with every kind of signal and measure.</summary>
    public static Gen<LifecycleOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Make(seed));

    /// <summary>The lifecycle of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static LifecycleOptions Make(int seed) => MakeIn(seed, null, "s" + seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>A later version of the lifecycle of a seed, with some of its stages and signals; now and then in another zone.</summary>
    /// <param name="seed">The seed of both.</param>
    /// <returns>New options that compile.</returns>
    public static LifecycleOptions MakeLater(int seed) => MakeIn(~(long)seed, seed % 5 == 0 ? null : Make(seed).Zone, "s" + seed.ToString(CultureInfo.InvariantCulture) + "-later");

    /// <summary>The first of many tries that compiles, and whose transitions are proved to end.</summary>
    private static LifecycleOptions MakeIn(long seed, string? zone, string label)
    {
        var dice = new Dice(seed);
        while (true)
        {
            var options = new LifecycleOptions { Label = label, Zone = zone ?? dice.OfList(Zones), Organisations = dice.Of(null, null, null, "north, south") };
            AddMeasures(dice, options);
            AddSignals(dice, options);
            switch (dice.Next(3))
            {
                case 0: AddAgeAndRisk(dice, options); break;
                case 1: AddFirstMatch(dice, options); break;
                default: AddGraph(dice, options); break;
            }

            if (dice.Percent(50))
            {
                options.Activation = new ActivationOptions { Activities = dice.Of("purchase", "purchase, log-in", "log-in"), Within = dice.Of("7d", "1d", "2w", "1m") };
            }

            Compilation<LifecyclePolicy> compiled = LifecyclePolicy.Compile(options);
            if (compiled.Succeeded && compiled.Warnings.All(w => w.Code != "cycles-unchecked"))
            {
                return options;
            }
        }
    }

    private static void AddMeasures(Dice dice, LifecycleOptions options)
    {
        void Add(string key, string kind, string? window, string? occurrences)
        {
            if (dice.Percent(60))
            {
                options.Measures[key] = new MeasureOptions { Kind = kind, Window = window, Occurrences = occurrences };
            }
        }

        options.Measures["age"] = new MeasureOptions { Kind = "tenure-days", StartAttribute = dice.Of(null, null, "start") };
        Add("months", "tenure-months", null, null);
        Add("recency", dice.Of("recency-days", "recency-months"), null, null);
        Add("silence", dice.Of("silence-days", "silence-months"), null, dice.Of(null, "log-in, contact.inbound"));
        Add("orders", "frequency", dice.Of("all", "90d", "2w", "3m", "30d..60d", "1m..2m"), null);
        Add("spend", "spend", dice.Of("90d", "30d", "1m", "1q", "1y"), null);
        Add("log-ins", "occurrences", dice.Of(null, "30d", "1m", "1w"), "log-in");
        Add("answer", "latest-value", dice.Of(null, "90d", "2m"), "survey-10, survey-5");
        Add("score", "indicator", null, null);
        if (options.Measures.TryGetValue("answer", out MeasureOptions? answer))
        {
            answer.Factors["survey-10"] = 10;
            answer.Factors["survey-5"] = 20;
        }

        if (options.Measures.TryGetValue("spend", out _) && dice.Percent(60))
        {
            options.Measures["change"] = new MeasureOptions { Kind = "change-percent", Of = "spend" };
        }
    }

    private static void AddSignals(Dice dice, LifecycleOptions options)
    {
        int count = dice.Between(1, 4);
        for (int i = 0; i < count; i++)
        {
            options.Signals["g" + i.ToString(CultureInfo.InvariantCulture)] = Signal(dice, options, dice.OfList(Kinds));
        }
    }

    private static SignalOptions Signal(Dice dice, LifecycleOptions options, string kind)
    {
        var s = new SignalOptions { Kind = kind, Rank = dice.Of<int?>(null, 1, 2), When = dice.Percent(20) ? Leaf(dice, options, false) : null };
        string? window = dice.Of(null, "30d", "2w", "1m", "90d", "3m");
        switch (kind)
        {
            case "inactivity":
                (s.Window, s.Activities) = (window, dice.Of(null, "log-in, contact.inbound"));
                break;
            case "frequency-down" or "spend-down" or "interaction-down" or "complaints-rising":
                (s.Window, s.Percent, s.AtLeast) = (window, dice.Of<decimal?>(null, 50, 25), dice.Of<int?>(null, 1, 2));
                s.ClearPercent = dice.Percent(50) ? null : dice.Of(20m, 10m, 0m);
                s.Activities = kind == "interaction-down" ? "log-in, contact.inbound" : null;
                break;
            case "rhythm-exceeded":
                (s.Spread, s.AtLeast, s.Grace) = (dice.Of<decimal?>(null, 0.5m, 1), dice.Of<int?>(null, 2, 3), dice.Of(null, "3d"));
                break;
            case "contract-overdue":
                (s.Every, s.Grace, s.Indicator) = (dice.Of("1m", "30d", "1q"), dice.Of(null, "1w"), dice.Of(null, "interval"));
                break;
            case "season-missed":
                (s.Window, s.AtLeast) = (dice.Of(null, "2w", "1m"), dice.Of<int?>(null, 2));
                break;
            case "satisfaction-low" or "satisfaction-falling":
                s.Window = dice.Of(null, "60d", "3m");
                s.Factors["survey-10"] = 10;
                s.Factors["survey-5"] = 20;
                s.ClearAtLeast = kind == "satisfaction-low" ? dice.Of<decimal?>(null, 80) : null;
                break;
            case "open-complaint":
                s.Window = dice.Of(null, "3d", "1m");
                break;
            case "unanswered-contact":
                (s.Window, s.AtLeast, s.Activities) = (dice.Of(null, "3d"), dice.Of<int?>(null, 2), dice.Of(null, "contact.outbound, mailing", "mailing"));
                break;
            case "condition":
                (s.Rise, s.Clear) = (Condition(dice, options, false), dice.Percent(50) ? Leaf(dice, options, false) : null);
                break;
        }

        return s;
    }

    private static void AddAgeAndRisk(Dice dice, LifecycleOptions options)
    {
        decimal first = dice.Of(7m, 30m, 90m);
        decimal second = first + dice.Of(30m, 90m);
        AddStage(dice, options, "new", 1);
        AddStage(dice, options, "growing", 2);
        AddStage(dice, options, "mature", 3);
        AddStage(dice, options, "at-risk", null).Overlay = true;
        AddWay(options, 1, null, "new", new ConditionOptions { Measure = "age", AtMost = first });
        AddWay(options, 2, null, "growing", new ConditionOptions { Measure = "age", MoreThan = first, AtMost = second });
        AddWay(options, 3, null, "mature", new ConditionOptions { Measure = "age", MoreThan = second });
        AddWay(options, 4, "new, growing, mature", "none", new ConditionOptions { Measure = "age", Missing = true });
        ConditionOptions any = AnySignal(options);
        AddWay(options, 5, "none", "at-risk", any);
        var back = new ConditionOptions { Not = any };
        AddWay(options, 6, dice.Percent(50) ? "at-risk, lost" : "at-risk", "none", dice.Percent(50) ? back : All(back, new ConditionOptions { Measure = StageMeasures.Purchases, AtLeast = 1 })).Outcome = "win-back";
        AddStage(dice, options, "lost", null).Overlay = true;
        AddWay(options, 7, "at-risk", "lost", new ConditionOptions { Measure = dice.Of(StageMeasures.QuietDays, StageMeasures.Days), AtLeast = dice.Of(10m, 60m) }).Outcome = "loss";
    }

    private static void AddFirstMatch(Dice dice, LifecycleOptions options)
    {
        int count = dice.Between(2, 4);
        for (int i = 0; i < count; i++)
        {
            string code = "m" + i.ToString(CultureInfo.InvariantCulture);
            AddStage(dice, options, code, i == 0 ? null : i);
            AddWay(options, i, null, code, i == count - 1 ? new ConditionOptions { Measure = "age", AtLeast = 0 } : i == 0 ? AnySignal(options) : Condition(dice, options, true)).Outcome = i == 1 ? "win-back" : null;
        }
    }

    private static void AddGraph(Dice dice, LifecycleOptions options)
    {
        int count = dice.Between(2, 5);
        string[] codes = Enumerable.Range(0, count).Select(i => "n" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        bool hasOverlay = count > 3 && dice.Percent(60);
        foreach (string code in codes)
        {
            AddStage(dice, options, code, dice.Of<int?>(null, 1, 2, 3)).Overlay = hasOverlay && (code is "n2" or "n3") ? true : null;
        }

        int ways = dice.Between(2, 7);
        for (int i = 0; i < ways; i++)
        {
            string from = dice.Of("none", dice.OfList(codes), dice.OfList(codes) + ", none", "*");
            AddWay(options, i, from == "*" ? null : from, dice.Percent(85) ? dice.OfList(codes) : "none", Condition(dice, options, true)).Outcome = dice.Of(null, null, "win-back", "loss");
        }
    }

    private static StageOptions AddStage(Dice dice, LifecycleOptions options, string code, int? progress) => options.Stages[code] = new StageOptions
    {
        Order = dice.Of<int?>(null, 1, 2),
        Progress = progress,
        AtRisk = dice.Of<bool?>(null, null, true),
        Terminal = dice.Percent(4) ? true : null,
        Once = dice.Percent(10) ? true : null,
        MinimumDwell = dice.Percent(25) ? dice.Of("7d", "1m", "36h", "30min") : null,
        CoolDown = dice.Percent(20) ? dice.Of("10d", "1m", "12h") : null,
    };

    private static TransitionOptions AddWay(LifecycleOptions options, int order, string? from, string to, ConditionOptions? when) =>
        options.Transitions["w" + order.ToString(CultureInfo.InvariantCulture)] = new TransitionOptions { Order = order, From = from, To = to, When = when };

    private static ConditionOptions AnySignal(LifecycleOptions options)
    {
        var any = new ConditionOptions();
        foreach (string code in options.Signals.Keys)
        {
            any.Any[code] = new ConditionOptions { Signal = code };
        }

        return any;
    }

    private static ConditionOptions All(params ConditionOptions[] parts)
    {
        var all = new ConditionOptions();
        for (int i = 0; i < parts.Length; i++)
        {
            all.All["p" + i.ToString(CultureInfo.InvariantCulture)] = parts[i];
        }

        return all;
    }

    /// <summary>A condition of one to three tests; of a transition also on signals and on the stage.</summary>
    private static ConditionOptions Condition(Dice dice, LifecycleOptions options, bool ofTransition)
    {
        ConditionOptions one = Leaf(dice, options, ofTransition);
        return dice.Next(6) switch
        {
            0 => All(one, Leaf(dice, options, ofTransition)),
            1 => new ConditionOptions { Any = All(one, Leaf(dice, options, ofTransition)).All },
            2 => new ConditionOptions { Not = one },
            _ => one,
        };
    }

    private static ConditionOptions Leaf(Dice dice, LifecycleOptions options, bool ofTransition)
    {
        switch (dice.Next(ofTransition ? 8 : 5))
        {
            case 0:
                return dice.Percent(50) ? new ConditionOptions { Tag = "vip" } : new ConditionOptions { Attribute = "tier", Is = "gold" };
            case 1:
                return new ConditionOptions { Attribute = "start", OnOrAfter = "2011-12-01" };
            case 5 or 6:
                return new ConditionOptions { Signal = dice.OfList(options.Signals.Keys.OrderBy(k => k, StringComparer.Ordinal).ToArray()) };
            case 7:
                return new ConditionOptions { Measure = dice.Of(StageMeasures.Days, StageMeasures.Purchases, StageMeasures.QuietDays), AtLeast = dice.Of(1m, 2m, 30m) };
            default:
                return Bound(dice, options, dice.OfList(options.Measures.Keys.OrderBy(k => k, StringComparer.Ordinal).ToArray()));
        }
    }

    private static ConditionOptions Bound(Dice dice, LifecycleOptions options, string measure)
    {
        var bound = new ConditionOptions { Measure = measure };
        if (dice.Percent(20))
        {
            bound.Missing = dice.Percent(60);
            return bound;
        }

        decimal at = options.Measures[measure].Kind switch
        {
            "recency-months" or "silence-months" or "tenure-months" => dice.Of(1m, 3m, 0.5m, 1.3333m),
            "recency-days" or "silence-days" or "tenure-days" => dice.Of(0m, 30m, 31m, 90m),
            "spend" => dice.Of(100m, 50.5m, 1m),
            "change-percent" => dice.Of(-30m, 0m, 50m),
            "latest-value" or "indicator" => dice.Of(60m, 80m),
            _ => dice.Of(1m, 2m, 3m),
        };
        switch (dice.Next(4))
        {
            case 0: bound.AtLeast = at; break;
            case 1: bound.MoreThan = at; break;
            case 2: bound.AtMost = at; break;
            default: bound.LessThan = at; break;
        }

        return bound;
    }
}
