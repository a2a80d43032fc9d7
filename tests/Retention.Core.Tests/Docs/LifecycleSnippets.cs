using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NodaTime;
using Retention.Core.Figures;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The code samples of the pages about lifecycles, compiled, run and compared with the page by <see cref="Snippets"/>.</summary>
public class LifecycleSnippets
{
    private readonly Snippets.Screen Console = new Snippets.Screen();

    [Fact]
    public void OneLife()
    {
        #region life
        LifecyclePolicy policy = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P2)).Policy;
        var process = new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(policy));
        LifecycleState state = process.Initial;
        Instant january = Instant.FromUtc(2026, 1, 1, 4, 0); // noon in Shanghai
        Instant march = Instant.FromUtc(2026, 3, 1, 4, 0);

        var commands = new LifecycleCommand[]
        {
            new RecordPurchase(january, new StagePurchase("SO-1", january, amount: 1280m, organisation: "", date: null)),
            new RecordPurchase(march, new StagePurchase("SO-2", march, amount: 300m, organisation: "", date: null)),
        };
        foreach (LifecycleCommand command in commands)
        {
            Decision<LifecycleEvent> decision = process.Handle(state, command); // settle, then decide
            state = process.Fold(state, decision.Events);                       // your store appends decision.Events
            foreach (LifecycleEvent happened in decision.Events)
            {
                Console.WriteLine(happened.Explain(Language.English));
            }
        }

        string? stage = state.Stage;               // new: won back on 1 March
        Instant? wakeMe = process.NextDue(state);  // 1 April, 00:00 in Shanghai: 30 whole days of silence end
        #endregion
        Assert.Equal(("new", Instant.FromUtc(2026, 3, 31, 16, 0)), (stage, wakeMe));
        Assert.Contains("2026-01-31T16:00:00Z: Overlay none → at-risk", Console.ToString(), StringComparison.Ordinal);
        Assert.Contains("The customer was won back.", Console.ToString(), StringComparison.Ordinal);

        Instant now = Instant.FromUtc(2026, 4, 1, 1, 0);
        var started = new List<string>();
        void StartWinBack(string reasons) => started.Add(reasons);
        void StopWinBack() => started.Clear();
        #region wake-life
        foreach (LifecycleEvent happened in process.Settle(state, now)) // what time alone has made of it since
        {
            state = process.Evolve(state, happened);                    // your store appends it, so it happens once
            if (happened is StageChanged changed && changed.IsAtRisk)
            {
                StartWinBack(state.Explain(policy, now, Language.Chinese));
            }
            else if (happened is StageChanged { Outcome: StageOutcome.WinBack })
            {
                StopWinBack();
            }
        }
        #endregion
        Assert.Single(started);

        #region late-fact
        Instant seen = Instant.FromUtc(2026, 3, 20, 2, 0); // a log-in of 20 March that nobody had sent
        var late = new RecordActivity(now, new StageActivity("L-1", LifecycleActivities.LogIn, occurredAt: seen, value: null, date: null));
        state = process.Fold(state, process.Handle(state, late).Events);
        StageSpell last = state.History[state.History.Count - 1]; // new, by a correction: the risk was unfounded, so nobody was won back
        #endregion
        Assert.Equal(("new", StageCause.Correction, StageOutcome.None), (last.Stage, last.Cause, last.Outcome));

        Instant asOf = Instant.FromUtc(2026, 6, 1, 0, 0);
        #region at-risk
        var states = new Dictionary<CustomerId, LifecycleState> { [new CustomerId("C001")] = process.View(state, asOf) };
        AtRiskList list = AtRiskList.Of(policy, states);
        foreach (AtRiskCustomer customer in list.Customers)
        {
            Console.WriteLine(customer.Explain(Language.Chinese)); // C001: 流失风险,自 … 起有流失风险。 30天未活跃: 已 30 天无活动(上限 30 天)。
        }
        #endregion
        Assert.Contains("30天未活跃: 已 30 天无活动(上限 30 天)。", Console.ToString(), StringComparison.Ordinal);

        LifecycleState[] lives = [state, process.Initial];
        Instant from = Instant.FromUtc(2025, 12, 31, 16, 0);
        Instant to = Instant.FromUtc(2026, 3, 31, 16, 0);
        #region life-figures
        LifecycleFigures figures = lives.Select(l => LifecycleFigures.Of(process, l, from, to)).Aggregate(LifecycleFigures.Empty, (a, b) => a.Merge(b));
        Rate recovery = figures.Recovery;                                       // 挽回率, goal ≥ 50 %
        Rate activation = figures.Activation;                                   // 激活率, goal policy.Activation.GoalPercent
        Rate falling = figures.Stage("new")!.MovesTo("at-risk");                // of those who could
        decimal? days = figures.Stage("new")!.DwellDays.Median;                 // whole local days
        #endregion
        Assert.Equal((new Rate(1, 1), new Rate(0, 1), new Rate(1, 2), 31m), (recovery, activation, falling, days));

        LifecycleState first = state;
        LifecycleState second = process.Initial;
        #region merge-lives
        LifecycleMergeCommands merge = LifecycleTransfers.Merge(now, new CustomerId("C001"), first, into: new CustomerId("C002"), actor: "u-li");
        Decision<LifecycleEvent> ended = process.Handle(first, merge.End);
        Decision<LifecycleEvent> absorbed = process.Handle(second, merge.Absorb);
        bool both = ended.IsAccepted && absorbed.IsAccepted; // append both streams together, or neither
        #endregion
        Assert.True(both);
    }

    [Fact]
    public void OwnLifecycle()
    {
        #region own-lifecycle
        LifecycleOptions options = LifecyclePresets.Options(LifecyclePresets.P2);
        options.Label = "2026-autumn";
        options.Organisations = "HQ, East"; // their purchases count, others don't
        options.Signals["objection"] = new SignalOptions { Kind = "objection", Rank = 1, Name = "Objection", NameChinese = "明确异议" };
        options.Signals["inactive"].Window = "45d";
        options.Signals["inactive"].Rank = 2;
        var risk = new ConditionOptions
        {
            Any = { ["objection"] = new ConditionOptions { Signal = "objection" }, ["inactive"] = new ConditionOptions { Signal = "inactive" } },
        };
        options.Transitions["at-risk"].When = new ConditionOptions
        {
            All = { ["customer"] = new ConditionOptions { Measure = "age", AtLeast = 0 }, ["risk"] = risk },
        };
        options.Transitions["won-back"].When = new ConditionOptions
        {
            All = { ["bought"] = new ConditionOptions { Measure = StageMeasures.Purchases, AtLeast = 1 }, ["calm"] = new ConditionOptions { Not = risk } },
        };
        options.Stages["vip"] = new StageOptions { Order = 9, Name = "VIP", NameChinese = "贵宾", Progress = 4, MinimumDwell = "90d" };
        options.Transitions["vip"] = new TransitionOptions { Order = 0, To = "vip", When = new ConditionOptions { Attribute = "tier", Is = "A" } };
        Compilation<LifecyclePolicy> compiled = LifecyclePolicy.Compile(options, LifecyclePresets.Catalogue);
        #endregion
        Assert.Empty(compiled.Errors);
        LifecyclePolicy policy = compiled.Policy;
        #region draw
        string picture = policy.ToMermaid(Language.English); // stateDiagram-v2 …
        #endregion
        Assert.Contains("state \"VIP\" as s", picture, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, "docs/lifecycle.md")]
    [InlineData(Language.Chinese, "docs/zh-CN/lifecycle.md")]
    public void PicturesOnThePages(Language language, string page)
    {
        LifecyclePolicy policy = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P2)).Policy;
        Assert.Equal(policy.ToMermaid(language).TrimEnd('\n'), Assert.Single(Page.Read(Path.Combine(Library.Root, page)).Fences("mermaid")));
    }
}
