using System;
using System.Globalization;

namespace Retention.Testing;

/// <summary>How hard laws are checked.</summary>
/// <remarks>An options class: set what you need.</remarks>
public sealed class LawSettings
{
    /// <summary>Gets or sets how many generated cases each law must hold for, 1 or more.</summary>
    /// <value>The default value is 100.</value>
    public int Cases { get; set; } = 100;

    /// <summary>Gets or sets what <see cref="LawReport.Replay"/> said of a failure, to run that one case again: <c>seed,gamma,size</c>. Without the size every case from the first on is run again.</summary>
    /// <value>The default value is null: a new seed.</value>
    public string? Replay { get; set; }

    /// <summary>Gets or sets how long calls that are made at once may take before they count as waiting for each other.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The settings given, or the defaults; checked.</summary>
    internal static LawSettings Of(LawSettings? given)
    {
        LawSettings settings = given ?? new LawSettings();
        if (settings.Cases < 1)
        {
            throw new ArgumentException("Cases is " + settings.Cases.ToString(CultureInfo.InvariantCulture) + "; a law is checked for 1 case or more.", nameof(given));
        }

        _ = settings.Seeds();
        return settings;
    }

    /// <summary>The seed, gamma and size to run again; null: new ones.</summary>
    internal ulong[]? Seeds()
    {
        if (this.Replay is null)
        {
            return null;
        }

        string[] parts = this.Replay.Split(',');
        var seeds = new ulong[parts.Length];
        bool isRead = parts.Length is 2 or 3;
        for (int i = 0; isRead && i < parts.Length; i++)
        {
            isRead = ulong.TryParse(parts[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out seeds[i]);
        }

        return isRead && (parts.Length == 2 || seeds[2] <= int.MaxValue)
            ? seeds
            : throw new ArgumentException("Replay is \"" + this.Replay + "\", not seed,gamma or seed,gamma,size; write what the report's Replay says.", nameof(this.Replay));
    }
}
