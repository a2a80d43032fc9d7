using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core;

namespace Retention.QuickStart;

/// <summary>Which column of a file means what.</summary>
internal sealed class OrderFileHeader
{
    private static readonly OrderColumn[] Required = [OrderColumn.Customer, OrderColumn.Date, OrderColumn.Amount];

    private readonly Dictionary<OrderColumn, int> places = [];

    /// <summary>Recognises columns: those that the user named, and the others by their headers.</summary>
    /// <param name="headers">The first row of the file.</param>
    /// <param name="named">The headers that the user named.</param>
    /// <param name="language">The language of complaints.</param>
    /// <exception cref="CannotRunException">A named header isn't there, or customer, date or amount can't be found.</exception>
    internal OrderFileHeader(IReadOnlyList<string> headers, IReadOnlyDictionary<OrderColumn, string> named, Language language)
    {
        this.Headers = [.. headers.Select(h => h.Trim().Trim('\uFEFF'))];
        string there = string.Join(", ", this.Headers.Select(h => "\"" + h + "\""));
        foreach ((OrderColumn column, string header) in named)
        {
            int place = this.Headers.ToList().FindIndex(h => string.Equals(h, header.Trim(), StringComparison.OrdinalIgnoreCase));
            this.places[column] = place >= 0 ? place : throw new CannotRunException(language.Pick(
                $"The file has no column \"{header}\" for {OrderColumns.NameOf(column)}; it has {there}.",
                $"文件中没有用作 {OrderColumns.NameOf(column)} 的列“{header}”;现有列:{there}。"));
        }

        // A header that the user gave a meaning has no other by guessing.
        string[] free = [.. this.Headers.Select((h, i) => this.places.ContainsValue(i) ? string.Empty : h)];
        foreach (OrderColumn column in Enum.GetValues<OrderColumn>().Where(c => !this.places.ContainsKey(c)))
        {
            if (OrderColumns.Guess(column, free) is >= 0 and int place)
            {
                this.places[column] = place;
            }
        }

        OrderColumn[] missing = [.. Required.Where(c => !this.Has(c))];
        if (missing.Length > 0)
        {
            string names = string.Join(", ", missing.Select(OrderColumns.NameOf));
            throw new CannotRunException(language.Pick(
                $"No column was recognised as {names}. The file has {there}. Name them with --column, such as --column {OrderColumns.NameOf(missing[0])}=\"{this.Headers[0]}\".",
                $"未能识别列:{names}。现有列:{there}。请用 --column 指定,例如 --column {OrderColumns.NameOf(missing[0])}=\"{this.Headers[0]}\"。"));
        }
    }

    /// <summary>Gets the headers as the file has them.</summary>
    internal IReadOnlyList<string> Headers { get; }

    /// <summary>Gets what was recognised, in the order of the file.</summary>
    internal IEnumerable<KeyValuePair<OrderColumn, string>> Recognised =>
        this.places.OrderBy(p => p.Value).Select(p => KeyValuePair.Create(p.Key, this.Headers[p.Value]));

    internal bool Has(OrderColumn column) => this.places.ContainsKey(column);

    /// <summary>The cell of a column without surrounding blanks; empty where the file has no such column.</summary>
    internal string Cell(string[] cells, OrderColumn column) => this.places.TryGetValue(column, out int place) ? cells[place].Trim() : string.Empty;

    /// <summary>How the file names a column.</summary>
    internal string NameOf(OrderColumn column) => this.places.TryGetValue(column, out int place) ? this.Headers[place] : OrderColumns.NameOf(column);
}
