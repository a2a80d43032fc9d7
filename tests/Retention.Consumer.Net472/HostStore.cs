using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Consumer.Net472
{
    /// <summary>A store of the host's own: another one keeps the decisions, and this one counts what was stored.</summary>
    internal sealed class HostStore : IEventStore
    {
        private readonly IEventStore inner;
        private int stored;

        internal HostStore(IEventStore inner)
        {
            this.inner = inner;
        }

        /// <summary>How many decisions were stored.</summary>
        internal int Stored
        {
            get { return this.stored; }
        }

        public Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken)
        {
            return this.inner.ReadAsync(read, cancellationToken);
        }

        public async Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
        {
            AppendResult result = await this.inner.AppendAsync(appends, cancellationToken);
            if (result.Status == AppendStatus.Appended)
            {
                Interlocked.Add(ref this.stored, appends.Count);
            }

            return result;
        }

        public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken)
        {
            return this.inner.ReadDueAsync(query, cancellationToken);
        }

        public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken)
        {
            return this.inner.ReadStreamsAsync(query, cancellationToken);
        }

        public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside setAside, CancellationToken cancellationToken)
        {
            return this.inner.SetAsideAsync(stream, setAside, cancellationToken);
        }

        public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
        {
            return this.inner.EraseAsync(request, cancellationToken);
        }

        public Task<string> ReadCheckpointAsync(string name, CancellationToken cancellationToken)
        {
            return this.inner.ReadCheckpointAsync(name, cancellationToken);
        }

        public Task WriteCheckpointAsync(string name, string value, CancellationToken cancellationToken)
        {
            return this.inner.WriteCheckpointAsync(name, value, cancellationToken);
        }
    }
}
