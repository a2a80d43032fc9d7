using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using Spectre.Console;

namespace Retention.QuickStart.Tests;

/// <summary>A folder of its own in which the sample is run, and what it then shows and leaves behind.</summary>
internal sealed class Sitting : IDisposable
{
    private readonly StringWriter screen = new();
    private readonly StringWriter errors = new();

    internal string Folder { get; } = Directory.CreateTempSubdirectory("quickstart-").FullName;

    /// <summary>What was shown by the last run.</summary>
    internal string Screen => this.screen.ToString();

    internal string Errors => this.errors.ToString();

    internal IReadOnlyList<IReadOnlyDictionary<string, string>> Tiers => this.Csv("tiers.csv");

    internal IReadOnlyList<IReadOnlyDictionary<string, string>> Rejects => this.Csv("rejects.csv");

    internal string Write(string name, string text, Encoding? encoding = null) => this.Write(name, [.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    internal string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(this.Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    internal int Run(params string[] arguments)
    {
        this.screen.GetStringBuilder().Clear();
        this.errors.GetStringBuilder().Clear();
        return new CommandLine(Screenless(this.screen), this.errors, this.Folder).Run(arguments);
    }

    /// <summary>Runs on orders given as text.</summary>
    internal int RunOn(string text, params string[] arguments)
    {
        this.Write("orders.csv", text);
        return this.Run(["orders.csv", .. arguments]);
    }

    internal string Tier(string customer) => this.Tiers.Single(t => t["客户ID"] == customer)["分层结果"];

    public void Dispose()
    {
        this.screen.Dispose();
        this.errors.Dispose();
        Directory.Delete(this.Folder, recursive: true);
    }

    private static IAnsiConsole Screenless(StringWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });

    private List<IReadOnlyDictionary<string, string>> Csv(string name)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(this.Folder, "quickstart-out", name), Encoding.UTF8), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h)!, StringComparer.Ordinal));
        }

        return rows;
    }
}
