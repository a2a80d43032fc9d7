using System;
using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>A request that concerns several streams at once: a transfer, a merge, a purchase that draws on a shared budget. All is stored, or nothing.</summary>
/// <remarks>Used once. Not thread-safe.</remarks>
public sealed class JointRequest
{
    private readonly List<StreamPart> parts = new List<StreamPart>();

    /// <summary>Makes a request.</summary>
    /// <param name="idempotencyKey">The host's key of this request; the same key with the same intent gives the first answer again.</param>
    /// <param name="intent">What the client asked for, by which a retry is recognised: one of the commands that the coordinator will decide, whatever its decision time.</param>
    /// <param name="context">Who asks, and because of what; null: not said.</param>
    /// <exception cref="ArgumentException">The key is blank, longer than 200 characters, or has characters that a store can't keep.</exception>
    public JointRequest(string idempotencyKey, Message intent, CommandContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(idempotencyKey);
        ArgumentNullException.ThrowIfNull(intent);
        StreamAppends.CheckKey(idempotencyKey);
        this.IdempotencyKey = idempotencyKey;
        this.Intent = intent;
        this.Context = context ?? CommandContext.None;
    }

    /// <summary>Gets the host's key of this request.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Gets what the client asked for.</summary>
    public Message Intent { get; }

    /// <summary>Gets who asks, and because of what.</summary>
    public CommandContext Context { get; }

    /// <summary>Gets the streams, in the order in which they were added.</summary>
    public IReadOnlyList<StreamPart> Parts => this.parts;

    /// <summary>Adds a stream, 16 at most.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="kind">The kind of the stream.</param>
    /// <param name="key">The stream's key.</param>
    /// <returns>The stream's part: its state and its decision.</returns>
    /// <exception cref="ArgumentException">The stream is a part already, or the key can't be one.</exception>
    /// <exception cref="InvalidOperationException">There are 16 already.</exception>
    public StreamPart<TState, TCommand, TEvent> Add<TState, TCommand, TEvent>(StreamKind<TState, TCommand, TEvent> kind, string key)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        ArgumentNullException.ThrowIfNull(kind);
        var part = new StreamPart<TState, TCommand, TEvent>(kind, key);
        if (this.parts.Exists(p => p.Stream.Equals(part.Stream)))
        {
            throw new ArgumentException("A request has each stream once; " + part.Stream + " is a part already.", nameof(key));
        }

        if (this.parts.Count == StreamAppend.MaxStreams)
        {
            throw new InvalidOperationException("A request has 16 streams at most; make two requests.");
        }

        this.parts.Add(part);
        return part;
    }
}
