using System;
using Retention.Core.Measures;

namespace Retention.Core.Tiering;

/// <summary>SQL's NTILE: rows in order of the value, ties by customer id, split into groups whose sizes differ by at most one, the first ones larger.</summary>
internal static class Ntile
{
    internal static ScoreColumn Score(MeasureColumn column, MeasureTable table, int groups, bool lowerIsBetter, int valid)
    {
        var rows = new int[valid];
        int next = 0;
        for (int row = 0; row < column.Count; row++)
        {
            if (column.IsValid(row))
            {
                rows[next++] = row;
            }
        }

        // The best values are in the last group: for recency the rows run from the longest ago.
        Array.Sort(rows, (left, right) =>
        {
            int byValue = column.Values[left].CompareTo(column.Values[right]);
            byValue = lowerIsBetter ? -byValue : byValue;
            return byValue != 0 ? byValue : table.Customers[left].CompareTo(table.Customers[right]);
        });
        var result = new byte[column.Count];
        int size = valid / groups;
        int larger = valid % groups;
        int place = 0;
        for (int g = 0; g < groups; g++)
        {
            for (int i = 0; i < size + (g < larger ? 1 : 0); i++)
            {
                result[rows[place++]] = (byte)(g + 1);
            }
        }

        return ScoreColumn.OfGroups(result, groups);
    }
}
