using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>What a case is made of.</summary>
internal sealed class CaseSnapshot(
    CustomerId customer,
    CaseStage? stage,
    string? owner,
    PolicyVersion? policyVersion,
    string? repeatOf,
    string? splitOff,
    string? mergedInto,
    Instant? openedAt,
    Instant? archivedAt,
    bool hasReopened,
    Instant? lastEventAt,
    IReadOnlyList<CaseEntry> entries,
    IReadOnlyList<ClockReading> clocks,
    IReadOnlyList<string> noticesGiven,
    IReadOnlyList<LatenessExplained> lateness) : ISnapshot<CaseState>
{
    public CustomerId Customer { get; } = customer;

    public CaseStage? Stage { get; } = stage;

    public string? Owner { get; } = owner;

    public PolicyVersion? PolicyVersion { get; } = policyVersion;

    public string? RepeatOf { get; } = repeatOf;

    public string? SplitOff { get; } = splitOff;

    public string? MergedInto { get; } = mergedInto;

    public Instant? OpenedAt { get; } = openedAt;

    public Instant? ArchivedAt { get; } = archivedAt;

    public bool HasReopened { get; } = hasReopened;

    public Instant? LastEventAt { get; } = lastEventAt;

    public IReadOnlyList<CaseEntry> Entries { get; } = entries;

    public IReadOnlyList<ClockReading> Clocks { get; } = clocks;

    public IReadOnlyList<string> NoticesGiven { get; } = noticesGiven;

    public IReadOnlyList<LatenessExplained> Lateness { get; } = lateness;

    public CaseState ToState() => CaseState.Of(this);
}
