using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Retention.QuickStart;

/// <summary>Writes a sample order as the documents that an ERP system makes of it in the course of time.</summary>
internal static class SampleDocuments
{
    private const string Approved = "已审核";

    /// <summary>The rows of an order: its revisions, a repeated line, a return.</summary>
    internal static List<SampleOrderRow> Of(SampleOrder order, string number, Func<int, string> dateOf, ref SampleDice dice)
    {
        string date = dateOf(order.Day);
        string trade = dice.Below(1000) switch { < 15 => "散客", < 20 => "员工购", < 22 => "样品", < 24 => "补发", _ => "销售" };
        string customer = trade == "散客" || dice.Happens(3) ? string.Empty : "K" + order.Customer.ToString("00000", CultureInfo.InvariantCulture);
        var rows = new List<SampleOrderRow>();
        for (int line = 1; line <= order.Fen.Count; line++)
        {
            int quantity = dice.Between(1, 5);
            rows.Add(new SampleOrderRow(number, line, 0, Approved, trade, customer, date, quantity.ToString(CultureInfo.InvariantCulture), SampleOrderRow.Yuan(order.Fen[line - 1]), string.Empty));
        }

        int fate = dice.Below(1000);
        SampleOrderRow[] first = [.. rows];
        rows.AddRange(Revised(first, fate));
        if (dice.Happens(6))
        {
            // An export that ran twice over its edge.
            rows.Add(rows[^1]);
        }

        if (fate >= 60 && trade == "销售" && dice.Happens(60))
        {
            rows.AddRange(Return(first, number.Replace("SO", "RT", StringComparison.Ordinal), dateOf(order.Day + dice.Between(2, 20)), ref dice));
        }

        if (fate < 45 && fate >= 37)
        {
            rows = [.. rows.Select(r => r with { Status = "草稿" })];
        }

        return rows;
    }

    /// <summary>What became of some orders: the whole document again, as its next revision says.</summary>
    private static IEnumerable<SampleOrderRow> Revised(SampleOrderRow[] first, int fate) => fate switch
    {
        < 12 => first.Select(r => r with { Revision = 1, Status = "作废" }),
        < 17 => first.Select(r => r with { Revision = 1, Status = "红冲" }),
        < 22 => first.Select(r => r with { Revision = 1, Status = "反审核" }),
        < 37 => first.Select(r => r with { Revision = 1, Quantity = "1" }),
        _ => [],
    };

    /// <summary>Some systems write what flows back as a positive amount of a return, some as a negative one; both are read alike.</summary>
    private static IEnumerable<SampleOrderRow> Return(SampleOrderRow[] first, string number, string date, ref SampleDice dice)
    {
        string sign = dice.Happens(500) ? "-" : string.Empty;
        string trade = sign.Length > 0 && dice.Happens(300) ? "销售" : "退货";
        int lines = dice.Happens(500) ? first.Length : 1;
        return first.Take(lines).Select(r => r with { Number = number, Date = date, Trade = trade, Amount = sign + r.Amount, Origin = r.Number }).ToArray();
    }
}
