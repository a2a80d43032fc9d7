using System;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Retention.EntityFrameworkCore.Tests.Databases;

public enum Failing
{
    BeforeTheCommit,
    AfterTheCommit,
}

/// <summary>Loses the connection at the first commit.</summary>
public sealed class FailingCommit(Failing when) : DbTransactionInterceptor
{
    public int Commits { get; private set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        this.Commits++;
        return when == Failing.BeforeTheCommit && this.Commits == 1 ? throw new LostConnectionException() : ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        when == Failing.AfterTheCommit && this.Commits == 1 ? throw new LostConnectionException() : Task.CompletedTask;
}

/// <summary>Tries again after a lost connection, at once.</summary>
public sealed class TryingAgain(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 3, TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is LostConnectionException;
}

public sealed class LostConnectionException : Exception;
