using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Relational.Sql;

/// <summary>An open connection for one piece of work, and the transaction it is in.</summary>
/// <remarks>One piece of work at a time uses it.</remarks>
internal sealed class SqlSession : IDisposable
{
    /// <summary>More texts than a store has; if there are ever more, they are prepared anew.</summary>
    private const int MaxPrepared = 256;

    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly Dictionary<string, DbCommand>? prepared;
    private readonly SqlDialect dialect;

    /// <summary>A connection of the store's own; <paramref name="keepsStatements"/>: it lives longer than this piece of work.</summary>
    internal SqlSession(DbConnection connection, SqlDialect dialect, bool keepsStatements)
    {
        this.connection = connection;
        this.dialect = dialect;
        this.prepared = keepsStatements ? new Dictionary<string, DbCommand>(StringComparer.Ordinal) : null;
    }

    /// <summary>The host's connection within its transaction.</summary>
    internal SqlSession(DbConnection connection, DbTransaction transaction, SqlDialect dialect)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.dialect = dialect;
    }

    /// <summary>Whether the host began the transaction, and ends it.</summary>
    internal bool IsHosts => this.transaction is not null;

    /// <summary>Whether a transaction of the store's own is open.</summary>
    internal bool IsInTransaction { get; private set; }

    internal SqlDialect Dialect => this.dialect;

    public void Dispose()
    {
        if (this.IsHosts)
        {
            return;
        }

        if (this.prepared is not null)
        {
            foreach (DbCommand command in this.prepared.Values)
            {
                command.Dispose();
            }
        }

        this.connection.Dispose();
    }

    /// <summary>Begins a transaction of the store's own for writing; in SQLite it waits for other writers now, not when it is too late.</summary>
    internal Task BeginAsync(CancellationToken cancellationToken) => this.BeginAsync(this.dialect == SqlDialect.Sqlite ? "BEGIN IMMEDIATE" : "BEGIN", cancellationToken);

    /// <summary>Begins a transaction of the store's own in which every read sees the same moment.</summary>
    internal Task BeginReadAsync(CancellationToken cancellationToken) =>
        this.BeginAsync(this.dialect == SqlDialect.Sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellationToken);

    internal async Task CommitAsync(CancellationToken cancellationToken)
    {
        await this.ExecuteAsync(new SqlText(this.dialect, "COMMIT"), cancellationToken).ConfigureAwait(false);
        this.IsInTransaction = false;
    }

    internal async Task RollbackAsync(CancellationToken cancellationToken)
    {
        await this.ExecuteAsync(new SqlText(this.dialect, "ROLLBACK"), cancellationToken).ConfigureAwait(false);
        this.IsInTransaction = false;
    }

    /// <summary>Notes that a text of several statements began with BEGIN.</summary>
    internal void HasBegun() => this.IsInTransaction = true;

    internal async Task<int> ExecuteAsync(SqlText text, CancellationToken cancellationToken)
    {
        DbCommand command = this.Command(text);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            this.Done(command);
        }
    }

    internal async Task<object?> ScalarAsync(SqlText text, CancellationToken cancellationToken)
    {
        DbCommand command = this.Command(text);
        try
        {
            object? value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return value is DBNull ? null : value;
        }
        finally
        {
            this.Done(command);
        }
    }

    /// <summary>Reads one result set, row by row.</summary>
    internal async Task ReadAsync(SqlText text, Action<DbDataReader> row, CancellationToken cancellationToken)
    {
        DbCommand command = this.Command(text);
        try
        {
            using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                row(reader);
            }
        }
        finally
        {
            this.Done(command);
        }
    }

    /// <summary>Reads the first value of every result set.</summary>
    internal async Task<List<long>> CountsAsync(SqlText text, CancellationToken cancellationToken)
    {
        var counts = new List<long>();
        DbCommand command = this.Command(text);
        try
        {
            using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            do
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    counts.Add(reader.GetInt64(0));
                }
            }
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            this.Done(command);
        }

        return counts;
    }

    private async Task BeginAsync(string begin, CancellationToken cancellationToken)
    {
        await this.ExecuteAsync(new SqlText(this.dialect, begin), cancellationToken).ConfigureAwait(false);
        this.IsInTransaction = true;
    }

    private DbCommand Command(SqlText text)
    {
        if (this.prepared is null)
        {
            DbCommand once = this.connection.CreateCommand();
            once.Transaction = this.transaction;
            text.Fill(once);
            return once;
        }

        string key = text.ToString();
        if (this.prepared.TryGetValue(key, out DbCommand? kept))
        {
            text.Refill(kept);
            return kept;
        }

        if (this.prepared.Count >= MaxPrepared)
        {
            foreach (DbCommand old in this.prepared.Values)
            {
                old.Dispose();
            }

            this.prepared.Clear();
        }

        DbCommand command = this.connection.CreateCommand();
        text.Fill(command);
        this.prepared.Add(key, command);
        if (text.CanBePrepared)
        {
            command.Prepare();
        }

        return command;
    }

    private void Done(DbCommand command)
    {
        if (this.prepared is null)
        {
            command.Dispose();
        }
    }
}
