using System.Collections.Generic;

namespace Retention.Testing;

/// <summary>Names that careless stores take for each other, change, or stumble over; no two are the same characters.</summary>
internal static class StoreNames
{
    internal static IReadOnlyList<string> All { get; } =
    [
        "C-1", "c-1", "C-01", "C-1 ", " C-1", "C-1  ", "C-1\u00A0", "C-1\u3000", "Ｃ-1",
        "caf\u00E9", "cafe\u0301", "CAF\u00C9", "cafe", "\u00C5ngstr\u00F6m", "A\u030Angstro\u0308m", "\u212Bngstr\u00F6m",
        "stra\u00DFe", "strasse", "STRASSE", "i", "I", "\u0130", "\u0131", "\uFB01", "fi", "\u01C6", "d\u017E", "\uAC00", "\u1100\u1161",
        "顾客一", "顾客壹", "顧客一", "顾客 一", "客户编码", "ｶﾞ", "ガ", "が",
        "\U0001F600", "\U0001F601", "\U00020000", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F468\U0001F469\U0001F467", "a\u200Db", "ab", "a\u00ADb", "\uFEFFab", "\u202Eab", "a\uFFFDb", "a\uFFFFb", "a\uE000b",
        "'", "''", "\"", "\"\"", "\\", "\\\\", "\\'", "%", "%%", "_", "__", "%_%", "[a]", "*", "?", "$1", "@p0", ":p0", "{0}", "${x}", "`", "#", "--", "/*", ";",
        "'; DROP TABLE streams; --", "' OR '1'='1", "\\u0041", "&amp;", "<b>", "null", "NULL", "true", "0", "00", "1e0", "-1", "0x41", "2026-03-01",
        "a|b", "a/b", "a:b", "a,b", "a.b", "a\tb".Replace('\t', '\u2009'), "a\u2028b", "points:C-1", "..", "../x", "C:\\x",
        new string('n', 200), new string('n', 199), new string('n', 199) + "N", new string('界', 200), new string('界', 199) + "畍", string.Concat(System.Linq.Enumerable.Repeat("\U0001F600", 100)),
    ];
}
