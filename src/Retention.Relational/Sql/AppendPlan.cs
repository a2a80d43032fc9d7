using System;
using System.Collections.Generic;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Tables;

namespace Retention.Relational.Sql;

/// <summary>One write of an append, with what it does to the tables for reports.</summary>
internal sealed class AppendPlan
{
    private AppendPlan(StreamAppend append, SqlValue[] decision, RowChanges changes)
    {
        this.Append = append;
        this.Decision = decision;
        this.Changes = changes;
    }

    internal StreamAppend Append { get; }

    /// <summary>The values of the decision's row after stream and version.</summary>
    internal SqlValue[] Decision { get; }

    internal RowChanges Changes { get; }

    /// <summary>The version that the decision gets. No stream is at the end of the numbers, so such a write finds none.</summary>
    internal long Version => VersionOf(this.Append);

    internal bool IsNew => this.Append.ExpectedVersion == 0;

    /// <summary>Plans a write; <paramref name="before"/> is the state where the store worked it out, null where the caller gave it or no table wants it.</summary>
    internal static AppendPlan Of(StreamAppend append, StreamKind? kind, IStreamState? before, IEventCodec codec)
    {
        RowChanges changes = RowChanges.None;
        if (kind is not null)
        {
            IStreamState was = before ?? Mine(kind, append, append.Before);
            IStreamState now = before is null ? Mine(kind, append, append.After) : Fold(kind, before, append.Decision.Events);

            changes = ReportTables.Changes(kind, was, now, VersionOf(append), append.Decision.Events);
        }

        return new AppendPlan(append, DecisionRow.Values(append.Decision, codec), changes);
    }

    private static long VersionOf(StreamAppend append) => append.ExpectedVersion == long.MaxValue ? long.MaxValue : append.ExpectedVersion + 1;

    private static IStreamState Mine(StreamKind kind, StreamAppend append, object? state) => state is IStreamState mine && mine.GetType() == kind.StateType
        ? mine
        : throw new ArgumentException("A state of " + append.Stream + " is a " + state?.GetType().Name + ", but streams of its category have a " + kind.StateType.Name + "; give its own.", nameof(append));

    internal static IStreamState Fold(StreamKind kind, IStreamState state, IReadOnlyList<Message> events)
    {
        foreach (Message e in events)
        {
            state = kind.Evolve(state, e);
        }

        return state;
    }

    /// <summary>In the order of their names, so that two appends to the same streams never wait for each other in a circle.</summary>
    internal static void Sort(List<AppendPlan> plans) => plans.Sort((a, b) =>
        string.CompareOrdinal(a.Append.Stream.Category, b.Append.Stream.Category) is not 0 and var order ? order : string.CompareOrdinal(a.Append.Stream.Key, b.Append.Stream.Key));
}
