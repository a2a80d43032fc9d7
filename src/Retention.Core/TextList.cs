using System;
using System.Linq;

namespace Retention.Core;

/// <summary>Lists inside one option: separated by commas, also Chinese ones (,、).</summary>
internal static class TextList
{
    private static readonly char[] Separators = [',', '\uFF0C', '\u3001'];

    /// <summary>The items without surrounding blanks, each once, in the order given.</summary>
    internal static string[] Split(string? list) =>
        (list ?? string.Empty).Split(Separators).Select(i => i.Trim()).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
}
