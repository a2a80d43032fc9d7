using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>Explains stages, signals and risks.</summary>
internal static class StageText
{
    internal static void Explain(LifecycleLines lines, SignalRaised e)
    {
        string found = SignalWords.Of(new ActiveSignal(e), null, lines);
        lines.Line("The signal " + e.Signal + " rose: " + found + ".", "信号 " + e.Signal + " 触发: " + found + "。");
    }

    internal static void Explain(LifecycleLines lines, SignalCleared e)
    {
        string english = e.Found is null ? string.Empty : ": " + LifecycleLines.Number(e.Found) + " now" + (e.Before is null ? string.Empty : ", " + LifecycleLines.Number(e.Before) + " before");
        string chinese = e.Found is null ? string.Empty : ": 现为 " + LifecycleLines.Number(e.Found) + (e.Before is null ? string.Empty : ",此前 " + LifecycleLines.Number(e.Before));
        lines.Line("The signal " + e.Signal + " ended" + english + ".", "信号 " + e.Signal + " 解除" + chinese + "。");
    }

    internal static void Explain(LifecycleLines lines, StageChanged e)
    {
        string moved = LifecycleWords.Of(e.Layer, lines) + " " + lines.Stage(e.From) + " → " + lines.Stage(e.To);
        string cause = LifecycleWords.Of(e.Cause, lines);
        string way = e.Transition is { } code ? lines.Pick("by the transition " + code, "流转 " + code)
            : e.Cause == StageCause.Policy ? lines.Pick("the policy doesn't have it", "新策略中无此阶段")
            : lines.Pick("it was unfounded", "原判定不成立");
        lines.Line(moved + ", " + way + "; cause: " + cause + ".", moved + "," + way + ";起因: " + cause + "。");
        if (e.Outcome != StageOutcome.None)
        {
            lines.Line("The customer was " + LifecycleWords.Of(e.Outcome, lines) + ".", "客户" + LifecycleWords.Of(e.Outcome, lines) + "。");
        }

        lines.Items("Because", "依据", e.Reasons.Select(lines.Reason));
    }

    internal static void Explain(LifecycleLines lines, StageMoved e) => lines.Line(
        "The stage was set to " + e.Stage + lines.By(e.Actor) + ", " + Until(lines, e.Until) + ".",
        "阶段已人工设为 " + e.Stage + lines.By(e.Actor) + "," + Until(lines, e.Until) + "。");

    internal static void Explain(LifecycleLines lines, ManualStageEnded e) => lines.Line(
        "The stage set by hand ended: " + (e.Actor is null ? "its time was over." : "released" + lines.By(e.Actor) + "."),
        "人工设定的阶段已结束: " + (e.Actor is null ? "到期。" : "已解除" + lines.By(e.Actor) + "。"));

    internal static void Explain(LifecycleLines lines, LifecycleState state, LifecyclePolicy policy, Instant asOf)
    {
        if (state.MergedInto is { } into)
        {
            lines.Line("The record was merged into " + into + ".", "本客户记录已并入 " + into + "。");
            return;
        }

        string risk = state.IsAtRisk ? lines.Pick(", at risk", ",有流失风险") : string.Empty;
        string since = state.Since is { } at ? Since(lines, at, asOf, policy) : string.Empty;
        lines.Line(lines.Stage(state.Stage, policy) + since + risk + ".", lines.Stage(state.Stage, policy) + since + risk + "。");
        if (state.Spells.Count > 0)
        {
            StageSpell spell = state.Spells[state.Spells.Count - 1];
            lines.Line("Entered because: " + Why(lines, spell) + ".", "进入原因: " + Why(lines, spell) + "。");
        }

        if (state.Manual is { } manual)
        {
            lines.Line("Set by hand" + lines.By(manual.Actor) + ", " + Until(lines, manual.Until) + ".", "人工设定" + lines.By(manual.Actor) + "," + Until(lines, manual.Until) + "。");
        }

        Beneath(lines, state, policy, asOf);
        lines.Items("Signals", "信号", RiskReason.Ranked(policy, state).Select(r => Reason(lines, r)));
        if (state.Furthest is { } furthest)
        {
            string reached = LifecycleLines.Time(furthest.Since);
            lines.Line("Furthest stage: " + lines.Stage(furthest.Stage, policy) + ", reached at " + reached + ".", "最远阶段: " + lines.Stage(furthest.Stage, policy) + ",达到时间 " + reached + "。");
        }
    }

