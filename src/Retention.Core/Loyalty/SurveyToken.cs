using System;
using System.Text;

namespace Retention.Core.Loyalty;

/// <summary>Tokens of anonymous surveys.</summary>
public static class SurveyToken
{
    /// <summary>The characters of a hash: 64.</summary>
    public const int HashLength = 64;

    /// <summary>The hash of a token, which is all that a stream ever holds of it.</summary>
    /// <param name="token">The token as handed out; make it of at least 128 random bits, so that nobody finds it by trying.</param>
    /// <returns>The SHA-256 of its UTF-8 bytes: 64 hexadecimal digits in lower case.</returns>
    public static string Hash(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Sha256Hex.Of(Encoding.UTF8.GetBytes(token));
    }

    /// <summary>Whether a text looks like what <see cref="Hash"/> gives: a token itself must not get into a stream.</summary>
    internal static bool IsHash(string text)
    {
        foreach (char c in text)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')))
            {
                return false;
            }
        }

        return text.Length == HashLength;
    }
}
