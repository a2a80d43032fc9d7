using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>A span of time walked in minutes, and every question answered by counting them; compared with a calendar's answers.</summary>
/// <remarks>
/// All offsets since 1970 and all generated hours are whole minutes, or else whole half minutes, which are walked then: so each step is working
/// as a whole or not at all.
/// </remarks>
internal sealed class CalendarWalk
{
    private const int Samples = 15;

    /// <summary>Every how many steps the reason of a closed one is compared.</summary>
    private const int ReasonSteps = 20;

    private readonly BusinessCalendar calendar;
    private readonly Instant from;
    private readonly Duration step;
    private readonly bool[] open;
    private readonly int[] before;
    private readonly int[] edges;

    internal CalendarWalk(BusinessCalendar calendar, CalendarCase given, bool[] open)
    {
        this.calendar = calendar;
        this.from = given.From;
        this.step = given.Step;
        this.open = open;
        int steps = open.Length;
        this.before = new int[steps + 1];
        for (int i = 0; i < steps; i++)
        {
            this.before[i + 1] = this.before[i] + (open[i] ? 1 : 0);
        }

        this.edges = Enumerable.Range(1, steps - 1).Where(i => this.open[i] != this.open[i - 1]).ToArray();
    }

    /// <summary>Which steps of a case's span are working.</summary>
    internal static bool[] Steps(CalendarCase given, CalendarOracle oracle) =>
        Enumerable.Range(0, (int)((given.To - given.From) / given.Step)).Select(i => oracle.IsOpen(given.From + (given.Step * i))).ToArray();

    /// <summary>What the calendar answers wrongly; null if nothing.</summary>
    internal string? Violation(Dice dice)
    {
        for (int i = 0; i < this.open.Length; i++)
        {
            if (this.calendar.IsOpen(this.At(i)) != this.open[i])
            {
                return "IsOpen(" + this.At(i) + ") is " + !this.open[i];
            }
        }

        int[] samples = Enumerable.Range(0, Samples).Select(_ => dice.Next(this.open.Length)).Concat(this.edges).Distinct().ToArray();
        return samples.Select(i => this.Around(i) ?? this.Between(i, samples[dice.Next(samples.Length)], dice)).FirstOrDefault(v => v is not null) ;
    }

    /// <summary>The segments of the span, of which each closed one names what the reasons say.</summary>
    internal string? Segments(Func<Instant, (LocalDate Date, OracleDay Day)?> reason)
    {
        Instant end = this.At(this.open.Length);
        Instant at = this.from;
        Duration worked = Duration.Zero;
        CalendarSegment? last = null;
        foreach (CalendarSegment segment in this.calendar.Segments(this.from, end))
        {
            if (segment.Start != at || segment.End <= at || segment.End > end)
            {
                return "segment " + segment + " doesn't go on from " + at + " towards " + end;
            }

            if (last is not null && last.IsOpen == segment.IsOpen && last.ClosedBy?.Date == segment.ClosedBy?.Date && last.ClosedBy?.Name == segment.ClosedBy?.Name)
            {
                return "segments " + last + " and " + segment + " are one";
            }

            int past = this.IndexOf(segment.End);
            for (int i = this.IndexOf(segment.Start); i < past; i++)
            {
                // Reasons change at midnights, which don't lie nearer to one another than clocks are changed by.
                bool look = !segment.IsOpen && (i % ReasonSteps == 0 || i == past - 1 || segment.Start == this.At(i));
                var expected = look ? reason(this.At(i)) : null;
                if (!look && segment.IsOpen == this.open[i])
                {
                    continue;
                }

                if (segment.IsOpen != this.open[i] || segment.ClosedBy?.Date != expected?.Date || segment.ClosedBy?.Kind != expected?.Day.Kind || segment.ClosedBy?.Name != expected?.Day.Name)
                {
                    return "segment " + segment + " holds " + this.At(i) + ", which is " + (this.open[i] ? "open" : "closed by " + (expected is { } by ? CalendarGenerators.Text(by.Date) : "the week"));
                }
            }

            worked += segment.IsOpen ? segment.Duration : Duration.Zero;
            at = segment.End;
            last = segment;
        }

        return at == end && worked == this.calendar.Elapsed(this.from, end) ? null : "segments end at " + at + " and work " + worked;
    }

    private Instant At(int step) => this.from + (this.step * step);

    private int IndexOf(Instant at) => (int)((at - this.from) / this.step);

    /// <summary>Second by second around a step, and by nanoseconds at its beginning.</summary>
    private string? Around(int step)
    {
        Instant at = this.At(step);
        for (int second = 0; second < this.step.TotalSeconds; second++)
        {
            if (this.calendar.IsOpen(at + Duration.FromSeconds(second)) != this.open[step])
            {
                return "IsOpen(" + (at + Duration.FromSeconds(second)) + ") is " + !this.open[step];
            }
        }

        bool left = step == 0 || this.calendar.IsOpen(at - Duration.Epsilon) == this.open[step - 1];
        bool right = this.calendar.IsOpen(at + this.step - Duration.Epsilon) == this.open[step];
        return left && right ? null : "IsOpen is wrong a nanosecond from " + at + " or from the next step";
    }

