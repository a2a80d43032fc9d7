using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>A case: what happened in it, where it stands in the loop, and how its clocks stand.</summary>
/// <remarks>Immutable and thread-safe. It grows with what happens in the case, and with nothing else.</remarks>
public sealed class CaseState : IStreamState
{
    private FixedList<string> given = FixedList<string>.Empty;

    private CaseState()
    {
    }

    private CaseState(CaseState before)
    {
        this.given = before.given;
        this.EntryList = before.EntryList;
        this.ClockList = before.ClockList;
        this.Customer = before.Customer;
        this.Stage = before.Stage;
        this.Owner = before.Owner;
        this.PolicyVersion = before.PolicyVersion;
        this.RepeatOf = before.RepeatOf;
        this.SplitOff = before.SplitOff;
        this.MergedInto = before.MergedInto;
        this.OpenedAt = before.OpenedAt;
        this.ArchivedAt = before.ArchivedAt;
        this.LastEventAt = before.LastEventAt;
        this.Lateness = before.Lateness;
        this.HasReopened = before.HasReopened;
    }

    /// <summary>Gets whose case it is.</summary>
    public CustomerId Customer { get; private set; }

    /// <summary>Gets where it stands in the closed loop; null before it is opened.</summary>
    public CaseStage? Stage { get; private set; }

    /// <summary>Gets how far the work on it is (待分配, 处理中, 已完成).</summary>
    public CaseWorkState WorkState => this.Stage switch
    {
        CaseStage.Confirmed or CaseStage.Archived or CaseStage.Cancelled or CaseStage.Merged => CaseWorkState.Done,
        CaseStage.Processing or CaseStage.FedBack => CaseWorkState.InProgress,
        _ => this.Owner is null ? CaseWorkState.Unassigned : CaseWorkState.InProgress,
    };

    /// <summary>Gets the id of who handles it; null: nobody yet.</summary>
    public string? Owner { get; private set; }

    /// <summary>Gets the group that has it; null for none.</summary>
    public string? Group => this.EntryList.LastOrDefault(e => e.Group is not null)?.Group;

    /// <summary>Gets what is known of it; null before it is opened.</summary>
    public CaseFacts? Facts => this.EntryList.LastOrDefault(e => e.Facts is not null)?.Facts;

    /// <summary>Gets the version of the policy under which it stands; null before it is opened.</summary>
    public PolicyVersion? PolicyVersion { get; private set; }

    /// <summary>Gets the id of an earlier case about the same matter; null for none.</summary>
    public string? RepeatOf { get; private set; }

    /// <summary>Gets the id of the case that it was split off; null for none.</summary>
    public string? SplitOff { get; private set; }

    /// <summary>Gets the id of the case that it was merged into; null for none.</summary>
    public string? MergedInto { get; private set; }

    /// <summary>Gets when it was opened; null before.</summary>
    public Instant? OpenedAt { get; private set; }

    /// <summary>Gets when it was last archived; null if it isn't archived.</summary>
    public Instant? ArchivedAt { get; private set; }

    /// <summary>Gets a value indicating whether it was ever reopened, or its solution rejected.</summary>
    public bool HasReopened { get; private set; }

    /// <summary>Gets when the last event took effect; null before the first.</summary>
    public Instant? LastEventAt { get; private set; }

    /// <summary>Gets what happened in it, in the order in which it occurred.</summary>
    public IReadOnlyList<CaseEntry> Entries => this.EntryList;

    /// <summary>Gets the latest cycle of each clock as it stood after the last change, in ordinal order of the codes.</summary>
    public IReadOnlyList<ClockReading> Clocks => this.ClockList;

    /// <summary>Gets the ids of the notices that were given, in the order in which they were.</summary>
    public IReadOnlyList<string> NoticesGiven => this.given;

    /// <summary>Gets why deadlines were missed, as far as somebody said; the last word on each cycle.</summary>
    public IReadOnlyList<LatenessExplained> Lateness { get; private set; } = FixedList<LatenessExplained>.Empty;

    internal static CaseState None { get; } = new CaseState();

    internal FixedList<CaseEntry> EntryList { get; private set; } = FixedList<CaseEntry>.Empty;

    internal FixedList<ClockReading> ClockList { get; private set; } = FixedList<ClockReading>.Empty;

