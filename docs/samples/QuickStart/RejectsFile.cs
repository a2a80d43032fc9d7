using System.Collections.Generic;
using System.Globalization;
using CsvHelper;
using Retention.Core;

namespace Retention.QuickStart;

/// <summary>Writes the rows that could not be read, each with its line, the column at fault and the reason.</summary>
internal static class RejectsFile
{
    internal const string Name = "rejects.csv";

    /// <summary>Writes the file also when there are none, so that no earlier run's rejects are taken for this one's.</summary>
    internal static void Write(string path, IEnumerable<RejectedRow> rejected, Language language)
    {
        using CsvWriter csv = CsvFile.Create(path);
        csv.Row(language.Pick("line", "行号"), language.Pick("column", "列"), language.Pick("reason", "原因"), language.Pick("row", "原始行"));
        foreach (RejectedRow row in rejected)
        {
            csv.Row(
                row.LineNumber.ToString(CultureInfo.InvariantCulture),
                SpreadsheetText.Neutral(row.Column),
                row.Reason.ToText(language),
                SpreadsheetText.Neutral(row.Text));
        }
    }
}
