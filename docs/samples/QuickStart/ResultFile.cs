using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsvHelper;
using Retention.Core;
using Retention.Core.Measures;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.QuickStart;

/// <summary>Writes the customer tiering list (客户分层清单) with the columns of the plan's table P2-1, and a column per score.</summary>
internal sealed class ResultFile
{
    internal const string Name = "tiers.csv";

    private readonly TieringPolicy policy;
    private readonly RunRequest request;
    private readonly IReadOnlyList<MeasureDefinition> measures;
    private readonly IReadOnlyList<ScoreDefinition> scores;

    private ResultFile(TieringPolicy policy, RunRequest request)
    {
        this.policy = policy;
        this.request = request;
        this.measures = ResultColumns.MeasuresOf(policy);
        this.scores = ResultColumns.ScoresOf(policy);
    }

    /// <summary>Writes the list; without a run, only its header.</summary>
    internal static void Write(string path, TieringPolicy policy, TieringRun? run, RunRequest request)
    {
        var file = new ResultFile(policy, request);
        using CsvWriter csv = CsvFile.Create(path);
        csv.Row(file.Header());

        // A run makes a customer's explanation when it is asked for, and may be asked by several threads; the order stays.
        foreach (string[] cells in ParallelEnumerable.Range(0, run?.Count ?? 0).AsOrdered().Select(row => file.Cells(run!.ResultAt(row))))
        {
            csv.Row(cells);
        }
    }

    /// <summary>Chinese in either language: they are the columns of the plan's table. No two columns have one name.</summary>
    private string[] Header()
    {
        string[] values = [.. this.measures.Select(m => this.InCurrency(m.NameChinese))];
        IEnumerable<string> ranks = this.scores.Select(s => values.Contains(s.NameChinese, StringComparer.Ordinal) ? s.NameChinese + "得分" : s.NameChinese);
        return ["客户ID", .. values, .. ranks, this.policy.MainComposite?.NameChinese ?? "综合得分", "分层结果", "行为标签", "备注"];
    }

    private string[] Cells(TieringResult result) =>
    [
        SpreadsheetText.Neutral(result.Customer.Value),
        .. this.measures.Select(m => result.Measures.TryGetValue(m.Key, out decimal value) ? Digits(value) : string.Empty),
        .. this.scores.Select(s => result.Scores.TryGetValue(s.Key, out Score score) ? Digits(score.Value) : string.Empty),
        result.Composite is { } composite ? Digits(composite.Value) : string.Empty,
        result.Tier.NameChinese + " / " + result.Tier.Name,
        SpreadsheetText.Neutral(ReportReasons.TagsOf(result, this.policy, this.request.Language)),
        SpreadsheetText.Neutral(ReportReasons.Of(result, this.policy, this.request.Language)),
    ];

    private string InCurrency(string name) =>
        this.request.BaseCurrency == "CNY" ? name : name.Replace("(元)", "(" + this.request.BaseCurrency + ")", StringComparison.Ordinal);

    /// <summary>Without grouping, so that a spreadsheet reads a number.</summary>
    private static string Digits(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
