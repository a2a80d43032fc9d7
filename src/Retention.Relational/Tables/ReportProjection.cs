using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Relational.Tables;

/// <summary>What tables say of the streams of one process: pure functions of the states before and after, and of the events.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal abstract class ReportProjection
{
    private static readonly ConcurrentDictionary<Enum, string> Codes = new ConcurrentDictionary<Enum, string>();

    /// <summary>The tables whose rows follow from the state, and those that are only added to.</summary>
    internal abstract IReadOnlyList<ReportTable> Tables { get; }

    internal abstract Type StateType { get; }

    /// <summary>Every row of a table as a state says; none for tables that are only added to.</summary>
    internal abstract IReadOnlyList<object?[]> Rows(ReportTable table, StreamKind kind, IStreamState state);

    /// <summary>What a decision adds to the tables that are only added to.</summary>
    internal virtual void AddEntries(IStreamState before, long version, IReadOnlyList<Message> events, RowChanges changes)
    {
    }

    /// <summary>What a decision does to the tables whose rows follow from the state.</summary>
    internal virtual void AddChanges(StreamKind kind, IStreamState before, IStreamState after, IReadOnlyList<Message> events, RowChanges changes)
    {
        foreach (ReportTable table in this.Tables)
        {
            if (!table.IsAppendOnly)
            {
                changes.AddDifference(table, this.Rows(table, kind, before), this.Rows(table, kind, after));
            }
        }
    }

    /// <summary>The name of an enum's value as the tables write it: <c>transferred-in</c>.</summary>
    private protected static string Code(Enum value) => Codes.GetOrAdd(value, v =>
    {
        var text = new StringBuilder();
        foreach (char c in v.ToString())
        {
            text.Append(c is >= 'A' and <= 'Z' && text.Length > 0 ? "-" : string.Empty).Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    });
}
