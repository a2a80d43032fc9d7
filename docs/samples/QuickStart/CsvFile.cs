using System.Globalization;
using System.IO;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Retention.QuickStart;

/// <summary>Opens CSV files as Excel wants them: a byte order mark, without which it takes Chinese for another encoding, and CRLF.</summary>
internal static class CsvFile
{
    internal static CsvWriter Create(string path) =>
        new(new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });

    internal static void Row(this CsvWriter csv, params System.ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }
}
