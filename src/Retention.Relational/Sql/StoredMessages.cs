using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>Commands and events as the columns keep them.</summary>
/// <remarks>
/// A payload that is a JSON object stands as it is, to the character; any other text is kept as a JSON string, so that the column is JSON
/// whatever the codec writes.
/// </remarks>
internal static class StoredMessages
{
    /// <summary>The events of a decision as a JSON array.</summary>
    internal static string Write(IReadOnlyList<Message> events, IEventCodec codec)
    {
        if (events.Count == 0)
        {
            return "[]";
        }

        var json = new StringBuilder("[");
        for (int i = 0; i < events.Count; i++)
        {
            EncodedMessage encoded = codec.Encode(events[i]);
            json.Append(i == 0 ? "{\"type\":" : ",\n{\"type\":");
            JsonText.Quote(json, encoded.TypeName);
            json.Append(",\"version\":").Append(encoded.SchemaVersion.ToString(CultureInfo.InvariantCulture)).Append(",\"data\":");
            AppendPayload(json, encoded.Payload);
            json.Append('}');
        }

        return json.Append(']').ToString();
    }

    internal static string WritePayload(string payload)
    {
        if (JsonText.IsObject(payload))
        {
            return payload;
        }

        var json = new StringBuilder(payload.Length + 2);
        JsonText.Quote(json, payload);
        return json.ToString();
    }

    internal static string ReadPayload(string json) => json.Length > 1 && json[0] == '"' && json[json.Length - 1] == '"' ? JsonText.Unquote(json) : json;

    /// <summary>The events of a JSON array, in order.</summary>
    /// <exception cref="FormatException">The text isn't one that <see cref="Write"/> makes.</exception>
    internal static List<EncodedMessage> Read(string json)
    {
        var events = new List<EncodedMessage>();
        int at = JsonText.Skip(json, Expect(json, JsonText.Skip(json, 0), '['));
        while (at < json.Length && json[at] != ']')
        {
            if (events.Count > 0)
            {
                at = JsonText.Skip(json, Expect(json, at, ','));
            }

            int end = JsonText.End(json, at);
            events.Add(ReadOne(json, at, end));
            at = JsonText.Skip(json, end);
        }

        return JsonText.Skip(json, Expect(json, at, ']')) == json.Length ? events : throw JsonText.Wrong();
    }

    private static EncodedMessage ReadOne(string json, int at, int end)
    {
        string? type = null;
        string? data = null;
        int version = 0;
        at = JsonText.Skip(json, Expect(json, at, '{'));
        while (json[at] != '}')
        {
            int nameEnd = JsonText.End(json, at);
            string name = json.Substring(at, nameEnd - at);
            at = JsonText.Skip(json, Expect(json, JsonText.Skip(json, nameEnd), ':'));
            int valueEnd = JsonText.End(json, at);
            string value = json.Substring(at, valueEnd - at);
            switch (name)
            {
                case "\"type\"":
                    type = ReadPayload(value);
                    break;
                case "\"version\"":
                    version = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
                case "\"data\"":
                    data = ReadPayload(value);
                    break;
                default:
                    throw JsonText.Wrong();
            }

            at = JsonText.Skip(json, valueEnd);
            at = json[at] == ',' ? JsonText.Skip(json, at + 1) : at;
        }

        return type is null || data is null || version < 1 || at + 1 != end ? throw JsonText.Wrong() : new EncodedMessage(type, version, data);
    }

    private static int Expect(string json, int at, char c) => at < json.Length && json[at] == c ? at + 1 : throw JsonText.Wrong();

    private static void AppendPayload(StringBuilder json, string payload)
    {
        if (JsonText.IsObject(payload))
        {
            json.Append(payload);
        }
        else
        {
            JsonText.Quote(json, payload);
        }
    }
}
