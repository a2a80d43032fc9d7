using System.Globalization;
using System.Text.RegularExpressions;

namespace Retention.QuickStart;

/// <summary>Reads numbers. What could be a decimal comma is refused rather than read a hundred times too large.</summary>
internal static partial class OrderFileNumbers
{
    /// <summary>Reads a number; null with the reason if it is none.</summary>
    /// <param name="text">The cell, not empty.</param>
    /// <param name="delimiter">The file's delimiter: files with semicolons have them because commas stand for decimals.</param>
    /// <param name="reason">Why it can't be read.</param>
    internal static decimal? Read(string text, char delimiter, out RejectReason reason)
    {
        reason = RejectReason.NumericInvalid;
        if (!Plain().IsMatch(text) && (delimiter == ';' || !Grouped().IsMatch(text)))
        {
            return null;
        }

        reason = RejectReason.NumericOutOfRange;
        return decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal number) ? number : null;
    }

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
