using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>A member's points account in one programme: earning, keeping, spending, taking back; tiers, benefits and coupons.</summary>
/// <remarks>
/// One stream per member and programme; a member may be a company. Points are money owed: every movement is double-entry, nothing lapses late
/// or is lost, and every event says why. Not settled commands are not wrong: <see cref="ProcessExtensions.Handle{TState, TCommand, TEvent}"/>
/// settles first. Thread-safe.
/// </remarks>
public sealed class PointsAccount : IProcess<PointsAccountState, PointsCommand, PointsEvent>
{
    private readonly PolicyBook<LoyaltyPolicy> book;

    /// <summary>Makes the process.</summary>
    /// <param name="book">Every version of the policy under which accounts stand.</param>
    public PointsAccount(PolicyBook<LoyaltyPolicy> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        this.book = book;
    }

    /// <inheritdoc/>
    public PointsAccountState Initial => PointsAccountState.None;

    /// <inheritdoc/>
    public IReadOnlyList<PointsEvent> Settle(PointsAccountState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        List<PointsEvent>? events = null;
        while (this.NextDue(state) is { } next && next <= now)
        {
            // What a hold protected may have passed its date before; it lapses when it is back.
            Instant due = state.LastEventAt is { } last && last > next ? last : next;
            PointsEvent e = AccountSettlement.At(state, this.PolicyOf(state, due), this.book, due)
                ?? throw new InvalidOperationException("Something was due at " + due + " and didn't happen; this is a mistake of the library.");
            (events ??= new List<PointsEvent>()).Add(e);
            state = state.After(e);
        }

        return events ?? (IReadOnlyList<PointsEvent>)FixedList<PointsEvent>.Empty;
    }

    /// <inheritdoc/>
    public Decision<PointsEvent> Decide(PointsAccountState state, PointsCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<PointsEvent>(early);
        }

        if (!Nanoseconds.Holds(command.At))
        {
            return Decision.Refuse<PointsEvent>(new Refusal(LoyaltyRefusals.InstantOutOfRange, new RefusalArgument("what", "decision time"), StreamRules.Argument("given", command.At)));
        }

        if (AccountDecisions.RefuseStatus(state, command) is { } closed)
        {
            return Decision.Refuse<PointsEvent>(closed);
        }

