using System;

namespace Retention.Testing;

/// <summary>How hard laws are checked.</summary>
/// <remarks>An options class: set what you need.</remarks>
public sealed class LawSettings
{
    /// <summary>Gets or sets how many generated cases each law must hold for, 1 or more.</summary>
    /// <value>The default value is 100.</value>
    public int Cases { get; set; } = 100;

    /// <summary>Gets or sets the seed of a failure to run again, as a report printed it: <c>seed,gamma</c>.</summary>
    /// <value>The default value is null: a new seed.</value>
    public string? Replay { get; set; }

    /// <summary>Gets or sets how long calls that are made at once may take before they count as waiting for each other.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);
}
