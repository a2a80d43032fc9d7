using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A customer's life: stages on the way, overlays such as a risk, signals with their reasons, win-back and loss.</summary>
/// <remarks>
/// <para>
/// One stream per customer, over all organisations of a tenant unless the policy lists some. The first purchase is the earliest that counts: one
/// that came back in full or was cancelled doesn't, and a merge brings the other record's. What becomes known late moves the customer from
/// then on; what was decided before stays in the history.
/// </para>
/// <para>
/// Everything is looked at as of the end of the instant's local day over what is known by the instant, so time alone changes something at a
/// local midnight only, or where a dwell, a cool-down or a move by hand ends. At one instant signals come first, then the stages of the way, then
/// overlays. Every path takes the same look: facts, time, imports, moves by hand. Thread-safe.
/// </para>
/// </remarks>
public sealed class CustomerLifecycle : IProcess<LifecycleState, LifecycleCommand, LifecycleEvent>
{
    private readonly PolicyBook<LifecyclePolicy> book;

    /// <summary>Makes the process.</summary>
    /// <param name="book">Every version of the policy under which streams stand.</param>
    public CustomerLifecycle(PolicyBook<LifecyclePolicy> book)
    {
        ArgumentNullException.ThrowIfNull(book);
        this.book = book;
    }

    /// <inheritdoc/>
    public LifecycleState Initial => LifecycleState.None;

    /// <inheritdoc/>
    public IReadOnlyList<LifecycleEvent> Settle(LifecycleState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (this.PolicyOf(state) is not { } policy)
        {
            return [];
        }

        List<LifecycleEvent>? all = null;
        while (StageSchedule.Next(policy, state, now, out IReadOnlyList<LifecycleEvent> events, out LifecycleState after) is not null)
        {
            state = after;
            all ??= new List<LifecycleEvent>();
            all.AddRange(events);
        }

        return all is null ? [] : all;
    }

    /// <inheritdoc/>
    public Decision<LifecycleEvent> Decide(LifecycleState state, LifecycleCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return new LifecycleDecider(this.book, state, command.At).Decide(command);
    }

    /// <inheritdoc/>
    public LifecycleState Evolve(LifecycleState state, LifecycleEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(LifecycleState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return this.PolicyOf(state) is { } policy ? StageSchedule.Next(policy, state, Instant.MaxValue, out _, out _) : null;
    }

    /// <summary>The policy under which a stream stands; null before its first command, and for a version that the book doesn't have.</summary>
    internal LifecyclePolicy? PolicyOf(LifecycleState state) => state.PolicyVersion is { } version ? this.book.Get(version) : null;
}
