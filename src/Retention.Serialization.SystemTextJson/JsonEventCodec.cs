using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Serialization.SystemTextJson;

/// <summary>Commands and events as versioned JSON: one object, its fields named and ordered as the constructor's parameters.</summary>
/// <remarks>
/// <para>
/// Equal messages give equal text. What is null and lists that are empty are left out; numbers have all their digits and no zeros at the
/// end; instants and dates are ISO 8601 with every nanosecond; enumerations are kebab-case names; characters beyond ASCII stand as they are.
/// </para>
/// <para>
/// Reading is strict: a field that is missing, unknown, there twice or of the wrong kind is refused by its name. Fields may come in any
/// order, as databases reorder them. Needs no reflection. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class JsonEventCodec : IEventCodec
{
    private readonly UpcastTable upcasts;

    /// <summary>Makes the codec.</summary>
    public JsonEventCodec()
        : this(UpcastTable.Shipped)
    {
    }

    internal JsonEventCodec(UpcastTable upcasts) => this.upcasts = upcasts;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The message is none of Retention.Core's, or a field has half of a surrogate pair, a date of another calendar than the ISO one, or an
    /// undefined enumeration value: what JSON can't keep.
    /// </exception>
    public EncodedMessage Encode(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!FormatTable.MessagesByType.TryGetValue(message.GetType(), out MessageFormat? format))
        {
            throw new ArgumentException("The codec knows the commands and events of Retention.Core, and " + message.GetType().Name + " is none; use packages of one version.", nameof(message));
        }

        var json = new JsonText(format.TypeName);
        format.Write(json, message);
        return new EncodedMessage(format.TypeName, this.upcasts.NewestOf(format.TypeName), json.ToString());
    }

    /// <inheritdoc/>
    public Message Decode(EncodedMessage encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        try
        {
            string typeName = encoded.TypeName;
            int version = encoded.SchemaVersion;
            string payload = this.upcasts.Find(typeName, version) is null ? encoded.Payload : this.Upcast(encoded, out typeName, out version);
            return (Message)FormatTable.Read(payload, this.FormatOf(typeName, version).Read);
        }
        catch (UnreadableJsonException e)
        {
            throw new UnreadableMessageException(encoded.TypeName, encoded.SchemaVersion, e.Message, e.InnerException);
        }
    }

    private MessageFormat FormatOf(string typeName, int version)
    {
        if (!this.upcasts.IsKnown(typeName))
        {
            throw new UnreadableJsonException("this version of the library has no such type; if a newer one wrote it, upgrade.");
        }

        int newest = this.upcasts.NewestOf(typeName);
        return version == newest && FormatTable.MessagesByName.TryGetValue(typeName, out MessageFormat? format) ? format
            : throw new UnreadableJsonException(version > newest
                ? "a newer version of the library wrote it, and this one reads up to v" + newest.ToString(CultureInfo.InvariantCulture) + "; upgrade."
                : "no version of the library wrote this version of the type.");
    }

    private string Upcast(EncodedMessage encoded, out string typeName, out int version)
    {
        typeName = encoded.TypeName;
        version = encoded.SchemaVersion;
        try
        {
            JsonObject fields = JsonNode.Parse(encoded.Payload, null, new JsonDocumentOptions { MaxDepth = JsonText.MaxDepth }) as JsonObject ?? throw new UnreadableJsonException("the whole isn't an object.");
            while (this.upcasts.Find(typeName, version) is { } step)
            {
                fields = step.Change(fields);
                typeName = step.ToTypeName;
                version = step.ToVersion;
            }

            return fields.ToJsonString();
        }
        catch (JsonException e)
        {
            throw FormatTable.Damaged(e);
        }
#pragma warning disable CA1031 // A step that meets damaged fields may throw anything.
        catch (Exception e) when (e is not UnreadableJsonException)
#pragma warning restore CA1031
        {
            throw new UnreadableJsonException("it can't be brought up to date from " + typeName + " v" + version.ToString(CultureInfo.InvariantCulture) + ", so it is damaged.", e);
        }
    }
}
