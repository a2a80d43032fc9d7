using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Retention.Core.Hosting;
using Retention.Relational;

namespace Retention.EntityFrameworkCore;

/// <summary>Stores decisions in the transaction of the host's context.</summary>
public static class RetentionDbContextExtensions
{
    /// <summary>The same store within the context's current transaction: it reads what the transaction has written, and what it writes is committed or rolled back with it.</summary>
    /// <param name="store">The store, over the database of the context.</param>
    /// <param name="context">The host's context, with a transaction begun.</param>
    /// <returns>A store that lives as long as the transaction. A <see cref="DecisionRunner"/> over it lives no longer, as a state that was rolled back is no state.</returns>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    /// <remarks>As the context, it has one user at a time.</remarks>
    public static IEventStore Within(this RelationalEventStore store, DbContext context)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(context);
        IDbContextTransaction transaction = context.Database.CurrentTransaction
            ?? throw new InvalidOperationException("The context has no transaction; begin one with Database.BeginTransactionAsync, or call SaveChangesAsync with the store and the appends.");
        return store.Within(context.Database.GetDbConnection(), transaction.GetDbTransaction());
    }

    /// <summary>Saves the context's changes and prepared decisions together: both are stored, or neither.</summary>
    /// <param name="context">The host's context with its changes.</param>
    /// <param name="store">The store, over the database of the context.</param>
    /// <param name="appends">What was prepared: <see cref="PreparedCommand{TState, TEvent}.Appends"/> or <see cref="JointResult.Appends"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Stored, or what stood against it. Then nothing was stored and the context's changes are still to be saved: prepare anew, and call it again.</returns>
    /// <exception cref="ArgumentException">There is nothing to append, more than 16 streams, or one twice.</exception>
    /// <exception cref="DbUpdateException">The changes can't be saved; nothing was stored.</exception>
    /// <remarks>
    /// Without a current transaction it begins one and commits it, by the context's execution strategy: where that tries again after a
    /// lost connection, it asks first whether the commit went through. Within a transaction of the host it leaves the commit to the host; after
    /// an answer other than <see cref="AppendStatus.Appended"/> the transaction can go on, and nothing of this call is in it.
    /// </remarks>
    public static Task<AppendResult> SaveChangesAsync(this DbContext context, RelationalEventStore store, IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(appends);
        if (appends.Count == 0)
        {
            throw new ArgumentException("There is nothing to append: the command was refused or came before. Look at the prepared result's status, and save nothing.", nameof(appends));
        }

        return context.Database.CurrentTransaction is null
            ? SaveAndCommitAsync(context, store, appends, cancellationToken)
            : SaveAsync(context, store, appends, acceptsChanges: true, cancellationToken);
    }

    private static async Task<AppendResult> SaveAndCommitAsync(DbContext context, RelationalEventStore store, IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        AppendResult result = await context.Database.CreateExecutionStrategy().ExecuteAsync(
            appends,
            async (current, writes, token) =>
            {
                IDbContextTransaction transaction = await current.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    AppendResult saved = await SaveAsync(current, store, writes, acceptsChanges: false, token).ConfigureAwait(false);
                    if (saved.Status == AppendStatus.Appended)
                    {
                        await transaction.CommitAsync(token).ConfigureAwait(false);
                    }

                    return saved; // what isn't committed is rolled back
                }
            },
            async (_, writes, token) => new ExecutionResult<AppendResult>(await IsStoredAsync(store, writes[0], token).ConfigureAwait(false), AppendResult.Appended),
            cancellationToken).ConfigureAwait(false);
        if (result.Status == AppendStatus.Appended)
        {
            // Only now: had the commit failed, the changes would still be to be saved.
            context.ChangeTracker.AcceptAllChanges();
        }

        return result;
    }

    /// <summary>Appends first, so that a conflict leaves the context's changes as they were.</summary>
    private static async Task<AppendResult> SaveAsync(DbContext context, RelationalEventStore store, IReadOnlyList<StreamAppend> appends, bool acceptsChanges, CancellationToken cancellationToken)
    {
        AppendResult result = await store.Within(context).AppendAsync(appends, cancellationToken).ConfigureAwait(false);
        if (result.Status == AppendStatus.Appended)
        {
            await context.SaveChangesAsync(acceptsChanges, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Whether the very decision of an append is in the store.</summary>
    private static async Task<bool> IsStoredAsync(RelationalEventStore store, StreamAppend append, CancellationToken cancellationToken)
    {
        StreamSlice slice = await store.ReadAsync(new StreamRead(append.Stream, append.ExpectedVersion, 1, null, null), cancellationToken).ConfigureAwait(false);
        return slice.Decisions.Count > 0
            && slice.Decisions[0].Decision is { } stored
            && string.Equals(stored.IdempotencyKey, append.Decision.IdempotencyKey, StringComparison.Ordinal)
            && string.Equals(stored.Fingerprint, append.Decision.Fingerprint, StringComparison.Ordinal)
            && stored.RecordedAt == append.Decision.RecordedAt;
    }
}
