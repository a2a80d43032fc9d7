using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>A graph of transitions that tags and a number decide, and what is said of a customer in it; shrinks by leaving out transitions and what is said.</summary>
internal sealed class StageGraph
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 3, 0);

    private static readonly string[] Tags = ["a", "b"];

    private readonly KeyValuePair<string, string?>[] stages;
    private readonly KeyValuePair<string, TransitionOptions>[] ways;
    private readonly LifecycleCommand[] commands;

    private StageGraph(KeyValuePair<string, string?>[] stages, KeyValuePair<string, TransitionOptions>[] ways, LifecycleCommand[] commands)
    {
        this.stages = stages;
        this.ways = ways;
        this.commands = commands;
    }

    internal static Arbitrary<StageGraph> Graphs { get; } = Arb.From(Dice.Seeds.Select(seed => Make(new Dice(seed))), graph => graph.Smaller());

    internal IReadOnlyList<LifecycleCommand> Commands => this.commands;

    public override string ToString() => string.Join("\n", this.stages.Select(s => s.Key + (s.Value is null ? string.Empty : " for at least " + s.Value))
        .Concat(this.ways.Select(w => w.Key + ": " + (w.Value.From ?? "any") + " → " + w.Value.To + ", order " + Number(w.Value.Order) + (w.Value.When is null ? string.Empty : ", when " + Text(w.Value.When))))
        .Concat(this.Commands.Select(c => c.ToString())));

    internal LifecycleOptions ToOptions()
    {
        var options = new LifecycleOptions { Zone = "UTC" };
        options.Measures["n"] = new MeasureOptions { Kind = "indicator" };
        foreach (KeyValuePair<string, string?> stage in this.stages)
        {
            options.Stages[stage.Key] = new StageOptions { MinimumDwell = stage.Value };
        }

        foreach (KeyValuePair<string, TransitionOptions> way in this.ways)
        {
            options.Transitions[way.Key] = way.Value;
        }

        return options;
    }

    private static StageGraph Make(Dice dice)
    {
        string[] codes = Enumerable.Range(0, dice.Between(2, 4)).Select(i => "s" + Number(i)).ToArray();
        KeyValuePair<string, string?>[] stages = codes.Select(c => new KeyValuePair<string, string?>(c, dice.Percent(15) ? "2d" : null)).ToArray();
        KeyValuePair<string, TransitionOptions>[] ways = Enumerable.Range(0, dice.Between(2, 6)).Select(i => new KeyValuePair<string, TransitionOptions>("w" + Number(i), Way(dice, codes))).ToArray();
        Instant now = Start;
        var commands = new LifecycleCommand[30];
        for (int i = 0; i < commands.Length; i++)
        {
            now += dice.Of(Duration.Zero, Duration.FromHours(1), Duration.FromDays(3), Duration.FromDays(40));
            commands[i] = dice.Percent(60) ? new SetCustomerTag(now, dice.Of(Tags), dice.Percent(50)) : new SetCustomerNumber(now, "n", dice.Of<decimal?>(null, 0, 1, 2));
        }

        return new StageGraph(stages, ways, commands);
    }

    private static TransitionOptions Way(Dice dice, string[] codes)
    {
        string to = dice.Percent(80) ? dice.OfList(codes) : "none";
        string[] from = codes.Append("none").Where(c => c != to && dice.Percent(45)).ToArray();
        return new TransitionOptions
        {
            Order = dice.Next(3),
            From = from.Length == 0 ? (to == "none" ? codes[0] : null) : string.Join(", ", from),
            To = to,
            When = dice.Percent(12) ? null : Condition(dice, 2),
        };
    }

    private static ConditionOptions Condition(Dice dice, int depth)
    {
        var group = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal);
        switch (dice.Next(depth > 0 ? 6 : 3))
        {
            case 0: return new ConditionOptions { Tag = dice.Of(Tags) };
            case 1: return new ConditionOptions { Measure = "n", AtLeast = 1 };
            case 2: return dice.Percent(50) ? new ConditionOptions { Measure = "n", LessThan = 2 } : new ConditionOptions { Measure = "n", Missing = true };
            case 3: return new ConditionOptions { Not = Condition(dice, depth - 1) };
            default:
                group["x"] = Condition(dice, depth - 1);
                group["y"] = Condition(dice, depth - 1);
                return dice.Percent(50) ? new ConditionOptions { All = group } : new ConditionOptions { Any = group };
        }
    }

    private static string Text(ConditionOptions when)
    {
        if (when.Not is not null)
        {
            return "not " + Text(when.Not);
        }

        if (when.Tag is not null)
        {
            return when.Tag;
        }

        if (when.Measure is not null)
        {
            return when.Measure + (when.Missing == true ? " is missing" : when.AtLeast is { } least ? " ≥ " + Number(least) : " < " + Number(when.LessThan));
        }

        bool isAll = when.All.Count > 0;
        return "(" + string.Join(isAll ? " and " : " or ", (isAll ? when.All : when.Any).Values.Select(Text)) + ")";
    }

    private static string Number(decimal? number) => number is { } n ? n.ToString(CultureInfo.InvariantCulture) : "-";

    private IEnumerable<StageGraph> Smaller() => Shrinking.Smaller(this.ways).Where(w => w.Length > 0).Select(w => new StageGraph(this.stages, w, this.commands))
        .Concat(Shrinking.Smaller(this.commands).Select(c => new StageGraph(this.stages, this.ways, c)));
}
