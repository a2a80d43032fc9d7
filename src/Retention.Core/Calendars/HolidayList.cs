using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NodaTime;

namespace Retention.Core.Calendars;

/// <summary>A published list of public holidays and make-up working days, such as mainland China's.</summary>
/// <remarks>
/// <para>
/// The text has one entry a line: a date or an inclusive range, <c>holiday</c> or <c>work</c>, a name, and after a bar the English name:
/// <c>2026-10-01..2026-10-07 holiday 国庆节 | National Day</c>. Blank lines and lines that begin with <c>#</c> are left out.
/// </para>
/// <para>A list becomes part of the options that it is added to, so their version changes when the list does. Immutable and thread-safe.</para>
/// </remarks>
public sealed class HolidayList
{
    private const int MaxDays = 366;

    private HolidayList(IReadOnlyList<HolidayListEntry> entries) => this.Entries = entries;

    /// <summary>Gets the entries in the order of the text.</summary>
    public IReadOnlyList<HolidayListEntry> Entries { get; }

    /// <summary>Gets the last local date that is listed, or null if none is. Later dates follow the plain week.</summary>
    public LocalDate? LastDate => this.Entries.Count == 0 ? null : this.Entries.Max(e => e.Last);

    /// <summary>Mainland China's holidays and make-up days of 2024, 2025 and 2026, from the notices of the General Office of the State Council (国务院办公厅). Its code in options is <c>cn</c>.</summary>
    /// <returns>The list.</returns>
    public static HolidayList MainlandChina()
    {
        using Stream stream = typeof(HolidayList).Assembly.GetManifestResourceStream("Retention.Core.Calendars.holidays-cn.txt")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The list.</returns>
    /// <exception cref="PolicyException">Lines can't be read; the exception names every one.</exception>
    public static HolidayList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problems = new ProblemList();
        var entries = new List<HolidayListEntry>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim('\r', ' ', '\t', '\uFEFF');
            if (line.Length > 0 && line[0] != '#' && Read(line, "line " + (i + 1), problems) is { } entry)
            {
                entries.Add(entry);
            }
        }

        problems.ThrowIfAny();
        return new HolidayList(Sequence.Copy(entries));
    }

    /// <summary>Lays the list into a calendar's options: entries that the options have already stay as they are.</summary>
    /// <remarks>A holiday's code is its English name and its year, such as <c>National Day 2026</c>; a make-up day's is its date.</remarks>
    /// <param name="options">The options, which are changed.</param>
    public void AddTo(CalendarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (IGrouping<string, HolidayListEntry> holiday in this.Entries.Where(e => !e.IsWorking).GroupBy(e => e.Code, StringComparer.Ordinal))
        {
            if (!options.Holidays.ContainsKey(holiday.Key))
            {
                HolidayListEntry first = holiday.First();
                options.Holidays.Add(holiday.Key, new HolidayOptions { Name = first.Name, NameChinese = first.NameChinese, Dates = string.Join(", ", holiday.Select(h => h.Span)) });
            }
        }

        foreach (HolidayListEntry work in this.Entries.Where(e => e.IsWorking))
        {
            for (LocalDate date = work.First; date <= work.Last; date = date.PlusDays(1))
            {
                string key = CalendarDates.Text(date);
                if (!options.MakeUpDays.ContainsKey(key))
                {
                    options.MakeUpDays.Add(key, new CalendarDayOptions { Name = work.Name, NameChinese = work.NameChinese });
                }
            }
        }
    }

    private static HolidayListEntry? Read(string line, string path, ProblemList problems)
    {
        string[] words = line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words[1] is not ("holiday" or "work"))
        {
            problems.Error(path, "entry-unreadable", "\"" + line + "\" is no entry; write a date, holiday or work, and a name.");
            return null;
        }

        if (CalendarDates.Range(words[0]) is not { } range || Period.DaysBetween(range.First, range.Last) >= MaxDays)
        {
            problems.Error(path, "dates-unreadable", "\"" + words[0] + "\" is neither a date nor a range of at most a year; write 2026-10-01 or 2026-10-01..2026-10-07, the earlier first.");
            return null;
        }

        string[] names = words[2].Split('|').Select(n => n.Trim()).Where(n => n.Length > 0).ToArray();
        if (names.Length is 0 or > 2)
        {
            problems.Error(path, "entry-unreadable", "\"" + line + "\" has no name, or more than two; write a name, or two with a bar between them.");
            return null;
        }

        return new HolidayListEntry(range.First, range.Last, words[1] == "work", names[names.Length - 1], names[0]);
    }
}

/// <summary>One line of a list of holidays.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HolidayListEntry
{
    internal HolidayListEntry(LocalDate first, LocalDate last, bool isWorking, string name, string nameChinese)
    {
        this.First = first;
        this.Last = last;
        this.IsWorking = isWorking;
        this.Name = name;
        this.NameChinese = nameChinese;
    }

    /// <summary>Gets the first local date.</summary>
    public LocalDate First { get; }

    /// <summary>Gets the last local date, inclusive.</summary>
    public LocalDate Last { get; }

    /// <summary>Gets a value indicating whether the dates are make-up working days rather than holidays.</summary>
    public bool IsWorking { get; }

    /// <summary>Gets the English name, or the only one.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese name, or the only one.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the code of its holiday in options: name and year, so that the lists of two years stand side by side.</summary>
    internal string Code => this.Name + " " + this.First.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gets the dates as options write them.</summary>
    internal string Span => this.First == this.Last ? CalendarDates.Text(this.First) : CalendarDates.Text(this.First) + ".." + CalendarDates.Text(this.Last);

    /// <summary>The dates, the kind and the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Span + (this.IsWorking ? " work " : " holiday ") + this.Name;
}
