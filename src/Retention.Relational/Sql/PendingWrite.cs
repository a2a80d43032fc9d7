using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Relational.Sql;

/// <summary>A write that waits for its turn.</summary>
internal abstract class PendingWrite
{
    // Whoever tells must not go on with the other's work.
    private readonly TaskCompletionSource<bool> turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? failure;
    private int isTaken;

    /// <summary>Waits; gives whether this one shall lead, otherwise it is done.</summary>
    internal async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(this.Cancel, cancellationToken))
        {
            return await this.turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Takes it out of its waiting; false: it was cancelled.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref this.isTaken, 1) == 0;

    internal void Lead() => this.turn.SetResult(true);

    internal void Done() => this.turn.SetResult(false);

    internal void Fail(Exception exception) => this.failure = ExceptionDispatchInfo.Capture(exception);

    internal abstract Task RunAsync(SqlSession session);

    private protected void ThrowIfFailed() => this.failure?.Throw();

    private void Cancel(object? token)
    {
        if (this.TryTake())
        {
            this.turn.TrySetCanceled((CancellationToken)token!);
        }
    }
}

/// <summary>A write and what it gave.</summary>
internal sealed class PendingWrite<T> : PendingWrite
{
    private readonly Func<SqlSession, Task<T>> work;
    private T result = default!;

    internal PendingWrite(Func<SqlSession, Task<T>> work) => this.work = work;

    internal override async Task RunAsync(SqlSession session) => this.result = await this.work(session).ConfigureAwait(false);

    internal T Result()
    {
        this.ThrowIfFailed();
        return this.result;
    }
}
