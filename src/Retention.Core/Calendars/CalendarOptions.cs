using System;
using System.Collections.Generic;

namespace Retention.Core.Calendars;

/// <summary>Working time: a week, holidays, make-up working days and other exceptions. Compile it with <see cref="BusinessCalendar.Compile"/>.</summary>
/// <remarks>
/// A date is ruled by the first of these that names it: override, make-up day, holiday, week. Working hours are written such as
/// <c>09:00-12:00, 13:00-18:00</c>; <c>24:00</c> is the end of the day, an end before its start lies on the next day (<c>22:00-06:00</c>), and
/// <c>closed</c> is no hours at all.
/// </remarks>
public sealed class CalendarOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the label of this version, such as <c>support-2026</c>.</summary>
    /// <value>The default value is the code of the calendar where it has one, else <c>unlabelled</c>.</value>
    public string? Label { get; set; }

    /// <summary>Gets or sets the IANA zone whose clock the hours are read on, such as <c>Asia/Shanghai</c>.</summary>
    /// <value>The default value is the zone of the policy that holds the calendar; by itself it is required.</value>
    public string? Zone { get; set; }

    /// <summary>Gets or sets the week.</summary>
    /// <value>The default value is null: closed on every day.</value>
    public WeekOptions? Week { get; set; }

    /// <summary>Gets or sets later versions of the week by the local date from which they hold, such as <c>2026-07-01</c>.</summary>
    /// <value>The default value is empty: <see cref="Week"/> always holds.</value>
    public Dictionary<string, WeekOptions> Weeks { get; set; } = new Dictionary<string, WeekOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the lists of public holidays and make-up working days that it follows, by code and separated by commas: <c>cn</c> is mainland China's. Another list is laid in with <see cref="HolidayList.AddTo"/>.</summary>
    /// <value>The default value is null: none.</value>
    public string? PublicHolidays { get; set; }

    /// <summary>Gets or sets the holidays by code.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, HolidayOptions> Holidays { get; set; } = new Dictionary<string, HolidayOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the make-up working days (调休) by date, which are worked whatever weekend or holiday they fall on.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CalendarDayOptions> MakeUpDays { get; set; } = new Dictionary<string, CalendarDayOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the weekday whose hours make-up days have that state none, such as <c>friday</c>.</summary>
    /// <value>The default value is the first day from Monday on that has hours, in the week that holds on the date.</value>
    public string? MakeUpAs { get; set; }

    /// <summary>Gets or sets dates with hours of their own, such as half days; their hours replace all others of the date.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CalendarDayOptions> Overrides { get; set; } = new Dictionary<string, CalendarDayOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets extra shifts by date, whose hours are added to those that the date has anyway, whatever rules it.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, CalendarDayOptions> ExtraShifts { get; set; } = new Dictionary<string, CalendarDayOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets which date rules the part of an overnight window that lies after midnight: <c>opening-date</c>, the date on which it opened, or <c>each-date</c>, where a date with a rule of its own (override, make-up day, holiday) has just the hours that this rule states.</summary>
    /// <value>The default value is <c>opening-date</c>.</value>
    public string? Overnight { get; set; }

    /// <summary>Gets or sets what becomes of windows that overlap on one date: <c>merge</c> or <c>refuse</c>.</summary>
    /// <value>The default value is <c>merge</c>.</value>
    public string? Overlaps { get; set; }

    /// <summary>Gets or sets the codes of calendars of the same policy of which any is enough, separated by commas: their union.</summary>
    /// <value>The default value is null. A calendar that combines others has no hours of its own.</value>
    public string? AnyOf { get; set; }

    /// <summary>Gets or sets the codes of calendars of the same policy that must all be open: their intersection.</summary>
    /// <value>The default value is null.</value>
    public string? AllOf { get; set; }

    /// <summary>Gets or sets the codes of calendars of the same policy whose time is taken out of what the others give.</summary>
    /// <value>The default value is null.</value>
    public string? Except { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Label = visitor.Text("label", this.Label);
        this.Zone = visitor.Text("zone", this.Zone);
        this.Week = visitor.Node("week", this.Week);
        this.Weeks = visitor.Map("weeks", this.Weeks) ?? this.Weeks;
        this.PublicHolidays = visitor.Text("publicHolidays", this.PublicHolidays);
        this.Holidays = visitor.Map("holidays", this.Holidays) ?? this.Holidays;
        this.MakeUpDays = visitor.Map("makeUpDays", this.MakeUpDays) ?? this.MakeUpDays;
        this.MakeUpAs = visitor.Text("makeUpAs", this.MakeUpAs);
        this.Overrides = visitor.Map("overrides", this.Overrides) ?? this.Overrides;
        this.ExtraShifts = visitor.Map("extraShifts", this.ExtraShifts) ?? this.ExtraShifts;
        this.Overnight = visitor.Text("overnight", this.Overnight);
        this.Overlaps = visitor.Text("overlaps", this.Overlaps);
        this.AnyOf = visitor.Text("anyOf", this.AnyOf);
        this.AllOf = visitor.Text("allOf", this.AllOf);
        this.Except = visitor.Text("except", this.Except);
    }
}

