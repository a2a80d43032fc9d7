using System;
using System.Globalization;
using System.Security.Cryptography;
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
        using SHA256 sha = SHA256.Create();
#pragma warning disable CA1850 // The static HashData does not exist on netstandard2.0.
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(token));
#pragma warning restore CA1850
        var hex = new StringBuilder(HashLength);
        foreach (byte b in hash)
        {
            hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
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
