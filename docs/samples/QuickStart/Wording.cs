using System.Globalization;
using Retention.Core;

namespace Retention.QuickStart;

/// <summary>Texts in the reader's language. Both stand side by side where they are used, so that neither is forgotten.</summary>
internal static class Wording
{
    internal static string Pick(this Language language, string english, string chinese) => language == Language.Chinese ? chinese : english;

    /// <summary>Digits that mean the same everywhere: 12,345.5.</summary>
    internal static string Digits(this decimal value) => value.ToString("#,##0.####", CultureInfo.InvariantCulture);

    internal static string Digits(this long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    internal static string Digits(this int value) => ((long)value).Digits();
}
