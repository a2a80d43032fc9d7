using System;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>The streams of one process in one programme: their category, and how their states follow from events.</summary>
/// <remarks>This base is what stores need to fold streams without knowing the domain. Immutable and thread-safe.</remarks>
public abstract class StreamKind
{
    private protected StreamKind(string category)
    {
        ArgumentNullException.ThrowIfNull(category);
        if (!StreamId.IsCategory(category))
        {
            throw new ArgumentException("A stream's category has 1 to 64 of a–z, 0–9, '.', '-', '_' and '/', and begins with a letter; for example points/gold.", nameof(category));
        }

        this.Category = category;
    }

    /// <summary>Gets the category of the streams, such as <c>points/gold</c>.</summary>
    public string Category { get; }

    /// <summary>Gets the type of their states.</summary>
    public abstract Type StateType { get; }

    /// <summary>Gets the state of a stream without events.</summary>
    public abstract IStreamState Initial { get; }

    /// <summary>The state after an event.</summary>
    /// <param name="state">The state before, of <see cref="StateType"/>.</param>
    /// <param name="event">The event.</param>
    /// <returns>The state after.</returns>
    /// <exception cref="ArgumentException">The state or the event is of another process.</exception>
    public abstract IStreamState Evolve(IStreamState state, Message @event);

    /// <summary>The earliest instant at which time alone will do something.</summary>
    /// <param name="state">The state, of <see cref="StateType"/>.</param>
    /// <returns>The instant; null: never.</returns>
    /// <exception cref="ArgumentException">The state is of another process.</exception>
    public abstract Instant? NextDue(IStreamState state);

    /// <summary>The stream of a key.</summary>
    /// <param name="key">The host's key.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">The key can't be one, as <see cref="StreamId"/> says.</exception>
    public StreamId Stream(string key) => new StreamId(this.Category, key);
}

/// <summary>The streams of one process in one programme.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <typeparam name="TCommand">The process's commands.</typeparam>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamKind<TState, TCommand, TEvent> : StreamKind
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    /// <summary>Makes a kind of streams.</summary>
    /// <param name="category">Their category: 1 to 64 of <c>a–z 0–9 . - _ /</c>, beginning with a letter. It never changes once there are streams.</param>
    /// <param name="process">The process, with the programme's policies.</param>
    public StreamKind(string category, IProcess<TState, TCommand, TEvent> process)
        : base(category)
    {
        ArgumentNullException.ThrowIfNull(process);
        this.Process = process;
    }

    /// <summary>Gets the process.</summary>
    public IProcess<TState, TCommand, TEvent> Process { get; }

    /// <inheritdoc/>
    public override Type StateType => typeof(TState);

    /// <inheritdoc/>
    public override IStreamState Initial => this.Process.Initial;

    /// <inheritdoc/>
    public override IStreamState Evolve(IStreamState state, Message @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return this.Process.Evolve(Mine(state), @event as TEvent ?? throw new ArgumentException("The event " + @event.TypeName + " is not one of a " + typeof(TState).Name + "; it stands in the wrong stream.", nameof(@event)));
    }

    /// <inheritdoc/>
    public override Instant? NextDue(IStreamState state) => this.Process.NextDue(Mine(state));

    private static TState Mine(IStreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state as TState ?? throw new ArgumentException("The state is a " + state.GetType().Name + ", not a " + typeof(TState).Name + ".", nameof(state));
    }
}
