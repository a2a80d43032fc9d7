using System.IO;
using System.Text;

namespace Retention.QuickStart;

/// <summary>Finds out in which encoding a file is: by its byte order mark, else UTF-8 if every byte fits, else GBK as Chinese Excel writes.</summary>
internal static class OrderFileEncoding
{
    private const int GbkCodePage = 936;

    internal static Encoding Detect(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] mark = new byte[2];
        int read = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        if (read == 2 && mark is [0xFF, 0xFE])
        {
            return Encoding.Unicode;
        }

        if (read == 2 && mark is [0xFE, 0xFF])
        {
            return Encoding.BigEndianUnicode;
        }

        file.Position = 0;
        return IsUtf8(file) ? Encoding.UTF8 : Gbk();
    }

    /// <summary>GBK, in which a byte that is no character becomes U+FFFD, so that its row can be rejected.</summary>
    internal static Encoding Gbk() =>
        CodePagesEncodingProvider.Instance.GetEncoding(GbkCodePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;

    private static bool IsUtf8(FileStream file)
    {
        Decoder decoder = new UTF8Encoding(false, true).GetDecoder();
        byte[] bytes = new byte[64 * 1024];
        char[] characters = new char[bytes.Length + 1];
        try
        {
            for (int read = file.Read(bytes); read > 0; read = file.Read(bytes))
            {
                decoder.GetChars(bytes, 0, read, characters, 0, false);
            }

            // A character cut off at the end of the file shows only when the decoder is told that this is the end.
            decoder.GetChars([], 0, 0, characters, 0, true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
