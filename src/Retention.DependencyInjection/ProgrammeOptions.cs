using System;
using System.Collections.Generic;

namespace Retention.DependencyInjection;

/// <summary>The policies of one programme: every version with the instant from which it is in force.</summary>
/// <typeparam name="TOptions">The policy's options, such as <c>LoyaltyOptions</c>.</typeparam>
/// <remarks>Binds from configuration: <c>Versions:2027:EffectiveFrom</c>, <c>Versions:2027:Policy:Preset</c>.</remarks>
public sealed class ProgrammeOptions<TOptions>
    where TOptions : class, new()
{
    /// <summary>Gets the versions, by a name of the host's choosing, which stands in messages about what is wrong. A policy's label is its own (<c>Policy:Label</c>), or else its preset's name.</summary>
    /// <value>The default is empty; a programme needs at least one.</value>
    public IDictionary<string, ProgrammeVersionOptions<TOptions>> Versions { get; } = new Dictionary<string, ProgrammeVersionOptions<TOptions>>(StringComparer.Ordinal);
}

/// <summary>One version of a programme's policy.</summary>
/// <typeparam name="TOptions">The policy's options.</typeparam>
public sealed class ProgrammeVersionOptions<TOptions>
    where TOptions : class, new()
{
    /// <summary>Gets or sets the first instant at which it is in force, inclusive, in ISO form: <c>2027-01-01T00:00:00+08:00</c> or <c>2026-12-31T16:00:00Z</c>.</summary>
    /// <value>The default is null: since ever. One version at most may leave it so.</value>
    public string? EffectiveFrom { get; set; }

    /// <summary>Gets or sets the policy's options.</summary>
    /// <value>The default is new options as they are.</value>
    public TOptions Policy { get; set; } = new TOptions();
}
