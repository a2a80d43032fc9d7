using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>A command that is decided and not stored yet: the host stores it in its own transaction.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>
/// Where <see cref="Result"/> is accepted, append <see cref="Appends"/> beside the host's own rows. If the store answers that another
/// writer came first, roll back and prepare anew. Immutable and thread-safe.
/// </remarks>
public sealed class PreparedCommand<TState, TEvent>
    where TState : class, IStreamState
    where TEvent : Message, IEvent
{
    internal PreparedCommand(CommandResult<TState, TEvent> result, IReadOnlyList<StreamAppend> appends)
    {
        this.Result = result;
        this.Appends = appends;
    }

    /// <summary>Gets the answer, as it will be once it is stored. Never <see cref="CommandStatus.Conflict"/>.</summary>
    public CommandResult<TState, TEvent> Result { get; }

    /// <summary>Gets what is to be stored; empty unless the answer is <see cref="CommandStatus.Accepted"/>.</summary>
    public IReadOnlyList<StreamAppend> Appends { get; }
}
