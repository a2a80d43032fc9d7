using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core;
using Retention.Core.Measures;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Shows how customers are distributed over the tiers, with bars and each tier's medians.</summary>
internal static class ReportTiers
{
    private const int WidestBar = 30;

    internal static void Show(IAnsiConsole screen, TieringRun run, Language language)
    {
        IReadOnlyList<MeasureDefinition> measures = ResultColumns.MeasuresOf(run.Policy);
        Table table = new Table().Title(new TableTitle(language.Pick("Tiers", "分层结果"))).Border(TableBorder.Rounded);
        table.AddColumn(Plain(language.Pick("Tier", "分层")));
        table.AddColumn(Plain(language.Pick("Customers", "客户数")).RightAligned());
        table.AddColumn(Plain(language.Pick("Share", "占比")).RightAligned());
        table.AddColumn(new TableColumn(string.Empty).NoWrap().Width(WidestBar));
        foreach (MeasureDefinition measure in measures)
        {
            table.AddColumn(Plain(language.Pick("Median: " + measure.Name, "中位数:" + measure.NameChinese)).RightAligned());
        }

        IReadOnlyList<TierSummary> tiers = run.Summarise();
        long most = tiers.Max(t => t.Count);
        foreach (TierSummary tier in tiers.Where(t => t.Count > 0 || t.Tier.Code != Tier.UnscoredCode))
        {
            IEnumerable<string> cells =
            [
                tier.Tier.NameIn(language), tier.Count.Digits(), Percent(tier), Bar(tier.Count, most),
                .. measures.Select(m => tier.Medians.TryGetValue(m.Key, out decimal median) ? median.Digits() : "–"),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Write(table);
    }

    /// <summary>A bar as long as the number is large; whatever isn't nothing can be seen.</summary>
    internal static string Bar(long count, long most) =>
        count == 0 ? string.Empty : new string('█', (int)Math.Max(1, (count * WidestBar) / most));

    private static string Percent(TierSummary tier) =>
        tier.Share.Percent is { } percent ? percent.Value.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    private static TableColumn Plain(string title) => new(new Text(title));
}
