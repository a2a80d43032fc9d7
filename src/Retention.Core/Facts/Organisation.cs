using System;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>A company, branch or shop whose documents have its own local days.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Organisation
{
    /// <summary>Makes an organisation.</summary>
    /// <param name="code">The code that documents carry; may be empty for the only one.</param>
    /// <param name="zone">The zone in which its days begin.</param>
    public Organisation(string code, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(zone);
        this.Code = code;
        this.Zone = zone;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the zone.</summary>
    public DateTimeZone Zone { get; }
}
