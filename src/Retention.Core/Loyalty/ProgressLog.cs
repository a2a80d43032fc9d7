using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Progress towards a tier, in buckets by date.</summary>
/// <remarks>Immutable. Most changes are to the last date, so that one stands apart and the others are shared.</remarks>
internal sealed class ProgressLog
{
    internal static readonly ProgressLog Empty = new ProgressLog(default, null, 0);

    private readonly SharedLog<ProgressChange> older;
    private readonly ProgressChange? last;

    private ProgressLog(SharedLog<ProgressChange> older, ProgressChange? last, long total)
    {
        this.older = older;
        this.last = last;
        this.Total = total;
    }

    /// <summary>Gets the sum of all buckets.</summary>
    internal long Total { get; }

    internal int Count => this.older.Count + (this.last is null ? 0 : 1);

    internal ProgressChange this[int index] => index < this.older.Count ? this.older[index] : this.last!;

    internal IEnumerable<ProgressChange> Buckets => Enumerable.Range(0, this.Count).Select(i => this[i]);

    /// <summary>The given buckets, which are in order.</summary>
    internal static ProgressLog Of(ProgressChange[] buckets) => buckets.Length == 0
        ? Empty
        : new ProgressLog(SharedLog<ProgressChange>.Of(buckets.Take(buckets.Length - 1).ToArray()), buckets[buckets.Length - 1], buckets.Sum(b => b.ChangeUnits));

    /// <summary>The buckets after a change at an instant; a change to what is dropped already doesn't count any more.</summary>
    internal ProgressLog After(FixedList<ProgressChange> changes, Instant at)
    {
        ProgressLog log = this.Drop(at);
        for (int i = 0; i < changes.Count; i++)
        {
            if (changes[i].KeepUntil > at && changes[i].ChangeUnits != 0)
            {
                log = log.Add(changes[i]);
            }
        }

        return log;
    }

    private ProgressLog Drop(Instant at)
    {
        int first = 0;
        long total = this.Total;
        while (first < this.Count && this[first].KeepUntil <= at)
        {
            total -= this[first].ChangeUnits;
            first++;
        }

        return first == 0 ? this : first == this.Count ? Empty : new ProgressLog(this.older.Skip(first), this.last, total);
    }

    private ProgressLog Add(ProgressChange change)
    {
        long total = checked(this.Total + change.ChangeUnits);
        if (this.last is null || this.last.Date < change.Date)
        {
            return new ProgressLog(this.last is null ? this.older : this.older.Add(this.last), change, total);
        }

        if (this.last.Date == change.Date && this.last.ChangeUnits + change.ChangeUnits != 0)
        {
            return new ProgressLog(this.older, Sum(this.last, change), total);
        }

        ProgressChange[] merged = this.Buckets.Append(change).GroupBy(b => b.Date).Select(g => g.Aggregate(Sum)).Where(b => b.ChangeUnits != 0).OrderBy(b => b.Date).ToArray();
        return merged.Length == 0 ? Empty : new ProgressLog(SharedLog<ProgressChange>.Of(merged.Take(merged.Length - 1).ToArray()), merged[merged.Length - 1], total);
    }

    private static ProgressChange Sum(ProgressChange one, ProgressChange other) =>
        new ProgressChange(one.Date, one.KeepUntil > other.KeepUntil ? one.KeepUntil : other.KeepUntil, checked(one.ChangeUnits + other.ChangeUnits));
}
