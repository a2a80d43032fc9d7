using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a member needs to keep the tier, and to reach the next one, and by when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TierOutlook
{
    private TierOutlook(string tier, long progress, Instant? keptUntil, long toKeep, LoyaltyTier? next, long toReach, Instant? reachBy)
    {
        this.Tier = tier;
        this.Progress = FixedPoint.ToDecimal(progress);
        this.KeptUntil = keptUntil;
        this.ToKeep = FixedPoint.ToDecimal(toKeep);
        this.NextTier = next?.Code;
        this.ToReachNext = FixedPoint.ToDecimal(toReach);
        this.ReachBy = reachBy;
    }

    /// <summary>Gets the code of the qualified tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the progress that counts now, in the unit of the ladder's measure.</summary>
    public decimal Progress { get; }

    /// <summary>Gets when the tier falls if nothing more is done, exclusive; null: it doesn't fall.</summary>
    public Instant? KeptUntil { get; }

    /// <summary>Gets how much more progress, made before <see cref="KeptUntil"/>, would keep the tier then; 0 if none is needed.</summary>
    public decimal ToKeep { get; }

    /// <summary>Gets the code of the next tier up; null at the top.</summary>
    public string? NextTier { get; }

    /// <summary>Gets how much more progress would reach it now; 0 at the top.</summary>
    public decimal ToReachNext { get; }

    /// <summary>Gets until when that holds, exclusive, as some of what counts now stops counting then; null: for ever.</summary>
    public Instant? ReachBy { get; }

    internal static TierOutlook? Of(PointsAccountState state, LoyaltyPolicy policy, Instant at)
    {
        if (policy.Parts.Ladder is not { } ladder || ladder.Find(state.Tier.QualifiedTier) is not { } tier || state.LastEventAt is not { } last)
        {
            return null;
        }

        LadderBuckets buckets = policy.Buckets!;
        long progress = buckets.At(state, at);
        Instant? reachBy = null;
        foreach (Instant loss in buckets.LossesAfter(state, at))
        {
            if (buckets.At(state, loss) < progress)
            {
                reachBy = loss;
                break;
            }
        }

        Instant? falls = ladder.Downgrade == LadderDowngrade.Never ? null : FallsAt(state, policy, at > last ? at : last);
        long missing = falls is { } f && tier.Threshold > buckets.At(state, f) ? tier.Threshold - buckets.At(state, f) : 0;
        LoyaltyTier? next = tier.Rank + 1 < ladder.Tiers.Length ? ladder.Tiers[tier.Rank + 1] : null;
        long toReach = next is null || next.Threshold <= progress ? 0 : next.Threshold - progress;
        return new TierOutlook(tier.Code, progress, falls, missing, next, toReach, reachBy);
    }

    /// <summary>When the tier really falls: after grace, minimum stay and protection.</summary>
    private static Instant? FallsAt(PointsAccountState state, LoyaltyPolicy policy, Instant at)
    {
        if (state.Tier.Falling is { } falling)
        {
            return falling.Due;
        }

        Ladder ladder = policy.Parts.Ladder!;
        LoyaltyTier tier = ladder.Find(state.Tier.QualifiedTier)!;
        foreach (Instant loss in policy.Buckets!.LossesAfter(state, at))
        {
            if (ladder.Reached(policy.Buckets.At(state, loss)).Rank < tier.Rank)
            {
                return TierRules.Next(state, policy, ladder, loss, false) is LoyaltyTierFalling later ? later.Due : loss;
            }
        }

        return null;
    }
}
