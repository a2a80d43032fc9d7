using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core;

/// <summary>One policy and the instant from which it is in force.</summary>
/// <typeparam name="TPolicy">The policy.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PolicyBookEntry<TPolicy>
    where TPolicy : class, IPolicy
{
    /// <summary>Makes an entry.</summary>
    /// <param name="effectiveFrom">The first instant at which the policy is in force, inclusive. <see cref="Instant.MinValue"/>: since ever.</param>
    /// <param name="policy">The policy.</param>
    public PolicyBookEntry(Instant effectiveFrom, TPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.EffectiveFrom = effectiveFrom;
        this.Policy = policy;
    }

    /// <summary>Gets the first instant at which the policy is in force, inclusive.</summary>
    public Instant EffectiveFrom { get; }

    /// <summary>Gets the policy.</summary>
    public TPolicy Policy { get; }
}

/// <summary>Every version of a policy with the instant from which it is in force, until the next one's.</summary>
/// <typeparam name="TPolicy">The policy.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PolicyBook<TPolicy>
    where TPolicy : class, IPolicy
{
    private readonly PolicyBookEntry<TPolicy>[] entries;

    /// <summary>Makes a book of one policy that is in force since ever.</summary>
    /// <param name="policy">The policy.</param>
    public PolicyBook(TPolicy policy)
        : this([new PolicyBookEntry<TPolicy>(Instant.MinValue, policy)])
    {
    }

    /// <summary>Makes a book.</summary>
    /// <param name="entries">One entry or more, in any order; copied.</param>
    /// <exception cref="ArgumentException">There is no entry, two begin at one instant, or two have one version.</exception>
    public PolicyBook(IEnumerable<PolicyBookEntry<TPolicy>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        this.entries = entries.OrderBy(e => e.EffectiveFrom).ToArray();
        if (this.entries.Length == 0)
        {
            throw new ArgumentException("A policy book has at least one policy.", nameof(entries));
        }

        for (int i = 1; i < this.entries.Length; i++)
        {
            if (this.entries[i].EffectiveFrom == this.entries[i - 1].EffectiveFrom)
            {
                throw new ArgumentException("Policies " + this.entries[i - 1].Policy.Version + " and " + this.entries[i].Policy.Version + " begin at the same instant; give each its own.", nameof(entries));
            }
        }

        if (this.entries.Select(e => e.Policy.Version).Distinct().Count() != this.entries.Length)
        {
            throw new ArgumentException("Two entries have the same policy version; list each version once.", nameof(entries));
        }

        this.Entries = Sequence.Copy(this.entries);
    }

    /// <summary>Gets the entries in the order of their instants.</summary>
    public IReadOnlyList<PolicyBookEntry<TPolicy>> Entries { get; }

    /// <summary>The policy in force at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The last policy that begins at or before it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the first policy.</exception>
    public TPolicy At(Instant instant)
    {
        for (int i = this.entries.Length - 1; i >= 0; i--)
        {
            if (this.entries[i].EffectiveFrom <= instant)
            {
                return this.entries[i].Policy;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(instant), instant, "No policy is in force before " + this.entries[0].EffectiveFrom + "; let the first entry begin earlier.");
    }

    /// <summary>The policy in force at an instant; before all policies, the first.</summary>
    internal TPolicy AtOrFirst(Instant instant) => instant < this.entries[0].EffectiveFrom ? this.entries[0].Policy : this.At(instant);

    /// <summary>The policy of a version.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The policy, or null if the book has none of that version.</returns>
    public TPolicy? Get(PolicyVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);

        // Not Array.Find: every decision asks, and a closure would be most of what the answer costs.
        foreach (PolicyBookEntry<TPolicy> entry in this.entries)
        {
            if (entry.Policy.Version.Equals(version))
            {
                return entry.Policy;
            }
        }

        return null;
    }

    /// <summary>The entry that follows a version's, where there is one.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The next entry by instant; null if the version is the last or unknown.</returns>
    public PolicyBookEntry<TPolicy>? Successor(PolicyVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        int i = Array.FindIndex(this.entries, e => e.Policy.Version.Equals(version));
        return i >= 0 && i + 1 < this.entries.Length ? this.entries[i + 1] : null;
    }
}
