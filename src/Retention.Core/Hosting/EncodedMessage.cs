using System;

namespace Retention.Core.Hosting;

/// <summary>A command or an event as a durable store keeps it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class EncodedMessage
{
    /// <summary>Makes the value, for example when a store reads a row.</summary>
    /// <param name="typeName">The message's <see cref="Message.TypeName"/>, such as <c>loyalty.points-awarded</c>.</param>
    /// <param name="schemaVersion">The version of the type's fields, from 1.</param>
    /// <param name="payload">The fields as text.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="schemaVersion"/> is below 1.</exception>
    public EncodedMessage(string typeName, int schemaVersion, string payload)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        ArgumentNullException.ThrowIfNull(payload);
        if (schemaVersion < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(schemaVersion), schemaVersion, "Versions count from 1.");
        }

        this.TypeName = typeName;
        this.SchemaVersion = schemaVersion;
        this.Payload = payload;
    }

    /// <summary>Gets the message's stable type name.</summary>
    public string TypeName { get; }

    /// <summary>Gets the version of the type's fields, from 1.</summary>
    public int SchemaVersion { get; }

    /// <summary>Gets the fields as text.</summary>
    public string Payload { get; }
}
