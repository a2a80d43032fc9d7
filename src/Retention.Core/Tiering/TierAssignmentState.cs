using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>A tier set by hand.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TierOverride
{
    internal TierOverride(string tier, string actor, string reason, Instant since, Instant? until)
    {
        this.Reason = reason;
        this.Tier = tier;
        this.Actor = actor;
        this.Since = since;
        this.Until = until;
    }

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets since when it is in force.</summary>
    public Instant Since { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is cleared.</summary>
    public Instant? Until { get; }
}

/// <summary>A worse tier that waits until the minimum dwell is over.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PendingTier
{
    internal PendingTier(string tier, Instant at)
    {
        this.Tier = tier;
        this.At = at;
    }

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets when it takes effect.</summary>
    public Instant At { get; }
}

/// <summary>A customer's tier as it stands: assigned, overridden, pending, with tags.</summary>
/// <remarks>Immutable and thread-safe. Only published runs reach it, so this is the tier that other domains read.</remarks>
public sealed class TierAssignmentState : IStreamState
{
    internal TierAssignmentState()
    {
    }

    private TierAssignmentState(TierAssignmentState other)
    {
        this.PolicyVersion = other.PolicyVersion;
        this.LastEventAt = other.LastEventAt;
        this.AssignedTier = other.AssignedTier;
        this.AssignedSince = other.AssignedSince;
        this.Since = other.Since;
        this.Assessment = other.Assessment;
        this.Override = other.Override;
        this.Pending = other.Pending;
        this.Tags = other.Tags;
        this.ConfirmedSince = other.ConfirmedSince;
    }

    /// <summary>Gets the policy version under which the stream stands; null before the first assessment or adoption.</summary>
    public PolicyVersion? PolicyVersion { get; private set; }

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; private set; }

    /// <summary>Gets the code of the tier in force: the override's, else the assigned one; null before the first assessment.</summary>
    public string? Tier => this.Override?.Tier ?? this.AssignedTier;

    /// <summary>Gets since when the customer has had <see cref="Tier"/> without a break; null before the first.</summary>
    public Instant? Since { get; private set; }

    /// <summary>Gets the code of the tier that the runs gave, whether or not an override hides it.</summary>
    public string? AssignedTier { get; private set; }

    /// <summary>Gets since when it is <see cref="AssignedTier"/>; the minimum dwell counts from here.</summary>
    public Instant? AssignedSince { get; private set; }

    /// <summary>Gets the last assessment; null before the first.</summary>
    public TierAssessed? Assessment { get; private set; }

    /// <summary>Gets the override in force, or null.</summary>
    public TierOverride? Override { get; private set; }

    /// <summary>Gets the worse tier that waits for the dwell to end, or null.</summary>
    public PendingTier? Pending { get; private set; }

    /// <summary>Gets the tags with a status, in ordinal order.</summary>
    public IReadOnlyDictionary<string, TagStatus> Tags { get; private set; } = NoTags;

    /// <summary>Gets since when each confirmed tag is confirmed.</summary>
    public IReadOnlyDictionary<string, Instant> ConfirmedSince { get; private set; } = Sequence.Copy(new Dictionary<string, Instant>(StringComparer.Ordinal));

    private static IReadOnlyDictionary<string, TagStatus> NoTags { get; } = Sequence.Copy(new Dictionary<string, TagStatus>(StringComparer.Ordinal));

    /// <summary>Where a tag stands.</summary>
    /// <param name="tag">The code of the tag.</param>
    /// <returns>Its status.</returns>
    public TagStatus StatusOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return this.Tags.TryGetValue(tag, out TagStatus status) ? status : TagStatus.None;
    }

    /// <summary>The confirmed tags as facts, for the next run's conditions.</summary>
    /// <param name="customer">The customer whose state this is.</param>
    /// <returns>One fact per confirmed tag, in ordinal order.</returns>
    public IReadOnlyList<Facts.TagFact> TagFacts(CustomerId customer) => this.ConfirmedSince.Select(t => new Facts.TagFact(customer, t.Key, t.Value)).ToArray();

    internal static TierAssignmentState Of(TierAssignmentSnapshot snapshot) => new TierAssignmentState
    {
        PolicyVersion = snapshot.PolicyVersion,
        LastEventAt = snapshot.LastEventAt,
        AssignedTier = snapshot.AssignedTier,
        AssignedSince = snapshot.AssignedSince,
        Since = snapshot.Since,
        Assessment = snapshot.Assessment,
        Override = snapshot.Override,
        Pending = snapshot.Pending,
        Tags = Sequence.Copy(snapshot.Tags.Select(t => new KeyValuePair<string, TagStatus>(t.Tag, t.Status))),
        ConfirmedSince = Sequence.Copy(snapshot.Tags.Where(t => t.ConfirmedSince is not null).Select(t => new KeyValuePair<string, Instant>(t.Tag, t.ConfirmedSince!.Value))),
    };

    internal TierAssignmentSnapshot ToSnapshot() => new TierAssignmentSnapshot(
        this.PolicyVersion, this.LastEventAt, this.AssignedTier, this.AssignedSince, this.Since, this.Assessment, this.Override, this.Pending, TagSnapshot.Of(this));

    internal TierAssignmentState After(TierEvent e)
    {
        var next = new TierAssignmentState(this) { LastEventAt = e.At };
        switch (e)
        {
            case TierAssessed assessed:
                next.Assessment = assessed;
                next.PolicyVersion = assessed.PolicyVersion;

                // What an earlier assessment had pending is settled by this one, with the event that follows.
                next.Pending = null;
                break;
            case TierAssigned assigned:
                next.AssignedTier = assigned.To;
                next.AssignedSince = assigned.At;
                next.Pending = null;
                break;
            case TierHeld held:
                next.Pending = held.Until is { } until ? new PendingTier(held.Pending, until) : null;
                break;
            case TierOverridden overridden:
                next.Override = new TierOverride(overridden.Tier, overridden.Actor, overridden.Reason, overridden.At, overridden.Until);
                break;
            case OverrideEnded:
                next.Override = null;
                break;
            case TagChanged tag:
                next.Tags = With(this.Tags, tag.Tag, tag.Status);
                next.ConfirmedSince = With(this.ConfirmedSince, tag.Tag, tag.At, tag.Status == TagStatus.Confirmed);
                break;
            case TieringPolicyAdopted adopted:
                next.PolicyVersion = adopted.PolicyVersion;

                // What waited was decided by the policy before; the next assessment decides anew.
                next.Pending = null;
                break;
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not a tier assignment's.", nameof(e));
        }

        if (!string.Equals(next.Tier, this.Tier, StringComparison.Ordinal))
        {
            next.Since = next.Tier is null ? null : e.At;
        }

        return next;
    }

    private static IReadOnlyDictionary<string, TagStatus> With(IReadOnlyDictionary<string, TagStatus> tags, string tag, TagStatus status) => With(tags, tag, status, status != TagStatus.None);

    private static IReadOnlyDictionary<string, T> With<T>(IReadOnlyDictionary<string, T> items, string key, T value, bool present)
    {
        IEnumerable<KeyValuePair<string, T>> others = items.Where(t => !string.Equals(t.Key, key, StringComparison.Ordinal));
        return Sequence.Copy((present ? others.Concat([new KeyValuePair<string, T>(key, value)]) : others).OrderBy(t => t.Key, StringComparer.Ordinal));
    }
}
