using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>What a tier assignment is made of.</summary>
internal sealed class TierAssignmentSnapshot(
    PolicyVersion? policyVersion,
    Instant? lastEventAt,
    string? assignedTier,
    Instant? assignedSince,
    Instant? since,
    TierAssessed? assessment,
    TierOverride? @override,
    PendingTier? pending,
    IReadOnlyList<TagSnapshot> tags) : ISnapshot<TierAssignmentState>
{
    public PolicyVersion? PolicyVersion { get; } = policyVersion;

    public Instant? LastEventAt { get; } = lastEventAt;

    public string? AssignedTier { get; } = assignedTier;

    public Instant? AssignedSince { get; } = assignedSince;

    public Instant? Since { get; } = since;

    public TierAssessed? Assessment { get; } = assessment;

    public TierOverride? Override { get; } = @override;

    public PendingTier? Pending { get; } = pending;

    public IReadOnlyList<TagSnapshot> Tags { get; } = tags;

    public TierAssignmentState ToState() => TierAssignmentState.Of(this);
}

/// <summary>Where one tag stands.</summary>
internal sealed class TagSnapshot(string tag, TagStatus status, Instant? confirmedSince)
{
    public string Tag { get; } = tag;

    public TagStatus Status { get; } = status;

    public Instant? ConfirmedSince { get; } = confirmedSince;

    internal static IReadOnlyList<TagSnapshot> Of(TierAssignmentState state) =>
        state.Tags.Select(t => new TagSnapshot(t.Key, t.Value, state.ConfirmedSince.TryGetValue(t.Key, out Instant since) ? since : null)).ToArray();
}

/// <summary>What the review of a run is made of.</summary>
internal sealed class RunReviewSnapshot(RunDrafted? draft, RunStatus status, Instant? lastEventAt) : ISnapshot<RunReviewState>
{
    public RunDrafted? Draft { get; } = draft;

    public RunStatus Status { get; } = status;

    public Instant? LastEventAt { get; } = lastEventAt;

    public RunReviewState ToState() => new RunReviewState(this.Draft, this.Status, this.LastEventAt);
}
