using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Serialization.SystemTextJson;

/// <summary>The options of policies as versioned JSON, to keep in a file or a table and to edit by hand.</summary>
/// <remarks>
/// <para>
/// The text is an object with <c>kind</c> (<c>calendar</c>, <c>document-rules</c>, <c>health</c>, <c>lifecycle</c>, <c>loyalty</c>,
/// <c>record-standard</c>, <c>sla</c> or <c>tiering</c>), <c>version</c> (1) and <c>options</c>, in which what is unset is left out. Reading allows
/// comments and commas at the end of lists.
/// </para>
/// <para>An option that doesn't exist is refused by its path, so a typing error never passes in silence. Thread-safe; needs no reflection.</para>
/// </remarks>
public static class JsonPolicyOptions
{
    private const int Version = 1;

    private static readonly PolicyKind[] Kinds =
    [
        new PolicyKind("calendar", typeof(CalendarOptions)),
        new PolicyKind("document-rules", typeof(DocumentRulesOptions)),
        new PolicyKind("health", typeof(HealthOptions)),
        new PolicyKind("lifecycle", typeof(LifecycleOptions)),
        new PolicyKind("loyalty", typeof(LoyaltyOptions)),
        new PolicyKind("record-standard", typeof(RecordStandardOptions)),
        new PolicyKind("sla", typeof(SlaOptions)),
        new PolicyKind("tiering", typeof(TieringOptions)),
    ];

    /// <summary>Writes options, indented.</summary>
    /// <param name="options">The options of a policy, such as <c>LoyaltyOptions</c>.</param>
    /// <returns>The text, with lines ended by <c>\n</c>; equal options give equal text.</returns>
    /// <exception cref="ArgumentException">The options are a part of a policy's, contain themselves, or have a text with half of a surrogate pair.</exception>
    public static string Write(OptionsNode options)
    {
        ArgumentNullException.ThrowIfNull(options);
        PolicyKind kind = Array.Find(Kinds, k => k.Type == options.GetType())
            ?? throw new ArgumentException(options.GetType().Name + " isn't the whole of a policy's options; write one of " + string.Join(", ", Kinds.Select(k => k.Type.Name)) + ".", nameof(options));
        var json = new JsonText(kind.Name, true);
        json.Open();
        json.Name("kind");
        json.Value(kind.Name);
        json.Name("version");
        json.Value(Version);
        json.Name("options");
        FormatTable.OptionsByType[kind.Type].Write(json, options);
        json.Close();
        return json.ToString();
    }

    /// <summary>Reads options of a known kind.</summary>
    /// <typeparam name="T">The options, such as <c>LoyaltyOptions</c>.</typeparam>
    /// <param name="json">What <see cref="Write"/> wrote, or a hand did.</param>
    /// <returns>New options, to be compiled.</returns>
    /// <exception cref="UnreadableMessageException">The kind is another or unknown, the version is newer than this library, an option doesn't exist or has a value of the wrong kind, or the text is no JSON.</exception>
    public static T Read<T>(string json)
        where T : OptionsNode
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out PolicyKind kind) as T
            ?? throw new UnreadableMessageException(kind.Name, Version, "these are options of the kind " + kind.Name + ", and " + typeof(T).Name + " was asked for.");
    }

    /// <summary>Reads options of whatever kind the text says.</summary>
    /// <param name="json">What <see cref="Write"/> wrote, or a hand did.</param>
    /// <returns>New options, to be compiled: of the type that the kind stands for.</returns>
    /// <exception cref="UnreadableMessageException">The kind is unknown, the version is newer than this library, an option doesn't exist or has a value of the wrong kind, or the text is no JSON.</exception>
    public static OptionsNode Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out _);
    }

    private static OptionsNode Read(string json, out PolicyKind kind)
    {
        string name = "policy";
        int version = Version;
        try
        {
            using JsonDocument envelope = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            string text = OptionsOf(envelope.RootElement, ref name, ref version);
            string known = name;
            kind = Array.Find(Kinds, k => string.Equals(k.Name, known, StringComparison.Ordinal))
                ?? throw new UnreadableJsonException("kind is none of " + string.Join(", ", Kinds.Select(k => k.Name)) + ".");
            if (version != Version)
            {
                throw new UnreadableJsonException(version > Version ? "a newer version of the library wrote it, and this one reads up to v" + Version.ToString(CultureInfo.InvariantCulture) + "; upgrade." : "versions count from 1.");
            }

            return (OptionsNode)FormatTable.Read(text, FormatTable.OptionsByType[kind.Type].Read, true);
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException(name, version, FormatTable.Damaged(e).Message, e);
        }
        catch (UnreadableJsonException e)
        {
            throw new UnreadableMessageException(name, version, e.Message, e.InnerException);
        }
    }

    /// <summary>Reads the three fields of the envelope and gives the text of the options.</summary>
    private static string OptionsOf(JsonElement envelope, ref string kind, ref int version)
    {
        if (envelope.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableJsonException("the whole isn't an object with kind, version and options.");
        }

        string[] names = envelope.EnumerateObject().Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal).ToArray();
        if (!names.SequenceEqual(["kind", "options", "version"], StringComparer.Ordinal))
        {
            throw new UnreadableJsonException("it has the fields " + string.Join(", ", names) + " instead of kind, version and options.");
        }

        JsonElement number = envelope.GetProperty("version");
        JsonElement text = envelope.GetProperty("kind");
        kind = text.ValueKind == JsonValueKind.String ? text.GetString()! : throw new UnreadableJsonException("kind isn't a text.");
        return number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out version) ? envelope.GetProperty("options").GetRawText() : throw new UnreadableJsonException("version isn't a whole number.");
    }

    private sealed class PolicyKind(string name, Type type)
    {
        internal string Name { get; } = name;

        internal Type Type { get; } = type;
    }
}
