using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Relational.Sql;

/// <summary>The writers of one SQLite database in turn: those who wait while another writes join its transaction, and one flush to the disk serves all.</summary>
/// <remarks>
/// SQLite has one writer at a time. Those of one process wait here rather than in the database, which looks again only now and then. Whoever
/// finds nobody writing leads: it writes its own, then what others have brought meanwhile, and commits. Nobody is told of anything before that
/// commit. Thread-safe.
/// </remarks>
internal sealed class WriteQueue
{
    /// <summary>So many share a transaction at most, so that the first ones needn't wait long for the last.</summary>
    private const int MaxTogether = 64;

    private readonly object gate = new object();
    private readonly Queue<PendingWrite> waiting = new Queue<PendingWrite>();
    private bool isLed;

    /// <summary>Does a work within a transaction, alone or with others; it may be done again from its beginning if another one fails.</summary>
    /// <param name="onSession">Does something on a session, which nobody uses again if it throws.</param>
    /// <param name="work">The work; it neither commits nor rolls back.</param>
    /// <param name="cancellationToken">Cancels the waiting; and the work where it looks.</param>
    internal async Task<T> WriteAsync<T>(Func<Func<SqlSession, Task<bool>>, Task> onSession, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new PendingWrite<T>(work);
        if (this.Enter(write) || await write.TurnAsync(cancellationToken).ConfigureAwait(false))
        {
            await this.LeadAsync(onSession, write).ConfigureAwait(false);
        }

        return write.Result();
    }

    /// <summary>Whether nobody leads, so that this one does.</summary>
    private bool Enter(PendingWrite write)
    {
        lock (this.gate)
        {
            if (!this.isLed)
            {
                this.isLed = true;
                return true;
            }

            this.waiting.Enqueue(write);
            return false;
        }
    }

    private PendingWrite? Next()
    {
        lock (this.gate)
        {
            while (this.waiting.Count > 0)
            {
                PendingWrite next = this.waiting.Dequeue();
                if (next.TryTake())
                {
                    return next;
                }
            }

            return null;
        }
    }

    private async Task LeadAsync(Func<Func<SqlSession, Task<bool>>, Task> onSession, PendingWrite own)
    {
        var together = new List<PendingWrite> { own };
        PendingWrite? running = null;
        while (together.Count > 0)
        {
            try
            {
                await onSession(async session =>
                {
                    running = null;
                    await session.BeginAsync(CancellationToken.None).ConfigureAwait(false);
                    for (int i = 0; i < together.Count || this.Joins(together); i++)
                    {
                        running = together[i];
                        await running.RunAsync(session).ConfigureAwait(false);
                    }

                    running = null;
                    await session.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
                break;
            }
#pragma warning disable CA1031 // Each writer gets what its own work threw; the leader goes on for the others.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // One work failed: the others are done again without it. No work did, but the transaction: all have failed.
                foreach (PendingWrite failed in running is null ? together.ToArray() : [running])
                {
                    failed.Fail(e);
                    together.Remove(failed);
                    Tell(failed, own);
                }
            }
        }

        this.HandOver();
        foreach (PendingWrite done in together)
        {
            Tell(done, own);
        }
    }

    private bool Joins(List<PendingWrite> together)
    {
        if (together.Count >= MaxTogether || this.Next() is not { } next)
        {
            return false;
        }

        together.Add(next);
        return true;
    }

    /// <summary>The next one leads, if anybody waits.</summary>
    private void HandOver()
    {
        PendingWrite? next;
        lock (this.gate)
        {
            next = this.Next();
            this.isLed = next is not null;
        }

        next?.Lead();
    }

    private static void Tell(PendingWrite write, PendingWrite own)
    {
        if (!ReferenceEquals(write, own))
        {
            write.Done();
        }
    }
}
