using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Calendars;

/// <summary>Which rule of a calendar a date follows; a lower one rules before a higher one.</summary>
public enum CalendarDayKind
{
    /// <summary>An override with hours of its own.</summary>
    Override = 0,

    /// <summary>A make-up working day (调休).</summary>
    MakeUpDay = 1,

    /// <summary>A holiday.</summary>
    Holiday = 2,

    /// <summary>A plain day of the week.</summary>
    Week = 3,
}

/// <summary>What a calendar says of one local date.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CalendarDay
{
    internal CalendarDay(LocalDate date, CalendarDayKind kind, string? name, string? nameChinese)
    {
        this.Date = date;
        this.Kind = kind;
        this.Name = name;
        this.NameChinese = nameChinese;
    }

    /// <summary>Gets the local date.</summary>
    public LocalDate Date { get; }

    /// <summary>Gets the rule that it follows.</summary>
    public CalendarDayKind Kind { get; }

    /// <summary>Gets the English name of the holiday or other exception, or of the extra shift on a plain day; null on any other plain day.</summary>
    public string? Name { get; }

    /// <summary>Gets the Chinese name; null where there is no English one.</summary>
    public string? NameChinese { get; }

    /// <summary>The date, the rule and the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Date:uuuu-MM-dd} {this.Kind}") + (this.Name is null ? string.Empty : " " + this.Name);
}

/// <summary>A span of time in which a calendar is open, or closed for one reason.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CalendarSegment
{
    internal CalendarSegment(Instant start, Instant end, bool isOpen, CalendarDay? day)
    {
        this.Start = start;
        this.End = end;
        this.IsOpen = isOpen;
        this.ClosedBy = day;
    }

    /// <summary>Gets its beginning, inclusive.</summary>
    public Instant Start { get; }

    /// <summary>Gets its end, exclusive.</summary>
    public Instant End { get; }

    /// <summary>Gets a value indicating whether it is working time.</summary>
    public bool IsOpen { get; }

    /// <summary>Gets the holiday or override on whose date it is closed; null where it is open, and outside the hours of other dates.</summary>
    public CalendarDay? ClosedBy { get; }

    /// <summary>Gets how long it is in real time.</summary>
    public Duration Duration => this.End - this.Start;

    /// <summary>Whether what follows it is the same: open, or closed for the same reason.</summary>
    internal bool GoesOn(bool isOpen, CalendarDay? day) => isOpen == this.IsOpen
        && day?.Date == this.ClosedBy?.Date && day?.Kind == this.ClosedBy?.Kind && string.Equals(day?.Name, this.ClosedBy?.Name, StringComparison.Ordinal);

    /// <summary>The span and what it is.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Start}..{this.End} ") + (this.IsOpen ? "open" : this.ClosedBy?.Name ?? "closed");
}

/// <summary>Where a deadline falls whose working time ends exactly at closing.</summary>
public enum ClosingBoundary
{
    /// <summary>At the closing instant: the earliest instant by which the time has passed.</summary>
    AtClosing = 0,

    /// <summary>At the next opening: the latest instant by which no more has passed.</summary>
    AtNextOpening = 1,
}

/// <summary>From which date business days are counted.</summary>
public enum BusinessDayCounting
{
    /// <summary>From the local date of the start, open or not.</summary>
    FromDate = 0,

    /// <summary>From the local date of the first working instant at or after the start: what comes after closing counts as come the next business day.</summary>
    FromOpening = 1,
}
