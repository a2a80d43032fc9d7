using System.Linq;

namespace Retention.QuickStart;

/// <summary>Finds out what separates cells: comma, semicolon or tab, whichever the header has most of outside quotes.</summary>
internal static class OrderFileDelimiter
{
    internal static char Detect(string header)
    {
        bool quoted = false;
        int[] counts = new int[3];
        foreach (char c in header)
        {
            quoted ^= c == '"';
            int kind = ",;\t".IndexOf(c);
            if (kind >= 0 && !quoted)
            {
                counts[kind]++;
            }
        }

        return ",;\t"[counts.ToList().IndexOf(counts.Max())];
    }
}
