using System;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>A command as a host asks for it: made for the decision time, with a key under which a retry is recognised.</summary>
/// <typeparam name="TCommand">The process's commands.</typeparam>
/// <remarks>Immutable and thread-safe as far as the function it was made with is.</remarks>
public sealed class CommandRequest<TCommand>
    where TCommand : Message, ICommand
{
    private readonly Func<Instant, TCommand> make;

    /// <summary>Makes a request that is decided now.</summary>
    /// <param name="idempotencyKey">The host's key of this request, such as the document's number and what is done with it: <c>SO-17/shipped</c>. The same key with the same command gives the first answer again.</param>
    /// <param name="command">Makes the command for the decision time it is given: the clock's, or the stream's last event's where that is later. Called once for each attempt; apart from the time it makes the same command each time.</param>
    /// <param name="context">Who asks, and because of what; null: not said.</param>
    /// <exception cref="ArgumentException">The key is blank, longer than 200 characters, or has characters that a store can't keep.</exception>
    public CommandRequest(string idempotencyKey, Func<Instant, TCommand> command, CommandContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(idempotencyKey);
        ArgumentNullException.ThrowIfNull(command);
        StreamAppends.CheckKey(idempotencyKey);
        this.IdempotencyKey = idempotencyKey;
        this.make = command;
        this.Context = context ?? CommandContext.None;
    }

    /// <summary>Makes a request whose decision time is fixed, such as one that brings history in.</summary>
    /// <param name="idempotencyKey">The host's key of this request.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, and because of what; null: not said.</param>
    /// <exception cref="ArgumentException">The key is blank, longer than 200 characters, or has characters that a store can't keep.</exception>
    public CommandRequest(string idempotencyKey, TCommand command, CommandContext? context = null)
        : this(idempotencyKey, _ => command, context)
    {
        ArgumentNullException.ThrowIfNull(command);
    }

    /// <summary>Gets the host's key of this request.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Gets who asks, and because of what.</summary>
    public CommandContext Context { get; }

    /// <summary>The command for a decision time.</summary>
    /// <param name="at">The decision time.</param>
    /// <returns>The command.</returns>
    public TCommand Make(Instant at) => this.make(at);
}
