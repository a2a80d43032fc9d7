using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Lets commands of one stream wait for each other inside a process, so that a hot stream doesn't fight itself; other processes are met by versions.</summary>
internal sealed class StreamGates
{
    // A power of two; two streams that share a gate only wait a little longer.
    private const int Count = 512;

    private readonly SemaphoreSlim[] gates = Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1)).ToArray();

    /// <summary>Waits for the gates of some streams, always in the same order, so that nobody waits in a circle.</summary>
    internal async Task<IDisposable> EnterAsync(IEnumerable<StreamId> streams, CancellationToken cancellationToken)
    {
        int[] wanted = streams.Select(s => s.GetHashCode() & (Count - 1)).Distinct().OrderBy(i => i).ToArray();
        var entered = new Entered(this.gates);
        try
        {
            foreach (int index in wanted)
            {
                await this.gates[index].WaitAsync(cancellationToken).ConfigureAwait(false);
                entered.Indexes.Add(index);
            }
        }
        catch
        {
            entered.Dispose();
            throw;
        }

        return entered;
    }

    private sealed class Entered : IDisposable
    {
        private readonly SemaphoreSlim[] gates;

        internal Entered(SemaphoreSlim[] gates) => this.gates = gates;

        internal List<int> Indexes { get; } = new List<int>();

        public void Dispose()
        {
            foreach (int index in this.Indexes)
            {
                this.gates[index].Release();
            }

            this.Indexes.Clear();
        }
    }
}
