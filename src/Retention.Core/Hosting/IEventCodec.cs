namespace Retention.Core.Hosting;

/// <summary>Turns commands and events into text that a durable store keeps, and back.</summary>
/// <remarks>Implementations are thread-safe. Decoding what was encoded gives an equal message.</remarks>
public interface IEventCodec
{
    /// <summary>Encodes a command or an event under the newest version of its type.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Its type name, version and fields.</returns>
    EncodedMessage Encode(Message message);

    /// <summary>Decodes a message of this version or an older one.</summary>
    /// <param name="encoded">What the store kept.</param>
    /// <returns>The message; older versions are brought up to date.</returns>
    /// <exception cref="UnreadableMessageException">The type is unknown, its version is newer than this library, or the payload is damaged.</exception>
    Message Decode(EncodedMessage encoded);
}
