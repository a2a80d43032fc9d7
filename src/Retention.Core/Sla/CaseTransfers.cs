using System;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>Merging and splitting cases: the commands of both streams, which succeed or fail together.</summary>
/// <remarks>Which clocks survive is named by <see cref="CaseLoopOptions.Merging"/> and <see cref="CaseLoopOptions.Splitting"/>. Thread-safe.</remarks>
public static class CaseTransfers
{
    /// <summary>Merges a case into another.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="caseId">The id of the case that ends.</param>
    /// <param name="merged">Its state.</param>
    /// <param name="into">The id of the case that goes on.</param>
    /// <param name="actor">The id of who does it.</param>
    /// <returns>The commands of both, to be decided on each one's own state and stored together.</returns>
    /// <exception cref="ArgumentException">The ids are the same.</exception>
    public static CaseMergeCommands Merge(Instant at, string caseId, CaseState merged, string into, string actor)
    {
        ArgumentNullException.ThrowIfNull(caseId);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(actor);
        if (string.Equals(caseId, into, StringComparison.Ordinal))
        {
            throw new ArgumentException("A case isn't merged into itself; name another.", nameof(into));
        }

        return new CaseMergeCommands(new MergeCase(at, into, actor), new AbsorbCase(at, caseId, merged.Entries, actor));
    }

    /// <summary>Splits a case off another, which goes on as it is.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="caseId">The id of the case that goes on.</param>
    /// <param name="from">Its state.</param>
    /// <param name="facts">What is known of the new case.</param>
    /// <param name="group">The group that handles the new case; null: as the policy routes it.</param>
    /// <param name="owner">The id of who handles the new case; null: nobody yet.</param>
    /// <param name="actor">The id of who does it.</param>
    /// <returns>The command of the new case's stream.</returns>
    public static OpenSplitCase Split(Instant at, string caseId, CaseState from, CaseFacts facts, string? group, string? owner, string actor)
    {
        ArgumentNullException.ThrowIfNull(caseId);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(actor);
        return new OpenSplitCase(at, caseId, from.Customer, facts, group, owner, from.Entries, actor);
    }
}

/// <summary>The commands of a merge.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CaseMergeCommands
{
    internal CaseMergeCommands(MergeCase end, AbsorbCase absorb)
    {
        this.End = end;
        this.Absorb = absorb;
    }

    /// <summary>Gets the command of the case that ends.</summary>
    public MergeCase End { get; }

    /// <summary>Gets the command of the case that goes on.</summary>
    public AbsorbCase Absorb { get; }
}
