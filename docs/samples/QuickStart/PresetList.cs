using System.Linq;
using Retention.Core;
using Retention.Core.Presets;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Lists the presets with their tiers, the best first.</summary>
internal static class PresetList
{
    internal static void Show(IAnsiConsole screen, Language language)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn(language.Pick("Preset", "预设")).NoWrap());
        table.AddColumn(language.Pick("Tiers", "分层"));
        foreach (string name in TieringPresets.Catalogue.Names)
        {
            TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(name), TieringPresets.Catalogue).Policy;
            table.AddRow(new Text(name), new Text(string.Join(", ", policy.Tiers.OrderBy(t => t.Rank).Select(t => t.NameIn(language)))));
        }

        screen.Write(table);
    }
}
