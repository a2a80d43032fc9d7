using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Figures;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;

namespace Retention.Consumer.Net472
{
    /// <summary>A customer who falls silent, is won back, is moved by hand, and whose second record is merged, as an ERP keeps it.</summary>
    internal static class LifecycleSteps
    {
        private static readonly LifecyclePolicy Own = LifecyclePolicy.Compile(Options("2026")).Policy;

        private static readonly LifecyclePolicy Plan = LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.P2)).Policy;

        private static readonly PolicyBook<LifecyclePolicy> Book = new PolicyBook<LifecyclePolicy>(new[]
        {
            new PolicyBookEntry<LifecyclePolicy>(Instant.MinValue, Own),
            new PolicyBookEntry<LifecyclePolicy>(At("2027-01-01 00:00"), Plan),
        });

        internal static void Run(Checks check)
        {
            Policies(check);
            var life = new LifecycleStream(check, Book);
            Begin(check, life);
            WinBack(check, life);
            ByHand(check, life);
            Correct(check, life);
            Look(check, life);
            Merge(check, life);
        }

        private static void Policies(Checks check)
        {
            check.Equal("the lifecycle's problems", string.Empty, string.Join("; ", LifecyclePolicy.Compile(Options("2026")).Problems));
            check.Equal("its stages", "new regular at-risk", string.Join(" ", Own.Stages.Select(s => s.Code)));
            check.Equal("a stage's name", "流失风险", Own.Stage("at-risk").NameChinese);
            check.Equal("its gravest signal", "objection", Own.Signals[0].Code);
            check.Equal("its goal", new Score(75m), Own.Activation.GoalPercent);
            check.Equal("the plan's picture", true, Plan.ToMermaid(Language.Chinese).Contains("流失风险"));
            LifecycleOptions wrong = Options("wrong");
            wrong.Signals["silent"].Window = "30h";
            wrong.Transitions["win-back"].To = "moon";
            check.Equal("mistakes, each with its path", "signals:silent:window transitions:win-back:to", string.Join(" ", LifecyclePolicy.Compile(wrong).Errors.Select(e => e.Path)));
        }

        private static void Begin(Checks check, LifecycleStream life)
        {
            check.Equal("the first purchase", "adopted 2026, bought SO-1, none to new", life.Do(Buy("2026-03-02 10:00", "SO-1", 100m)));
            check.Equal("the stage", "new", life.State.Stage);
            life.Do(new RecordActivity(At("2026-03-05 09:00"), new StageActivity(null, LifecycleActivities.LogIn, At("2026-03-05 09:00"), null, null, 3)));
            check.Equal("30 whole days of silence end", "2026-04-05 00:00", life.NextDue);
            life.Refused(Buy("2026-03-06 10:00", "SO-1", 100m), LifecycleRefusals.PurchaseKnown);
            string text = life.Refused(new ReturnPurchase(At("2026-03-06 10:00"), "RE-1", "SO-1", 100.01m), LifecycleRefusals.ReturnExceedsPurchase);
            check.Equal("the refusal says how much is left", true, text.Contains("return 100 or less") && text.Contains("最多可退 100"));
            check.Equal("what time has made of it", "raised silent, none to at-risk", life.Wake(At("2026-04-05 00:00")));
            check.Equal("now at risk", true, life.State.IsAtRisk);
        }

        private static void WinBack(Checks check, LifecycleStream life)
        {
            life.Do(new RecordActivity(At("2026-04-06 09:00"), new StageActivity("O-1", LifecycleActivities.Objection, At("2026-04-06 08:00"), null, null)));
            AtRiskList list = AtRiskList.Of(Own, new[] { new KeyValuePair<CustomerId, LifecycleState>(new CustomerId("C-1"), life.State) });
            check.Equal("its reasons, gravest first", "objection silent", string.Join(" ", list.Customers.Single().Reasons.Select(r => r.Signal.Signal)));
            check.Equal("in words", "长期未活跃: 已 30 天无活动(上限 30 天)", list.Customers[0].Reasons[1].Explain(Language.Chinese));
            check.Equal("nobody else", 0, list.Watched.Count);
            check.Equal("buying isn't enough", "cleared silent", life.Do(Buy("2026-04-10 10:00", "SO-2", 50m)).Split(new[] { ", " }, System.StringSplitOptions.None)[1]);
            check.Equal("settled, it is won back", "closed O-1, cleared objection, at-risk to none WinBack", life.Do(new CloseActivity(At("2026-04-11 10:00"), "O-1", At("2026-04-11 09:00"))));
        }

        private static void ByHand(Checks check, LifecycleStream life)
        {
            life.Do(new MoveStage(At("2026-04-12 10:00"), "regular", "u-li", "knows the owner", At("2026-04-20 10:00")));
            check.Equal("set by hand", "u-li", life.State.Manual.Actor);
            check.Equal("its end", "2026-04-20 10:00", life.NextDue);
            life.Do(new ReleaseStage(At("2026-04-13 10:00"), "u-li", "a mistake"));
            life.Refused(new ReleaseStage(At("2026-04-13 10:00"), "u-li", "again"), LifecycleRefusals.NoManualStage);
            life.Do(new MoveStage(At("2026-04-13 11:00"), "regular", "u-li", "after all", At("2026-04-14 11:00")));
            check.Equal("its time is over", "hand off by time", life.Wake(At("2026-04-15 00:00")));
            life.Do(new SetCustomerTag(At("2026-04-15 10:00"), "contract", true));
            check.Equal("a tag moves it", "regular", life.State.Stage);
            life.Do(new SetCustomerNumber(At("2026-04-15 11:00"), "health", 55.5m));
            life.Do(new SetCustomerAttribute(At("2026-04-15 12:00"), "region", "east"));
            life.Do(new ReviewStage(At("2026-04-15 13:00")));
        }

        private static void Correct(Checks check, LifecycleStream life)
        {
            life.Do(new ReturnPurchase(At("2026-04-16 10:00"), "RE-1", "SO-2", 20m));
            life.Do(new CorrectPurchase(At("2026-04-16 11:00"), new StagePurchase("SO-2", At("2026-04-10 10:00"), 60m, "HQ", new LocalDate(2026, 4, 10)), false, "u-wang"));
            check.Equal("what is left of it", 40m, life.State.Purchases[life.State.Purchases.Count - 1].Amount);
            life.Do(new RecordActivity(At("2026-04-16 12:00"), new StageActivity("S-1", LifecycleActivities.SurveyOf10, At("2026-04-16 12:00"), 3m, null)));
            check.Equal("an answer", "unhappy", life.State.Signals.Single().Signal);
            check.Equal("taken back", "voided S-1, cleared unhappy", life.Do(new VoidActivity(At("2026-04-16 13:00"), "S-1", "u-wang")).Replace(", at-risk to none", string.Empty));
        }

        private static void Look(Checks check, LifecycleStream life)
        {
            Instant now = At("2026-04-30 10:00");
            string text = life.State.Explain(Own, now, Language.English);
            check.Equal("where it stands", true, text.Contains("Regular since"));
            check.Equal("nobody's words and values", false, (text + string.Concat(life.Events.Select(e => e.Explain(Language.Chinese)))).Contains("east"));
            check.Equal("its history", "new at-risk new regular new regular new regular", string.Join(" ", life.State.History.Take(8).Select(s => s.Stage)));
            LifecycleFigures figures = LifecycleFigures.Of(life.Process, life.State, At("2026-03-01 00:00"), At("2026-05-01 00:00")).Merge(LifecycleFigures.Empty);
            check.Equal("recovery", new Rate(1, 1), new Rate(figures.WinBacks, 1));
            check.Equal("activation within 30 days", new Rate(1, 1), figures.Activation);
            check.Equal("where it stood at the end", 1L, figures.Stage("regular").Closing);
            check.Equal("the events make the state again", life.State.History.Count, life.Process.Fold(life.Process.Initial, life.Events).History.Count);
        }

        private static void Merge(Checks check, LifecycleStream life)
        {
            Instant at = At("2026-05-02 10:00");
            var other = new LifecycleStream(check, Book);
            var old = new[] { new StagePurchase("OLD-1", At("2024-03-02 10:00"), 10m, string.Empty, null) };
            other.Do(new ImportHistory(At("2026-05-01 10:00"), old, new StageActivity[0], "regular", "u-li"));
            check.Equal("the furthest stage was imported", "regular", other.State.Furthest.Stage);
            LifecycleMergeCommands merge = LifecycleTransfers.Merge(at, new CustomerId("C-2"), other.State, new CustomerId("C-1"), "u-li");
            check.Equal("the merge's commands", true, merge.End.Equals(new MergeLifecycle(at, new CustomerId("C-1"), "u-li")) && merge.Absorb.Equals(new AbsorbLifecycle(at, new CustomerId("C-2"), other.State.Purchases, new StageReturn[0], new string[0], other.State.Activities, "regular", "u-li")));
            life.Do(merge.Absorb);
            other.Do(merge.End);
            check.Equal("its first purchase now", "OLD-1", life.State.Purchases[0].Document);
            other.Refused(new ReviewStage(at), LifecycleRefusals.LifecycleMerged);
            life.Do(new AdoptLifecyclePolicy(At("2026-05-03 10:00"), Plan.Version, "manager"));
            check.Equal("under the plan", "mature", life.State.BaseStage);
        }

        private static RecordPurchase Buy(string at, string document, decimal amount)
        {
            return new RecordPurchase(At(at), new StagePurchase(document, At(at), amount, "HQ", null));
        }

        private static Instant At(string local)
        {
            return CalendarChecks.Local(local);
        }

        /// <summary>Every options class, filled in by hand.</summary>
        private static LifecycleOptions Options(string label)
        {
            var options = new LifecycleOptions { Label = label, Zone = "Asia/Shanghai" };
            options.Activation = new ActivationOptions { Activities = "purchase, log-in", Within = "7d", RateWithin = "30d", GoalPercent = 75m };
            options.Measures["age"] = new MeasureOptions { Kind = "tenure-months", Name = "Months", NameChinese = "合作月数" };
            options.Signals["silent"] = new SignalOptions { Kind = "inactivity", Rank = 3, Name = "Silent", NameChinese = "长期未活跃", Window = "30d", Activities = "log-in" };
            options.Signals["objection"] = new SignalOptions { Kind = "objection", Rank = 1, Name = "Objection", NameChinese = "明确异议" };
            options.Signals["unhappy"] = new SignalOptions { Kind = "satisfaction-low", Rank = 2, Below = 60m, Factors = { ["survey-10"] = 10m } };
            options.Stages["new"] = new StageOptions { Order = 1, Name = "New", NameChinese = "新客", Progress = 1 };
            options.Stages["regular"] = new StageOptions { Order = 2, Name = "Regular", NameChinese = "常客", Progress = 2, MinimumDwell = "1d", CoolDown = "1d" };
            options.Stages["at-risk"] = new StageOptions { Order = 3, Name = "At risk", NameChinese = "流失风险", Overlay = true, AtRisk = true };
            var regular = new ConditionOptions();
            regular.Any["months"] = new ConditionOptions { Measure = "age", AtLeast = 12m };
            regular.Any["contract"] = new ConditionOptions { Tag = "contract" };
            options.Transitions["regular"] = new TransitionOptions { Order = 1, To = "regular", When = regular };
            options.Transitions["new"] = new TransitionOptions { Order = 2, From = "none", To = "new", When = new ConditionOptions { Measure = "age", AtLeast = 0m } };
            options.Transitions["gone"] = new TransitionOptions { Order = 5, From = "new, regular", To = "none", When = new ConditionOptions { Measure = "age", Missing = true } };
            var risk = new ConditionOptions();
            risk.Any["silent"] = new ConditionOptions { Signal = "silent" };
            risk.Any["objection"] = new ConditionOptions { Signal = "objection" };
            options.Transitions["risk"] = new TransitionOptions { Order = 3, From = "none", To = "at-risk", When = risk };
            var back = new ConditionOptions();
            back.All["bought"] = new ConditionOptions { Measure = StageMeasures.Purchases, AtLeast = 1m };
            back.All["calm"] = new ConditionOptions { Not = risk };
            options.Transitions["win-back"] = new TransitionOptions { Order = 4, From = "at-risk", To = "none", When = back, Outcome = "win-back" };
            return options;
        }
    }
}
