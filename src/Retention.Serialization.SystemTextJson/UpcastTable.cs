using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Retention.Serialization.SystemTextJson;

/// <summary>How one version of a type's fields becomes the next, perhaps under another name.</summary>
/// <remarks>Immutable and thread-safe if the function is.</remarks>
internal sealed class Upcast
{
    /// <summary>The next version under the same name.</summary>
    internal Upcast(string typeName, int fromVersion, Func<JsonObject, JsonObject> change)
        : this(typeName, fromVersion, typeName, fromVersion + 1, change)
    {
    }

    /// <summary>The next version under another name.</summary>
    internal Upcast(string typeName, int fromVersion, string toTypeName, int toVersion, Func<JsonObject, JsonObject> change)
    {
        this.TypeName = typeName;
        this.FromVersion = fromVersion;
        this.ToTypeName = toTypeName;
        this.ToVersion = toVersion;
        this.Change = change;
    }

    internal string TypeName { get; }

    internal int FromVersion { get; }

    internal string ToTypeName { get; }

    internal int ToVersion { get; }

    /// <summary>Gets the function from the fields of one version to those of the next; it may change and return what it is given.</summary>
    internal Func<JsonObject, JsonObject> Change { get; }
}

/// <summary>Every step from an older version to a newer one. The newest version of a type is the one that no step leaves; 1 where none arrives.</summary>
/// <remarks>
/// To change the fields of a message: change its class, add the step from the version before here, and keep the golden file of that version,
/// which from then on proves the step. Immutable and thread-safe.
/// </remarks>
internal sealed class UpcastTable
{
    private readonly Dictionary<string, SortedDictionary<int, Upcast>> steps = new Dictionary<string, SortedDictionary<int, Upcast>>(StringComparer.Ordinal);
    private readonly Dictionary<string, int> newest = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two steps leave one version, a step leaves or reaches a version that can't be, or one leads to a type that nobody knows.</exception>
    internal UpcastTable(IReadOnlyList<Upcast> upcasts)
    {
        foreach (Upcast upcast in upcasts)
        {
            this.Add(upcast);
        }

        foreach (Upcast upcast in upcasts)
        {
            this.Check(upcast, upcasts.Count);
        }
    }

    /// <summary>Gets the steps of this version of the library: none yet, as every type is at its first version.</summary>
    internal static UpcastTable Shipped { get; } = new UpcastTable([]);

    /// <summary>The version under which a type is written.</summary>
    internal int NewestOf(string typeName) => this.newest.TryGetValue(typeName, out int version) ? version : 1;

    /// <summary>The step that leaves a version; null if there is none.</summary>
    internal Upcast? Find(string typeName, int version) => this.steps.TryGetValue(typeName, out SortedDictionary<int, Upcast>? of) && of.TryGetValue(version, out Upcast? step) ? step : null;

    /// <summary>Whether this library ever wrote the name.</summary>
    internal bool IsKnown(string typeName) => FormatTable.MessagesByName.ContainsKey(typeName) || this.steps.ContainsKey(typeName);

    private void Add(Upcast upcast)
    {
        if (!this.steps.TryGetValue(upcast.TypeName, out SortedDictionary<int, Upcast>? of))
        {
            this.steps.Add(upcast.TypeName, of = new SortedDictionary<int, Upcast>());
        }

        if (upcast.FromVersion < 1 || upcast.ToVersion < 1 || of.ContainsKey(upcast.FromVersion))
        {
            throw new ArgumentException(Text(upcast) + " leaves a version that another step leaves, or counts from below 1.", nameof(upcast));
        }

        of.Add(upcast.FromVersion, upcast);
        this.newest[upcast.ToTypeName] = Math.Max(this.NewestOf(upcast.ToTypeName), upcast.ToVersion);
    }

    /// <summary>Follows the steps to the end, which has to be the newest version of a message.</summary>
    private void Check(Upcast first, int count)
    {
        Upcast last = first;
        for (int i = 0; this.Find(last.ToTypeName, last.ToVersion) is { } next; i++)
        {
            last = i < count ? next : throw new ArgumentException(Text(first) + " leads back to itself.", nameof(first));
        }

        if (!FormatTable.MessagesByName.ContainsKey(last.ToTypeName) || this.NewestOf(last.ToTypeName) != last.ToVersion)
        {
            throw new ArgumentException(Text(first) + " doesn't lead to the newest version of a message.", nameof(first));
        }
    }

    private static string Text(Upcast upcast) => "The step from " + upcast.TypeName + " v" + upcast.FromVersion.ToString(CultureInfo.InvariantCulture);
}
