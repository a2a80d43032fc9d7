using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>What progress and time do to a loyalty tier.</summary>
internal static class TierRules
{
    /// <summary>Adds what the events so far do to the tier.</summary>
    internal static void Follow(DecisionDraft draft, LoyaltyPolicy policy, bool corrects)
    {
        if (policy.Parts.Ladder is not { } ladder || draft.State.Status == AccountStatus.Closed)
        {
            return;
        }

        if (Next(draft.State, policy, ladder, draft.At, corrects) is { } change)
        {
            draft.Add(change);
        }
    }

    /// <summary>Whether an award of so much progress could change anything, without working out the state after it.</summary>
    internal static bool MayChange(PointsAccountState state, LoyaltyPolicy policy, IReadOnlyList<ProgressChange> changes, Instant at)
    {
        if (policy.Parts.Ladder is not { } ladder)
        {
            return false;
        }

        if (state.Tier.Falling is not null || ladder.Period is not (LadderPeriod.Rolling or LadderPeriod.Lifetime) || ladder.Find(state.Tier.QualifiedTier) is not { } tier)
        {
            return true;
        }

        long progress = policy.Buckets!.At(state, at);
        for (int i = 0; i < changes.Count; i++)
        {
            progress += changes[i].ChangeUnits;
        }

        return ladder.Reached(progress).Rank != tier.Rank;
    }

    /// <summary>What a settled account's tier does at an instant, or null.</summary>
    internal static PointsEvent? Next(PointsAccountState state, LoyaltyPolicy policy, Ladder ladder, Instant at, bool corrects)
    {
        long progress = policy.Buckets!.At(state, at);
        LoyaltyTier reached = ladder.Reached(progress);
        if (ladder.Find(state.Tier.QualifiedTier) is not { } tier)
        {
            LoyaltyTierCause cause = state.Tier.QualifiedTier is null ? LoyaltyTierCause.Entry : LoyaltyTierCause.PolicyChanged;
            return new LoyaltyTierChanged(at, state.Tier.QualifiedTier, reached.Code, cause, FixedPoint.ToDecimal(progress), at, null);
        }

        if (reached.Rank > tier.Rank)
        {
            return ladder.UpgradesAtOnce || IsPeriodEnd(state, policy, at) ? Changed(state, at, reached, LoyaltyTierCause.Qualified, progress, null)
                : state.Tier.Falling is null ? null
                : new LoyaltyTierKept(at, tier.Code, FixedPoint.ToDecimal(progress));
        }

        if (reached.Rank == tier.Rank)
        {
            return state.Tier.Falling is null ? null : new LoyaltyTierKept(at, tier.Code, FixedPoint.ToDecimal(progress));
        }

        bool isProtected = state.Tier.ProtectedUntil is { } until && until > at;
        if (corrects && !isProtected)
        {
            return Changed(state, at, reached, LoyaltyTierCause.Corrected, progress, null);
        }

        if (ladder.Downgrade == LadderDowngrade.Never)
        {
            // Another policy may have announced a fall.
            return state.Tier.Falling is null ? null : new LoyaltyTierKept(at, tier.Code, FixedPoint.ToDecimal(progress));
        }

        return Fall(state, policy, ladder, at, tier, reached, progress);
    }

    /// <summary>When the tier changes next if nothing happens, or null.</summary>
    internal static Instant? NextDue(PointsAccountState state, LoyaltyPolicy policy)
    {
        if (state.LastEventAt is not { } last || state.Status == AccountStatus.Closed)
        {
            return null;
        }

        // What was set by hand ends at its time, whatever ladder the policy of then has.
        if (policy.Parts.Ladder is not { } ladder || ladder.Find(state.Tier.QualifiedTier) is not { } tier)
        {
            return state.Tier.Override?.Set.Until;
        }

        // What another event of the same instant left to be done: progress and points may go at one midnight, a fall may lead to the next.
        if (Next(state, policy, ladder, last, false) is not null)
        {
            return last;
        }

        Instant? due = state.Tier.Override?.Set.Until;
        due = Earlier(due, state.Tier.Falling?.Due);
        due = Earlier(due, AnniversaryDue(state, ladder, tier, last));
        if (!ladder.UpgradesAtOnce && policy.Buckets!.PeriodEnd(state, last) is var end && ladder.Reached(policy.Buckets.At(state, end)).Rank > tier.Rank)
        {
            due = Earlier(due, end);
        }

        return state.Tier.Falling is null && ladder.Downgrade != LadderDowngrade.Never ? Earlier(due, NextLoss(state, policy, ladder, tier, last)) : due;
    }

