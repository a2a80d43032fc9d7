using System.Collections.Generic;

namespace Retention.QuickStart;

/// <summary>An order of a sample customer before it has a number: the day, counted from the first, and a price in fen per line.</summary>
internal sealed record SampleOrder(int Day, int Customer, IReadOnlyList<int> Fen);

/// <summary>How one sample customer buys: one of six habits, an interval of its own and a usual price.</summary>
internal static class SampleCustomer
{
    /// <summary>The orders of a customer within the sample's days.</summary>
    internal static IEnumerable<SampleOrder> Orders(int customer, int days)
    {
        var dice = new SampleDice(1, customer);
        int habit = dice.Below(100);
        (int first, int last, int gap) = habit switch
        {
            < 9 => (dice.Below(60), days, dice.Between(25, 50)),                    // regulars, every month
            < 32 => (dice.Below(200), days, dice.Between(65, 115)),                  // every few months
            < 60 => (dice.Below(330), days, dice.Between(130, 240)),                // now and then
            < 76 => (dice.Below(days), 0, days),                                    // once and never again
            < 90 => (dice.Below(200), dice.Between(220, 380), dice.Between(40, 75)), // lost on the way
            _ => (dice.Between(days - 100, days - 1), days, dice.Between(15, 45)),  // new
        };
        int usual = UsualPrice(ref dice);
        for (int day = first; day < days && (day == first || day < last); day += dice.Between(1 + (gap / 2), gap + (gap / 2)))
        {
            yield return new SampleOrder(day, customer, Lines(ref dice, usual));
        }
    }

    /// <summary>Most buy for some hundred yuan, a few for thousands.</summary>
    private static int UsualPrice(ref SampleDice dice)
    {
        int fen = dice.Between(3_000, 40_000);
        return dice.Happens(60) ? fen * dice.Between(6, 15) : fen;
    }

    private static int[] Lines(ref SampleDice dice, int usual)
    {
        int[] fen = new int[dice.Below(100) switch { < 85 => 1, < 97 => 2, _ => 3 }];
        for (int i = 0; i < fen.Length; i++)
        {
            fen[i] = usual / 100 * dice.Between(50, 150);
        }

        return fen;
    }
}