    private string? Between(int one, int other, Dice dice)
    {
        Instant at = this.At(one);
        int part = dice.Next(2) * dice.Next((int)this.step.TotalSeconds);
        Duration rest = this.open[one] ? Duration.FromSeconds(part) : Duration.Zero;
        return Same("Elapsed from " + at + " to " + this.At(other), this.step * (this.before[other] - this.before[one]), this.calendar.Elapsed(at, this.At(other)))
            ?? Same("Elapsed from " + this.from + " to within " + at, (this.step * this.before[one]) + rest, this.calendar.Elapsed(this.from, at + Duration.FromSeconds(part)))
            ?? this.Openings(one)
            ?? this.Add(one, Math.Abs(this.before[other] - this.before[one]))
            ?? this.Add(one, dice.Next(3))
            ?? this.Subtract(one, Math.Abs(this.before[other] - this.before[one]));
    }

    private string? Openings(int step)
    {
        int opening = Array.FindIndex(this.open, step, o => o);
        int closing = opening < 0 ? -1 : Array.FindIndex(this.open, opening, o => !o);
        return this.Reached("NextOpening of " + this.At(step), opening, this.calendar.NextOpening(this.At(step)))
            ?? this.Reached("NextClosing of " + this.At(step), closing, this.calendar.NextClosing(this.At(step)));
    }

    private string? Add(int step, int steps)
    {
        Instant start = this.At(step);
        int target = this.before[step] + steps;
        int closing = steps == 0 ? step : Array.FindIndex(this.before, step, b => b == target);
        int opening = closing < 0 ? -1 : Array.FindIndex(this.open, Math.Min(closing, this.open.Length), o => o);

        return this.Reached("Add " + (this.step * steps) + " to " + start, closing, this.calendar.Add(start, this.step * steps))
            ?? this.Reached("Add " + (this.step * steps) + " to " + start + " at next opening", opening, this.calendar.Add(start, this.step * steps, ClosingBoundary.AtNextOpening));
    }

    private string? Subtract(int step, int steps)
    {
        int target = this.before[step] - steps;
        Instant end = this.At(step);
        if (target < 0)
        {
            return this.calendar.Subtract(end, this.step * steps) is { } earlier && earlier >= this.from ? "Subtract " + (this.step * steps) + " from " + end + " is " + earlier : null;
        }

        int latest = step;
        while (this.before[latest] > target)
        {
            latest--;
        }

        return Same("Subtract " + (this.step * steps) + " from " + end, this.At(latest), this.calendar.Subtract(end, this.step * steps));
    }

    /// <summary>The business days of the span, by the dates of all steps.</summary>
    internal string? Dates()
    {
        DateTimeZone zone = this.calendar.Zone;
        var last = new SortedDictionary<LocalDate, Instant>();
        LocalDate[] dates = Enumerable.Range(0, this.open.Length).Select(i => this.At(i).InZone(zone).Date).ToArray();
        for (int i = 0; i < dates.Length; i++)
        {
            if (this.open[i])
            {
                last[dates[i]] = this.At(i) + this.step;
            }
        }

        // A clock put back may show a date after the next one has begun; what lies a day within the span lies wholly in it.
        LocalDate[] known = dates.Distinct().Where(d => d > dates[0].PlusDays(1) && d < dates[dates.Length - 1].PlusDays(-1)).OrderBy(d => d).ToArray();
        foreach (LocalDate date in known)
        {
            Instant noon = this.At(Array.IndexOf(dates, date));
            LocalDate[] after = last.Keys.Where(d => d >= date && d <= known[known.Length - 1]).ToArray();
            string? wrong = Same("IsBusinessDay(" + date + ")", last.ContainsKey(date), this.calendar.IsBusinessDay(date));
            for (int days = 0; wrong is null && days < 3; days++)
            {
                LocalDate[] ahead = days == 0 ? after : after.Where(d => d > date).ToArray();
                int nth = days == 0 ? 0 : days - 1;
                if (nth < ahead.Length)
                {
                    wrong = Same("EndOfBusinessDay " + days + " from " + noon, last[ahead[nth]], this.calendar.EndOfBusinessDay(noon, days))
                        ?? Same("OnBusinessDay " + days + " from " + noon, ahead[nth], this.calendar.OnBusinessDay(noon, days, LocalTime.Noon)?.InZone(zone).Date);
                }
            }

            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>An instant within the span must be that step; one that the span doesn't hold must lie beyond it, or nowhere.</summary>
    private string? Reached(string what, int step, Instant? actual) => step >= 0
        ? Same(what, this.At(step), actual)
        : actual is { } early && early < this.At(this.open.Length) ? what + " is " + early + ", not beyond " + this.At(this.open.Length) : null;

    private static string? Same<T>(string what, T expected, T actual) => Equals(expected, actual) ? null : what + " is " + actual + ", not " + expected;
}
