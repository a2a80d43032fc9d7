using System;
using System.IO;
using System.Linq;
using System.Text;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>Reads a whole order file.</summary>
internal static class OrderFile
{
    /// <summary>Progress is told every so many rows.</summary>
    private const int RowsPerStep = 5_000;

    /// <summary>Reads a file.</summary>
    /// <param name="request">Which, and how its columns are named.</param>
    /// <param name="zone">The zone of times without an offset.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <exception cref="CannotRunException">The columns can't be recognised.</exception>
    internal static OrderReading Read(RunRequest request, DateTimeZone zone, Action<long> progress)
    {
        Encoding encoding = OrderFileEncoding.Detect(request.File);
        string name = encoding is UTF8Encoding or UnicodeEncoding ? encoding.WebName.ToUpperInvariant() : "GBK";
        char delimiter = OrderFileDelimiter.Detect(FirstLine(request.File, encoding));
        using FileStream file = File.OpenRead(request.File);
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);
        var rows = new OrderFileRows(text, delimiter);
        return Read(rows, request, name, delimiter, new OrderFileDates(zone, request.DateFormat), zone, () => progress(file.Position));
    }

    private static string FirstLine(string path, Encoding encoding) =>
        File.ReadLines(path, encoding).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? string.Empty;

    private static OrderReading Read(OrderFileRows rows, RunRequest request, string encoding, char delimiter, OrderFileDates dates, DateTimeZone zone, Action step)
    {
        OrderReading? reading = null;
        OrderFileDocuments? documents = null;
        foreach (OrderFileRow row in rows.Read())
        {
            if (reading is null || documents is null)
            {
                var header = new OrderFileHeader(row.Cells ?? row.Text.Split(delimiter), request.Columns, request.Language);
                reading = new OrderReading { Encoding = encoding, Delimiter = delimiter, Header = header };
                documents = new OrderFileDocuments(header, delimiter, dates, request.BaseCurrency);
                continue;
            }

            Add(reading, documents, row, zone);
            if (reading.Rows % RowsPerStep == 0)
            {
                step();
            }
        }

        reading ??= new OrderReading { Encoding = encoding };
        reading.BlankLines = rows.BlankLines;
        return reading;
    }

    private static void Add(OrderReading reading, OrderFileDocuments documents, OrderFileRow row, DateTimeZone zone)
    {
        reading.Rows++;
        if (documents.Read(row, out RejectedRow? rejected) is not { } fact)
        {
            reading.Rejected.Add(rejected!);
            return;
        }

        reading.Documents.Add(fact);
        LocalDate date = fact.OrderedOn!.Value.ToDate(zone);
        reading.FirstDate = reading.FirstDate is { } soFar && soFar < date ? soFar : date;
        reading.LastDate = reading.LastDate is { } last && last > date ? last : date;
    }
}
