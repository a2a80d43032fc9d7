using System.Linq;
using Retention.Core;
using Retention.Core.Measures;

namespace Retention.Testing.Generators;

/// <summary>Measures in columns: missing values, ties and extremes.</summary>
internal static class MeasureInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(d => Column(d, d.Id(), d.Next(40)))
        .Add(d => Table(d))
        .Add(Orders);

    private static MeasureColumn Column(Dice dice, string key, int rows) => new MeasureColumn(key, Enumerable.Range(0, rows).Select(_ => dice.Perhaps(d => d.Of(0m, 1m, d.Number()))).ToArray());

    private static MeasureTable Table(Dice dice)
    {
        CustomerId[] customers = dice.ManyBy(Ingredients.Customer, c => c);
        return new MeasureTable(customers, dice.ManyBy(Ingredients.Id, k => k).Select(key => Column(dice, key, customers.Length)).ToArray());
    }

    private static ColumnarOrders Orders(Dice dice)
    {
        int customers = dice.Between(1, 5);
        int rows = dice.Next(30);
        return new ColumnarOrders(
            Enumerable.Range(0, rows).Select(_ => dice.Next(customers)).ToArray(),
            Enumerable.Range(0, rows).Select(_ => dice.Of(0, 19_782, 20_000 + dice.Next(700))).ToArray(),
            Enumerable.Range(0, rows).Select(_ => dice.Of(0L, 1L, -10_000L, dice.Next(int.MaxValue))).ToArray(),
            customers + dice.Next(2));
    }
}
