using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>An activity in the state, or all those of one local day that have neither id nor number.</summary>
internal sealed class ActivityEntry : IDated
{
    internal ActivityEntry(StageActivity activity, int count, long totalBefore, Instant? closedAt, Instant? firstAt = null)
    {
        this.Activity = activity;
        this.Day = LocalDays.NumberOf(activity.Date ?? activity.OccurredAt.InUtc().Date);
        this.Count = count;
        this.Total = totalBefore + count;
        this.ClosedAt = closedAt;
        this.FirstAt = firstAt ?? activity.OccurredAt;
    }

    public int Day { get; }

    /// <summary>Gets how many activities there are up to this one.</summary>
    public long Total { get; }

    /// <summary>Gets the activity; the last one of the day.</summary>
    internal StageActivity Activity { get; }

    internal Instant At => this.Activity.OccurredAt;

    /// <summary>Gets when the first of them happened.</summary>
    internal Instant FirstAt { get; }

    internal int Count { get; }

    internal Instant? ClosedAt { get; }

    /// <summary>The activity with what has become of it, or how many there were.</summary>
    internal StageActivity AsKnown() => new StageActivity(this.Activity.Id, this.Activity.Activity, this.At, this.Activity.Value, this.Activity.Date, this.Count, this.ClosedAt);

    internal bool IsBucket => this.Activity.Id is null && this.Activity.Value is null;

    /// <summary>A bucket with what another holds, at the instant of the last of both.</summary>
    internal ActivityEntry With(ActivityEntry other) => new ActivityEntry(
        this.At > other.At ? this.Activity : other.Activity,
        (int)Math.Min(int.MaxValue, (long)this.Count + other.Count),
        this.Total - this.Count,
        null,
        Instant.Min(this.FirstAt, other.FirstAt));

    internal bool Is(string id) => string.Equals(this.Activity.Id, id, StringComparison.Ordinal);

    internal bool IsBefore(ActivityEntry other) => this.Day != other.Day ? this.Day < other.Day : this.At < other.At;

    /// <summary>Whether it waits to be closed, which only what has an id can be.</summary>
    internal bool IsOpenAt(Instant at) => this.Activity.Id is not null && this.At <= at && !(this.ClosedAt <= at);
}

/// <summary>The activities of one code, by day and instant.</summary>
internal sealed class ActivityLog
{
    private readonly SharedLog<ActivityEntry> entries;

    internal ActivityLog(string code, SharedLog<ActivityEntry> entries)
    {
        this.Code = code;
        this.entries = entries;
    }

    internal string Code { get; }

    internal SharedLog<ActivityEntry> Entries => this.entries;
}
