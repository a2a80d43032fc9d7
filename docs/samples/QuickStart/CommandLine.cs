using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Retention.Core;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Turns arguments into a request, and whatever prevents it into a message and an exit code.</summary>
/// <param name="screen">Where the report goes.</param>
/// <param name="errors">Where messages go that say why nothing was done.</param>
/// <param name="directory">The directory to which relative paths belong.</param>
internal sealed class CommandLine(IAnsiConsole screen, TextWriter errors, string directory)
{
    /// <summary>Wide enough for reasons on one line, where no terminal says how wide it is.</summary>
    private const int WidthOfFile = 200;

    private readonly CommandLineOptions options = new();

    /// <summary>Runs.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal int Run(IReadOnlyList<string> arguments)
    {
        if (!screen.Profile.Out.IsTerminal)
        {
            screen.Profile.Width = WidthOfFile;
            screen.Profile.Capabilities.Ansi = false;
            screen.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        (RootCommand tier, Command generate) = this.options.Commands();
        tier.SetAction(parsed => this.Try(() => this.Tier(parsed)));
        generate.SetAction(parsed => this.Try(() => this.Generate(parsed)));

        // A file may be called @orders.csv.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        return tier.Parse(arguments, parsing).Invoke(new InvocationConfiguration { Output = screen.Profile.Out.Writer, Error = errors });
    }

    private int Try(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception reason) when (reason is CannotRunException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(reason.Message);
            return ExitCode.CannotRun;
        }
    }

    private int Tier(ParseResult parsed)
    {
        Language language = parsed.GetValue(this.options.Lang) == "zh" ? Language.Chinese : Language.English;
        if (parsed.GetValue(this.options.List))
        {
            PresetList.Show(screen, language);
            return ExitCode.Fine;
        }

        return new FileTiering(this.Request(parsed, language), screen).Run();
    }

    private int Generate(ParseResult parsed)
    {
        string path = this.Absolute(parsed.GetValue(this.options.Target)!);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        SampleOrders.Write(path);
        screen.WriteLine(path);
        return ExitCode.Fine;
    }

    private RunRequest Request(ParseResult parsed, Language language) => new()
    {
        File = parsed.GetValue(this.options.File) is { Length: > 0 } file ? this.Absolute(file) : Path.Combine(AppContext.BaseDirectory, "data", "orders.csv"),
        Out = this.Absolute(parsed.GetValue(this.options.Out)!),
        Preset = parsed.GetValue(this.options.Preset)!,
        AsOf = parsed.GetValue(this.options.AsOf),
        BaseCurrency = Currency(parsed.GetValue(this.options.BaseCurrency)!, language),
        Zone = parsed.GetValue(this.options.Zone),
        DateFormat = parsed.GetValue(this.options.DateFormat) is { Length: > 0 } format ? format : null,
        Columns = Columns(parsed.GetValue(this.options.Column) ?? [], language),
        MaxRejects = Percentage(parsed.GetValue(this.options.MaxRejects)!, language),
        Language = language,
    };

    private static string Currency(string code, Language language) => Money.IsCurrency(code) ? code : throw new CannotRunException(language.Pick(
        $"--base-currency \"{code}\" is not a code of three capital letters such as CNY.",
        $"--base-currency “{code}”不是三位大写币种代码(如 CNY)。"));

    private static decimal Percentage(string text, Language language) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent) && percent <= 100 ? percent : throw new CannotRunException(language.Pick(
            $"--max-rejects \"{text}\" is not a percentage from 0 to 100.",
            $"--max-rejects “{text}”不是 0–100 的百分比。"));

    private static Dictionary<OrderColumn, string> Columns(string[] mappings, Language language)
    {
        var named = new Dictionary<OrderColumn, string>();
        foreach (string mapping in mappings)
        {
            int at = mapping.IndexOf('=', StringComparison.Ordinal);
            OrderColumn column = (at < 0 ? null : OrderColumns.Find(mapping[..at])) ?? throw new CannotRunException(language.Pick(
                $"--column \"{mapping}\" is not of the form column=header, with one of the columns {string.Join(", ", OrderColumns.Names)}.",
                $"--column “{mapping}”应写成 列=表头,列可用:{string.Join(", ", OrderColumns.Names)}。"));
            named[column] = mapping[(at + 1)..];
        }

        return named;
    }

    private string Absolute(string path) => Path.GetFullPath(path, directory);
}
