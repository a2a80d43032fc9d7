using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>A stream as it is at an instant, whether or not anything ran since. Nothing was stored to look at it.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamView<TState>
    where TState : class, IStreamState
{
    internal StreamView(StreamId stream, long version, Instant at, TState state, Instant? nextDue)
    {
        this.Stream = stream;
        this.Version = version;
        this.At = at;
        this.State = state;
        this.NextDue = nextDue;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets how many decisions it has; 0: there is no such stream, and the state is the initial one.</summary>
    public long Version { get; }

    /// <summary>Gets the instant that was looked at.</summary>
    public Instant At { get; }

    /// <summary>Gets the state, settled until that instant.</summary>
    public TState State { get; }

    /// <summary>Gets when time alone will do something after it; null: never.</summary>
    public Instant? NextDue { get; }
}
