using System.Globalization;

namespace Retention.QuickStart;

/// <summary>A row of the sample file.</summary>
internal sealed record SampleOrderRow(string Number, int Line, int Revision, string Status, string Trade, string Customer, string Date, string Quantity, string Amount, string Origin)
{
    internal const string Header = "单号,行号,版本,状态,类型,客户ID,下单日期,数量,金额,原单号";

    /// <summary>The row as it stands in the file.</summary>
    internal string Text => string.Join(',', this.Number, Digits(this.Line), Digits(this.Revision), this.Status, this.Trade, this.Customer, this.Date, this.Quantity, this.Amount, this.Origin);

    /// <summary>Fen as yuan.</summary>
    internal static string Yuan(int fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
