namespace Retention.Core;

/// <summary>Texts that every store, log and screen can keep as they are.</summary>
internal static class PlainText
{
    /// <summary>Whether a text is not blank, not too long, without control characters, and well-formed UTF-16.</summary>
    internal static bool Is(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text) || text!.Length > maxLength)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                return false;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