        try
        {
            LoyaltyPolicy policy = this.PolicyOf(state, command.At);
            var draft = new DecisionDraft(state, this.EarningPolicy(policy, command), this.book, command.At);
            Refusal? refusal = this.Decide(draft, command, policy);
            return refusal is null ? Accepted(draft) : Decision.Refuse<PointsEvent>(refusal);
        }
        catch (OverflowException)
        {
            // Amounts that no programme has end here, before anything is written.
            return Decision.Refuse<PointsEvent>(new Refusal(LoyaltyRefusals.PointsOutOfRange, new RefusalArgument("action", command.TypeName.Substring("loyalty.".Length))));
        }
    }

    /// <inheritdoc/>
    public PointsAccountState Evolve(PointsAccountState state, PointsEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(PointsAccountState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.LastEventAt is { } last ? AccountSettlement.NextDue(state, this.PolicyOf(state, last)) : null;
    }

    /// <summary>What the member needs to keep the tier, and to reach the next one.</summary>
    /// <param name="state">The account; what time has done by the instant is taken into account.</param>
    /// <param name="at">The instant to look from.</param>
    /// <returns>The outlook; null before the account is opened, or without a ladder.</returns>
    public TierOutlook? Outlook(PointsAccountState state, Instant at)
    {
        ArgumentNullException.ThrowIfNull(state);
        PointsAccountState now = this.View(state, at);
        return TierOutlook.Of(now, this.PolicyOf(now, at), at);
    }

    private static Decision<PointsEvent> Accepted(DecisionDraft draft)
    {
        FixedList<PointsEvent> events = draft.ToList();
        long moved = 0;
        for (int e = 0; e < events.Count; e++)
        {
            IReadOnlyList<Posting> postings = events[e].Postings;
            for (int i = 0; i < postings.Count; i++)
            {
                // As every account keeps to a sixteenth of the range, what lapses by time alone, which is never refused, fits what is left.
                Posting posting = postings[i];
                WalletBalance? wallet = draft.Start.Find(posting.Wallet);
                long amount = posting.Amount.TenThousandths;
                long from = wallet?.TotalOf(posting.From) ?? 0;
                long to = wallet?.TotalOf(posting.To) ?? 0;
                if (from >= amount && to <= -amount)
                {
                    // What goes back where it came from, as when a merge is undone, makes both sides smaller.
                    continue;
                }

                moved = checked(moved + amount);
                long most = Math.Max(Math.Abs(from), Math.Abs(to));
                if (most > (long.MaxValue / 16) - moved)
                {
                    throw new OverflowException("The wallet holds all it can.");
                }
            }
        }

        // Not Decision.Accept, which would copy a list that nobody can change.
        return new Decision<PointsEvent>(events, null);
    }

    /// <summary>A purchase may earn under the policy of its business date; everything else follows the account's.</summary>
    private LoyaltyPolicy EarningPolicy(LoyaltyPolicy policy, PointsCommand command)
    {
        Purchase? purchase = (command as RecordPurchase)?.Purchase ?? (command as RecordExchange)?.Purchase;
        return purchase is not null && policy.Parts.EffectiveDateDecides
            ? this.book.AtOrFirst(EarningDecisions.BusinessDate(purchase, policy.Parts.BusinessDate).ToInstant(policy.Zone))
            : policy;
    }

    private LoyaltyPolicy PolicyOf(PointsAccountState state, Instant at) =>
        (state.PolicyVersion is { } version ? this.book.Get(version) : null) ?? this.book.AtOrFirst(at);

    private Refusal? Decide(DecisionDraft draft, PointsCommand command, LoyaltyPolicy policy)
    {
        switch (command)
        {
            case RecordPurchase purchase:
                return EarningDecisions.Purchase(draft, purchase) ?? this.Follow(draft, policy, false);
            case RedeemPoints redeem:
                return RedemptionDecisions.Redeem(draft, redeem);
            case AccruePart part:
                return EarningDecisions.Part(draft, part) ?? this.Follow(draft, policy, false);
            case RecordActivity activity:
                return EarningDecisions.Activity(draft, activity) ?? this.Follow(draft, policy, false);
            case ReportMilestone milestone:
                return EarningDecisions.Milestone(draft, milestone) ?? this.SettleNow(draft);
            case RecordReturn goods:
                return ReturnDecisions.Return(draft, goods) ?? this.Follow(draft, policy, policy.Parts.CorrectsTier);
            case RecordCreditNote credit:
                return ReturnDecisions.CreditNote(draft, credit) ?? this.Follow(draft, policy, policy.Parts.CorrectsTier);
            case RecordExchange exchange:
                return ReturnDecisions.Exchange(draft, exchange) ?? this.Follow(draft, policy, policy.Parts.CorrectsTier);
            case CancelPending cancel:
                return ReturnDecisions.CancelPending(draft, cancel) ?? this.Follow(draft, policy, policy.Parts.CorrectsTier);
            case HoldPoints hold:
                return RedemptionDecisions.Hold(draft, hold);
            case CaptureHold capture:
                return RedemptionDecisions.Capture(draft, capture);
            case ReleaseHold release:
                return RedemptionDecisions.Release(draft, release);
            case CancelRedemption cancel:
                return RedemptionDecisions.Cancel(draft, cancel);
            case AdjustPoints adjust:
                return TransferDecisions.Adjust(draft, adjust);
            case SendPoints send:
                return TransferDecisions.Send(draft, send);
            case ReceivePoints receive:
                return TransferDecisions.Receive(draft, receive);
            case ImportBalance import:
                return TransferDecisions.Import(draft, import) ?? this.Follow(draft, policy, false);
            default:
                return this.DecideOnAccount(draft, command, policy);
        }
    }

    private Refusal? DecideOnAccount(DecisionDraft draft, PointsCommand command, LoyaltyPolicy policy)
    {
        switch (command)
        {
            case OpenAccount open:
                return AccountDecisions.Open(draft, open) ?? this.Follow(draft, policy, false);
            case SetAccountStatus status:
                return AccountDecisions.SetStatus(draft, status);
            case CloseAccount close:
                return MergeDecisions.Close(draft, close);
            case SetSpendingRight right:
                return AccountDecisions.SetRight(draft, right);
            case AdoptLoyaltyPolicy adopt:
                return AccountDecisions.Adopt(draft, adopt, this.book) ?? this.Follow(draft, this.book.Get(adopt.PolicyVersion)!, false);
            case RedateLots redate:
                return AccountDecisions.Redate(draft, redate);
            case SendAccount send:
                return MergeDecisions.Send(draft, send);
            case ReceiveAccount receive:
                return MergeDecisions.Receive(draft, receive) ?? this.Follow(draft, policy, false);
            case SplitAccount split:
                return MergeDecisions.Split(draft, split) ?? this.Follow(draft, policy, false);
            case ReopenAccount reopen:
                return MergeDecisions.Reopen(draft, reopen) ?? this.SettleNow(draft) ?? this.Follow(draft, policy, false);
            case OverrideLoyaltyTier set:
                return BenefitDecisions.Override(draft, set);
            case ClearLoyaltyTierOverride clear:
                return BenefitDecisions.ClearOverride(draft, clear);
            case UseBenefit use:
                return BenefitDecisions.Use(draft, use);
            case RestoreBenefit restore:
                return BenefitDecisions.Restore(draft, restore);
            case IssueCoupon issue:
                return BenefitDecisions.Issue(draft, issue);
            case UseCoupon use:
                return BenefitDecisions.Use(draft, use);
            case RestoreCoupon restore:
                return BenefitDecisions.Restore(draft, restore);
            case VoidCoupon discard:
                return BenefitDecisions.Void(draft, discard);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not a points account's.", nameof(command));
        }
    }

    /// <summary>What the progress that moved does to the tier.</summary>
    private Refusal? Follow(DecisionDraft draft, LoyaltyPolicy policy, bool corrects)
    {
        if (draft.Count == 1 && draft.First is PointsAwarded { Pending.Count: 0 } awarded && !TierRules.MayChange(draft.Start, policy, awarded.Progress, draft.At))
        {
            return null;
        }

        TierRules.Follow(draft, policy, corrects);
        return this.SettleNow(draft);
    }

    /// <summary>What the decision made due at its own instant happens with it, so that nothing is ever due before the last event.</summary>
    private Refusal? SettleNow(DecisionDraft draft)
    {
        foreach (PointsEvent e in this.Settle(draft.State, draft.At))
        {
            draft.Add(e);
        }

        return null;
    }
}
