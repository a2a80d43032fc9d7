using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace Retention.QuickStart;

/// <summary>Cuts a text into rows and cells, quoted cells with line breaks among them.</summary>
/// <remarks>
/// Rows are put together line by line before CsvHelper cuts them into cells: a quote that somebody forgot to close would otherwise
/// take the rest of the file with it as one cell. Here it costs one row.
/// </remarks>
internal sealed class OrderFileRows(TextReader text, char delimiter)
{
    /// <summary>A quoted cell may go on over this many lines.</summary>
    private const int LinesOfOneRow = 50;

    private readonly LinkedList<string> ahead = new();
    private readonly CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        BufferSize = 512,
        HasHeaderRecord = false,
        BadDataFound = null,
    };

    private int lineNumber;

    /// <summary>Gets the number of lines without any content, which are no rows.</summary>
    internal int BlankLines { get; private set; }

    internal IEnumerable<OrderFileRow> Read()
    {
        while (this.NextLine() is { } first)
        {
            int at = this.lineNumber;
            if (first.All(c => char.IsWhiteSpace(c) || c == delimiter))
            {
                this.BlankLines++;
                continue;
            }

            yield return this.RowAt(at, first);
        }
    }

    private OrderFileRow RowAt(int at, string first)
    {
        if (!first.Contains('"'))
        {
            return new OrderFileRow(at, first, first.Split(delimiter));
        }

        string row = first;
        var taken = new List<string>();
        while (IsOpen(row) && taken.Count < LinesOfOneRow && this.NextLine() is { } next)
        {
            taken.Add(next);
            row += "\n" + next;
        }

        string[]? cells = IsOpen(row) ? null : this.Cut(row);
        if (cells is null && taken.Count > 0)
        {
            // The quote closes nowhere near: the row is the first line, and the others are read as rows of their own.
            this.PutBack(taken);
            row = first;
        }

        return new OrderFileRow(at, row, cells);
    }

    private string? NextLine()
    {
        string? line;
        if (this.ahead.First is { } node)
        {
            line = node.Value;
            this.ahead.RemoveFirst();
        }
        else
        {
            line = text.ReadLine();
        }

        this.lineNumber += line is null ? 0 : 1;
        return line;
    }

    private void PutBack(List<string> lines)
    {
        for (int i = lines.Count - 1; i >= 0; i--)
        {
            this.ahead.AddFirst(lines[i]);
        }

        this.lineNumber -= lines.Count;
    }

    private string[]? Cut(string row)
    {
        bool bad = false;
        using var parser = new CsvParser(new StringReader(row), this.configuration with { BadDataFound = _ => bad = true });
        if (!parser.Read())
        {
            return null;
        }

        // Taking the record makes CsvHelper look at every cell, and only then at the quotes in it.
        string[] cells = parser.Record!;
        return bad ? null : cells;
    }

    /// <summary>Whether a quote was opened, at the start of a cell, and not closed. Two quotes in a row stand for one.</summary>
    private bool IsOpen(string row)
    {
        bool quoted = false;
        bool mayOpen = true;
        foreach (char c in row)
        {
            bool toggles = c == '"' && (quoted || mayOpen);
            quoted ^= toggles;
            mayOpen = !quoted && (c == delimiter || toggles);
        }

        return quoted;
    }
}
