using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Retention.Core;

namespace Retention.Serialization.SystemTextJson;

/// <summary>Reads one object.</summary>
internal delegate object ReadFormat(ref Utf8JsonReader reader, JsonFields fields);

/// <summary>How a command or an event is written and read.</summary>
internal sealed class MessageFormat(string typeName, Type type, Action<JsonText, Message> write, ReadFormat read)
{
    internal string TypeName { get; } = typeName;

    internal Type Type { get; } = type;

    internal Action<JsonText, Message> Write { get; } = write;

    internal ReadFormat Read { get; } = read;
}

/// <summary>How a state is written and read.</summary>
internal sealed class SnapshotFormat(Type stateType, string schema, Action<JsonText, object> write, ReadFormat read)
{
    internal Type StateType { get; } = stateType;

    /// <summary>Gets the fingerprint of the names and types of all fields, worked out when this was compiled.</summary>
    internal string Schema { get; } = schema;

    internal Action<JsonText, object> Write { get; } = write;

    internal ReadFormat Read { get; } = read;
}

/// <summary>How options are written and read.</summary>
internal sealed class OptionsFormat(Type type, Action<JsonText, OptionsNode> write, ReadFormat read)
{
    internal Type Type { get; } = type;

    internal Action<JsonText, OptionsNode> Write { get; } = write;

    internal ReadFormat Read { get; } = read;
}

/// <summary>The generated readers and writers by what they are asked for.</summary>
internal static class FormatTable
{
    /// <summary>Refuses what can't be encoded, instead of replacing it.</summary>
    private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

    internal static Dictionary<string, MessageFormat> MessagesByName { get; } = ByKey(Formats.Messages, f => f.TypeName, StringComparer.Ordinal);

    internal static Dictionary<Type, MessageFormat> MessagesByType { get; } = ByKey(Formats.Messages, f => f.Type, null);

    internal static Dictionary<Type, SnapshotFormat> SnapshotsByType { get; } = ByKey(Formats.Snapshots, f => f.StateType, null);

    internal static Dictionary<Type, OptionsFormat> OptionsByType { get; } = ByKey(Formats.Options, f => f.Type, null);

    /// <summary>Reads a whole text. Whatever is wrong with it comes out as one exception that names the field, not what it says.</summary>
    /// <exception cref="UnreadableJsonException">The text is no JSON, or not that of this format.</exception>
    internal static object Read(string text, ReadFormat read, bool isByHand = false)
    {
        var fields = new JsonFields();
        try
        {
            var reader = new Utf8JsonReader(Strict.GetBytes(text), new JsonReaderOptions
            {
                MaxDepth = JsonText.MaxDepth,
                AllowTrailingCommas = isByHand,
                CommentHandling = isByHand ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            });
            reader.Read();
            object value = read(ref reader, fields);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            throw Damaged(e);
        }
        catch (EncoderFallbackException e)
        {
            throw new UnreadableJsonException("it has half of a surrogate pair, so it is damaged.", e);
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException or InvalidOperationException or CurrencyMismatchException)
        {
            throw new UnreadableJsonException(Where(fields.Path, e) + " has a value that the library refuses.", e);
        }
    }

    /// <summary>Where text stops being JSON; what stands there isn't said.</summary>
    internal static UnreadableJsonException Damaged(JsonException e) => new UnreadableJsonException(
        "it isn't whole JSON (line " + Count(e.LineNumber) + ", byte " + Count(e.BytePositionInLine) + "), so it is damaged.", e);

    private static string Count(long? number) => (number + 1)?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>Constructors name the parameter that they refuse, which is the field.</summary>
    private static string Where(string path, Exception e)
    {
        string parameter = e is ArgumentException { ParamName: { } name } && name.IndexOf(' ') < 0 ? name : string.Empty;
        string where = path.Length > 0 && parameter.Length > 0 ? path + ":" + parameter : path + parameter;
        return where.Length == 0 ? "the whole" : where;
    }

    private static Dictionary<TKey, TFormat> ByKey<TKey, TFormat>(IReadOnlyList<TFormat> formats, Func<TFormat, TKey> key, IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, TFormat>(comparer);
        foreach (TFormat format in formats)
        {
            map.Add(key(format), format);
        }

        return map;
    }
}
