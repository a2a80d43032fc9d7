using System.Globalization;
using Retention.Core.Rules;
using Retention.Core.Tiering;

namespace Retention.Core.Presets;

/// <summary>The ten-segment maps from Champions to Lost, each as published; names are the publication's own.</summary>
internal static class RfmSegments
{
    /// <summary>
    /// The map in the introduction of the R package rfm 0.3.0 (first match wins, as in that version's <c>rfm_segment</c>), scored as the package
    /// scores. Ten of the 125 score triples match no segment: the package calls them Others.
    /// </summary>
    internal static TieringOptions RIntroduction03()
    {
        TieringOptions options = Rfm(TieringPresets.RfmR03, "rfm-r");
        Segment(options, 1, 1, "champions", "Champions", "重要价值客户", 5, 5, 5, 5, 5, 5);
        Segment(options, 2, 3, "potential-loyalist", "Potential Loyalist", "潜在忠诚客户", 3, 5, 3, 5, 2, 5);
        Segment(options, 3, 2, "loyal-customers", "Loyal Customers", "忠诚客户", 2, 4, 2, 4, 2, 4);
        Segment(options, 4, 5, "promising", "Promising", "有希望客户", 3, 4, 1, 3, 3, 5);
        Segment(options, 5, 4, "new-customers", "New Customers", "新客户", 4, 5, 1, 3, 1, 5);
        Segment(options, 6, 7, "cant-lose-them", "Can't Lose Them", "不能流失客户", 1, 2, 3, 4, 4, 5);
        Segment(options, 7, 8, "at-risk", "At Risk", "风险客户", 1, 2, 2, 5, 4, 5);
        Segment(options, 8, 6, "need-attention", "Need Attention", "需关注客户", 1, 3, 3, 5, 3, 5);
        Segment(options, 9, 9, "about-to-sleep", "About To Sleep", "即将沉睡客户", 2, 3, 1, 3, 1, 4);
        Segment(options, 10, 11, "lost", "Lost", "流失客户", 1, 1, 1, 5, 1, 5);
        options.Tiers["others"] = PresetParts.Tier(11, 10, "Others", "其他客户");
        return options;
    }

    /// <summary>
    /// The map in the documentation of the R package rfm 0.2, widely copied. Where the first match wins, Potential Loyalist takes all of New
    /// Customers and Promising, and At Risk all of Can't Lose Them: the linter names the three.
    /// </summary>
    internal static TieringOptions RDocumentation02()
    {
        TieringOptions options = Rfm(TieringPresets.RfmR02, "rfm-r");
        Segment(options, 1, 1, "champions", "Champions", "重要价值客户", 4, 5, 4, 5, 4, 5);
        Segment(options, 2, 2, "loyal-customers", "Loyal Customers", "忠诚客户", 2, 5, 3, 5, 3, 5);
        Segment(options, 3, 3, "potential-loyalist", "Potential Loyalist", "潜在忠诚客户", 3, 5, 1, 3, 1, 3);
        Segment(options, 4, 4, "new-customers", "New Customers", "新客户", 4, 5, 1, 1, 1, 1);
        Segment(options, 5, 5, "promising", "Promising", "有希望客户", 3, 4, 1, 1, 1, 1);
        Segment(options, 6, 6, "need-attention", "Need Attention", "需关注客户", 2, 3, 2, 3, 2, 3);
        Segment(options, 7, 8, "about-to-sleep", "About To Sleep", "即将沉睡客户", 2, 3, 1, 2, 1, 2);
        Segment(options, 8, 9, "at-risk", "At Risk", "风险客户", 1, 2, 2, 5, 2, 5);
        Segment(options, 9, 7, "cant-lose-them", "Can't Lose Them", "不能流失客户", 1, 1, 4, 5, 4, 5);
        Segment(options, 10, 11, "lost", "Lost", "流失客户", 1, 2, 1, 2, 1, 2);
        options.Tiers["others"] = PresetParts.Tier(11, 10, "Others", "其他客户");
        return options;
    }

