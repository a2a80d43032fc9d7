using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Calendars;

namespace Retention.Consumer.Net472
{
    /// <summary>Office hours with the public holidays of mainland China, and what a host asks of them.</summary>
    internal static class CalendarChecks
    {
        /// <summary>Eight hours a day from Monday to Friday, with the holidays and make-up days of the State Council's notices.</summary>
        internal static CalendarOptions Office()
        {
            var options = new CalendarOptions
            {
                Label = "office-2026",
                Zone = "Asia/Shanghai",
                Week = WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"),
                PublicHolidays = "cn",
                MakeUpAs = "friday",
                Overnight = "opening-date",
                Overlaps = "refuse",
            };
            options.Holidays["anniversary"] = new HolidayOptions { Name = "Anniversary", NameChinese = "公司周年", Yearly = "08-18", Dates = "2026-08-19" };
            options.MakeUpDays["2026-08-22"] = new CalendarDayOptions { Name = "For the anniversary", NameChinese = "周年调休" };
            options.Overrides["2026-12-31"] = new CalendarDayOptions { Name = "Stocktaking", NameChinese = "盘点", Hours = "09:00-12:00" };
            options.Weeks["2027-01-01"] = new WeekOptions { Monday = "10:00-16:00", Saturday = "10:00-16:00" };
            return options;
        }

        /// <summary>An instant by Shanghai's clock, such as 2026-09-30 17:00.</summary>
        internal static Instant Local(string text)
        {
            return LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(text).Value.InZoneStrictly(FactChecks.Shanghai).ToInstant();
        }

        /// <summary>An instant as Shanghai's clock shows it; "never" where there is none.</summary>
        internal static string Text(Instant? at)
        {
            return at == null ? "never" : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(at.Value.InZone(FactChecks.Shanghai).LocalDateTime);
        }

        internal static void Run(Checks check)
        {
            Compilation<BusinessCalendar> compiled = BusinessCalendar.Compile(Office());
            check.Equal("the calendar's problems", string.Empty, string.Join("; ", compiled.Problems));
            BusinessCalendar office = compiled.Policy;
            Ask(check, office);
            Days(check, office);
            Segments(check, office);
            Combine(check, office);
            Lists(check);
            Broken(check);
        }

        private static void Ask(Checks check, BusinessCalendar office)
        {
            check.Equal("the calendar", "office-2026 (Asia/Shanghai)", office.ToString());
            check.Equal("09:00 is open", true, office.IsOpen(Local("2026-09-30 09:00")));
            check.Equal("18:00 is open", false, office.IsOpen(Local("2026-09-30 18:00")));
            check.Equal("8 hours from the eve of National Day", "2026-10-08 17:00", Text(office.Add(Local("2026-09-30 17:00"), Duration.FromHours(8))));
            check.Equal("and back", "2026-09-30 17:00", Text(office.Subtract(Local("2026-10-08 17:00"), Duration.FromHours(8))));
            check.Equal("an hour that ends at closing", "2026-09-30 18:00", Text(office.Add(Local("2026-09-30 17:00"), Duration.FromHours(1))));
            check.Equal("or at the next opening", "2026-10-08 09:00", Text(office.Add(Local("2026-09-30 17:00"), Duration.FromHours(1), ClosingBoundary.AtNextOpening)));
            check.Equal("working time of a week with a make-up Saturday", Duration.FromHours(24), office.Elapsed(Local("2026-10-01 00:00"), Local("2026-10-12 00:00")));
            check.Equal("backwards it is negative", Duration.FromHours(-24), office.Elapsed(Local("2026-10-12 00:00"), Local("2026-10-01 00:00")));
            check.Equal("the next opening", "2026-10-08 09:00", Text(office.NextOpening(Local("2026-10-01 12:00"))));
            check.Equal("the closing after it", "2026-10-08 12:00", Text(office.NextClosing(Local("2026-10-01 12:00"))));
            check.Equal("more than there is", "never", Text(office.Add(Local("2026-09-30 17:00"), Duration.FromDays(100000))));
            check.Equal("it has working time", true, office.HasWorkingTime && office.Zone.Id == "Asia/Shanghai");
            check.Equal("the day before 1950", "known: False", "known: " + IsKnown(office, BusinessCalendar.Earliest - Duration.Epsilon));
            check.Equal("the last instant of 2199", "known: True", "known: " + IsKnown(office, BusinessCalendar.Latest - Duration.Epsilon));
        }

