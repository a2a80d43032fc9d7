using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Periods;

namespace Retention.Testing.Laws;

/// <summary>
/// A customer's life as the documentation says, and slow: it keeps the plain list of facts as commands tell them, and looks at the customer at
/// every local midnight and wherever a dwell, a cool-down or a move by hand ends. Commands that the process refused aren't told to it.
/// </summary>
internal sealed class LifecycleOracle
{
    private readonly PolicyBook<LifecyclePolicy> book;
    private readonly IReadOnlyDictionary<PolicyVersion, LifecycleOptions> versions;
    private readonly LifeFacts facts = new LifeFacts();
    private readonly Dictionary<string, Instant> left = new Dictionary<string, Instant>(StringComparer.Ordinal);
    private readonly List<(string Code, Instant Since)> signals = new List<(string, Instant)>();
    private readonly List<string> spells = new List<string>();
    private PolicyVersion? version;
    private Instant now;
    private string? stage;
    private Instant? since;
    private bool isAtRisk;
    private string? overlay;
    private Instant? overlaySince;
    private bool isOverlayAtRisk;
    private (Instant At, string? Transition)? began;
    private MoveStage? manual;
    private bool isManualAtRisk;
    private (string Stage, int Progress, Instant Since)? furthest;
    private CustomerId? mergedInto;

    internal LifecycleOracle(PolicyBook<LifecyclePolicy> book, IReadOnlyDictionary<PolicyVersion, LifecycleOptions> versions)
    {
        this.book = book;
        this.versions = versions;
    }

    internal string Facts => this.facts.Text();

    internal string Standing => LifecycleText.Standing(
        this.stage,
        this.since,
        this.overlay,
        this.overlaySince,
        this.manual is null ? null : this.manual.Stage + " until " + LifecycleText.Text(this.manual.Until),
        this.furthest is { } far ? LifecycleText.Furthest(far.Stage, far.Progress, far.Since) : null,
        this.signals.Select(s => s.Code + " " + LifecycleText.Text(s.Since)),
        this.spells);

    private LifecycleOptions Options => this.versions[this.version!];

    private DateTimeZone Zone => this.book.Get(this.version!)!.Zone;

    private string? Seen => this.manual?.Stage ?? this.overlay ?? this.stage;

    /// <summary>Tells it a command that was accepted.</summary>
    internal void Tell(LifecycleCommand command)
    {
        this.Pass(command.At);
        this.now = command.At;
        this.version ??= command is AdoptLifecyclePolicy ? null : (command.At < this.book.Entries[0].EffectiveFrom ? this.book.Entries[0].Policy : this.book.At(command.At)).Version;
        StageCause cause = this.Take(command);
        if (this.mergedInto is null)
        {
            this.Look(command.At, cause);
        }
    }

    /// <summary>Lets time pass: midnight by midnight, and wherever a dwell, a cool-down or a move by hand ends.</summary>
    internal void Pass(Instant until)
    {
        while (this.version is not null && this.mergedInto is null && this.now < until && this.Next() is var next && next <= until)
        {
            this.now = next;
            if (this.manual?.Until == next)
            {
                this.Change(() => this.manual = null, StageCause.ManualEnded, StageOutcome.None);
            }

            this.Look(next, StageCause.Time);
        }
    }

    private Instant Next()
    {
        var all = new List<Instant> { LocalDays.StartOf(LifeLook.DayOf(this.now, this.Zone).PlusDays(1), this.Zone), this.manual?.Until ?? Instant.MaxValue };
        all.AddRange(this.left.Where(l => this.Find(l.Key)?.CoolDown is not null).Select(l => this.After(l.Value, this.Find(l.Key)!.CoolDown!)));
        all.AddRange(new[] { (this.stage, this.since), (this.overlay, this.overlaySince) }.Where(s => this.Find(s.Item1)?.MinimumDwell is not null).Select(s => this.After(s.Item2!.Value, this.Find(s.Item1)!.MinimumDwell!)));
        return all.Where(i => i > this.now).Min();
    }

    private Instant After(Instant from, string length) => After(from, length, this.Zone);

    /// <summary>An instant so long after another: on the clock, or on the local calendar.</summary>
    internal static Instant After(Instant from, string length, DateTimeZone zone) =>
        length.EndsWith("min", StringComparison.Ordinal) ? from + Duration.FromMinutes(int.Parse(length.Substring(0, length.Length - 3), CultureInfo.InvariantCulture))
        : length.EndsWith("h", StringComparison.Ordinal) ? from + Duration.FromHours(int.Parse(length.Substring(0, length.Length - 1), CultureInfo.InvariantCulture))
        : LocalDays.Add(from, LifeLook.Length(length), zone);

    private StageOptions? Find(string? code) => code is not null && this.Options.Stages.TryGetValue(code, out StageOptions? found) ? found : null;

    private LocalDate Date(Instant at, LocalDate? given) => given ?? LifeLook.DayOf(at, this.Zone);

    /// <summary>What had happened before the overlay began, and becomes known now, corrects what was known.</summary>
    private StageCause CauseOf(Instant occurred) => this.began is { } began && occurred < began.At ? StageCause.Correction : StageCause.Fact;

