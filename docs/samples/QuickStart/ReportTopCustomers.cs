using System.Linq;
using Retention.Core;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Shows the most valuable customers and why they are.</summary>
internal static class ReportTopCustomers
{
    private const int Shown = 10;

    internal static void Show(IAnsiConsole screen, TieringRun run, Language language)
    {
        Table table = new Table().Title(new TableTitle(language.Pick("The most valuable customers", "最有价值的客户"))).Border(TableBorder.Rounded);
        table.AddColumn(language.Pick("Customer", "客户ID"));
        table.AddColumn(language.Pick("Tier", "分层"));
        table.AddColumn(new TableColumn(language.Pick("Composite", "综合得分")).RightAligned());
        table.AddColumn(language.Pick("Because", "依据"));
        foreach (TieringResult result in run.TopRows(Shown).Select(run.ResultAt))
        {
            table.AddRow(
                new Text(result.Customer.Value),
                new Text(result.Tier.NameIn(language)),
                new Text(result.Composite?.ToString() ?? "–"),
                new Text(ReportReasons.Of(result, run.Policy, language)));
        }

        screen.Write(table);
    }
}
