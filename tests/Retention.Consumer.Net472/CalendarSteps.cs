using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Calendars;

namespace Retention.Consumer.Net472
{
    /// <summary>The calendar of a hotline: its hours, the public holidays, a half day, a service window taken out.</summary>
    internal static class CalendarSteps
    {
        private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

        internal static void Run(Checks check)
        {
            BusinessCalendar hotline = Hotline();
            Instant friday = At(2026, 2, 13, 17);

            // Saturday is a make-up day; then comes Spring Festival until the 23rd.
            check.Equal("one hour at closing", At(2026, 2, 13, 18), hotline.Add(friday, Duration.FromHours(1)));
            check.Equal("one hour at the next opening", At(2026, 2, 14, 9), hotline.Add(friday, Duration.FromHours(1), ClosingBoundary.AtNextOpening));
            check.Equal("ten hours", At(2026, 2, 24, 10), hotline.Add(friday, Duration.FromHours(10)));
            check.Equal("the time until then", Duration.FromHours(10), hotline.Elapsed(friday, At(2026, 2, 24, 10)));
            check.Equal("ten hours before", friday, hotline.Subtract(At(2026, 2, 24, 10), Duration.FromHours(10)));
            check.Equal("noon", false, hotline.IsOpen(At(2026, 2, 13, 12)));
            check.Equal("after noon", At(2026, 2, 13, 13), hotline.NextOpening(At(2026, 2, 13, 12)));
            check.Equal("closing", At(2026, 2, 13, 12), hotline.NextClosing(At(2026, 2, 13, 10)));
            check.Equal("the next business day by four", At(2026, 2, 14, 16), hotline.OnBusinessDay(friday, 1, new LocalTime(16, 0)));
            check.Equal("the end of the second", At(2026, 2, 24, 18), hotline.EndOfBusinessDay(friday, 2, BusinessDayCounting.FromDate));
            check.Equal("why it is closed", "春节", hotline.Segments(At(2026, 2, 16, 9), At(2026, 2, 16, 10)).Single().ClosedBy.NameChinese);
            check.Equal("the half day", CalendarDayKind.Override, hotline.Describe(new LocalDate(2026, 12, 31)).Kind);
            check.Equal("without service", false, hotline.Except(Service()).IsOpen(At(2026, 3, 2, 9)));
            check.Equal("never", null, hotline.Add(friday, Duration.FromDays(365 * 200)));
            check.Equal("problems", "zone-missing", BusinessCalendar.Compile(new CalendarOptions()).Errors.First().Code);
        }

        private static BusinessCalendar Hotline()
        {
            var options = new CalendarOptions
            {
                Label = "hotline-2026",
                Zone = "Asia/Shanghai",
                Week = new WeekOptions { Monday = "09:00-12:00, 13:00-18:00" },
                PublicHolidays = "cn",
            };
            options.Week.Tuesday = options.Week.Wednesday = options.Week.Thursday = options.Week.Friday = options.Week.Monday;
            options.Holidays["anniversary"] = new HolidayOptions { Name = "Anniversary", NameChinese = "司庆", Yearly = "06-18" };
            options.Overrides["2026-12-31"] = new CalendarDayOptions { Name = "New Year's Eve", Hours = "09:00-12:00" };
            HolidayList.Parse("2027-01-01..2027-01-03 holiday 元旦 | New Year's Day").AddTo(options);
            Compilation<BusinessCalendar> compilation = BusinessCalendar.Compile(options);
            return compilation.Policy;
        }

        private static BusinessCalendar Service()
        {
            return BusinessCalendar.Compile(new CalendarOptions { Zone = "UTC", Week = WeekOptions.EveryDay("00:00-02:00") }).Policy;
        }

        private static Instant At(int year, int month, int day, int hour)
        {
            return new LocalDateTime(year, month, day, hour, 0).InZoneStrictly(Shanghai).ToInstant();
        }
    }
}
