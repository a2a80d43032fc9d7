using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Shows what the data-quality check found, and which lines didn't count.</summary>
internal static class ReportQuality
{
    internal static void Show(IAnsiConsole screen, TieringRun run, Language language)
    {
        string[] remarks = [.. run.Findings.Select(f => f.ToText(language)), .. Missing(run, language)];
        screen.WriteLine(language.Pick("Data quality:", "数据质量:") + (remarks.Length == 0 ? language.Pick(" nothing found", "未发现问题") : string.Empty));
        foreach (string remark in remarks)
        {
            screen.WriteLine("  " + remark);
        }

        IReadOnlyDictionary<string, long> excluded = run.Reading!.Tally.Excluded;
        if (excluded.Count == 0)
        {
            return;
        }

        Table table = new Table().Title(new TableTitle(language.Pick("Lines that don't count", "未计入的单据行"))).Border(TableBorder.Rounded);
        table.AddColumn(language.Pick("Reason", "原因"));
        table.AddColumn(new TableColumn(language.Pick("Lines", "行数")).RightAligned());
        foreach ((string reason, long lines) in excluded.OrderByDescending(e => e.Value))
        {
            table.AddRow(new Text(ExclusionText.Of(reason, language)), new Text(lines.Digits()));
        }

        screen.Write(table);
    }

    /// <summary>A measure that nobody has is no error (the file has no such facts), but explains the scores.</summary>
    private static IEnumerable<string> Missing(TieringRun run, Language language) =>
        from measure in ResultColumns.MeasuresOf(run.Policy)
        let column = run.Table.Column(measure.Key)
        where run.Count > 0 && (column is null || Enumerable.Range(0, run.Count).All(row => column[row] is null))
        select language.Pick($"{measure.Name}: no customer has a value, so it adds nothing to any score.", $"{measure.NameChinese}:所有客户都没有数值,不计入任何得分。");
}
