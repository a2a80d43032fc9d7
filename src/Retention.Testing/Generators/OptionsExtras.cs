using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Measures;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Settings that no policy under laws has, because they change no decision or only one that has tests of its own: names, costs, hints and rarer choices.</summary>
internal static class OptionsExtras
{
    private static readonly string[] Texts = ["Gold", "金卡会员", "🥇", "a\"b'c<d>&", new string('名', 200)];

    private static readonly string[] TextProperties = ["Name", "NameChinese", "Advice", "AdviceChinese", "Colour"];

    private static readonly Dictionary<string, object[]> Extras = new Dictionary<string, object[]>(StringComparer.Ordinal)
    {
        [Key<CalendarOptions>("Label")] = ["2026", "日历"],
        [Key<CalendarOptions>("PublicHolidays")] = ["cn"],
        [Key<CalendarOptions>("MakeUpAs")] = ["friday", "monday"],
        [Key<CalendarOptions>("Overlaps")] = ["merge", "refuse"],
        [Key<DocumentRulesOptions>("Tenant")] = ["t1", "租户"],
        [Key<DocumentRulesOptions>("Organisations")] = ["north", "north, 华北"],
        [Key<DocumentRulesOptions>("NegativeAmounts")] = ["return", "reject"],
        [Key<DocumentRulesOptions>("BackdatedUnder")] = ["business-date", "recorded"],
        [Key<DocumentRulesOptions>("IncludeIntercompany")] = [true, false],
        [Key<DocumentRulesOptions>("IncludeReplacement")] = [true, false],
        [Key<HealthOptions>("Documents")] = [New(() => new DocumentRulesOptions { Date = "shipped" }), New(() => new DocumentRulesOptions { Level = "group", IncludeSample = true })],
        [Key<Core.Lifecycle.ActivationOptions>("RateWithin")] = ["7d", "90d"],
        [Key<Core.Lifecycle.ActivationOptions>("GoalPercent")] = [0m, 66.6667m, 100m],
        [Key<SignalOptions>("Below")] = [50m, 0.0001m],
        [Key<SignalOptions>("Fall")] = [0.5m, 20m],
        [Key<LoyaltyOptions>("Currency")] = ["USD", "JPY"],
        [Key<LoyaltyOptions>("Referral")] =
        [
            New(() => new ReferralOptions { Waiting = "7d", OrderAtLeast = 100, LimitPerReferrer = 3, ValidFor = "30d" }),
            New(() => new ReferralOptions { ReferrerActivity = "推荐", RefereeActivity = "welcome", OrderAtLeast = 0.01m }),
            New(() => new ReferralOptions { Waiting = "1m", LimitPerReferrer = 1 }),
            New(() => new ReferralOptions()),
            New(() => new ReferralOptions { ValidFor = "1y", RefereeActivity = "review" }),
        ],
        [Key<ApprovalOptions>("AdjustAbove")] = [0m, 1_000m, 0.0001m],
        [Key<ApprovalOptions>("SendAbove")] = [0m, 1_000m, 0.0001m],
        [Key<ApprovalOptions>("RedeemAbove")] = [0m, 99.9999m],
        [Key<BenefitOptions>("Partner")] = ["airport", "机场贵宾厅"],
        [Key<BenefitOptions>("Cost")] = [0m, 25m, 0.0001m],
        [Key<CouponOptions>("MoneyDecimals")] = [0, 4],
        [Key<EarningRuleOptions>("Order")] = [1, -1, 100],
        [Key<EarningRuleOptions>("PerByCurrency")] = [New(() => new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 0.14m })],
        [Key<EarningRuleOptions>("From")] = ["2024-02-29", "2026-11-01"],
        [Key<EarningRuleOptions>("Until")] = ["2027-02-28", "2099-12-31"],
        [Key<EarningRuleOptions>("CooldownExceeded")] = ["skip", "refuse"],
        [Key<LadderOptions>("VisitActivity")] = ["review", "visit"],
        [Key<LadderOptions>("AnniversaryUpgradeFor")] = ["1m", "24m"],
        [Key<MultiplierOptions>("Rules")] = ["rule0"],
        [Key<MultiplierOptions>("LeapDay")] = ["february28", "march1"],
        [Key<RedemptionOptions>("MoneyDecimals")] = [0, 4],
        [Key<RedemptionOptions>("AtMost")] = [50_000m],
        [Key<RedemptionOptions>("Types")] = ["gift", "discount, payment, service"],
        [Key<RedemptionOptions>("LimitPeriod")] = ["day", "week", "year"],
        [Key<ReturnOptions>("Rebates")] = ["newest", "oldest"],
        [Key<WalletOptions>("Transferable")] = [false],
        [Key<WalletOptions>("Cost")] = [0.01m, 0.0001m],
        [Key<WalletOptions>("StandAlonePrice")] = [0.02m],
        [Key<MeasureOptions>("Indicator")] = ["额度"],
        [Key<MeasureOptions>("Unit")] = ["number", "money"],
        [Key<MeasureOptions>("CompletenessAtLeast")] = [0m, 99.5m, 100m],
        [Key<ConditionOptions>("Proposed")] = [true, false],
        [Key<ClockOptions>("Start")] = ["opened", "ordered"],
        [Key<ClockOptions>("Renew")] = ["update-given"],
        [Key<ClockOptions>("Reopen")] = ["reopened", "rejected"],
        [Key<SlaOptions>("OrganisationCalendars")] = [New(() => new Dictionary<string, string>(StringComparer.Ordinal) { ["华北"] = "night", ["east"] = "office" })],
        [Key<CompositeOptions>("CoverageAtLeast")] = [0m, 50m, 100m],
    };

    /// <summary>Sets some on a node, each only if the whole still compiles.</summary>
    internal static void Add(Dice dice, OptionsNode node, Func<bool> compiles)
    {
        PropertyInfo[] properties = node.GetType().GetProperties().Where(p => Candidates(p, node.GetType()).Length > 0).ToArray();
        for (int more = properties.Length == 0 ? 0 : dice.Of(0, 1, 2, 3); more > 0; more--)
        {
            PropertyInfo property = dice.OfList(properties);
            object? before = property.GetValue(node);
            object value = dice.OfList(Candidates(property, node.GetType()));
            property.SetValue(node, value is Func<object> make ? make() : value);
            if (!compiles())
            {
                property.SetValue(node, before);
            }
        }
    }

    private static object[] Candidates(PropertyInfo property, Type type) =>
        Extras.TryGetValue(type.FullName + "." + property.Name, out object[]? found) ? found
        : property.PropertyType == typeof(string) && TextProperties.Contains(property.Name, StringComparer.Ordinal) ? Texts
        : property.Name == nameof(KeyedOptionsNode.Removed) ? [false]
        : [];

    /// <summary>What can be changed is made anew each time.</summary>
    private static Func<object> New(Func<object> make) => make;

    private static string Key<T>(string name) => typeof(T).FullName + "." + name;
}
