using System.Security.Cryptography;

namespace Retention.Core;

/// <summary>The SHA-256 of bytes as 64 hexadecimal digits in lower case.</summary>
internal static class Sha256Hex
{
    internal static string Of(byte[] bytes) => Of(bytes, bytes.Length);

    /// <summary>Of the first so many bytes.</summary>
    internal static string Of(byte[] bytes, int count)
    {
#if NETSTANDARD2_0
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(bytes, 0, count);
#else
        byte[] hash = SHA256.HashData(new System.ReadOnlySpan<byte>(bytes, 0, count));
#endif
        var hex = new char[2 * hash.Length];
        for (int i = 0; i < hash.Length; i++)
        {
            hex[2 * i] = Digit(hash[i] >> 4);
            hex[(2 * i) + 1] = Digit(hash[i] & 15);
        }

        return new string(hex);
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
