using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Figures;

namespace Retention.Core.Sla;

/// <summary>Figures over many cases: on-time rate (及时率), handling time, causes of lateness, repeat rate.</summary>
/// <remarks>Merging is commutative and associative, so partitions and their order don't matter. Immutable and thread-safe.</remarks>
public sealed class SlaFigures
{
    private SlaFigures(Rate repeats, IReadOnlyList<ClockFigures> clocks)
    {
        this.Repeats = repeats;
        this.Clocks = clocks;
    }

    /// <summary>Gets the figures of no case.</summary>
    public static SlaFigures Empty { get; } = new SlaFigures(default, FixedList<ClockFigures>.Empty);

    /// <summary>Gets how many of the cases repeat an earlier one, were reopened, or had their solution rejected. Cases that were merged into others or cancelled aren't counted.</summary>
    public Rate Repeats { get; }

    /// <summary>Gets the figures of each clock in ordinal order of the codes.</summary>
    public IReadOnlyList<ClockFigures> Clocks { get; }

    /// <summary>The figures of one case.</summary>
    /// <param name="process">The process.</param>
    /// <param name="state">The case.</param>
    /// <param name="asOf">The instant, inclusive: a running clock counts from the instant on at which it is late.</param>
    /// <returns>The figures.</returns>
    public static SlaFigures Of(SlaCase process, CaseState state, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(state);
        if (state.Stage is null or CaseStage.Merged or CaseStage.Cancelled)
        {
            return Empty;
        }

        bool repeats = state.RepeatOf is not null || state.HasReopened;
        ClockFigures[] clocks = process.Clocks(state, asOf).GroupBy(c => c.Reading.Clock, StringComparer.Ordinal)
            .Select(g => ClockFigures.Of(g.Key, g.ToArray(), state.Lateness)).ToArray();
        return new SlaFigures(new Rate(repeats ? 1 : 0, 1), FixedList.Own(clocks));
    }

    /// <summary>The figures over both.</summary>
    /// <param name="other">The figures of other cases.</param>
    /// <returns>The merged figures.</returns>
    public SlaFigures Merge(SlaFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ClockFigures[] clocks = this.Clocks.Concat(other.Clocks).GroupBy(c => c.Clock, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Aggregate((a, b) => a.Merge(b))).ToArray();
        return new SlaFigures(this.Repeats.Merge(other.Repeats), FixedList.Own(clocks));
    }
}

/// <summary>Figures of one clock over many cycles.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClockFigures
{
    /// <summary>The cause of a missed deadline that nobody explained: <c>unexplained</c>.</summary>
    public const string Unexplained = "unexplained";

    private ClockFigures(string clock, Rate onTime, Distribution handlingMinutes, IReadOnlyList<LatenessCount> causes)
    {
        this.Clock = clock;
        this.OnTime = onTime;
        this.HandlingMinutes = handlingMinutes;
        this.Causes = causes;
    }

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets how many cycles met their deadline, of those that stopped or are late already (及时率).</summary>
    public Rate OnTime { get; }

    /// <summary>Gets the time of the stopped cycles in minutes of their own calendars, each rounded to four decimals, half up.</summary>
    public Distribution HandlingMinutes { get; }

    /// <summary>Gets how many deadlines were missed for which cause, in ordinal order of the codes.</summary>
    public IReadOnlyList<LatenessCount> Causes { get; }

    internal static ClockFigures Of(string clock, ClockView[] cycles, IReadOnlyList<LatenessExplained> explained)
    {
        ClockView[] late = cycles.Where(c => c.IsMissed).ToArray();
        ClockView[] stopped = cycles.Where(c => c.Reading.State == ClockState.Stopped).ToArray();
        long met = stopped.Length - late.Count(c => c.Reading.State == ClockState.Stopped);
        LatenessCount[] causes = late.GroupBy(c => explained.LastOrDefault(e => e.Clock == clock && e.Cycle == c.Reading.Cycle)?.Cause ?? Unexplained, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new LatenessCount(g.Key, g.Count())).ToArray();
        return new ClockFigures(clock, new Rate(met, met + late.Length), Distribution.Of(stopped.Select(c => Minutes(c.Elapsed))), FixedList.Own(causes));
    }

    internal ClockFigures Merge(ClockFigures other)
    {
        LatenessCount[] causes = this.Causes.Concat(other.Causes).GroupBy(c => c.Cause, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LatenessCount(g.Key, g.Sum(c => c.Count))).ToArray();
        return new ClockFigures(this.Clock, this.OnTime.Merge(other.OnTime), this.HandlingMinutes.Merge(other.HandlingMinutes), FixedList.Own(causes));
    }

    private static decimal Minutes(Duration elapsed) => decimal.Round((decimal)elapsed.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerMinute, FixedPoint.Decimals, MidpointRounding.AwayFromZero);
}

/// <summary>How many deadlines were missed for one cause.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LatenessCount
{
    internal LatenessCount(string cause, long count)
    {
        this.Cause = cause;
        this.Count = count;
    }

    /// <summary>Gets the code of the cause.</summary>
    public string Cause { get; }

    /// <summary>Gets how many.</summary>
    public long Count { get; }

    /// <summary>The cause and the count.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Cause} {this.Count}");
}
