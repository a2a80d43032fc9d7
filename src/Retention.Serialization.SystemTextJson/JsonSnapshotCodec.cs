using System;
using Retention.Core.Hosting;

namespace Retention.Serialization.SystemTextJson;

/// <summary>States of every process of Retention.Core as JSON.</summary>
/// <remarks>The schema is a fingerprint of the names and types of all that a state is made of, worked out when the library was compiled. Needs no reflection. Immutable and thread-safe.</remarks>
public sealed class JsonSnapshotCodec : ISnapshotCodec
{
    /// <summary>Raised when what a state's fields mean changes though their names and types don't: then snapshots of before can't be used.</summary>
    private const string Revision = "1-";

    /// <inheritdoc/>
    public string? SchemaOf(Type stateType)
    {
        ArgumentNullException.ThrowIfNull(stateType);
        return FormatTable.SnapshotsByType.TryGetValue(stateType, out SnapshotFormat? format) ? Revision + format.Schema : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The state is none of Retention.Core's, or has a text or date that JSON can't keep, as <see cref="JsonEventCodec.Encode"/> says.</exception>
    public string Encode(object state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var json = new JsonText(state.GetType().Name);
        FormatOf(state.GetType(), nameof(state)).Write(json, state);
        return json.ToString();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The type is no state of Retention.Core.</exception>
    public object Decode(Type stateType, string payload)
    {
        ArgumentNullException.ThrowIfNull(stateType);
        ArgumentNullException.ThrowIfNull(payload);
        SnapshotFormat format = FormatOf(stateType, nameof(stateType));
        try
        {
            return FormatTable.Read(payload, format.Read);
        }
        catch (UnreadableJsonException e)
        {
            throw new UnreadableMessageException(stateType.Name, 1, e.Message + " Make the snapshot anew from the events.", e.InnerException);
        }
    }

    private static SnapshotFormat FormatOf(Type stateType, string parameter) => FormatTable.SnapshotsByType.TryGetValue(stateType, out SnapshotFormat? format)
        ? format
        : throw new ArgumentException("The codec knows the states of Retention.Core's processes, and " + stateType.Name + " is none; ask SchemaOf before.", parameter);
}
