using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Ready-made options by name, for <c>Preset</c> inside options.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <remarks>Immutable and thread-safe: every look-up makes new options.</remarks>
public sealed class PresetCatalogue<TOptions>
    where TOptions : OptionsNode
{
    private readonly Dictionary<string, Func<TOptions>> presets;

    /// <summary>Makes a catalogue, for example of a company's own presets beside the library's.</summary>
    /// <param name="presets">A function per name that makes the options anew.</param>
    /// <exception cref="ArgumentException">Two presets have one name.</exception>
    public PresetCatalogue(IEnumerable<KeyValuePair<string, Func<TOptions>>> presets)
    {
        ArgumentNullException.ThrowIfNull(presets);
        this.presets = new Dictionary<string, Func<TOptions>>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, Func<TOptions>> preset in presets)
        {
            this.presets.Add(preset.Key, preset.Value);
        }
    }

    /// <summary>Gets the names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => this.presets.Keys.OrderBy(n => n, StringComparer.Ordinal).ToArray();

    /// <summary>Makes the options of a preset.</summary>
    /// <param name="name">The preset's name.</param>
    /// <returns>New options, or null if there is no preset of that name.</returns>
    public TOptions? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return this.presets.TryGetValue(name, out Func<TOptions>? make) ? make() : null;
    }
}
