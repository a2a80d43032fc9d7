using System;
using System.Linq;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>Merging two records of a customer: the commands of both streams, which succeed or fail together.</summary>
/// <remarks>The record that goes on gets the other's purchases with what became of them, activities and furthest stage; its attributes, tags and numbers are its own. Thread-safe.</remarks>
public static class LifecycleTransfers
{
    /// <summary>Merges a record into another.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="customer">The record that ends.</param>
    /// <param name="merged">Its state.</param>
    /// <param name="into">The record that goes on.</param>
    /// <param name="actor">The id of who does it.</param>
    /// <returns>The commands of both, to be decided on each one's own state and stored together.</returns>
    /// <exception cref="ArgumentException">Both are the same.</exception>
    public static LifecycleMergeCommands Merge(Instant at, CustomerId customer, LifecycleState merged, CustomerId into, string actor)
    {
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(actor);
        if (customer.Equals(into))
        {
            throw new ArgumentException("A record isn't merged into itself; name another.", nameof(into));
        }

        PurchaseEntry[] all = [.. merged.KnownFacts.Purchases.ToArray(), .. merged.KnownFacts.Gone];
        return new LifecycleMergeCommands(new MergeLifecycle(at, into, actor), new AbsorbLifecycle(at, customer, all.Select(p => p.Purchase).ToArray(), merged.Returns, all.Where(p => p.IsCancelled).Select(p => p.Purchase.Document).ToArray(), merged.Activities, merged.Furthest?.Stage, actor));
    }
}

/// <summary>The commands of a merge.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LifecycleMergeCommands
{
    internal LifecycleMergeCommands(MergeLifecycle end, AbsorbLifecycle absorb)
    {
        this.End = end;
        this.Absorb = absorb;
    }

    /// <summary>Gets the command of the record that ends.</summary>
    public MergeLifecycle End { get; }

    /// <summary>Gets the command of the record that goes on.</summary>
    public AbsorbLifecycle Absorb { get; }
}
