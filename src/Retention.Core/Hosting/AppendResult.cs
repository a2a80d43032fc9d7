using System;

namespace Retention.Core.Hosting;

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>Everything was stored, durably.</summary>
    Appended = 0,

    /// <summary>A stream has another version or another incarnation than expected; nothing was stored.</summary>
    VersionConflict = 1,

    /// <summary>A stream already has a decision with that idempotency key; nothing was stored.</summary>
    KeyTaken = 2,
}

/// <summary>The answer of a store to an append.</summary>
/// <remarks>Where both reasons hold, a store may give either. Immutable and thread-safe.</remarks>
public sealed class AppendResult
{
    private AppendResult(AppendStatus status, StreamId? stream)
    {
        this.Status = status;
        this.Stream = stream;
    }

    /// <summary>Gets the answer that everything was stored.</summary>
    public static AppendResult Appended { get; } = new AppendResult(AppendStatus.Appended, null);

    /// <summary>Gets what became of it.</summary>
    public AppendStatus Status { get; }

    /// <summary>Gets a stream that stood against it; null if everything was stored.</summary>
    public StreamId? Stream { get; }

    /// <summary>A stream has another version or another incarnation than expected.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The answer.</returns>
    public static AppendResult VersionConflict(StreamId stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new AppendResult(AppendStatus.VersionConflict, stream);
    }

    /// <summary>A stream already has a decision with that idempotency key.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The answer.</returns>
    public static AppendResult KeyTaken(StreamId stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new AppendResult(AppendStatus.KeyTaken, stream);
    }
}
