using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A tier set by hand.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LoyaltyTierOverride
{
    internal LoyaltyTierOverride(LoyaltyTierOverridden set) => this.Set = set;

    /// <summary>Gets how it was set: tier, actor, reason and end.</summary>
    public LoyaltyTierOverridden Set { get; }
}

/// <summary>A member's loyalty tier as it stands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TierStanding
{
    /// <summary>How many changes are remembered for documents that come late.</summary>
    private const int Remembered = 16;

    internal static readonly TierStanding None = new TierStanding(null, null, null, false, null, FixedList<LoyaltyTierChanged>.Empty);

    private readonly FixedList<LoyaltyTierChanged> changes;

    private TierStanding(LoyaltyTierChanged? last, LoyaltyTierFalling? falling, Instant? protectedUntil, bool hadAnniversary, LoyaltyTierOverride? set, FixedList<LoyaltyTierChanged> changes)
    {
        this.Last = last;
        this.Falling = falling;
        this.ProtectedUntil = protectedUntil;
        this.HadAnniversary = hadAnniversary;
        this.Override = set;
        this.changes = changes;
    }

    /// <summary>Gets the code of the tier in force: the override's, else the qualified one; null without a ladder.</summary>
    public string? Tier => this.Override?.Set.Tier ?? this.QualifiedTier;

    /// <summary>Gets the code of the tier that the progress gave, whether or not an override hides it.</summary>
    public string? QualifiedTier => this.Last?.To;

    /// <summary>Gets since when the member has the qualified tier.</summary>
    public Instant? Since => this.Last?.Since;

    /// <summary>Gets until when it can't fall, exclusive; null: no protection.</summary>
    public Instant? ProtectedUntil { get; }

    /// <summary>Gets the fall that is due, or null.</summary>
    public LoyaltyTierFalling? Falling { get; }

    /// <summary>Gets the tier set by hand, or null.</summary>
    public LoyaltyTierOverride? Override { get; }

    /// <summary>Gets the last changes, oldest first; at most 16.</summary>
    public IReadOnlyList<LoyaltyTierChanged> Changes => this.changes;

    /// <summary>Gets a value indicating whether the membership's anniversary has lifted the tier.</summary>
    internal bool HadAnniversary { get; }

    /// <summary>Gets the last change.</summary>
    internal LoyaltyTierChanged? Last { get; }

    /// <summary>The tier at a business date, as far back as changes are remembered.</summary>
    internal string? TierAt(Instant at)
    {
        if (this.Override is { } set && at >= set.Set.At)
        {
            return set.Set.Tier;
        }

        LoyaltyTierChanged? last = this.Last;
        if (last is null || at >= last.At)
        {
            return last?.To;
        }

        for (int i = this.changes.Count - 1; i >= 0; i--)
        {
            if (this.changes[i].At <= at)
            {
                return this.changes[i].To;
            }
        }

        return this.changes[0].From ?? this.changes[0].To;
    }

    internal static TierStanding Of(TierStandingSnapshot snapshot) => new TierStanding(
        snapshot.Changes.Count == 0 ? null : snapshot.Changes[snapshot.Changes.Count - 1], snapshot.Falling, snapshot.ProtectedUntil, snapshot.HadAnniversary, snapshot.Override, FixedList.Of(snapshot.Changes));

    internal TierStandingSnapshot ToSnapshot() => new TierStandingSnapshot(this.Falling, this.ProtectedUntil, this.HadAnniversary, this.Override, this.changes);

    internal TierStanding After(PointsEvent e)
    {
        switch (e)
        {
            case LoyaltyTierChanged changed:
                FixedList<LoyaltyTierChanged> history = FixedList.Own(this.changes.Skip(Math.Max(0, this.changes.Count + 1 - Remembered)).Append(changed).ToArray());
                return new TierStanding(changed, null, changed.ProtectedUntil, this.HadAnniversary || changed.Cause == LoyaltyTierCause.Anniversary, this.Override, history);
            case LoyaltyTierFalling falling:
                return new TierStanding(this.Last, falling, this.ProtectedUntil, this.HadAnniversary, this.Override, this.changes);
            case LoyaltyTierKept:
                return new TierStanding(this.Last, null, this.ProtectedUntil, this.HadAnniversary, this.Override, this.changes);
            case LoyaltyTierOverridden set:
                return new TierStanding(this.Last, this.Falling, this.ProtectedUntil, this.HadAnniversary, new LoyaltyTierOverride(set), this.changes);
            case LoyaltyTierOverrideEnded:
                return new TierStanding(this.Last, this.Falling, this.ProtectedUntil, this.HadAnniversary, null, this.changes);
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not a tier's.", nameof(e));
        }
    }
}
