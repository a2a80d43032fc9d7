using System;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Sla;

namespace Retention.Benchmarks;

/// <summary>Times of business-time questions, clocks and timelines in plain loops, and of peers for the same additions in the same run.</summary>
internal sealed class BusinessTimeRuns
{
    private const int Rounds = 200;

    private readonly LoopTimes times = new LoopTimes(Rounds);

    /// <summary>Prints everything.</summary>
    internal void Report(bool againstPeers)
    {
        LoopTimes.Print($"business time, {BusinessTimeCases.Exceptions} exceptions in ten years, one thread, {Environment.ProcessorCount} cores, .NET {Environment.Version}; best and median of {Rounds} rounds");
        foreach (string zone in new[] { "UTC", "Asia/Shanghai", "America/New_York" })
        {
            this.ReportCalendar(zone);
        }

        this.ReportClock();
        if (againstPeers)
        {
            this.ReportPeers();
        }
    }

    private void ReportCalendar(string zone)
    {
        CalendarOptions options = BusinessTimeCases.Options(zone);
        BusinessCalendar calendar = BusinessTimeCases.Calendar(zone);
        Instant[] starts = BusinessTimeCases.Starts;
        LoopTimes.Print($"{zone}");
        foreach (int minutes in new[] { BusinessTimeCases.HourMinutes, 6_000, BusinessTimeCases.TenThousandHoursMinutes })
        {
            Duration amount = Duration.FromMinutes(minutes);
            this.times.Measure($"Add {minutes / 60} h", 10_000, i => calendar.Add(starts[i & 3], amount)!.Value.ToUnixTimeTicks());
        }

        Instant far = starts[0] + Duration.FromDays(3_000);
        this.times.Measure("Elapsed over 3,000 days", 10_000, i => calendar.Elapsed(starts[i & 3], far).BclCompatibleTicks);
        this.times.Measure("NextOpening", 10_000, i => calendar.NextOpening(starts[i & 3])!.Value.ToUnixTimeTicks());
        this.times.Measure("third business day's end", 10_000, i => calendar.EndOfBusinessDay(starts[i & 3], 3)!.Value.ToUnixTimeTicks());
        this.times.Measure("Compile with its options", 10, _ => BusinessCalendar.Compile(options).Policy.HasWorkingTime ? 1 : 0);
    }

    private void ReportClock()
    {
        (SlaCase process, CaseState state) = BusinessTimeCases.CaseOfTwentyEntries();
        Instant asOf = state.LastEventAt!.Value + Duration.FromHours(1);
        LoopTimes.Print($"a clock of a case with {state.Entries.Count} entries");
        this.times.Measure("Clock, with deadline, elapsed and notices", 1_000, _ => process.Clock(state, "resolution", asOf)!.Elapsed.BclCompatibleTicks);
        this.times.Measure("Timeline", 1_000, _ => process.Timeline(state, "resolution", 1, asOf).Count);
    }

    private void ReportPeers()
    {
        BusinessCalendar calendar = BusinessTimeCases.Calendar("UTC");
        Instant[] starts = BusinessTimeCases.Starts;
        foreach (BusinessTimePeerTimes peer in BusinessTimePeer.Run())
        {
            Duration amount = Duration.FromMinutes(peer.Minutes);
            (double best, double median) = this.times.Time(10_000, i => calendar.Add(starts[i & 3], amount)!.Value.ToUnixTimeTicks());
            int same = starts.Where((s, i) => peer.Answers[i] == calendar.Add(s, amount)).Count();
            string answers = same == starts.Length ? "same answers" : FormattableString.Invariant($"{same} of {starts.Length} answers the same");
            LoopTimes.Print($"+{peer.Minutes / 60} h: {peer.Library} {peer.Version} {peer.Nanoseconds:N0} ns (median {peer.MedianNanoseconds:N0}); ours {best:F1} ns (median {median:F1}); {peer.Nanoseconds / best:N0} times as fast (medians {peer.MedianNanoseconds / median:N0}); {answers}");
        }
    }
}
