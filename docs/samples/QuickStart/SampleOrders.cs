using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Retention.QuickStart;

/// <summary>
/// Makes the order file that comes with the sample: 18 months of 3,000 customers, with what real files have: returns, duplicates,
/// corrected, cancelled and red-lettered orders, drafts, walk-in and employee sales, and rows that can't be read. Invented throughout.
/// </summary>
internal static class SampleOrders
{
    private const int Customers = 3_000;
    private const int OrdersTopic = 2;

    private static readonly LocalDate First = new(2025, 1, 1);
    private static readonly LocalDate Last = new(2026, 6, 30);

    /// <summary>Writes the file, the same bytes on every machine.</summary>
    internal static void Write(string path)
    {
        // A byte order mark, so that a double click opens it readably in Excel.
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\n" };
        file.WriteLine(SampleOrderRow.Header);
        foreach (string row in Rows())
        {
            file.WriteLine(row);
        }
    }

    private static IEnumerable<string> Rows()
    {
        int days = Period.Between(First, Last.PlusDays(1), PeriodUnits.Days).Days;
        IEnumerable<IGrouping<int, SampleOrder>> byDay = Enumerable.Range(1, Customers)
            .SelectMany(customer => SampleCustomer.Orders(customer, days))
            .GroupBy(order => order.Day)
            .OrderBy(day => day.Key);
        int counted = 0;
        foreach (IGrouping<int, SampleOrder> day in byDay)
        {
            int ofDay = 0;
            foreach (SampleOrder order in day.OrderBy(o => o.Customer))
            {
                var dice = new SampleDice(OrdersTopic, ++counted);
                string number = "SO" + First.PlusDays(order.Day).ToString("yyMMdd", CultureInfo.InvariantCulture) + (++ofDay).ToString("000", CultureInfo.InvariantCulture);
                foreach (SampleOrderRow row in SampleDocuments.Of(order, number, DateOf, ref dice))
                {
                    yield return dice.Happens(3) ? SampleDirt.Spoil(row, ref dice) : row.Text;
                }
            }
        }
    }

    private static string DateOf(int day)
    {
        LocalDate date = First.PlusDays(day);
        return LocalDatePattern.Iso.Format(date < Last ? date : Last);
    }
}
