using System;
using System.Globalization;
using System.Text;

namespace Retention.Relational.Sql;

/// <summary>As much of JSON as is needed to put payloads into a list and to find them again, without reading what they say.</summary>
internal static class JsonText
{
    /// <summary>Whether a text is one JSON object by its structure: braces, brackets and strings are closed, and nothing follows.</summary>
    internal static bool IsObject(string text) => text.Length > 1 && text[0] == '{' && TryEnd(text, 0) == text.Length;

    internal static void Quote(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    json.Append('\\').Append(c);
                    break;
                case < ' ' or '\u007f' or (>= '\ud800' and <= '\udfff'):
                    json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.Append(c);
                    break;
            }
        }

        json.Append('"');
    }

    /// <summary>The text of a JSON string that begins and ends with a quote.</summary>
    internal static string Unquote(string json)
    {
        var text = new StringBuilder(json.Length);
        for (int i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }

            i++;
            if (i >= json.Length - 1)
            {
                throw Wrong();
            }

            text.Append(json[i] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' when i + 4 < json.Length && ushort.TryParse(json.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code) => (char)code,
                '"' or '\\' or '/' => json[i],
                _ => throw Wrong(),
            });
            i += json[i] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }

    /// <summary>The first place at or after one that isn't white space.</summary>
    internal static int Skip(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\r' or '\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the value ends that begins at a place.</summary>
    /// <exception cref="FormatException">It doesn't end.</exception>
    internal static int End(string text, int at) => TryEnd(text, at) is > 0 and var end ? end : throw Wrong();

    internal static FormatException Wrong() => new FormatException("The text isn't JSON as it was written.");

    private static int TryEnd(string text, int at)
    {
        if (at >= text.Length)
        {
            return -1;
        }

        return text[at] switch
        {
            '"' => EndOfString(text, at),
            '{' or '[' => EndOfNest(text, at),
            _ => EndOfWord(text, at),
        };
    }

    private static int EndOfWord(string text, int at)
    {
        int i = at;
        while (i < text.Length && text[i] is (>= '0' and <= '9') or (>= 'a' and <= 'z') or '-' or '+' or '.' or 'E')
        {
            i++;
        }

        return i > at ? i : -1;
    }

    private static int EndOfString(string text, int at)
    {
        for (int i = at + 1; i < text.Length; i++)
        {
            i = text.IndexOfAny(QuoteOrEscape, i);
            if (i < 0)
            {
                return -1;
            }

            if (text[i] == '"')
            {
                return i + 1;
            }

            i++;
        }

        return -1;
    }

    private static int EndOfNest(string text, int at)
    {
        var open = new StringBuilder();
        for (int i = at; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                i = EndOfString(text, i) - 1;
                if (i < 0)
                {
                    return -1;
                }
            }
            else if (c is '{' or '[')
            {
                open.Append(c == '{' ? '}' : ']');
            }
            else if (c is '}' or ']')
            {
                if (open[open.Length - 1] != c)
                {
                    return -1;
                }

                open.Length--;
                if (open.Length == 0)
                {
                    return i + 1;
                }
            }
        }

        return -1;
    }

    private static readonly char[] QuoteOrEscape = ['"', '\\'];
}
