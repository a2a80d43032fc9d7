using System;
using System.Collections.Generic;
using Retention.Core;

namespace Retention.QuickStart;

/// <summary>What the user asked for on the command line.</summary>
internal sealed class RunRequest
{
    /// <summary>Gets the order file.</summary>
    internal required string File { get; init; }

    /// <summary>Gets the folder for the results.</summary>
    internal required string Out { get; init; }

    /// <summary>Gets the name of the preset.</summary>
    internal required string Preset { get; init; }

    /// <summary>Gets the as-of as it was written; null: the last order date in the file.</summary>
    internal string? AsOf { get; init; }

    /// <summary>Gets the currency in which amounts are summed.</summary>
    internal required string BaseCurrency { get; init; }

    /// <summary>Gets the zone in which days begin; null: the preset's.</summary>
    internal string? Zone { get; init; }

    /// <summary>Gets the pattern of dates that are in none of the usual ones.</summary>
    internal string? DateFormat { get; init; }

    /// <summary>Gets the headers that the user named, by column.</summary>
    internal IReadOnlyDictionary<OrderColumn, string> Columns { get; init; } = new Dictionary<OrderColumn, string>();

    /// <summary>Gets the percentage of rows that may be rejected.</summary>
    internal decimal MaxRejects { get; init; }

    /// <summary>Gets the reader's language.</summary>
    internal Language Language { get; init; }
}

/// <summary>The request can't be carried out; the message tells the user why and what to do.</summary>
internal sealed class CannotRunException(string message) : Exception(message);
