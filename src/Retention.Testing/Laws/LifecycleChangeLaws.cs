using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Periods;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of two lives that differ in one thing, and of a life and the oracle's; null if it does.</summary>
internal sealed class LifecycleChangeLaws
{
    private readonly LifecycleSetting setting;

    internal LifecycleChangeLaws(LifecycleSetting setting, IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> process)
    {
        this.setting = setting;
        this.Process = process;
    }

    private IProcess<LifecycleState, LifecycleCommand, LifecycleEvent> Process { get; }

    internal string? Oracle(Trial<LifecycleCommand> one, Func<LifecycleOracle> make)
    {
        var run = new LifecycleRun(this.Process);
        LifecycleOracle oracle = make();
        foreach (LifecycleCommand command in one.Commands)
        {
            if (!run.Do(command).IsAccepted)
            {
                continue;
            }

            oracle.Tell(command);
            if ((LifecycleText.Same(oracle.Standing, LifecycleText.Standing(run.State), "after " + command) ?? LifecycleText.Same(oracle.Facts, LifecycleText.Facts(run.State), "after " + command)) is { } wrong)
            {
                return wrong;
            }
        }

        Instant end = run.Last + Duration.FromDays(one.Seed % 400);
        oracle.Pass(end);
        run.Settle(end);
        return LifecycleText.Same(oracle.Standing, LifecycleText.Standing(run.State), "until " + LifecycleText.Text(end));
    }

    internal string? Refusals(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process);
        var accepted = new List<LifecycleCommand>();
        foreach (LifecycleCommand command in one.Commands)
        {
            string before = LifecycleText.Everything(run.State);
            Decision<LifecycleEvent> decision = run.Do(command);
            if (decision.IsAccepted)
            {
                accepted.Add(command);
            }
            else if (decision.Events.Count > 0 || LifecycleText.Everything(run.State) != before)
            {
                return command + " was refused, and yet changed something";
            }
        }