        private static void Days(Checks check, BusinessCalendar office)
        {
            check.Equal("a make-up Saturday", true, office.IsBusinessDay(new LocalDate(2026, 10, 10)));
            check.Equal("National Day", false, office.IsBusinessDay(new LocalDate(2026, 10, 1)));
            check.Equal("the end of the third business day", "2026-10-10 18:00", Text(office.EndOfBusinessDay(Local("2026-09-30 17:00"), 3)));
            check.Equal("the next business day by 16:00", "2026-10-08 16:00", Text(office.OnBusinessDay(Local("2026-09-30 19:00"), 1, new LocalTime(16, 0))));
            check.Equal("what comes after closing counts from the next", "2026-10-09 16:00", Text(office.OnBusinessDay(Local("2026-09-30 19:00"), 1, new LocalTime(16, 0), BusinessDayCounting.FromOpening)));
            check.Equal("National Day by name", "国庆节", office.Describe(new LocalDate(2026, 10, 1)).NameChinese);
            check.Equal("a plain day", CalendarDayKind.Week, office.Describe(new LocalDate(2026, 10, 9)).Kind);
            check.Equal("an override's name", "2026-12-31 Override Stocktaking", office.Describe(new LocalDate(2026, 12, 31)).ToString());
            check.Equal("an own holiday of every year", CalendarDayKind.Holiday, office.Describe(new LocalDate(2031, 8, 18)).Kind);
            check.Equal("its make-up day", CalendarDayKind.MakeUpDay, office.Describe(new LocalDate(2026, 8, 22)).Kind);
            check.Equal("a Saturday of the later week", true, office.IsBusinessDay(new LocalDate(2027, 1, 2)));
        }

        private static void Segments(Checks check, BusinessCalendar office)
        {
            List<CalendarSegment> segments = office.Segments(Local("2026-09-30 17:00"), Local("2026-10-08 10:00")).ToList();
            check.Equal("open from", "2026-09-30 17:00 to 2026-09-30 18:00 True", Text(segments[0].Start) + " to " + Text(segments[0].End) + " " + segments[0].IsOpen);
            check.Equal("closed by", "National Day", segments.First(s => s.ClosedBy != null).ClosedBy.Name);
            check.Equal("segments without gaps", Local("2026-10-08 10:00") - Local("2026-09-30 17:00"), segments.Aggregate(Duration.Zero, (sum, s) => sum + s.Duration));
            check.Equal("what is open of them", Duration.FromHours(2), segments.Where(s => s.IsOpen).Aggregate(Duration.Zero, (sum, s) => sum + s.Duration));
        }

        private static void Combine(Checks check, BusinessCalendar office)
        {
            var hotlineOptions = new CalendarOptions { Label = "hotline", Zone = "Asia/Shanghai", Week = WeekOptions.EveryDay("08:00-22:00") };
            BusinessCalendar hotline = BusinessCalendar.Compile(hotlineOptions).Policy;
            Instant from = Local("2026-10-08 00:00");
            Instant to = Local("2026-10-09 00:00");
            check.Equal("either", Duration.FromHours(14), office.Union(hotline).Elapsed(from, to));
            check.Equal("both", Duration.FromHours(8), office.Intersect(hotline).Elapsed(from, to));
            check.Equal("the hotline alone", Duration.FromHours(6), hotline.Except(office).Elapsed(from, to));
            check.Equal("real time", Duration.FromHours(24), BusinessCalendar.RoundTheClock(FactChecks.Shanghai).Elapsed(from, to));
            check.Equal("the label of a combination", "(hotline - office-2026)", hotline.Except(office).Version.Label);
        }

        private static void Lists(Checks check)
        {
            HolidayList china = HolidayList.MainlandChina();
            check.Equal("the list ends", new LocalDate(2026, 10, 10), china.LastDate);
            check.Equal("its last entry", "2026-10-10 work National Day", china.Entries[china.Entries.Count - 1].ToString());
            HolidayList own = HolidayList.Parse("# next year\n2027-01-01..2027-01-03 holiday 元旦 | New Year's Day\n2027-01-09 work 元旦\n");
            var options = new CalendarOptions { Zone = "Asia/Shanghai", Week = WeekOptions.MondayToFriday("09:00-18:00") };
            own.AddTo(options);
            BusinessCalendar calendar = BusinessCalendar.Compile(options).Policy;
            check.Equal("a list of one's own", false, calendar.IsBusinessDay(new LocalDate(2027, 1, 1)));
            check.Equal("its make-up day", true, calendar.IsBusinessDay(new LocalDate(2027, 1, 9)));
        }

        private static void Broken(Checks check)
        {
            var options = new CalendarOptions { Week = new WeekOptions { Monday = "9-17", Tuesday = "18:00-18:00" } };
            options.Holidays["empty"] = new HolidayOptions();
            options.Overrides["soon"] = new CalendarDayOptions { Hours = "closed" };
            Compilation<BusinessCalendar> compiled = BusinessCalendar.Compile(options);
            check.Equal("every problem at once", "date-unreadable dates-missing hours-empty hours-unreadable zone-missing", string.Join(" ", compiled.Errors.Select(p => p.Code).OrderBy(c => c, StringComparer.Ordinal)));
            try
            {
                HolidayList.Parse("some day\n2026-13-01 holiday x");
                check.Equal("a broken list", "refused", "read");
            }
            catch (PolicyException e)
            {
                check.Equal("lines that can't be read", 2, e.Problems.Count);
            }
        }

        private static bool IsKnown(BusinessCalendar calendar, Instant at)
        {
            try
            {
                calendar.IsOpen(at);
                return true;
            }
            catch (ArgumentOutOfRangeException)
            {
                return false;
            }
        }
    }
}
