using System.Collections.Generic;
using Retention.Core.Tiering;

namespace Retention.Core.Presets;

/// <summary>Industry and scale presets (T-10): P2's tiers with other weights, or with tags for who is served by hand.</summary>
internal static class IndustryTiering
{
    /// <summary>Retail lives by frequency: 30/40/30.</summary>
    internal static TieringOptions Retail() => Weighted(TieringPresets.Retail, 30, 40, 30);

    /// <summary>Services are segmented by service need as well: 30/30/20/20.</summary>
    internal static TieringOptions Services()
    {
        TieringOptions options = Weighted(TieringPresets.Services, 30, 30, 20);
        options.Measures["serviceNeed"] = PresetParts.Measure("indicator", "Service need, 0–100", "服务需求(0–100)");
        options.Measures["serviceNeed"].PossibleFrom = 0;
        options.Measures["serviceNeed"].PossibleTo = 100;
        options.Scores["need"] = PresetParts.Score("serviceNeed", "Service need", "服务需求得分", PresetParts.Rank("given"));
        options.Composites["rfm"].Weights["need"] = 20;
        return options;
    }

    /// <summary>High-ticket business lives by the amount: 20/20/60.</summary>
    internal static TieringOptions HighTicket() => Weighted(TieringPresets.HighTicket, 20, 20, 60);

    /// <summary>Few and large: high-ticket weights, and every customer above D has a keeper of its own.</summary>
    internal static TieringOptions FewAndLarge()
    {
        TieringOptions options = Weighted(TieringPresets.FewAndLarge, 20, 20, 60);
        options.Tags["one-to-one"] = new TagOptions
        {
            Name = "One-to-one service",
            NameChinese = "一对一专属",
            When = new Rules.ConditionOptions { Composite = "rfm", MoreThan = 50 },
        };
        return options;
    }

    /// <summary>Many and small: retail weights; the most valuable are served by hand, the others by automation.</summary>
    internal static TieringOptions ManyAndSmall()
    {
        TieringOptions options = Weighted(TieringPresets.ManyAndSmall, 30, 40, 30);
        options.Tags["manual"] = new TagOptions { Name = "Served by hand", NameChinese = "重点人工", When = Conditions.CompositeAtLeast("rfm", 80) };
        options.Tags["automated"] = new TagOptions { Name = "Automated", NameChinese = "自动化", When = new Rules.ConditionOptions { Composite = "rfm", LessThan = 80 } };
        return options;
    }

    private static TieringOptions Weighted(string label, decimal r, decimal f, decimal m)
    {
        TieringOptions options = PlanTiering.Abcd();
        options.Label = label;
        options.Composites["rfm"].Weights = PresetParts.Weights(("r", r), ("f", f), ("m", m));
        return options;
    }
}
