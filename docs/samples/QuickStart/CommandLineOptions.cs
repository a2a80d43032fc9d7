using System.CommandLine;
using Retention.Core.Presets;

namespace Retention.QuickStart;

/// <summary>What the command line takes, and says of itself in <c>--help</c>.</summary>
internal sealed class CommandLineOptions
{
    internal const string Description = """
        Tiers the customers of an order file: how many are in which tier, the ten most valuable with their reasons, what is
        doubtful in the data, and the whole list as CSV. Without a file it runs on the orders that come with the sample.

        The file is CSV with a header: customer, date and amount are needed; number, line, revision, status, trade, quantity,
        currency, rate, organisation, shipped, paid and origin are used where they are. UTF-8, UTF-16 or GBK, and comma,
        semicolon or tab are recognised. Without a number column every row is an order of its own; without a line column every
        row of an order is a line of its own (so equal rows can't be told from duplicates). An empty status is approved, an
        empty type an ordinary sale; a negative amount is a return. A row without a customer is read, left out and reported.

        Exit codes:
          0  fine, also if there was nothing to tier
          1  can't run: no such file or preset, a bad option, a column not found, a folder that can't be written
          2  more rows were rejected than --max-rejects allows; the results are written all the same

        结果写入 tiers.csv(客户分层清单)和 rejects.csv(拒收行);中文界面请用 --lang zh。
        """;

    internal Argument<string?> File { get; } = new("file") { Description = "The order file (default: the sample's own).", Arity = ArgumentArity.ZeroOrOne };

    internal Option<string> Preset { get; } = new("--preset") { Description = "The tiering preset; --list shows them.", DefaultValueFactory = _ => TieringPresets.P2 };

    internal Option<string?> AsOf { get; } = new("--as-of") { Description = "The day as of whose end customers are tiered, such as 2026-06-30, or an instant (default: the last order date in the file)." };

    internal Option<string> Out { get; } = new("--out") { Description = "The folder for tiers.csv and rejects.csv.", DefaultValueFactory = _ => "quickstart-out" };

    internal Option<string> BaseCurrency { get; } = new("--base-currency") { Description = "The currency in which amounts are summed.", DefaultValueFactory = _ => "CNY" };

    internal Option<string?> Zone { get; } = new("--zone") { Description = "The IANA zone in which days begin (default: the preset's, Asia/Shanghai)." };

    internal Option<string[]> Column { get; } = new("--column")
    {
        Description = "Which header a column has, such as customer=会员号; may be given several times. Columns: " + string.Join(", ", OrderColumns.Names) + ".",
    };

    internal Option<string?> DateFormat { get; } = new("--date-format") { Description = "The pattern of dates, such as dd/MM/yyyy, if they are in none of the usual ones." };

    internal Option<string> MaxRejects { get; } = new("--max-rejects") { Description = "The percentage of rows, 0 to 100, that may be rejected.", DefaultValueFactory = _ => "5" };

    internal Option<string> Lang { get; } = Language("--lang");

    internal Option<bool> List { get; } = new("--list") { Description = "Lists the presets." };

    internal Argument<string> Target { get; } = new("path") { Description = "The file to write." };

    /// <summary>Puts the options into commands.</summary>
    internal (RootCommand Tier, Command Generate) Commands()
    {
        var tier = new RootCommand(Description)
        {
            this.File, this.Preset, this.AsOf, this.Out, this.BaseCurrency, this.Zone, this.Column, this.DateFormat, this.MaxRejects, this.Lang, this.List,
        };
        var generate = new Command("generate", "Writes the orders that come with the sample anew; the same bytes on every machine.") { this.Target };
        tier.Subcommands.Add(generate);
        return (tier, generate);
    }

    private static Option<string> Language(string name)
    {
        var option = new Option<string>(name) { Description = "The language of the report: en or zh.", DefaultValueFactory = _ => "en" };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }
}
