using System;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>Folds streams page by page.</summary>
internal sealed class StreamFold
{
    private const int PageSize = 500;

    private readonly SliceReader reader;

    internal StreamFold(SliceReader reader) => this.reader = reader;

    /// <summary>The state after so many decisions; null if the stream has another number of them.</summary>
    internal async Task<IStreamState?> StateAtAsync(SqlSession session, StreamKind kind, StreamId stream, long version, CancellationToken cancellationToken)
    {
        IStreamState state = kind.Initial;
        long found = await this.EachAsync(session, stream, record => state = AppendPlan.Fold(kind, state, record.Decision.Events), cancellationToken).ConfigureAwait(false);
        return found == version ? state : null;
    }

    /// <summary>Calls back for every decision in order, and gives how many there are.</summary>
    internal async Task<long> EachAsync(SqlSession session, StreamId stream, Action<DecisionRecord> each, CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            StreamSlice slice = await this.reader.ReadAsync(session, new StreamRead(stream, after, PageSize, null, null), cancellationToken).ConfigureAwait(false);
            foreach (DecisionRecord record in slice.Decisions)
            {
                each(record);
                after = record.Version;
            }

            if (after >= slice.Version)
            {
                return after;
            }
        }
    }
}
