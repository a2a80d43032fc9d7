namespace Retention.QuickStart;

/// <summary>Makes texts from outside safe to open in a spreadsheet, which would carry out what looks like a formula.</summary>
internal static class SpreadsheetText
{
    /// <summary>The text, with a leading apostrophe if it begins like a formula (also after blanks, which spreadsheets skip).</summary>
    internal static string Neutral(string text)
    {
        string visible = text.TrimStart();
        return visible.Length > 0 && "=+-@＝＋－＠".Contains(visible[0], System.StringComparison.Ordinal) ? "'" + text
            : text.Length > 0 && text[0] is '\t' or '\r' or '\n' ? "'" + text
            : text;
    }
}
