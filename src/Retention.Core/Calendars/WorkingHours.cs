using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Calendars;

/// <summary>The windows of one date in nanoseconds from its midnight: those that lie on it, and those parts that run over into the next.</summary>
internal sealed class WorkingHours
{
    internal static readonly WorkingHours Closed = new WorkingHours(Array.Empty<(long Start, long End)>());

    private const long Day = InstantSet.DayLength;

    private WorkingHours(IReadOnlyList<(long Start, long End)> windows)
    {
        this.Windows = windows;
        this.Own = windows.Where(w => w.Start < Day).Select(w => (w.Start, Math.Min(w.End, Day))).ToArray();
        this.Overflow = windows.Where(w => w.End > Day).Select(w => (Math.Max(w.Start, Day) - Day, w.End - Day)).ToArray();
    }

    /// <summary>Gets the windows as written, merged; ends after midnight are more than a day.</summary>
    internal IReadOnlyList<(long Start, long End)> Windows { get; }

    /// <summary>Gets the parts on the date itself.</summary>
    internal (long Start, long End)[] Own { get; }

    /// <summary>Gets the parts on the next date, from its midnight.</summary>
    internal (long Start, long End)[] Overflow { get; }

    internal bool IsClosed => this.Windows.Count == 0;

    /// <summary>Reads hours, or reports what is wrong with them.</summary>
    internal static WorkingHours Compile(string? text, string path, bool merges, ProblemList problems)
    {
        string[] parts = text is null || text.Trim() == "closed" ? [] : TextList.Split(text);
        var windows = new List<(long Start, long End)>(parts.Length);
        if (text is not null && text.Trim().Length == 0)
        {
            problems.Error(path, "hours-blank", "is blank; write hours such as 09:00-18:00, or closed.");
        }

        foreach (string part in parts)
        {
            string[] ends = part.Split('-');
            if (ends.Length != 2 || Time(ends[0]) is not { } start || Time(ends[1]) is not { } end || start == Day)
            {
                problems.Error(path, "hours-unreadable", "\"" + part + "\" are no hours; write them such as 09:00-18:00, with 24:00 as the end of the day.");
            }
            else if (start == end)
            {
                problems.Error(path, "hours-empty", "\"" + part + "\" ends where it begins; write 00:00-24:00 for a whole day, or leave it out.");
            }
            else
            {
                windows.Add((start, end < start ? end + Day : end));
                if (end < start && end + Day - start > Day / 2)
                {
                    problems.Warn(path, "hours-long-overnight", "\"" + part + "\" runs overnight for more than twelve hours; if it ends on the same day, write its earlier time first.");
                }
            }
        }

        return windows.Count == 0 ? Closed : new WorkingHours(Merge(windows, path, merges, problems));
    }

    /// <summary>These hours and others of the same date.</summary>
    internal WorkingHours With(WorkingHours more, string path, bool merges, ProblemList problems) =>
        this.IsClosed ? more : more.IsClosed ? this : new WorkingHours(Merge(this.Windows.Concat(more.Windows).ToList(), path, merges, problems));

    private static List<(long Start, long End)> Merge(List<(long Start, long End)> windows, string path, bool merges, ProblemList problems)
    {
        windows.Sort();
        var merged = new List<(long Start, long End)> { windows[0] };
        foreach ((long start, long end) in windows.Skip(1))
        {
            (long lastStart, long lastEnd) = merged[merged.Count - 1];
            if (start < lastEnd && !merges)
            {
                problems.Error(path, "hours-overlap", Text(start) + "-" + Text(end) + " overlaps " + Text(lastStart) + "-" + Text(lastEnd) + "; join them, or set overlaps to merge.");
            }

            if (start <= lastEnd)
            {
                merged[merged.Count - 1] = (lastStart, Math.Max(lastEnd, end));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }

    private static long? Time(string text)
    {
        string time = text.Trim();
        if (time is "24:00" or "24:00:00")
        {
            return Day;
        }

        ParseResult<LocalTime> read = LocalTimePattern.CreateWithInvariantCulture(time.Length <= 5 ? "H:mm" : "H:mm:ss").Parse(time);
        return read.Success ? read.Value.NanosecondOfDay : null;
    }

    private static string Text(long nanoseconds)
    {
        if (nanoseconds == Day)
        {
            return "24:00";
        }

        LocalTime time = LocalTime.FromNanosecondsSinceMidnight(nanoseconds % Day);
        return time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
