using Microsoft.Extensions.DependencyInjection;
using Retention.Core.Health;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.DependencyInjection;
using PointsActivation = Retention.Core.Loyalty.ActivationOptions;

namespace Retention.ErpHost.Rules;

/// <summary>The rules of this application: presets with changes of its own. They may as well come from a configuration file.</summary>
public static class ErpRules
{
    /// <summary>What awards of orders wait for.</summary>
    public const string Shipped = "shipped";

    /// <summary>What awards of orders wait for, too.</summary>
    public const string Invoiced = "invoiced";

    public static RetentionBuilder AddErpRules(this RetentionBuilder builder) => builder
        .AddLoyalty(o => o.Versions["2026"] = new ProgrammeVersionOptions<LoyaltyOptions> { Policy = Loyalty() })
        .AddLifecycle(o => o.Versions["2026"] = new ProgrammeVersionOptions<LifecycleOptions> { Policy = { Preset = LifecyclePresets.P2 } })
        .AddSla(o => o.Versions["2026"] = new ProgrammeVersionOptions<SlaOptions> { Policy = Service() })
        .AddTiering(o => o.Versions["2026"] = new ProgrammeVersionOptions<TieringOptions> { Policy = { Preset = TieringPresets.P2 } })
        .AddHealth(o => o.Versions["2026"] = new ProgrammeVersionOptions<HealthOptions> { Policy = Health() });

    /// <summary>Bronze to diamond; points can be spent 7 days after an order was shipped and invoiced, and tea counts double.</summary>
    private static LoyaltyOptions Loyalty()
    {
        var options = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond };
        options.Rules["purchase"] = new EarningRuleOptions { Activation = new PointsActivation { Awaits = Shipped + "," + Invoiced, After = "7d" } };
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

    /// <summary>The plan's limits for complaints, and 3 days for the solution of a major one.</summary>
    private static SlaOptions Service()
    {
        var options = new SlaOptions { Preset = SlaPresets.P2 };
        options.Clocks["auto-reply"] = new ClockOptions { Removed = true }; // this application sends none
        options.Clocks["resolution"] = new ClockOptions();
        options.Clocks["resolution"].Targets["major-complaint"] = new TargetOptions { Order = 9, When = new ConditionOptions { Attribute = "priority", Is = "major" }, Within = "72h" };
        return options;
    }

    /// <summary>A consumer's health, without the log-ins, which this application doesn't have.</summary>
    private static HealthOptions Health()
    {
        var options = new HealthOptions { Preset = HealthPresets.RetailCustomer };
        options.Measures["visits"] = new HealthMeasureOptions { Removed = true };
        return options;
    }
}
