using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>Decides one command on a settled state: whether what it says can be, then where that leads.</summary>
internal sealed class LifecycleDecider
{
    private readonly PolicyBook<LifecyclePolicy> book;
    private readonly Instant at;
    private readonly List<LifecycleEvent> events = new List<LifecycleEvent>(4);
    private LifecyclePolicy? policy;
    private LifecycleState state;

    internal LifecycleDecider(PolicyBook<LifecyclePolicy> book, LifecycleState state, Instant at)
    {
        this.book = book;
        this.state = state;
        this.at = at;
        this.policy = state.PolicyVersion is { } version ? book.Get(version) : book.AtOrFirst(at);
    }

    private LifecycleFacts Facts => this.state.KnownFacts;

    internal Decision<LifecycleEvent> Decide(LifecycleCommand command)
    {
        if ((StreamRules.RefuseBefore(this.state.LastEventAt, this.at) ?? this.RefuseStream(command)) is { } no)
        {
            return Decision.Refuse<LifecycleEvent>(no);
        }

        if (this.state.PolicyVersion is null && command is not AdoptLifecyclePolicy)
        {
            this.Add(new LifecyclePolicyAdopted(this.at, this.policy!.Version, null));
        }

        StageCause cause = StageCause.Fact;
        if (this.Apply(command, ref cause) is { } refusal)
        {
            return Decision.Refuse<LifecycleEvent>(refusal);
        }

        if (command is not MergeLifecycle && new StageEvaluation(this.state, new StageReader(this.policy!, this.Facts, this.at), cause).Run() is { } moves)
        {
            this.events.AddRange(moves);
        }

        return Decision.Accept<LifecycleEvent>(this.events);
    }

    private Refusal? RefuseStream(LifecycleCommand command)
    {
        if (this.state.MergedInto is { } into)
        {
            return new Refusal(LifecycleRefusals.LifecycleMerged, new RefusalArgument("into", into.ToString()));
        }

        return this.policy is null && command is not AdoptLifecyclePolicy ? new Refusal(RefusalCodes.UnknownPolicyVersion, new RefusalArgument("version", this.state.PolicyVersion!.ToString())) : null;
    }

    private Refusal? Apply(LifecycleCommand command, ref StageCause cause)
    {
        switch (command)
        {
            case RecordPurchase c:
                cause = this.CauseOf(c.Purchase.OccurredAt);
                return this.RefuseNew(c.Purchase) ?? this.Accept(new PurchaseRecorded(this.at, this.Dated(c.Purchase)));
            case ReturnPurchase c:
                return this.RefuseReturn(c) ?? this.Accept(new PurchaseReturned(this.at, c.ReturnDocument, c.Document, c.AmountUnits));
            case CorrectPurchase c:
                cause = StageCause.Correction;
                return StreamRules.RefuseBlank("actor", c.Actor) ?? this.RefuseWrong(c.Purchase)
                    ?? (this.Facts.Find(c.Purchase.Document) is null ? Unknown(LifecycleRefusals.PurchaseUnknown, c.Purchase.Document) : null)
                    ?? this.Accept(new PurchaseCorrected(this.at, this.Dated(c.Purchase), c.IsCancelled, c.Actor));
            case RecordActivity c:
                cause = this.CauseOf(c.Activity.OccurredAt);
                return this.RefuseNew(c.Activity) ?? this.Accept(new ActivityRecorded(this.at, this.Dated(c.Activity)));
            case CloseActivity c:
                cause = this.CauseOf(c.OccurredAt);
                return this.RefuseClose(c) ?? this.Accept(new ActivityClosed(this.at, c.ActivityId, c.OccurredAt));
            case VoidActivity c:
                cause = StageCause.Correction;
                return StreamRules.RefuseBlank("activityId", c.ActivityId, "actor", c.Actor) ?? (this.Facts.FindActivity(c.ActivityId) is null ? Unknown(LifecycleRefusals.ActivityUnknown, c.ActivityId) : null)
                    ?? this.Accept(new ActivityVoided(this.at, c.ActivityId, c.Actor));
            case SetCustomerAttribute c:
                return StreamRules.RefuseBlank("name", c.Name) ?? this.Accept(new CustomerAttributeSet(this.at, c.Name, c.Value));
            case SetCustomerTag c:
                return StreamRules.RefuseBlank("tag", c.Tag) ?? this.Accept(new CustomerTagSet(this.at, c.Tag, c.IsPresent));
            case SetCustomerNumber c:
                return StreamRules.RefuseBlank("name", c.Name) ?? RefuseNumber("value", c.Value) ?? this.Accept(new CustomerNumberSet(this.at, c.Name, c.Value));
            case ReviewStage:
                cause = StageCause.Time;
                return null;
            default:
                return this.ApplyChange(command, ref cause);
        }
    }

