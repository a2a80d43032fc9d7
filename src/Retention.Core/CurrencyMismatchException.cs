using System;

namespace Retention.Core;

/// <summary>Two amounts of different currencies were added, subtracted or compared.</summary>
/// <remarks>A programming error: convert to the base currency with the document's rate before.</remarks>
public sealed class CurrencyMismatchException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="left">The ISO code on the left.</param>
    /// <param name="right">The ISO code on the right.</param>
    public CurrencyMismatchException(string left, string right)
        : base("Amounts in " + left + " and " + right + " don't mix; convert one with the document's rate first.")
    {
        this.Left = left;
        this.Right = right;
    }

    /// <summary>Gets the ISO code of the left amount.</summary>
    public string Left { get; }

    /// <summary>Gets the ISO code of the right amount.</summary>
    public string Right { get; }
}
