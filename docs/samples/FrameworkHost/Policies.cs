using Retention.Core.Calendars;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;

namespace Retention.FrameworkHost
{
    /// <summary>The rules of this host: presets with changes of its own. They may as well come from a configuration file.</summary>
    internal static class Policies
    {
        /// <summary>Bronze to diamond, with double points on tea.</summary>
        internal static LoyaltyOptions Loyalty()
        {
            var options = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026-autumn" };
            options.Multipliers["tea"] = new MultiplierOptions
            {
                Name = "Double points on tea",
                NameChinese = "茶叶双倍积分",
                Factor = 2m,
                Rules = "purchase",
                When = new ConditionOptions { Attribute = "category", Is = "tea" },
            };
            return options;
        }

        /// <summary>A solution within eight office hours for what is urgent, by the third working day for the rest.</summary>
        internal static SlaOptions Service()
        {
            var options = new SlaOptions { Label = "2026-autumn", Zone = "Asia/Shanghai" };
            options.Calendars["office"] = new CalendarOptions { Week = WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"), PublicHolidays = "cn" };
            var solution = new ClockOptions { Metric = "resolution", Name = "Solution", NameChinese = "解决", MissedRole = "manager" };
            solution.Targets["urgent"] = new TargetOptions { Order = 1, When = new ConditionOptions { Attribute = "priority", Is = "urgent" }, Within = "8h", Calendar = "office" };
            solution.Targets["other"] = new TargetOptions { Order = 2, BusinessDays = 3, Calendar = "office" };
            options.Clocks["resolution"] = solution;
            return options;
        }
    }
}