        LifecycleRun other = new LifecycleRun(this.Process).DoAll(accepted);
        return other.Events.SequenceEqual(run.Events) ? null : "without what was refused, other things happen";
    }

    /// <summary>Moves by hand, or just a look at the same instants.</summary>
    internal string? ManualMoves(Trial<LifecycleCommand> one)
    {
        var run = new LifecycleRun(this.Process);
        var other = new LifecycleRun(this.Process);
        foreach (LifecycleCommand command in one.Commands)
        {
            if (run.Do(command).IsAccepted)
            {
                other.Do(command is MoveStage or ReleaseStage ? new ReviewStage(command.At) : command);
            }
        }

        Instant end = Instant.Max(run.Last, other.Last) + Duration.FromDays(one.Seed % 300);
        run.Settle(end);
        other.Settle(end);
        return LifecycleText.Same(Beneath(other.State), Beneath(run.State), "with moves by hand");
    }

    internal string? AnyEvent(Trial<LifecycleCommand> one)
    {
        var dice = new Dice(one.Seed);
        LifecycleEvent[] events = new LifecycleRun(this.Process).DoAll(one.Commands).Events.ToArray();
        LifecycleEvent[] others = events.Concat(new LifecycleRun(this.Process).DoAll(LifecycleCommandGenerators.Make(this.setting, one.Seed)).Events).ToArray();
        if (others.Length == 0)
        {
            return null;
        }

        int at = dice.Next(events.Length + 1);
        LifecycleState shared = this.Process.Fold(this.Process.Initial, events.Take(at));
        string before = LifecycleText.Everything(shared);
        var paths = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, dice.Between(1, 6)).Select(i => dice.OfList(others)).ToArray()).ToArray();
        LifecycleState[] ends = paths.Select(p => this.Process.Fold(shared, p)).ToArray();
        for (int i = 0; i < paths.Length; i++)
        {
            LifecycleState alone = this.Process.Fold(this.Process.Initial, events.Take(at).Concat(paths[i]));
            if (LifecycleText.Same(LifecycleText.Everything(alone), LifecycleText.Everything(ends[i]), "beside others") is { } wrong)
            {
                return wrong;
            }
        }

        return LifecycleText.Same(before, LifecycleText.Everything(shared), "the state before");
    }

    /// <summary>Purchases and activities, recorded as they happen or all at the end in any order.</summary>
    internal string? LateFacts(Trial<LifecycleCommand> one)
    {
        var dice = new Dice(one.Seed);
        LifecyclePolicy policy = this.setting.Book.Entries[0].Policy;
        var facts = new List<(Instant At, StagePurchase? Purchase, StageActivity? Activity)>();
        int next = 0;
        foreach (LifecycleCommand command in one.Commands)
        {
            string id = "F" + (++next).ToString(CultureInfo.InvariantCulture);
            if (command is RecordPurchase { Purchase: { } p })
            {
                LocalDate date = p.Date ?? LifeLook.DayOf(p.OccurredAt, policy.Zone);
                facts.Add((Instant.Max(p.OccurredAt, LocalDays.StartOf(date, policy.Zone)), new StagePurchase(id, p.OccurredAt, p.Amount, p.Organisation, date), null));
            }
            else if (command is RecordActivity { Activity: { } a })
            {
                LocalDate date = a.Date ?? LifeLook.DayOf(a.OccurredAt, policy.Zone);
                facts.Add((Instant.Max(Instant.Max(a.OccurredAt, a.ClosedAt ?? a.OccurredAt), LocalDays.StartOf(date, policy.Zone)), null, new StageActivity(a.Id is null ? null : id, a.Activity, a.OccurredAt, a.Value, date, a.Count, a.ClosedAt)));
            }
        }

        if (facts.Count == 0)
        {
            return null;
        }

        var inTime = new LifecycleRun(this.Process);
        var late = new LifecycleRun(this.Process);
        Instant end = facts.Max(f => f.At);
        inTime.Do(new AdoptLifecyclePolicy(facts.Min(f => f.At), policy.Version, "a1"));
        late.Do(new AdoptLifecyclePolicy(end, policy.Version, "a1"));
        foreach ((Instant at, StagePurchase? purchase, StageActivity? activity) in facts.OrderBy(f => f.At))
        {
            inTime.Do(purchase is not null ? new RecordPurchase(at, purchase) : new RecordActivity(at, activity!));
        }

        foreach ((_, StagePurchase? purchase, StageActivity? activity) in facts.OrderBy(_ => dice.Next(1_000_000)).ToArray())
        {
            late.Do(purchase is not null ? new RecordPurchase(end, purchase) : new RecordActivity(end, activity!));
        }

        return LifecycleText.Same(LifecycleText.Facts(inTime.State), LifecycleText.Facts(late.State), "recorded late");
    }

    internal string? Merges(Trial<LifecycleCommand> one)
    {
        LifecycleRun run = new LifecycleRun(this.Process).DoAll(one.Commands);
        LifecycleRun other = new LifecycleRun(this.Process).DoAll(LifecycleCommandGenerators.Make(this.setting, one.Seed));
        Instant at = Instant.Max(run.Last, other.Last);
        run.Settle(at);
        other.Settle(at);
        if (run.State.MergedInto is not null || other.State.MergedInto is not null)
        {
            return null;
        }

        LifeFacts both = Facts(run);
        foreach (LifePurchase p in Facts(other).Purchases.Where(p => both.Find(p.Document) is null).ToArray())
        {
            p.Returned = 0;
            both.Purchases.Add(p);
        }

        foreach (StageReturn back in other.State.Returns)
        {
            both.Return(back.ReturnDocument, back.Document, back.Amount);
        }

        foreach (StageActivity a in other.State.Activities.Where(a => a.Id is null || run.State.Activities.All(k => k.Id != a.Id)))
        {
            both.Add(a, a.Date!.Value);
        }

        LifecycleMergeCommands merge = LifecycleTransfers.Merge(at, new CustomerId("b"), other.State, new CustomerId("a"), "a1");
        if (!other.Do(merge.End).IsAccepted || this.Process.NextDue(other.State) is not null)
        {
            return "the record that ends goes on";
        }

        string signals = string.Join(" ", other.State.Signals.Select(s => s.Signal));
        Decision<LifecycleEvent> decision = run.Do(merge.Absorb);
        if (!decision.IsAccepted)
        {
            return decision.Refusal!.Code is LifecycleRefusals.DateInFuture && !Equals(other.State.PolicyVersion, run.State.PolicyVersion) ? null : "the merge was refused: " + decision.Refusal;
        }

        return LifecycleText.Same(both.Text(), LifecycleText.Facts(run.State), "merged (signals of the other: " + signals + ")");
    }

    /// <summary>The purchases with what became of them, by the events, and the activities as they are known.</summary>
    private static LifeFacts Facts(LifecycleRun run)
    {
        var facts = new LifeFacts();
        foreach (LifecycleEvent e in run.Events)
        {
            switch (e)
            {
                case PurchaseRecorded recorded:
                    facts.Add(recorded.Purchase, recorded.Purchase.Date!.Value);
                    break;
                case HistoryImported imported:
                    AddAll(facts, imported.Purchases);
                    break;
                case LifecycleAbsorbed absorbed:
                    AddAll(facts, absorbed.Purchases);
                    absorbed.Returns.ToList().ForEach(r => facts.Return(r.ReturnDocument, r.Document, r.Amount));
                    absorbed.Cancelled.ToList().ForEach(d => facts.Find(d)!.IsCancelled = true);
                    break;
                case PurchaseReturned returned:
                    facts.Return(returned.ReturnDocument, returned.Document, returned.Amount);
                    break;
                case PurchaseCorrected corrected:
                    facts.Find(corrected.Purchase.Document)!.State(corrected.Purchase, corrected.Purchase.Date!.Value);
                    facts.Find(corrected.Purchase.Document)!.IsCancelled = corrected.IsCancelled;
                    break;
            }
        }

        foreach (StageActivity a in run.State.Activities)
        {
            facts.Add(a, a.Date!.Value);
        }

        return facts;
    }

    private static void AddAll(LifeFacts facts, IEnumerable<StagePurchase> purchases)
    {
        foreach (StagePurchase p in purchases)
        {
            facts.Add(p, p.Date!.Value);
        }
    }

    private static string Beneath(LifecycleState s) => "base " + s.BaseStage + " " + LifecycleText.Text(s.BaseSince) + " overlay " + s.Overlay + " " + LifecycleText.Text(s.OverlaySince)
        + " furthest " + s.Furthest?.Stage + " " + LifecycleText.Text(s.Furthest?.Since) + " signals " + string.Join(" ", s.Signals.Select(a => a.Signal + " " + LifecycleText.Text(a.Since))) + "\n" + LifecycleText.Facts(s);
}