    private StageCause Take(LifecycleCommand command)
    {
        StageCause cause = StageCause.Fact;
        switch (command)
        {
            case RecordPurchase c:
                cause = this.CauseOf(c.Purchase.OccurredAt);
                this.facts.Add(c.Purchase, this.Date(c.Purchase.OccurredAt, c.Purchase.Date));
                return cause;
            case ReturnPurchase c:
                this.facts.Return(c.ReturnDocument, c.Document, c.Amount);
                return cause;
            case CorrectPurchase c:
                LifePurchase purchase = this.facts.Find(c.Purchase.Document)!;
                purchase.State(c.Purchase, this.Date(c.Purchase.OccurredAt, c.Purchase.Date));
                purchase.IsCancelled = c.IsCancelled;
                return StageCause.Correction;
            case RecordActivity c:
                cause = this.CauseOf(c.Activity.OccurredAt);
                this.facts.Add(c.Activity, this.Date(c.Activity.OccurredAt, c.Activity.Date));
                return cause;
            case CloseActivity c:
                this.facts.FindActivity(c.ActivityId)!.ClosedAt = c.OccurredAt;
                return this.CauseOf(c.OccurredAt);
            case VoidActivity c:
                this.facts.Activities.Remove(this.facts.FindActivity(c.ActivityId)!);
                return StageCause.Correction;
            case SetCustomerAttribute c:
                Set(this.facts.Attributes, c.Name, c.Value!, c.Value is not null);
                return cause;
            case SetCustomerNumber c:
                Set(this.facts.Numbers, c.Name, c.Value ?? 0, c.Value is not null);
                return cause;
            case SetCustomerTag c:
                _ = c.IsPresent ? this.facts.Tags.Add(c.Tag) : this.facts.Tags.Remove(c.Tag);
                return cause;
            default:
                return this.TakeChange(command);
        }
    }

    private StageCause TakeChange(LifecycleCommand command)
    {
        switch (command)
        {
            case ImportHistory c:
                this.TakeAll(c.Purchases, c.Activities, c.FurthestStage);
                return StageCause.Import;
            case AbsorbLifecycle c:
                string[] known = this.facts.Purchases.Select(p => p.Document).ToArray();
                this.TakeAll(c.Purchases.Where(p => this.facts.Find(p.Document) is null), c.Activities.Where(a => a.Id is null || this.facts.FindActivity(a.Id) is null), c.FurthestStage);
                foreach (StageReturn back in c.Returns)
                {
                    this.facts.Return(back.ReturnDocument, back.Document, back.Amount);
                }

                foreach (string document in c.Cancelled.Except(known, StringComparer.Ordinal))
                {
                    this.facts.Find(document)!.IsCancelled = true;
                }

                return StageCause.Merge;
            case MergeLifecycle c:
                this.mergedInto = c.Into;
                return StageCause.Fact;
            case MoveStage c:
                this.Change(
                    () =>
                    {
                        this.manual = c;
                        this.isManualAtRisk = this.Find(c.Stage)!.AtRisk == true;
                    },
                    StageCause.Manual,
                    StageOutcome.None);
                return StageCause.Time;
            case ReleaseStage:
                this.Change(() => this.manual = null, StageCause.ManualEnded, StageOutcome.None);
                return StageCause.Time;
            case AdoptLifecyclePolicy c:
                this.version = c.PolicyVersion;
                return StageCause.Policy;
            default:
                return StageCause.Time;
        }
    }

    private void TakeAll(IEnumerable<StagePurchase> purchases, IEnumerable<StageActivity> activities, string? reached)
    {
        foreach (StagePurchase p in purchases.ToArray())
        {
            this.facts.Add(p, this.Date(p.OccurredAt, p.Date));
        }

        foreach (StageActivity a in activities.ToArray())
        {
            this.facts.Add(a, this.Date(a.OccurredAt, a.Date));
        }

        this.Reach(reached);
    }

    private static void Set<T>(Dictionary<string, T> items, string name, T value, bool isPresent)
    {
        items.Remove(name);
        if (isPresent)
        {
            items.Add(name, value);
        }
    }

    private void Reach(string? code)
    {
        if (this.Find(code)?.Progress is { } progress && !(this.furthest?.Progress >= progress))
        {
            this.furthest = (code!, progress, this.now);
        }
    }

    /// <summary>Does something, and opens the next spell if another stage is seen then.</summary>
    private void Change(Action action, StageCause cause, StageOutcome outcome)
    {
        string? before = this.Seen;
        action();
        if (this.Seen != before || outcome != StageOutcome.None)
        {
            this.spells.Add(LifecycleText.Spell(this.Seen, this.now, cause, outcome, this.manual is not null ? this.isManualAtRisk : this.overlay is not null ? this.isOverlayAtRisk : this.isAtRisk));
        }
    }

