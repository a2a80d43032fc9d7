using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Figures;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>Figures of one stage over many customers in a period.</summary>
/// <remarks><see cref="Opening"/> + <see cref="Entered"/> − <see cref="Left"/> = <see cref="Closing"/>. Immutable and thread-safe.</remarks>
public sealed class StageFigures
{
    private StageFigures(string? stage, long opening, long entered, long closing, Distribution dwellDays, Distribution daysSoFar, IEnumerable<StageMove> moves)
    {
        this.Stage = stage;
        this.Opening = opening;
        this.Entered = entered;
        this.Closing = closing;
        this.DwellDays = dwellDays;
        this.DaysSoFar = daysSoFar;
        this.Moves = FixedList.Own(moves.GroupBy(m => (m.To, m.Cause)).OrderBy(g => g.Key.To, StringComparer.Ordinal).ThenBy(g => g.Key.Cause)
            .Select(g => new StageMove(stage, g.Key.To, g.Key.Cause, new Rate(g.Sum(m => m.Rate.Count), opening + entered))).ToArray());
    }

    /// <summary>Gets the code of the stage; null for none: customers on their way in, and those whose stage ended without another.</summary>
    public string? Stage { get; }

    /// <summary>Gets how many customers were in it as the period began: just before its first instant.</summary>
    public long Opening { get; }

    /// <summary>Gets how often it was entered in the period; into no stage also by each customer who came in, and left it at once.</summary>
    public long Entered { get; }

    /// <summary>Gets how often it was left in the period.</summary>
    public long Left => this.Moves.Sum(m => m.Rate.Count);

    /// <summary>Gets how many customers were in it as the period ended: just before the instant that ends it.</summary>
    public long Closing { get; }

    /// <summary>Gets how often a customer could leave it in the period: <see cref="Opening"/> + <see cref="Entered"/>.</summary>
    public long Exposed => this.Opening + this.Entered;

    /// <summary>
    /// Gets how long the stays lasted that ended in the period: whole local days, as <see cref="StageMeasures.Days"/> counts them, from the day on which
    /// the stage was entered (day 0) to that on which it was left. Nothing is rounded: the hour doesn't count.
    /// </summary>
    public Distribution DwellDays { get; }

    /// <summary>Gets how long the stays have lasted that go on as the period ends, in the same days up to the day of the instant that ends it.</summary>
    public Distribution DaysSoFar { get; }

    /// <summary>Gets the moves out of it, in ordinal order of the codes to which they lead (none first), then by cause.</summary>
    public IReadOnlyList<StageMove> Moves { get; }

    /// <summary>How many moves led to a stage, of all that could have, whatever the cause.</summary>
    /// <param name="to">The code of the stage; null for none.</param>
    /// <returns>The rate.</returns>
    public Rate MovesTo(string? to) => new Rate(this.Moves.Where(m => string.Equals(m.To, to, StringComparison.Ordinal)).Sum(m => m.Rate.Count), this.Exposed);

    /// <summary>The figures of each stage that one customer was in.</summary>
    internal static IEnumerable<StageFigures> Of(List<StageStay> stays, Instant from, Instant to, DateTimeZone zone)
    {
        if (stays.Count > 0 && stays[0].Since >= from && stays[0].Since < to)
        {
            var arrival = new StageMove(null, stays[0].Stage, stays[0].Cause, new Rate(1, 1));
            yield return new StageFigures(null, 0, 1, 0, Distribution.Empty, Distribution.Empty, [arrival]);
        }

        foreach (StageStay stay in stays)
        {
            bool isOpening = stay.IsOpenBefore(from);
            if (!isOpening && (stay.Since < from || stay.Since >= to))
            {
                continue;
            }

            StageStay? next = stay.Next?.Since < to ? stay.Next : null;
            Distribution days = Distribution.Of([LocalDays.NumberOf(next?.Since ?? to, zone) - LocalDays.NumberOf(stay.Since, zone)]);
            StageMove[] moves = next is null ? [] : [new StageMove(stay.Stage, next.Stage, next.Cause, new Rate(1, 1))];
            yield return new StageFigures(stay.Stage, isOpening ? 1 : 0, isOpening ? 0 : 1, next is null ? 1 : 0, next is null ? Distribution.Empty : days, next is null ? days : Distribution.Empty, moves);
        }
    }

    internal StageFigures Merge(StageFigures other) => new StageFigures(
        this.Stage,
        this.Opening + other.Opening,
        this.Entered + other.Entered,
        this.Closing + other.Closing,
        this.DwellDays.Merge(other.DwellDays),
        this.DaysSoFar.Merge(other.DaysSoFar),
        this.Moves.Concat(other.Moves));
}

/// <summary>How many moves led from one stage to another for one cause.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StageMove
{
    internal StageMove(string? from, string? to, StageCause cause, Rate rate)
    {
        this.From = from;
        this.To = to;
        this.Cause = cause;
        this.Rate = rate;
    }

    /// <summary>Gets the code of the stage that was left; null for none.</summary>
    public string? From { get; }

    /// <summary>Gets the code of the stage that was entered; null for none.</summary>
    public string? To { get; }

    /// <summary>Gets why.</summary>
    public StageCause Cause { get; }

    /// <summary>Gets how many, of <see cref="StageFigures.Exposed"/> of the stage that was left.</summary>
    public Rate Rate { get; }

    /// <summary>Gives the stages, the cause and the rate.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (this.From ?? "none") + " → " + (this.To ?? "none") + " (" + this.Cause + ") " + this.Rate;
}
