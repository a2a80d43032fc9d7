using System;

namespace Retention.Core.Hosting;

/// <summary>Turns states into text, so that long streams needn't be read from their beginning.</summary>
/// <remarks>
/// Snapshots are a cache: a store may lose them, and one whose schema isn't today's is thrown away and made anew from the events. Only
/// events are brought up to date. Implementations are thread-safe.
/// </remarks>
public interface ISnapshotCodec
{
    /// <summary>The fingerprint of the fields of a state; another one means that a snapshot can't be used.</summary>
    /// <param name="stateType">The type of the state, such as <c>PointsAccountState</c>.</param>
    /// <returns>The fingerprint, or null if states of this type have no snapshots.</returns>
    string? SchemaOf(Type stateType);

    /// <summary>Encodes a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Its fields as text.</returns>
    string Encode(object state);

    /// <summary>Decodes a state that was encoded under the same schema.</summary>
    /// <param name="stateType">The type of the state.</param>
    /// <param name="payload">The text.</param>
    /// <returns>A state that behaves as the one that was encoded, now and after any further events.</returns>
    /// <exception cref="UnreadableMessageException">The payload is damaged.</exception>
    object Decode(Type stateType, string payload);
}
