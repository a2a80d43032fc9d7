using NodaTime;

namespace Retention.Core;

/// <summary>What every policy's options have: a label, a preset, a zone.</summary>
internal static class PolicyBasics
{
    private const int MaxLabelLength = 200;

    /// <summary>The options laid over the preset that they name.</summary>
    internal static TOptions WithPreset<TOptions>(TOptions given, string? label, string? preset, PresetCatalogue<TOptions>? presets, ProblemList problems)
        where TOptions : OptionsNode, new()
    {
        if (label is not null)
        {
            Label("label", label, problems);
        }

        TOptions? found = null;
        if (preset is not null)
        {
            found = presets?.Find(preset);
            if (found is null)
            {
                problems.Error("preset", "preset-unknown", "\"" + preset + "\" is not in the catalogue; it has " + (presets is null ? "no presets (pass one to Compile)" : string.Join(", ", presets.Names)) + ".");
            }
        }

        return OptionsTree.Lay(given, found);
    }

    /// <summary>Whether a label is one that a store can keep; if not, that is reported.</summary>
    internal static bool Label(string path, string label, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(label))
        {
            problems.Error(path, "label-blank", "is blank; name this version, such as 2026-Q1.");
            return false;
        }

        if (!PlainText.Is(label, MaxLabelLength))
        {
            problems.Error(path, "label-text", "has more than 200 characters, control characters or half of a surrogate pair; name this version in a few plain characters, such as 2026-Q1.");
            return false;
        }

        return true;
    }

    /// <summary>The zone in which days begin, or null if it has a problem (which is then reported).</summary>
    internal static DateTimeZone? Zone(string? id, IDateTimeZoneProvider zones, ProblemList problems)
    {
        if (id is null)
        {
            problems.Error("zone", "zone-missing", "is not set; say the IANA zone in which days begin, such as Asia/Shanghai.");
            return null;
        }

        DateTimeZone? zone = zones.GetZoneOrNull(id);
        if (zone is null)
        {
            problems.Error("zone", "zone-unknown", "\"" + id + "\" is not in the IANA database " + zones.VersionId + "; write it such as Asia/Shanghai.");
        }

        return zone;
    }
}
