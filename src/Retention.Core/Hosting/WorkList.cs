using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Works on many things, a few at a time.</summary>
internal static class WorkList
{
    internal const int MaxParallelism = 64;

    internal static async Task RunAsync<T>(IReadOnlyList<T> items, int parallelism, Func<T, Task> work, CancellationToken cancellationToken)
    {
        int next = -1;
        async Task WorkAsync()
        {
            while (true)
            {
                int index = Interlocked.Increment(ref next);
                if (index >= items.Count)
                {
                    return;
                }

                cancellationToken.ThrowIfCancellationRequested();
                await work(items[index]).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallelism, items.Count)).Select(_ => Task.Run(WorkAsync, cancellationToken))).ConfigureAwait(false);
    }
}