    internal bool IsGiven(string noticeId)
    {
        foreach (string id in this.given)
        {
            if (string.Equals(id, noticeId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal static CaseState Of(CaseSnapshot snapshot) => new CaseState
    {
        given = FixedList.Of(snapshot.NoticesGiven),
        EntryList = FixedList.Of(snapshot.Entries),
        ClockList = FixedList.Of(snapshot.Clocks),
        Customer = snapshot.Customer,
        Stage = snapshot.Stage,
        Owner = snapshot.Owner,
        PolicyVersion = snapshot.PolicyVersion,
        RepeatOf = snapshot.RepeatOf,
        SplitOff = snapshot.SplitOff,
        MergedInto = snapshot.MergedInto,
        OpenedAt = snapshot.OpenedAt,
        ArchivedAt = snapshot.ArchivedAt,
        LastEventAt = snapshot.LastEventAt,
        Lateness = FixedList.Of(snapshot.Lateness),
        HasReopened = snapshot.HasReopened,
    };

    internal CaseSnapshot ToSnapshot() => new CaseSnapshot(
        this.Customer,
        this.Stage,
        this.Owner,
        this.PolicyVersion,
        this.RepeatOf,
        this.SplitOff,
        this.MergedInto,
        this.OpenedAt,
        this.ArchivedAt,
        this.HasReopened,
        this.LastEventAt,
        this.EntryList,
        this.ClockList,
        this.given,
        this.Lateness);

    /// <summary>The entries and some more, in the order in which they occurred; of one instant in the order in which they came.</summary>
    internal FixedList<CaseEntry> With(IReadOnlyList<CaseEntry> more)
    {
        var entries = new List<CaseEntry>(this.EntryList.Count + more.Count);
        entries.AddRange(this.EntryList);
        foreach (CaseEntry entry in more)
        {
            int i = entries.Count;
            while (i > 0 && entries[i - 1].OccurredAt > entry.OccurredAt)
            {
                i--;
            }

            entries.Insert(i, entry);
        }

        return FixedList.Own(entries.ToArray());
    }

    /// <summary>The state after an event: total, and by what the event says alone.</summary>
    internal CaseState After(CaseEvent e)
    {
        var next = new CaseState(this) { LastEventAt = e.At };
        next.Take(e.Entry, e switch
        {
            CaseOpened opened => opened.Inherited,
            CaseAbsorbed absorbed => absorbed.Taken,
            _ => FixedList<CaseEntry>.Empty,
        });
        next.ClockList = e.Clocks is null ? this.ClockList : FixedList.Of(e.Clocks);
        switch (e)
        {
            case CaseOpened opened:
                next.Customer = opened.Customer;
                next.RepeatOf = opened.RepeatOf;
                next.SplitOff = opened.SplitOff;
                next.OpenedAt = opened.Entry.OccurredAt;
                next.Stage = CaseStage.Recorded;
                break;
            case CaseActivityRecorded recorded:
                next.Move(recorded);
                break;
            case CaseMerged merged:
                next.MergedInto = merged.Into;
                next.Stage = CaseStage.Merged;
                break;
            case NoticeRaised raised:
                next.given = FixedList.Own(this.given.Append(raised.NoticeId).ToArray());
                break;
            case DeadlineMissed missed:
                next.given = FixedList.Own(this.given.Append(missed.NoticeId).ToArray());
                break;
            case LatenessExplained explained:
                next.Lateness = FixedList.Own(this.Lateness.Where(l => l.Cycle != explained.Cycle || l.Clock != explained.Clock).Append(explained).ToArray());
                break;
        }

        return next;
    }

    private void Take(CaseEntry? entry, IReadOnlyList<CaseEntry> more)
    {
        if (entry is not null)
        {
            this.EntryList = this.With(more.Count == 0 ? FixedList.One(entry) : FixedList.Own(more.Append(entry).ToArray()));
            this.PolicyVersion = entry.PolicyVersion ?? this.PolicyVersion;
            this.Owner = this.EntryList.LastOrDefault(e => e.Activity is CaseActivities.Opened or CaseActivities.SplitOff or CaseActivities.Assigned)?.Owner;
        }
    }

    private void Move(CaseActivityRecorded recorded)
    {
        this.ArchivedAt = recorded.Stage != CaseStage.Archived ? null : this.Stage == CaseStage.Archived ? this.ArchivedAt : recorded.Entry.OccurredAt;
        this.HasReopened |= recorded.Entry.Activity is CaseActivities.Reopened or CaseActivities.Rejected;
        this.Stage = recorded.Stage;
    }
}
