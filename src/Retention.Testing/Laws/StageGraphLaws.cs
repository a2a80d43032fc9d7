using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of graphs of transitions that tags and a number decide, so that everything they can tell apart can be brought about; null if it does.</summary>
internal static class StageGraphLaws
{
    /// <summary>Numbers that wander between two bounds, and now and then beyond one; shrink by leaving some out.</summary>
    internal static Arbitrary<SetCustomerNumber[]> Wanderings { get; } = Arb.From(Dice.Seeds.Select(seed => Wander(new Dice(seed))), Shrinking.Smaller);

    /// <summary>A graph that compiles comes to rest in every situation; one that is refused for a circle has one, walked here by hand.</summary>
    internal static string? Circles(StageGraph graph)
    {
        LifecycleOptions options = graph.ToOptions();
        Compilation<LifecyclePolicy> compiled = LifecyclePolicy.Compile(options);
        string[] codes = ["none", .. options.Stages.Keys];
        string? circle = null;
        foreach (Situation situation in Situations())
        {
            // What closes behind the customer may be closed already.
            circle ??= codes.Select(c => Circle(options, c, situation)).FirstOrDefault(c => c is not null);
        }

        PolicyProblem[] errors = compiled.Errors.ToArray();
        if (errors.Any(e => e.Code != "transitions-in-circle"))
        {
            return string.Join("\n", errors.Select(e => e.ToString()));
        }

        if (compiled.Succeeded != (circle is null))
        {
            return circle is null ? "there is no circle, but " + errors[0] : "the circle " + circle + " wasn't found";
        }

        return compiled.Succeeded ? Run(new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(compiled.Policy)), graph.Commands) : null;
    }

    /// <summary>A number that wanders between the bounds at which a signal rises and ends changes nothing.</summary>
    internal static string? Hysteresis(IReadOnlyList<SetCustomerNumber> numbers)
    {
        var options = new LifecycleOptions { Zone = "UTC" };
        options.Measures["score"] = new MeasureOptions { Kind = "indicator" };
        options.Signals["low"] = new SignalOptions { Kind = "condition", Rise = new ConditionOptions { Measure = "score", LessThan = 60 }, Clear = new ConditionOptions { Measure = "score", AtLeast = 80 } };
        options.Stages["here"] = new StageOptions();
        options.Stages["at-risk"] = new StageOptions { Overlay = true, AtRisk = true };
        options.Transitions["w1"] = new TransitionOptions { To = "here" };
        options.Transitions["w2"] = new TransitionOptions { From = "none", To = "at-risk", When = new ConditionOptions { Signal = "low" } };
        options.Transitions["w3"] = new TransitionOptions { From = "at-risk", To = "none", When = new ConditionOptions { Not = new ConditionOptions { Signal = "low" } } };
        var run = new LifecycleRun(new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(options).Policy)));
        bool isLow = false;
        foreach (SetCustomerNumber command in numbers)
        {
            isLow = command.Value < 60 || (command.Value < 80 && isLow);
            run.Do(command);
            if (run.State.Overlay is null == isLow)
            {
                return "after " + command + " the overlay is " + run.State.Overlay;
            }
        }

        return null;
    }

    private static SetCustomerNumber[] Wander(Dice dice)
    {
        Instant now = StageGraph.Start;
        var numbers = new SetCustomerNumber[30];
        for (int i = 0; i < numbers.Length; i++)
        {
            decimal number = dice.Of(60m, 79.9999m, 70m, 65m, dice.Percent(20) ? 59.9999m : 62m, dice.Percent(20) ? 80m : 78m);
            now += Duration.FromHours(dice.Next(40));
            numbers[i] = new SetCustomerNumber(now, "score", number);
        }

        return numbers;
    }

    private static string? Run(CustomerLifecycle process, IReadOnlyList<LifecycleCommand> commands)
    {
        var run = new LifecycleRun(process);
        foreach (LifecycleCommand command in commands)
        {
            int before = run.Events.Count;
            run.Do(command);
            if (run.Fork().Do(new ReviewStage(command.At)).Events.Count > 0)
            {
                return "after " + command + " the customer isn't at rest";
            }

            foreach (IGrouping<StageLayer, StageChanged> chain in run.Events.Skip(before).OfType<StageChanged>().Where(e => e.At == command.At).GroupBy(e => e.Layer))
            {
                var entered = new HashSet<string>(StringComparer.Ordinal);
                foreach (StageChanged e in chain)
                {
                    if (e.To is not null && !entered.Add(e.To))
                    {
                        return e.To + " is entered twice at one instant: " + string.Join(" ", chain);
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<Situation> Situations() =>
        Enumerable.Range(0, 16).Select(i => new Situation((i & 1) > 0, (i & 2) > 0, i < 4 ? null : (i / 4) - 1));

    /// <summary>Walks from a stage until it is left no more; the way back to a stage where the walk was, or null.</summary>
    private static string? Circle(LifecycleOptions options, string start, Situation situation)
    {
        var walk = new List<string> { start };
        while (true)
        {
            string here = walk[walk.Count - 1];
            if (options.Stages.TryGetValue(here, out StageOptions? stage) && stage.MinimumDwell is not null)
            {
                return null;
            }

            TransitionOptions? way = options.Transitions.OrderBy(t => t.Value.Order ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value)
                .FirstOrDefault(t => (t.From is null || LifeLook.Codes(t.From).Contains(here, StringComparer.Ordinal)) && situation.Holds(t.When) == true);
            if (way is null || way.To == here)
            {
                return null;
            }

            walk.Add(way.To!);
            if (walk.IndexOf(way.To!) < walk.Count - 1)
            {
                return string.Join(" → ", walk) + " when " + situation;
            }
        }
    }

    private sealed class Situation
    {
        private readonly bool a;
        private readonly bool b;
        private readonly decimal? n;

        internal Situation(bool a, bool b, decimal? n)
        {
            this.a = a;
            this.b = b;
            this.n = n;
        }

        public override string ToString() => "a " + this.a + ", b " + this.b + ", n " + this.n;

        internal bool? Holds(ConditionOptions? when)
        {
            var look = new LifeFacts();
            if (this.a)
            {
                look.Tags.Add("a");
            }

            if (this.b)
            {
                look.Tags.Add("b");
            }

            if (this.n is { } number)
            {
                look.Numbers["n"] = number;
            }

            var options = new LifecycleOptions();
            options.Measures["n"] = new MeasureOptions { Kind = "indicator" };
            return new LifeLook(options, DateTimeZone.Utc, look, StageGraph.Start).Holds(when);
        }
    }
}
