using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Calendars;
using Retention.Core.Rules;
using Retention.Core.Sla;

namespace Retention.Testing.Generators;

/// <summary>Generates service levels: every metric, kind of limit, calendar and change, alone and together.</summary>
/// <remarks>Everything generated compiles. Immutable and thread-safe.</remarks>
public static class SlaPolicyGenerators
{
    private static readonly string[] Metrics =
    [
        "first-response", "next-response", "resolution", "periodic-update", "commitment", "promise", "follow-up", "ownership", "customer-waiting", "agent-work",
    ];

    /// <summary>Gets service levels of one clock to four, in Shanghai, New York or Berlin.</summary>
    public static Gen<SlaOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Make(seed));

    /// <summary>The service levels of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static SlaOptions Make(int seed)
    {
        var dice = new Dice(seed);
        var options = new SlaOptions { Label = "s" + seed.ToString(CultureInfo.InvariantCulture), Zone = dice.Of("Asia/Shanghai", "America/New_York", "Europe/Berlin") };
        AddCalendars(dice, options);
        options.OrganisationCalendars["east"] = "night";
        if (dice.Percent(70))
        {
            options.Groups["desk"] = new CaseGroupOptions { Calendar = dice.Of(null, "office") };
            options.Groups["lab"] = new CaseGroupOptions { Calendar = dice.Of(null, "night", "abroad") };
        }

        if (dice.Percent(70))
        {
            options.Routing["enquiries"] = new CaseRouteOptions { Order = 1, Group = "lab", When = new ConditionOptions { Attribute = "type", Is = "enquiry" } };
            options.Routing["others"] = new CaseRouteOptions { Order = 2, Group = "desk", When = dice.Percent(50) ? null : Condition(dice) };
        }

        options.Loop = new CaseLoopOptions
        {
            ReopenWithin = dice.Of(null, "2h", "1d", "30d"),
            NeedsConfirmation = dice.Of<bool?>(null, false),
            NeedsOwner = dice.Of<bool?>(null, null, true),
            Merging = dice.Of(null, "earliest"),
            Splitting = dice.Of(null, "inherited"),
        };
        int clocks = dice.Between(1, 4);
        for (int i = 0; i < clocks; i++)
        {
            options.Clocks["c" + i.ToString(CultureInfo.InvariantCulture)] = Clock(dice);
        }

        return options;
    }

    /// <summary>A later version of the service levels of a seed: other limits, hours, reactions to changes; perhaps a clock less.</summary>
    /// <param name="seed">The seed of both.</param>
    /// <returns>New options that compile.</returns>
    public static SlaOptions MakeLater(int seed)
    {
        SlaOptions options = Make(seed);
        var dice = new Dice(~(long)seed);
        options.Label += "-later";
        if (dice.Percent(40))
        {
            options.Calendars["office"].Week = WeekOptions.EveryDay("10:00-16:00");
        }

        foreach (ClockOptions clock in options.Clocks.Values)
        {
            foreach (TargetOptions target in clock.Targets.Values)
            {
                target.Within = target.Within is null || dice.Percent(40) ? target.Within : target.Boundary is null ? dice.Of("2h", "20h", "2d") : "20h";
                target.By = target.By is null || dice.Percent(40) ? target.By : "12:00";
            }

            clock.OnChange = dice.Percent(60) ? clock.OnChange : dice.Of(null, "restart", "retroactive", "freeze");
        }

        if (options.Clocks.Count > 1 && dice.Percent(25))
        {
            options.Clocks.Remove("c0");
        }

        return options;
    }

    private static void AddCalendars(Dice dice, SlaOptions options)
    {
        var office = new CalendarOptions { Week = WeekOptions.MondayToFriday(dice.Of("09:00-18:00", "09:00-12:00, 13:00-18:00", "01:30-03:30, 08:00-24:00")) };
        if (dice.Percent(60))
        {
            office.Holidays["free"] = new HolidayOptions { Name = "Free days", Dates = dice.Of("2026-03-09..2026-03-10, 2026-03-30", "2026-03-06, 2026-11-02..2026-11-04", "2026-10-26, 2026-12-31"), Yearly = dice.Of(null, "01-01") };
        }

        if (dice.Percent(30))
        {
            office.MakeUpDays["2026-03-07"] = new CalendarDayOptions { Name = "Make-up" };
            office.Overrides["2026-03-11"] = new CalendarDayOptions { Name = "Half day", Hours = dice.Of("09:00-13:00", "closed") };
        }

        options.Calendars["office"] = office;
        options.Calendars["night"] = new CalendarOptions { Week = WeekOptions.EveryDay(dice.Of("20:00-04:00", "22:00-06:00", "00:00-24:00")), Overnight = dice.Of(null, "each-date") };
        options.Calendars["abroad"] = new CalendarOptions { Zone = dice.Of("America/New_York", "Europe/Berlin", "Australia/Lord_Howe"), Week = WeekOptions.EveryDay(dice.Of("01:00-03:00", "02:15-10:00")) };
        options.Calendars["either"] = new CalendarOptions { AnyOf = "office, abroad", Except = dice.Of(null, "night") };
        options.Calendars["never"] = new CalendarOptions();
    }

    private static ClockOptions Clock(Dice dice)
    {
        string metric = dice.OfList(Metrics);
        var clock = new ClockOptions
        {
            Metric = metric,
            Stop = metric == "first-response" ? dice.Of(null, null, "agent-message, auto-message") : null,
            Pause = metric is "resolution" or "first-response" ? dice.Of(null, null, "paused, ordered") : null,
            Resume = metric is "resolution" or "first-response" ? dice.Of(null, "resumed, delivered") : null,
            Cancel = dice.Of(null, null, null, "cancelled, merged, spam"),
            Cycles = dice.Of(null, null, "once", "each-time"),
            Reopening = dice.Of(null, null, "continue", "new-cycle", "none"),
            ClosedTime = dice.Of(null, "counted"),
            OnChange = dice.Of(null, "keep-elapsed", "restart", "retroactive", "retroactive-without-pauses", "freeze"),
            MissedRole = dice.Of(null, "head"),
        };
        int conditional = dice.Next(3);
        for (int i = 0; i < conditional; i++)
        {
            clock.Targets["t" + i.ToString(CultureInfo.InvariantCulture)] = Target(dice, metric, Condition(dice));
        }

        if (conditional == 0 || dice.Percent(75))
        {
            TargetOptions usual = Target(dice, metric, null);
            usual.Order = 9;
            clock.Targets["usual"] = usual;
        }

        int notices = dice.Next(4);
        for (int i = 0; i < notices; i++)
        {
            clock.Notices["n" + i.ToString(CultureInfo.InvariantCulture)] = dice.Next(3) switch
            {
                0 => new NoticeOptions { Role = "lead", AtPercent = dice.Of(0.001m, 33.3333m, 50m, 100m, 150m) },
                1 => new NoticeOptions { Role = "owner", Before = dice.Of("30min", "9h") },
                _ => new NoticeOptions { Role = "head", After = dice.Of("1min", "2h") },
            };
        }

        return clock;
    }

    private static TargetOptions Target(Dice dice, string metric, ConditionOptions? when)
    {
        var target = new TargetOptions { When = when, Calendar = dice.Of(null, "office", "office", "office", "night", "abroad", "either"), CalendarOf = dice.Of(null, null, "team", "organisation", "customer") };
        if (dice.Percent(2))
        {
            target.Calendar = "never";
        }

        switch (metric == "promise" && dice.Percent(60) ? 9 : dice.Next(10))
        {
            case 0:
                target.Within = dice.Of("1d", "3d", "1m");
                break;
            case 1:
            case 2:
            case 3:
                target.BusinessDays = dice.Between(0, 3);
                target.By = dice.Of(null, "16:00", "20:00", "02:30");
                target.CountFrom = dice.Of(null, "from-opening");
                break;
            case 9:
                target.Promised = true;
                break;
            default:
                target.Within = dice.Of("30min", "1h", "4h", "8h", "9h", "24h", "40h");
                target.Boundary = dice.Of(null, "at-next-opening");
                break;
        }

        return target;
    }

    private static ConditionOptions Condition(Dice dice)
    {
        var condition = dice.Next(5) switch
        {
            0 => new ConditionOptions { Attribute = "tier", Is = "gold" },
            1 => new ConditionOptions { Attribute = "group", Is = "lab" },
            2 => new ConditionOptions { Tag = "at-risk" },
            3 => new ConditionOptions { Not = new ConditionOptions { Attribute = "tier", Is = "gold" } },
            _ => new ConditionOptions { Attribute = "priority", Is = "urgent" },
        };
        if (!dice.Percent(15))
        {
            return condition;
        }

        var both = new ConditionOptions();
        both.All["a"] = condition;
        both.All["b"] = new ConditionOptions { Attribute = "type", Is = "issue" };
        return both;
    }
}