    /// <summary>What happens to the tier at an instant that <see cref="NextDue"/> gave.</summary>
    internal static PointsEvent? Settle(PointsAccountState state, LoyaltyPolicy policy, Instant due)
    {
        if (state.Tier.Override?.Set.Until <= due)
        {
            return new LoyaltyTierOverrideEnded(due, null, null);
        }

        if (policy.Parts.Ladder is not { } ladder || ladder.Find(state.Tier.QualifiedTier) is not { } tier)
        {
            return null;
        }

        if (AnniversaryDue(state, ladder, tier, state.LastEventAt!.Value) == due)
        {
            return Changed(state, due, ladder.Tiers[tier.Rank + 1], LoyaltyTierCause.Anniversary, policy.Buckets!.At(state, due), ladder.AnniversaryFor!.After(due, policy.Zone));
        }

        return Next(state, policy, ladder, due, false);
    }

    internal static Instant? Earlier(Instant? one, Instant? other) => one is null ? other : other is null || one <= other ? one : other;

    private static LoyaltyTierChanged Changed(PointsAccountState state, Instant at, LoyaltyTier to, LoyaltyTierCause cause, long progress, Instant? protectedUntil)
    {
        // Protection outlives a rise.
        Instant? still = state.Tier.ProtectedUntil is { } until && until > at ? until : null;
        Instant? later = still is not null && (protectedUntil is null || still > protectedUntil) && cause is LoyaltyTierCause.Qualified or LoyaltyTierCause.Anniversary ? still : protectedUntil;
        return new LoyaltyTierChanged(at, state.Tier.QualifiedTier, to.Code, cause, FixedPoint.ToDecimal(progress), at, later);
    }

    private static PointsEvent? Fall(PointsAccountState state, LoyaltyPolicy policy, Ladder ladder, Instant at, LoyaltyTier tier, LoyaltyTier reached, long progress)
    {
        LoyaltyTier to = ladder.Downgrade == LadderDowngrade.OneLevel ? ladder.Tiers[tier.Rank - 1] : reached;
        if (state.Tier.Falling is { } falling)
        {
            return falling.Due <= at ? Changed(state, at, to, LoyaltyTierCause.Fell, progress, null) : null;
        }

        Instant due = ladder.Grace?.After(at, policy.Zone) ?? at;
        Instant since = state.Tier.Since!.Value;
        due = Later(due, ladder.MinimumStay?.After(since, policy.Zone));
        due = Later(due, state.Tier.ProtectedUntil);
        if (ladder.Downgrade == LadderDowngrade.OneLevel && state.Tier.Last!.Cause == LoyaltyTierCause.Fell)
        {
            due = Later(due, policy.Buckets!.PeriodEnd(state, since));
        }

        return due <= at
            ? Changed(state, at, to, LoyaltyTierCause.Fell, progress, null)
            : new LoyaltyTierFalling(at, tier.Code, to.Code, due, FixedPoint.ToDecimal(progress));
    }

    private static Instant Later(Instant one, Instant? other) => other is { } o && o > one ? o : one;

    private static bool IsPeriodEnd(PointsAccountState state, LoyaltyPolicy policy, Instant at) => policy.Buckets!.PeriodEnd(state, at - Duration.Epsilon) == at;

    /// <summary>The anniversary that lifts the tier, if it lies ahead and there is a tier above.</summary>
    private static Instant? AnniversaryDue(PointsAccountState state, Ladder ladder, LoyaltyTier tier, Instant last)
    {
        if (ladder.AnniversaryAfter?.Period is not { } after || state.Tier.HadAnniversary || state.Opened is not { } opened || tier.Rank == ladder.Tiers.Length - 1)
        {
            return null;
        }

        Instant at = LocalDays.StartOf(opened.JoinedOn.Plus(after), ladder.Zone);
        return at > opened.At && at >= last ? at : null;
    }

    private static Instant? NextLoss(PointsAccountState state, LoyaltyPolicy policy, Ladder ladder, LoyaltyTier tier, Instant last)
    {
        if (ladder.Period == LadderPeriod.Rolling)
        {
            return policy.Buckets!.RollingLoss(state.ProgressLog, last, tier);
        }

        foreach (Instant loss in policy.Buckets!.LossesAfter(state, last))
        {
            if (ladder.Reached(policy.Buckets.At(state, loss)).Rank < tier.Rank)
            {
                return loss;
            }
        }

        return null;
    }
}