    /// <summary>
    /// The recency × frequency grid of Python tutorials: the patterns [1-2][1-2] Hibernating … 5[4-5] Champions, which share out the 25 cells
    /// exactly. Monetary is scored and ranks customers, but doesn't decide.
    /// </summary>
    internal static TieringOptions Grid(string scale)
    {
        string label = scale switch { "qcut" => TieringPresets.RfmGridPandas, "ntile" => TieringPresets.RfmGridNtile, _ => TieringPresets.RfmGrid };
        TieringOptions options = Rfm(label, scale);
        Segment(options, 1, 1, "champions", "Champions", "重要价值客户", 5, 5, 4, 5, 0, 0);
        Segment(options, 2, 2, "loyal-customers", "Loyal Customers", "忠诚客户", 3, 4, 4, 5, 0, 0);
        Segment(options, 3, 3, "potential-loyalists", "Potential Loyalists", "潜在忠诚客户", 4, 5, 2, 3, 0, 0);
        Segment(options, 4, 4, "new-customers", "New Customers", "新客户", 5, 5, 1, 1, 0, 0);
        Segment(options, 5, 5, "promising", "Promising", "有希望客户", 4, 4, 1, 1, 0, 0);
        Segment(options, 6, 6, "need-attention", "Need Attention", "需关注客户", 3, 3, 3, 3, 0, 0);
        Segment(options, 7, 8, "about-to-sleep", "About to Sleep", "即将沉睡客户", 3, 3, 1, 2, 0, 0);
        Segment(options, 8, 7, "cant-lose", "Can't Lose", "不能流失客户", 1, 2, 5, 5, 0, 0);
        Segment(options, 9, 9, "at-risk", "At Risk", "风险客户", 1, 2, 3, 4, 0, 0);
        Segment(options, 10, 10, "hibernating", "Hibernating", "沉睡客户", 1, 2, 1, 2, 0, 0);
        return options;
    }

    private static TieringOptions Rfm(string label, string scale)
    {
        var options = new TieringOptions { Label = label, Zone = PresetParts.Zone, Composite = "rfm", FirstMatchWins = true };
        options.Measures["recency"] = PresetParts.Measure("recency-days", "Days since the last order", "最近消费时间(天)");
        options.Measures["frequency"] = PresetParts.Measure("frequency", "Orders", "消费频次");
        options.Measures["monetary"] = PresetParts.Measure("spend", "Spend", "消费金额");
        options.Scores["r"] = PresetParts.Score("recency", "Recency", "R得分", PresetParts.Rank(scale));
        options.Scores["f"] = PresetParts.Score("frequency", "Frequency", "F得分", PresetParts.Rank(scale));
        options.Scores["m"] = PresetParts.Score("monetary", "Monetary", "M得分", PresetParts.Rank(scale));
        options.Composites["rfm"] = new CompositeOptions { Name = "Mean of R, F and M", NameChinese = "RFM均分", Weights = PresetParts.Weights(("r", 1), ("f", 1), ("m", 1)) };

        // The originals count every row as an order and keep an order that came back.
        options.Documents = new Facts.DocumentRulesOptions { CountFullyReturned = true };
        return options;
    }

    private static void Segment(TieringOptions options, int order, int rank, string code, string name, string chinese, int rLow, int rHigh, int fLow, int fHigh, int mLow, int mHigh)
    {
        ConditionOptions when = mLow == 0
            ? Conditions.All(Conditions.ScoreBetween("r", rLow, rHigh), Conditions.ScoreBetween("f", fLow, fHigh))
            : Conditions.All(Conditions.ScoreBetween("r", rLow, rHigh), Conditions.ScoreBetween("f", fLow, fHigh), Conditions.ScoreBetween("m", mLow, mHigh));
        options.Tiers[code] = PresetParts.Tier(order, rank, name, chinese, when);
    }
}
