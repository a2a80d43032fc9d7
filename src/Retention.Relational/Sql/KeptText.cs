using System.Text;

namespace Retention.Relational.Sql;

/// <summary>Texts that somebody wrote freely, as every database can keep them.</summary>
internal static class KeptText
{
    /// <summary>The text; what no database keeps (a zero character, half of a surrogate pair) becomes U+FFFD.</summary>
    internal static string? Of(string? text)
    {
        if (text is null || IsKept(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                kept.Append(text[i++]).Append(text[i]);
            }
            else
            {
                kept.Append(char.IsSurrogate(text[i]) || text[i] == '\0' ? '\ufffd' : text[i]);
            }
        }

        return kept.ToString();
    }

    private static bool IsKept(string text)
    {
        foreach (char c in text)
        {
            if (c == '\0' || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