    private void Look(Instant at, StageCause cause)
    {
        var look = new LifeLook(this.Options, this.Zone, this.facts, at);
        foreach (KeyValuePair<string, SignalOptions> s in this.Options.Signals.OrderBy(s => s.Value.Rank ?? 100).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            LifeSignals.Level level = LifeSignals.Of(s.Value, look);
            bool wasOn = this.signals.Any(o => o.Code == s.Key);
            bool isOn = level == LifeSignals.Level.Rise || (wasOn && level == LifeSignals.Level.Hold);
            if (isOn)
            {
                look.On.Add(s.Key);
            }

            if (isOn && !wasOn)
            {
                this.signals.Add((s.Key, at));
            }
            else if (!isOn)
            {
                this.signals.RemoveAll(o => o.Code == s.Key);
            }
        }

        this.signals.RemoveAll(o => !this.Options.Signals.ContainsKey(o.Code));
        if (cause == StageCause.Policy)
        {
            this.LeaveGone();
        }

        if (cause is StageCause.Correction or StageCause.Import or StageCause.Merge && this.IsUnfounded())
        {
            this.Enter(true, null, null, cause, StageOutcome.None);
        }

        this.Move(look, false, cause);
        this.Move(look, true, cause);
    }

    private void LeaveGone()
    {
        if (this.stage is not null && this.Find(this.stage) is not { Overlay: not true })
        {
            this.Enter(false, null, null, StageCause.Policy, StageOutcome.None);
        }

        if (this.overlay is not null && this.Find(this.overlay) is not { Overlay: true })
        {
            this.Enter(true, null, null, StageCause.Policy, StageOutcome.None);
        }
    }

    /// <summary>Whether the overlay would surely not have begun, had been known what is known now.</summary>
    private bool IsUnfounded()
    {
        if (this.began is not { Transition: { } code } began || !this.Options.Transitions.TryGetValue(code, out TransitionOptions? way) || !this.IsOverlay(way))
        {
            return false;
        }

        var then = new LifeLook(this.Options, this.Zone, this.facts.Until(began.At), began.At);
        then.On.UnionWith(this.Options.Signals.Where(s => LifeSignals.Of(s.Value, then) != LifeSignals.Level.Clear).Select(s => s.Key));
        return then.Holds(way.When) == false;
    }

    private bool IsOverlay(TransitionOptions way)
    {
        string? named = way.To != "none" ? way.To : LifeLook.Codes(way.From).FirstOrDefault(f => f != "none");
        return named is not null ? this.Find(named)!.Overlay == true : way.From is null;
    }

    private void Move(LifeLook look, bool inOverlay, StageCause cause)
    {
        KeyValuePair<string, TransitionOptions>[] ways = this.Options.Transitions.Where(t => this.IsOverlay(t.Value) == inOverlay).OrderBy(t => t.Value.Order ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        for (int steps = 0; steps < 1_000; steps++)
        {
            string? current = inOverlay ? this.overlay : this.stage;
            StageOptions? options = this.Find(current);
            look.Since = inOverlay ? this.overlaySince : this.since;
            if (options?.Terminal == true || (options?.MinimumDwell is { } dwell && this.After(look.Since!.Value, dwell) > look.At))
            {
                return;
            }

            KeyValuePair<string, TransitionOptions> way = ways.FirstOrDefault(w => (w.Value.From is null || LifeLook.Codes(w.Value.From).Contains(current ?? "none", StringComparer.Ordinal))
                && (w.Value.To == (current ?? "none") || this.IsOpen(w.Value.To!, look.At)) && look.Holds(w.Value.When) == true);
            if (way.Value is null || way.Value.To == (current ?? "none"))
            {
                return;
            }

            StageOutcome outcome = cause is not (StageCause.Fact or StageCause.Time) ? StageOutcome.None
                : way.Value.Outcome == "win-back" ? StageOutcome.WinBack : way.Value.Outcome == "loss" ? StageOutcome.Loss : StageOutcome.None;
            this.Enter(inOverlay, way.Value.To == "none" ? null : way.Value.To, way.Key, cause, outcome);
        }

        throw new InvalidOperationException("The transitions at " + look.At + " don't end.");
    }

    private bool IsOpen(string code, Instant at) =>
        code == "none" || !this.left.TryGetValue(code, out Instant left) || (this.Find(code)!.Once != true && !(this.Find(code)!.CoolDown is { } cool && this.After(left, cool) > at));

    private void Enter(bool inOverlay, string? code, string? transition, StageCause cause, StageOutcome outcome) => this.Change(
        () =>
        {
            if ((inOverlay ? this.overlay : this.stage) is { } before)
            {
                this.left[before] = this.now;
            }

            Instant? entered = code is null ? null : this.now;
            bool atRisk = this.Find(code)?.AtRisk == true;
            if (inOverlay)
            {
                this.began = code is null ? null : this.overlay is null ? (this.now, transition) : this.began;
                (this.overlay, this.overlaySince, this.isOverlayAtRisk) = (code, entered, atRisk);
            }
            else
            {
                (this.stage, this.since, this.isAtRisk) = (code, entered, atRisk);
            }

            this.Reach(code);
        },
        cause,
        outcome);
}
