using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Shows the first rejected rows and how many there are of each kind; the file has them all.</summary>
internal static class ReportRejects
{
    private const int Shown = 10;

    internal static void Show(IAnsiConsole screen, IReadOnlyList<RejectedRow> rejected, Language language)
    {
        if (rejected.Count == 0)
        {
            return;
        }

        Table table = new Table().Title(new TableTitle(language.Pick("Rejected rows", "拒收行"))).Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn(language.Pick("Line", "行号")).RightAligned());
        table.AddColumn(language.Pick("Column", "列"));
        table.AddColumn(language.Pick("Reason", "原因"));
        foreach (RejectedRow row in rejected.Take(Shown))
        {
            table.AddRow(new Text(row.LineNumber.Digits()), new Text(row.Column), new Text(row.Reason.ToText(language)));
        }

        screen.Write(table);
        foreach (IGrouping<RejectReason, RejectedRow> kind in rejected.GroupBy(r => r.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key))
        {
            screen.WriteLine("  " + kind.Count().Digits() + " × " + kind.Key.ToText(language));
        }
    }
}
