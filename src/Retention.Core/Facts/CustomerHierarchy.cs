using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>From when a customer belongs to a parent (a subsidiary to its group), or to none.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HierarchyFact
{
    /// <summary>Makes a fact.</summary>
    /// <param name="child">The customer.</param>
    /// <param name="parent">The parent; null: stands alone from then on.</param>
    /// <param name="effectiveAt">From when, inclusive.</param>
    /// <param name="recordedAt">When the host's system learned of it.</param>
    /// <exception cref="ArgumentException">An id is <c>default</c>, or the customer is its own parent.</exception>
    public HierarchyFact(CustomerId child, CustomerId? parent, Instant effectiveAt, Instant recordedAt)
    {
        FactGuard.Customer(child, nameof(child));
        if (parent is { } p)
        {
            FactGuard.Customer(p, nameof(parent));
            if (p == child)
            {
                throw new ArgumentException("The customer " + child + " can't be its own parent; give null to let it stand alone.", nameof(parent));
            }
        }

        this.Child = child;
        this.Parent = parent;
        this.EffectiveAt = effectiveAt;
        this.RecordedAt = recordedAt;
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Child { get; }

    /// <summary>Gets the parent, or null.</summary>
    public CustomerId? Parent { get; }

    /// <summary>Gets from when, inclusive.</summary>
    public Instant EffectiveAt { get; }

    /// <summary>Gets when the host's system learned of it.</summary>
    public Instant RecordedAt { get; }
}

/// <summary>Who belongs to which group at one instant, as known at another.</summary>
/// <remarks>
/// Of several facts of one child the latest effective counts; of those, the latest recorded; of those, the ordinally greatest parent. A
/// circle of parents belongs to its ordinally smallest member. Immutable and thread-safe.
/// </remarks>
public sealed class CustomerHierarchy
{
    private readonly CustomerAliases groups;

    /// <summary>Resolves the facts.</summary>
    /// <param name="facts">Every fact, in any order.</param>
    /// <param name="asOf">Facts effective before this instant count.</param>
    /// <param name="knownAt">Facts recorded at or before this instant count.</param>
    /// <param name="aliases">What ids stand for, so that a merged or recoded customer keeps its group; null: every id for itself.</param>
    public CustomerHierarchy(IEnumerable<HierarchyFact> facts, Instant asOf, Instant knownAt, CustomerAliases? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(facts);

        // A child stands for its parent as a merged id stands for the survivor: the same rules of precedence, chains and circles.
        this.groups = new CustomerAliases(
            aliases is null ? facts.Select(f => Link(f, f.Child, f.Parent)) : OfSurvivors(facts.Where(f => f.EffectiveAt < asOf && f.RecordedAt <= knownAt), aliases),
            asOf,
            knownAt);
    }

    private static AliasFact Link(HierarchyFact fact, CustomerId child, CustomerId? parent) =>
        new AliasFact(parent is null || parent == child ? AliasChange.Unmerge : AliasChange.Merge, child, parent ?? child, fact.EffectiveAt, fact.RecordedAt);

    /// <summary>The facts of the ids that survive; what is said of a surviving id itself counts before what it inherits.</summary>
    private static IEnumerable<AliasFact> OfSurvivors(IEnumerable<HierarchyFact> facts, CustomerAliases aliases)
    {
        foreach (IGrouping<CustomerId, HierarchyFact> survivor in facts.GroupBy(f => aliases.Resolve(f.Child)))
        {
            bool own = survivor.Any(f => f.Child == survivor.Key);
            foreach (HierarchyFact fact in survivor.Where(f => !own || f.Child == survivor.Key))
            {
                yield return Link(fact, survivor.Key, fact.Parent is { } parent ? aliases.Resolve(parent) : null);
            }
        }
    }

    /// <summary>The topmost parent of a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>The group's id; the customer itself if it stands alone.</returns>
    public CustomerId GroupOf(CustomerId customer) => this.groups.Resolve(customer);
}
