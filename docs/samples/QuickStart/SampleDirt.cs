namespace Retention.QuickStart;

/// <summary>Spoils rows as people and exports spoil them.</summary>
internal static class SampleDirt
{
    /// <summary>The text of a row, with something wrong in it.</summary>
    internal static string Spoil(SampleOrderRow row, ref SampleDice dice) => dice.Below(10) switch
    {
        0 => (row with { Date = "2025-02-30" }).Text,
        1 => (row with { Date = "待定" }).Text,
        2 => (row with { Date = string.Empty }).Text,
        3 => (row with { Amount = "12.3.4" }).Text,
        4 => (row with { Amount = string.Empty }).Text,
        5 => (row with { Number = string.Empty }).Text,
        6 => (row with { Quantity = "两件" }).Text,
        7 => (row with { Status = "待复核?" }).Text,
        8 => row.Text + ",备注",
        _ => row.Text[..row.Text.LastIndexOf(',', row.Text.Length - 8)],
    };
}
