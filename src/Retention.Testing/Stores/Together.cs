using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Testing;

/// <summary>Does things at once, on threads that begin together.</summary>
internal static class Together
{
    internal static async Task<T[]> RunAsync<T>(TimeSpan patience, int count, Func<int, Task<T>> work)
    {
        #pragma warning disable CA2000 // A task that is late may still use it.
        var ready = new CountdownEvent(count);
#pragma warning restore CA2000
        Task<T>[] tasks = Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                ready.Signal();
                ready.Wait();
                return work(i);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToArray();
        using var end = new CancellationTokenSource(patience);
        var late = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = end.Token.Register(() => late.TrySetResult(true));
        Task<T[]> all = Task.WhenAll(tasks);
        Promise.Keep(
            await Task.WhenAny(all, late.Task).ConfigureAwait(false) == all,
            StoreDifference.Number(tasks.Count(t => !t.IsCompleted)) + " of " + StoreDifference.Number(count) + " tasks had no answer within " + patience.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) + " seconds: they wait for each other, or the store is too slow for this machine");
        return await all.ConfigureAwait(false);
    }
}