    internal static void Explain(LifecycleLines lines, IReadOnlyList<StageSpell> history, LifecyclePolicy policy, Instant asOf)
    {
        for (int i = 0; i < history.Count; i++)
        {
            StageSpell spell = history[i];
            Instant? next = i + 1 < history.Count ? history[i + 1].Since : null;
            string until = next is { } end ? LifecycleLines.Time(end) : "…";
            string text = LifecycleLines.Time(spell.Since) + " – " + until + ": " + lines.Stage(spell.Stage, policy);
            string days = lines.Days(Days(spell.Since, next ?? asOf, policy));
            lines.Line(text + ", " + days + "; " + Why(lines, spell), text + "," + days + ";" + Why(lines, spell));
        }
    }

    internal static void Explain(LifecycleLines lines, AtRiskCustomer customer)
    {
        string stage = customer.Rule is { } rule ? lines.Pick(rule.Name, rule.NameChinese) : customer.Stage ?? lines.Pick("no stage", "无阶段");
        string since = LifecycleLines.Time(customer.RiskSince);
        lines.Line(
            customer.Customer + ": " + stage + (customer.IsAtRisk ? ", at risk since " : ", not at risk, signals since ") + since + ".",
            customer.Customer + ": " + stage + (customer.IsAtRisk ? ",自 " + since + " 起有流失风险。" : ",尚无流失风险,信号始于 " + since + "。"));
        foreach (RiskReason reason in customer.Reasons)
        {
            string text = Reason(lines, reason);
            lines.Line(text + ".", text + "。");
        }
    }

    internal static string Reason(LifecycleLines lines, RiskReason reason) =>
        lines.Pick(reason.Name, reason.NameChinese) + ": " + SignalWords.Of(reason.Signal, reason.Window, lines);

    /// <summary>What goes on beneath what is seen: the overlay under a hand, the stage of the way under either.</summary>
    private static void Beneath(LifecycleLines lines, LifecycleState state, LifecyclePolicy policy, Instant asOf)
    {
        if (state.Overlay is { } overlay)
        {
            if (state.Manual is not null)
            {
                string stage = lines.Stage(overlay, policy) + Since(lines, state.OverlaySince!.Value, asOf, policy);
                lines.Line("Beneath it: " + stage + ".", "其下: " + stage + "。");
            }

            lines.Items("It began because", "起因", state.OverlayBegan?.Reasons.Select(lines.Reason) ?? []);
        }

        if ((state.Manual is not null || state.Overlay is not null) && state.BaseSince is { } since)
        {
            string stage = lines.Stage(state.BaseStage, policy) + Since(lines, since, asOf, policy);
            lines.Line("Beneath it: " + stage + ".", "其下: " + stage + "。");
        }
    }

    private static string Since(LifecycleLines lines, Instant since, Instant asOf, LifecyclePolicy policy)
    {
        string days = lines.Days(Days(since, asOf, policy));
        return lines.Pick(" since " + LifecycleLines.Time(since) + ", " + days, ",自 " + LifecycleLines.Time(since) + " 起," + days);
    }

    private static string Why(LifecycleLines lines, StageSpell spell) =>
        LifecycleWords.Of(spell.Cause, lines) + (spell.Outcome == StageOutcome.None ? string.Empty : lines.Pick(", ", ",") + LifecycleWords.Of(spell.Outcome, lines));

    private static string Until(LifecycleLines lines, Instant? until) => until is { } end
        ? lines.Pick("until " + LifecycleLines.Time(end), "至 " + LifecycleLines.Time(end) + " 止")
        : lines.Pick("until it is released", "直至解除");

    private static int Days(Instant since, Instant until, LifecyclePolicy policy) => LocalDays.NumberOf(until, policy.Zone) - LocalDays.NumberOf(since, policy.Zone);
}
