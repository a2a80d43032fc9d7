using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>Makes a document line of each row, or says why it can't.</summary>
internal sealed class OrderFileDocuments(OrderFileHeader header, char delimiter, OrderFileDates dates, string baseCurrency)
{
    private readonly Dictionary<(DocumentKind Kind, string Organisation, string Number, int Revision), int> lines = [];
    private OrderFileRow row = new(0, string.Empty, null);
    private RejectedRow? rejected;

    /// <summary>Reads a row.</summary>
    /// <param name="read">The row.</param>
    /// <param name="reject">Why it can't be read, if it can't.</param>
    /// <returns>The document line, or null.</returns>
    internal DocumentFact? Read(OrderFileRow read, out RejectedRow? reject)
    {
        this.row = read;
        this.rejected = null;
        DocumentDraft? draft = this.Draft(read);
        reject = this.rejected;
        return reject is null && draft is not null ? new DocumentFact(draft) : null;
    }

    private DocumentDraft? Draft(OrderFileRow read)
    {
        if (read.Cells is not { } cells || cells.Length != header.Headers.Count)
        {
            this.rejected = new RejectedRow(read.LineNumber, string.Empty, read.Cells is null ? RejectReason.Quotes : RejectReason.CellCount, read.Text);
            return null;
        }

        if (read.Text.Contains('\uFFFD'))
        {
            this.rejected = new RejectedRow(read.LineNumber, string.Empty, RejectReason.Unreadable, read.Text);
            return null;
        }

        (DocumentKind kind, TradeKind trade) = OrderFileWords.Trade(header.Cell(cells, OrderColumn.Trade)) ?? this.Reject<(DocumentKind, TradeKind)>(OrderColumn.Trade, RejectReason.TradeUnknown);
        var draft = new DocumentDraft
        {
            Kind = kind,
            Trade = trade,
            Number = this.NumberOf(cells),
            Organisation = this.ShortText(cells, OrderColumn.Organisation),
            Revision = this.Count(cells, OrderColumn.Revision) ?? 0,
            Status = OrderFileWords.Status(header.Cell(cells, OrderColumn.Status)) ?? this.Reject<DocumentStatus>(OrderColumn.Status, RejectReason.StatusUnknown),
            SoldTo = this.Customer(cells),
            OrderedOn = this.Date(cells, OrderColumn.Date) ?? this.RejectMissing(cells, OrderColumn.Date, RejectReason.DateMissing),
            ShippedOn = this.Date(cells, OrderColumn.Shipped),
            PaidOn = this.Date(cells, OrderColumn.Paid),
            Quantity = this.Number(cells, OrderColumn.Quantity) ?? 0,
            RateToBase = this.Rate(cells),
            Origin = this.ShortText(cells, OrderColumn.Origin) is { Length: > 0 } origin ? origin : null,
        };
        decimal? amount = this.Number(cells, OrderColumn.Amount);
        if (amount is null)
        {
            this.RejectMissing(cells, OrderColumn.Amount, RejectReason.NumericMissing);
        }

        string currency = this.Currency(cells);
        if (this.rejected is not null)
        {
            return null;
        }

        draft.Amount = new Money(amount ?? 0, currency);
        draft.Line = this.Line(cells, draft);
        return this.rejected is null ? draft : null;
    }

    /// <summary>A number column makes documents of rows; without one every row is an order of its own.</summary>
    private string NumberOf(string[] cells)
    {
        if (!header.Has(OrderColumn.Number))
        {
            return "row-" + this.row.LineNumber.ToString(CultureInfo.InvariantCulture);
        }

        string number = this.ShortText(cells, OrderColumn.Number);
        return number.Length > 0 ? number : this.Reject<string>(OrderColumn.Number, RejectReason.NumberMissing) ?? string.Empty;
    }

    /// <summary>Without a line column (or with an empty cell) the rows of a document are its lines in the order of the file.</summary>
    private int Line(string[] cells, DocumentDraft draft)
    {
        if (this.Count(cells, OrderColumn.Line) is { } stated)
        {
            return stated;
        }

        var document = (draft.Kind, draft.Organisation, draft.Number, draft.Revision);
        return this.lines[document] = this.lines.GetValueOrDefault(document) + 1;
    }

    /// <summary>A line without a customer is read: the library leaves it out and says so, as walk-in sales often have none.</summary>
    private CustomerId Customer(string[] cells)
    {
        string id = header.Cell(cells, OrderColumn.Customer);
        return id.Length == 0 ? default : CustomerId.IsValid(id) ? new CustomerId(id) : this.Reject<CustomerId>(OrderColumn.Customer, RejectReason.CustomerInvalid);
    }

    private BusinessTime? Date(string[] cells, OrderColumn column)
    {
        string text = header.Cell(cells, column);
        return text.Length == 0 ? null : dates.Read(text) ?? this.Reject<BusinessTime?>(column, RejectReason.DateInvalid);
    }

    private decimal? Number(string[] cells, OrderColumn column)
    {
        string text = header.Cell(cells, column);
        return text.Length == 0 ? null : OrderFileNumbers.Read(text, delimiter, out RejectReason reason) ?? this.Reject<decimal?>(column, reason);
    }

    private decimal? Rate(string[] cells) =>
        this.Number(cells, OrderColumn.Rate) is not { } rate ? null : rate > 0 ? rate : this.Reject<decimal?>(OrderColumn.Rate, RejectReason.RateInvalid);

    private int? Count(string[] cells, OrderColumn column)
    {
        string text = header.Cell(cells, column);
        return text.Length == 0 ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count
            : this.Reject<int?>(column, RejectReason.CountInvalid);
    }

    private string Currency(string[] cells)
    {
        string text = header.Cell(cells, OrderColumn.Currency).ToUpperInvariant();
        string code = text switch { "" => baseCurrency, "RMB" or "人民币" => "CNY", _ => text };
        return Money.IsCurrency(code) ? code : this.Reject<string>(OrderColumn.Currency, RejectReason.CurrencyInvalid) ?? baseCurrency;
    }

    private string ShortText(string[] cells, OrderColumn column)
    {
        string text = header.Cell(cells, column);
        return text.Length <= CustomerId.MaxLength ? text : this.Reject<string>(column, RejectReason.TextTooLong) ?? string.Empty;
    }

    private BusinessTime? RejectMissing(string[] cells, OrderColumn column, RejectReason reason) =>
        header.Cell(cells, column).Length == 0 ? this.Reject<BusinessTime?>(column, reason) : null;

    /// <summary>Keeps the first thing that is wrong with a row; one reason is enough to look at it.</summary>
    private T? Reject<T>(OrderColumn column, RejectReason reason)
    {
        this.rejected ??= new RejectedRow(this.row.LineNumber, header.NameOf(column), reason, this.row.Text);
        return default;
    }
}
