using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>How one customer id came to stand for another.</summary>
public enum AliasChange
{
    /// <summary>Two records of one customer become one; the first id's documents count for the second.</summary>
    Merge = 0,

    /// <summary>An earlier merge was wrong: the id stands for itself again.</summary>
    Unmerge = 1,

    /// <summary>The customer got a new id; the old one's documents count for the new.</summary>
    Recode = 2,
}

/// <summary>A change of what a customer id stands for, from a date on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AliasFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="change">Merge, unmerge or recode.</param>
    /// <param name="from">The id that changes its meaning.</param>
    /// <param name="to">The id it stands for from then on; for an unmerge, <paramref name="from"/> itself.</param>
    /// <param name="effectiveAt">From when, inclusive.</param>
    /// <param name="recordedAt">When the host's system learned of it.</param>
    /// <exception cref="ArgumentException">An id is <c>default</c>, or the two ids don't fit the change.</exception>
    public AliasFact(AliasChange change, CustomerId from, CustomerId to, Instant effectiveAt, Instant recordedAt)
    {
        FactGuard.Customer(from, nameof(from));
        FactGuard.Customer(to, nameof(to));
        if ((from == to) != (change == AliasChange.Unmerge))
        {
            throw new ArgumentException("A merge or recode names two ids; an unmerge names one id twice (" + from + ", " + to + ").", nameof(to));
        }

        this.Change = change;
        this.From = from;
        this.To = to;
        this.EffectiveAt = effectiveAt;
        this.RecordedAt = recordedAt;
    }

    /// <summary>Gets the kind of change.</summary>
    public AliasChange Change { get; }

    /// <summary>Gets the id that changes its meaning.</summary>
    public CustomerId From { get; }

    /// <summary>Gets the id it stands for from then on.</summary>
    public CustomerId To { get; }

    /// <summary>Gets from when, inclusive.</summary>
    public Instant EffectiveAt { get; }

    /// <summary>Gets when the host's system learned of it.</summary>
    public Instant RecordedAt { get; }
}

/// <summary>What every customer id stands for at one instant, as known at another.</summary>
/// <remarks>
/// Of several changes of one id the latest effective counts; of those, the latest recorded; of those, the ordinally greatest target. Chains
/// are followed. Ids that merge in a circle all stand for the ordinally smallest of them. Immutable and thread-safe.
/// </remarks>
public sealed class CustomerAliases
{
    private readonly Dictionary<CustomerId, CustomerId> targets;

    /// <summary>Resolves the changes.</summary>
    /// <param name="facts">Every change, in any order.</param>
    /// <param name="asOf">Changes effective before this instant count.</param>
    /// <param name="knownAt">Changes recorded at or before this instant count.</param>
    public CustomerAliases(IEnumerable<AliasFact> facts, Instant asOf, Instant knownAt)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Dictionary<CustomerId, AliasFact> latest = facts
            .Where(f => f.EffectiveAt < asOf && f.RecordedAt <= knownAt)
            .GroupBy(f => f.From)
            .ToDictionary(g => g.Key, g => g.OrderBy(f => f.EffectiveAt).ThenBy(f => f.RecordedAt).ThenBy(f => f.To).Last());
        this.targets = new Dictionary<CustomerId, CustomerId>();
        foreach (CustomerId id in latest.Keys)
        {
            CustomerId target = Follow(id, latest);
            if (target != id)
            {
                this.targets.Add(id, target);
            }
        }
    }

    /// <summary>The id for which an id stands.</summary>
    /// <param name="id">The id in a document.</param>
    /// <returns>The id that survives; the id itself if nothing changed it.</returns>
    public CustomerId Resolve(CustomerId id) => this.targets.TryGetValue(id, out CustomerId target) ? target : id;

    private static CustomerId Follow(CustomerId id, Dictionary<CustomerId, AliasFact> latest)
    {
        var seen = new List<CustomerId> { id };
        CustomerId current = id;
        while (latest.TryGetValue(current, out AliasFact? fact) && fact.To != current)
        {
            current = fact.To;
            int loop = seen.IndexOf(current);
            if (loop >= 0)
            {
                return seen.Skip(loop).Min();
            }

            seen.Add(current);
        }

        return current;
    }
}