/// <summary>The working hours of a week.</summary>
public sealed class WeekOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the hours of Monday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Monday { get; set; }

    /// <summary>Gets or sets the hours of Tuesday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Tuesday { get; set; }

    /// <summary>Gets or sets the hours of Wednesday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Wednesday { get; set; }

    /// <summary>Gets or sets the hours of Thursday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Thursday { get; set; }

    /// <summary>Gets or sets the hours of Friday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Friday { get; set; }

    /// <summary>Gets or sets the hours of Saturday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Saturday { get; set; }

    /// <summary>Gets or sets the hours of Sunday.</summary>
    /// <value>The default value is null: closed.</value>
    public string? Sunday { get; set; }

    /// <summary>Gets the hours in the order of the week.</summary>
    internal string?[] Days => [this.Monday, this.Tuesday, this.Wednesday, this.Thursday, this.Friday, this.Saturday, this.Sunday];

    /// <summary>A week with the same hours from Monday to Friday.</summary>
    /// <param name="hours">The hours, such as <c>09:00-18:00</c>.</param>
    /// <returns>The options.</returns>
    public static WeekOptions MondayToFriday(string hours) => new WeekOptions { Monday = hours, Tuesday = hours, Wednesday = hours, Thursday = hours, Friday = hours };

    /// <summary>A week with the same hours on every day.</summary>
    /// <param name="hours">The hours, such as <c>00:00-24:00</c>.</param>
    /// <returns>The options.</returns>
    public static WeekOptions EveryDay(string hours)
    {
        WeekOptions week = MondayToFriday(hours);
        week.Saturday = hours;
        week.Sunday = hours;
        return week;
    }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Monday = visitor.Text("monday", this.Monday);
        this.Tuesday = visitor.Text("tuesday", this.Tuesday);
        this.Wednesday = visitor.Text("wednesday", this.Wednesday);
        this.Thursday = visitor.Text("thursday", this.Thursday);
        this.Friday = visitor.Text("friday", this.Friday);
        this.Saturday = visitor.Text("saturday", this.Saturday);
        this.Sunday = visitor.Text("sunday", this.Sunday);
    }
}

/// <summary>A holiday: dates on which nobody works.</summary>
public sealed class HolidayOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name.</summary>
    /// <value>The default value is the code.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets single dates and inclusive ranges, separated by commas, such as <c>2026-10-01..2026-10-07, 2027-01-01</c>.</summary>
    /// <value>The default value is null: none.</value>
    public string? Dates { get; set; }

    /// <summary>Gets or sets dates of every year and inclusive ranges, which may run over New Year, such as <c>05-01, 12-24..01-02</c>. <c>02-29</c> is kept in leap years.</summary>
    /// <value>The default value is null: none.</value>
    public string? Yearly { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Dates = visitor.Text("dates", this.Dates);
        this.Yearly = visitor.Text("yearly", this.Yearly);
    }
}

/// <summary>The hours of one date.</summary>
public sealed class CalendarDayOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the English display name, such as <c>Stocktaking</c>.</summary>
    /// <value>The default value is the date.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the Chinese display name.</summary>
    /// <value>The default value is the English name.</value>
    public string? NameChinese { get; set; }

    /// <summary>Gets or sets the hours, such as <c>09:00-13:00</c> or <c>closed</c>.</summary>
    /// <value>The default value of a make-up day is the hours of <see cref="CalendarOptions.MakeUpAs"/>; of an override and an extra shift they are required.</value>
    public string? Hours { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Name = visitor.Text("name", this.Name);
        this.NameChinese = visitor.Text("nameChinese", this.NameChinese);
        this.Hours = visitor.Text("hours", this.Hours);
    }
}