    private Refusal? ApplyChange(LifecycleCommand command, ref StageCause cause)
    {
        switch (command)
        {
            case ImportHistory c:
                cause = StageCause.Import;
                return StreamRules.RefuseBlank("actor", c.Actor) ?? this.RefuseFurthest(c.FurthestStage) ?? this.RefuseAll(c.Purchases, c.Activities, this.RefuseNew)
                    ?? this.Accept(new HistoryImported(this.at, FixedList.Own(c.Purchases.Select(this.Dated).ToArray()), FixedList.Own(c.Activities.Select(this.Dated).ToArray()), c.FurthestStage, this.policy!.Stage(c.FurthestStage)?.Progress, c.Actor));
            case AbsorbLifecycle c:
                cause = StageCause.Merge;
                return StreamRules.RefuseBlank("actor", c.Actor) ?? this.Absorb(c);
            case MergeLifecycle c:
                return StreamRules.RefuseBlank("actor", c.Actor) ?? (c.Into.IsEmpty ? new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", "into")) : null) ?? this.Accept(new LifecycleMerged(this.at, c.Into, c.Actor));
            case MoveStage c:
                cause = StageCause.Time;
                return this.RefuseMove(c) ?? this.Accept(new StageMoved(this.at, c.Stage, c.Actor, c.Reason, c.Until, this.policy!.Stage(c.Stage)!.IsAtRisk));
            case ReleaseStage c:
                cause = StageCause.Time;
                return StreamRules.RefuseBlank("actor", c.Actor, "reason", c.Reason) ?? (this.state.Manual is null ? new Refusal(LifecycleRefusals.NoManualStage) : null)
                    ?? this.Accept(new ManualStageEnded(this.at, c.Actor, c.Reason));
            case AdoptLifecyclePolicy c:
                cause = StageCause.Policy;
                return this.Adopt(c);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a lifecycle's.", nameof(command));
        }
    }

    private static Refusal Unknown(string code, string id) => new Refusal(code, new RefusalArgument("id", id));

    private static Refusal? RefuseNumber(string what, decimal? number) =>
        number is { } value && FixedPoint.TryExact(value) is null ? OutOfRange(what, value) : null;

    private static Refusal OutOfRange(string what, decimal amount) =>
        new Refusal(RefusalCodes.AmountOutOfRange, new RefusalArgument("what", what), new RefusalArgument("amount", amount.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private Refusal? Accept(LifecycleEvent e)
    {
        this.Add(e);
        return null;
    }

    private void Add(LifecycleEvent e)
    {
        this.events.Add(e);
        this.state = this.state.After(e);
    }

    /// <summary>What had happened before the overlay began, and becomes known now, corrects what was known.</summary>
    private StageCause CauseOf(Instant occurredAt) => this.state.OverlayBegan is { } began && occurredAt < began.At ? StageCause.Correction : StageCause.Fact;

    private StagePurchase Dated(StagePurchase p) =>
        p.Date is not null ? p : new StagePurchase(p.Document, p.OccurredAt, p.AmountUnits, p.Organisation, this.DateOf(p.OccurredAt));

    private StageActivity Dated(StageActivity a) =>
        a.Date is not null ? a : new StageActivity(a.Id, a.Activity, a.OccurredAt, a.Value, this.DateOf(a.OccurredAt), a.Count, a.ClosedAt);

    private LocalDate DateOf(Instant instant) => LocalDays.DateOf(LocalDays.NumberOf(instant, this.policy!.Zone));

    private Refusal? RefuseWrong(StagePurchase p) =>
        StreamRules.RefuseBlank("document", p.Document) ?? this.RefuseFuture(p.OccurredAt, p.Date)
        ?? (p.AmountUnits < 0 ? OutOfRange("amount", p.Amount) : null)
        ?? this.RefuseTotal(p.AmountUnits);

    /// <summary>All purchases together must stay within 64 bits, with those that are gone, which a correction brings back.</summary>
    private Refusal? RefuseTotal(long amount)
    {
        SharedLog<PurchaseEntry> purchases = this.Facts.Purchases;
        decimal total = purchases.Count == 0 ? 0 : purchases[purchases.Count - 1].Total;
        return total + amount > long.MaxValue / 4 ? OutOfRange("total", (total + amount) / FixedPoint.One) : null;
    }

    private Refusal? RefuseNew(StagePurchase p) => this.RefuseWrong(p) ?? (this.Facts.Find(p.Document) is null ? null : Unknown(LifecycleRefusals.PurchaseKnown, p.Document));

    private Refusal? RefuseNew(StageActivity a) => a.Id is null && this.policy!.IsClosed(a.Activity)
        ? new Refusal(LifecycleRefusals.ActivityNeedsId, new RefusalArgument("activity", a.Activity))
        : this.RefuseWrong(a);

    private Refusal? RefuseWrong(StageActivity a)
    {
        if (StreamRules.RefuseBlank("activity", a.Activity) is { } blank)
        {
            return blank;
        }

        if (string.Equals(a.Activity, LifecycleActivities.Purchase, StringComparison.Ordinal))
        {
            return new Refusal(LifecycleRefusals.ActivityIsPurchase, new RefusalArgument("activity", a.Activity));
        }

        if (a.Count < 1 || (a.Count > 1 && (a.Id is not null || a.Value is not null)))
        {
            return new Refusal(LifecycleRefusals.CountNotOne, new RefusalArgument("count", a.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return (a.Id is null ? null : StreamRules.RefuseBlank("id", a.Id)) ?? this.RefuseFuture(a.OccurredAt, a.Date) ?? RefuseNumber("value", a.Value)
            ?? (a.ClosedAt is { } closed ? this.RefuseClosing(a.OccurredAt, closed) : null)
            ?? (a.Id is not null && this.Facts.FindActivity(a.Id) is not null ? Unknown(LifecycleRefusals.ActivityIdKnown, a.Id) : null);
    }

    private Refusal? RefuseFuture(Instant occurredAt, LocalDate? date) =>
        occurredAt > this.at ? new Refusal(LifecycleRefusals.OccurredInFuture, StreamRules.Argument("occurred", occurredAt), StreamRules.Argument("at", this.at))
        : date > this.DateOf(this.at) ? new Refusal(LifecycleRefusals.DateInFuture, new RefusalArgument("date", NodaTime.Text.LocalDatePattern.Iso.Format(date.Value)), StreamRules.Argument("at", this.at))
        : null;

    private Refusal? RefuseReturn(ReturnPurchase c)
    {
        if (StreamRules.RefuseBlank("returnDocument", c.ReturnDocument, "document", c.Document) is { } blank)
        {
            return blank;
        }

        if (this.IsReturnKnown(c.ReturnDocument))
        {
            return Unknown(LifecycleRefusals.ReturnKnown, c.ReturnDocument);
        }

        if (this.Facts.Find(c.Document) is not { } purchase)
        {
            return Unknown(LifecycleRefusals.PurchaseUnknown, c.Document);
        }

        return c.AmountUnits <= 0 ? OutOfRange("amount", c.Amount)
            : c.AmountUnits > purchase.Amount ? new Refusal(LifecycleRefusals.ReturnExceedsPurchase, new RefusalArgument("amount", FixedPoint.Text(c.AmountUnits)), new RefusalArgument("left", FixedPoint.Text(Math.Max(0, purchase.Amount))))
            : null;
    }

    private Refusal? RefuseClose(CloseActivity c)
    {
        if (StreamRules.RefuseBlank("activityId", c.ActivityId) is { } blank)
        {
            return blank;
        }

        return this.Facts.FindActivity(c.ActivityId) is not { } activity ? Unknown(LifecycleRefusals.ActivityUnknown, c.ActivityId)
            : activity.ClosedAt is not null ? Unknown(LifecycleRefusals.ActivityClosedBefore, c.ActivityId)
            : this.RefuseClosing(activity.At, c.OccurredAt);
    }

    private Refusal? RefuseClosing(Instant began, Instant closed) => this.RefuseFuture(closed, null)
        ?? (closed < began ? new Refusal(LifecycleRefusals.ClosedBeforeItBegan, StreamRules.Argument("closed", closed), StreamRules.Argument("began", began)) : null);

    private Refusal? RefuseFurthest(string? stage) => stage is not null && this.policy!.Stage(stage)?.Progress is null ? this.RefuseStage(stage) : null;

    private Refusal RefuseStage(string stage) =>
        new Refusal(LifecycleRefusals.UnknownStage, new RefusalArgument("stage", stage), new RefusalArgument("known", string.Join(", ", this.policy!.Stages.Select(s => s.Code))));

    /// <summary>Refuses a list if one of it can't be taken, or two are the same.</summary>
    private Refusal? RefuseAll(IReadOnlyList<StagePurchase> purchases, IReadOnlyList<StageActivity> activities, Func<StageActivity, Refusal?> refuse)
    {
        string? twice = purchases.GroupBy(p => p.Document, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        string? twiceDone = activities.Where(a => a.Id is not null).GroupBy(a => a.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        return purchases.Select(this.RefuseNew).FirstOrDefault(r => r is not null) ?? activities.Select(refuse).FirstOrDefault(r => r is not null)
            ?? (twice is null ? null : Unknown(LifecycleRefusals.PurchaseKnown, twice)) ?? (twiceDone is null ? null : Unknown(LifecycleRefusals.ActivityIdKnown, twiceDone))
            ?? (purchases.Sum(p => (decimal)p.AmountUnits) is var total && total > long.MaxValue / 8 ? OutOfRange("total", total / FixedPoint.One) : null);
    }

    /// <summary>What both records know counts once; what has no id stays without one, as it was recorded when no signal waited for it.</summary>
    private Refusal? Absorb(AbsorbLifecycle c)
    {
        StagePurchase[] purchases = c.Purchases.Where(p => this.Facts.Find(p.Document) is null).ToArray();
        StageReturn[] returns = c.Returns.Where(r => !this.IsReturnKnown(r.ReturnDocument)).ToArray();
        string[] cancelled = c.Cancelled.Where(d => purchases.Any(p => string.Equals(p.Document, d, StringComparison.Ordinal))).ToArray();
        StageActivity[] activities = c.Activities.Where(a => a.Id is null || this.Facts.FindActivity(a.Id) is null).ToArray();
        int? progress = this.policy!.Stage(c.FurthestStage)?.Progress;
        return this.RefuseAll(purchases, activities, this.RefuseWrong) ?? returns.Select(r => this.RefuseAbsorbed(r, purchases)).FirstOrDefault(r => r is not null)
            ?? this.Accept(new LifecycleAbsorbed(this.at, c.From, FixedList.Own(purchases.Select(this.Dated).ToArray()), FixedList.Own(returns), FixedList.Own(cancelled), FixedList.Own(activities.Select(this.Dated).ToArray()), c.FurthestStage, progress, c.Actor));
    }

    private bool IsReturnKnown(string returnDocument) => this.Facts.Returns.Any(r => string.Equals(r.ReturnDocument, returnDocument, StringComparison.Ordinal));

    private Refusal? RefuseAbsorbed(StageReturn back, StagePurchase[] purchases) =>
        StreamRules.RefuseBlank("returnDocument", back.ReturnDocument)
        ?? (this.Facts.Find(back.Document) is null && !purchases.Any(p => string.Equals(p.Document, back.Document, StringComparison.Ordinal)) ? Unknown(LifecycleRefusals.PurchaseUnknown, back.Document) : null)
        ?? (back.AmountUnits is <= 0 or > long.MaxValue / 8 ? OutOfRange("amount", back.Amount) : null);

    private Refusal? RefuseMove(MoveStage c)
    {
        if (StreamRules.RefuseBlank("actor", c.Actor, "reason", c.Reason) is { } blank)
        {
            return blank;
        }

        if (this.policy!.Stage(c.Stage) is not { } target)
        {
            return this.RefuseStage(c.Stage);
        }

        if (c.Until <= this.at)
        {
            return new Refusal(LifecycleRefusals.MoveNotAfterNow, StreamRules.Argument("until", c.Until.Value), StreamRules.Argument("at", this.at));
        }

        if (this.policy.Stage(this.state.Stage) is { IsTerminal: true } terminal)
        {
            return new Refusal(LifecycleRefusals.StageTerminal, new RefusalArgument("stage", terminal.Code));
        }

        bool isCurrent = string.Equals(this.state.Stage, target.Code, StringComparison.Ordinal);
        return isCurrent && this.state.Manual?.Until == c.Until ? new Refusal(LifecycleRefusals.StageUnchanged, new RefusalArgument("stage", target.Code))
            : target.IsOnce && !isCurrent && (this.state.LeftAt(target.Code) is not null || this.state.StageIn(target.Layer) == target.Code) ? new Refusal(LifecycleRefusals.StageEnteredOnce, new RefusalArgument("stage", target.Code))
            : null;
    }

    private Refusal? Adopt(AdoptLifecyclePolicy c)
    {
        if (this.book.Get(c.PolicyVersion) is not { } adopted)
        {
            return new Refusal(RefusalCodes.UnknownPolicyVersion, new RefusalArgument("version", c.PolicyVersion.ToString()));
        }

        this.policy = adopted;
        return StreamRules.RefuseBlank("actor", c.Actor)
            ?? (c.PolicyVersion.Equals(this.state.PolicyVersion) ? null : this.Accept(new LifecyclePolicyAdopted(this.at, c.PolicyVersion, c.Actor)));
    }
}
