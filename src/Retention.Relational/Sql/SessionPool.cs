using System;
using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Relational.Sql;

/// <summary>Where sessions come from: connections of the host's factory, or the one that the host gave.</summary>
/// <remarks>Thread-safe, but for the host's own connection, which has one user at a time.</remarks>
internal sealed class SessionPool : IDisposable
{
    private readonly ConcurrentBag<SqlSession> idle = new ConcurrentBag<SqlSession>();
    private readonly SqlSession? given;
    private readonly Func<DbConnection>? factory;
    private readonly SqlDialect dialect;
    private readonly int most;

    private readonly WriteQueue? writers;

    // A connection of SQLite keeps the pages it knows until another one writes; so the last writer goes on writing.
    private SqlSession? writer;
    private int kept;
    private bool isDisposed;

    internal SessionPool(Func<DbConnection> factory, SqlDialect dialect, int most)
    {
        this.factory = factory;
        this.dialect = dialect;
        this.most = most;
        this.writers = dialect == SqlDialect.Sqlite ? new WriteQueue() : null;
    }

    internal SessionPool(SqlSession given)
    {
        this.given = given;
        this.dialect = given.Dialect;
    }

    public void Dispose()
    {
        this.isDisposed = true;
        this.Empty();
    }

    /// <summary>Reads, on a session of its own.</summary>
    internal Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => this.UseAsync(work, isWriter: false, cancellationToken);

    /// <summary>Writes what is one statement, or begins and commits by itself unless it finds itself in a transaction.</summary>
    internal Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => this.writers is null
        ? this.ReadAsync(work, cancellationToken)
        : this.writers.WriteAsync(shared => this.UseAsync(shared, isWriter: true, CancellationToken.None), work, cancellationToken);

    /// <summary>Writes within one transaction; what throws leaves nothing behind.</summary>
    internal Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => this.WriteAsync(
        async session =>
        {
            if (session.IsHosts || session.IsInTransaction)
            {
                return await work(session).ConfigureAwait(false);
            }

            await session.BeginAsync(cancellationToken).ConfigureAwait(false);
            T result = await work(session).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        },
        cancellationToken);

    private async Task<T> UseAsync<T>(Func<SqlSession, Task<T>> work, bool isWriter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (this.given is not null)
        {
            return await work(this.given).ConfigureAwait(false);
        }

        SqlSession session = await this.OpenAsync(isWriter, cancellationToken).ConfigureAwait(false);
        bool isDone = false;
        try
        {
            T result = await work(session).ConfigureAwait(false);
            isDone = true;
            return result;
        }
        finally
        {
            await this.EndAsync(session, isDone, isWriter).ConfigureAwait(false);
        }
    }

    private async Task<SqlSession> OpenAsync(bool isWriter, CancellationToken cancellationToken)
    {
        if (this.isDisposed)
        {
            throw new ObjectDisposedException(nameof(RelationalEventStore));
        }

        SqlSession? session = isWriter ? this.TakeWriter() : null;
        if (session is not null || this.idle.TryTake(out session) || (session = this.TakeWriter()) is not null)
        {
            Interlocked.Decrement(ref this.kept);
            return session;
        }

        DbConnection connection = this.factory!() ?? throw new InvalidOperationException("The connection factory gave null; give a new connection at every call.");
        try
        {
            if (connection.State != ConnectionState.Open)
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return new SqlSession(connection, this.dialect, this.most > 0);
    }

    /// <summary>Keeps the session if all went well; else what it began is undone, and others that may be as broken go too.</summary>
    private async Task EndAsync(SqlSession session, bool isDone, bool isWriter)
    {
        if (isDone && !this.isDisposed && this.most > 0)
        {
            if (Interlocked.Increment(ref this.kept) <= this.most)
            {
                if (!isWriter || Interlocked.CompareExchange(ref this.writer, session, null) is not null)
                {
                    this.idle.Add(session);
                }

                return;
            }

            Interlocked.Decrement(ref this.kept);
        }

        try
        {
            if (session.IsInTransaction)
            {
                await session.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (DbException)
        {
            // The database has ended the transaction already, or closing ends it; the first exception is the one that tells.
        }
        catch (InvalidOperationException)
        {
            // The connection is closed already.
        }
        finally
        {
            session.Dispose();
        }

        if (!isDone)
        {
            this.Empty();
        }
    }

    private SqlSession? TakeWriter() => Interlocked.Exchange(ref this.writer, null);

    private void Empty()
    {
        while (this.idle.TryTake(out SqlSession? session) || (session = this.TakeWriter()) is not null)
        {
            Interlocked.Decrement(ref this.kept);
            session.Dispose();
        }
    }
}
