using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Sql;
using Retention.Relational.Tables;

namespace Retention.Relational;

/// <summary>A store in the host's own SQLite or PostgreSQL database, with tables for reports beside it.</summary>
/// <remarks>
/// <para>The tables must be there: <see cref="RelationalSchema"/> creates and upgrades them. The store checks nothing silently.</para>
/// <para>Every call opens a connection of the factory and closes it, unless <see cref="RelationalStoreOptions.KeptConnections"/> says
/// otherwise; <see cref="Within"/> works on the host's connection in the host's transaction instead. An append to one stream is one round
/// trip in PostgreSQL, a read always. In SQLite, writes of one store that come at once share a transaction and its flush to the disk, and each
/// is answered after it; so use one store for a file. Thread-safe; what <see cref="Within"/> gives has one user at a time, as its connection does.</para>
/// </remarks>
public sealed class RelationalEventStore : IEventStore, IDisposable
{
    private readonly SessionPool sessions;
    private readonly StoreParts parts;

    /// <summary>Makes a store over connections of the host.</summary>
    /// <param name="options">How the store lies in the database; copied.</param>
    /// <param name="connections">Gives a new connection, open or not, at every call; the store closes it. It may be called from many threads at once.</param>
    /// <exception cref="ArgumentException">An option can't be so; its message names the option and the fix.</exception>
    public RelationalEventStore(RelationalStoreOptions options, Func<DbConnection> connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        this.parts = new StoreParts(options);
        this.sessions = new SessionPool(connections, options.Dialect, options.KeptConnections);
    }

    private RelationalEventStore(StoreParts parts, SessionPool sessions)
    {
        this.parts = parts;
        this.sessions = sessions;
    }

    /// <summary>The same store within a transaction of the host: what it writes is stored or not with what else the host writes in it.</summary>
    /// <param name="connection">The host's open connection; the store doesn't close it.</param>
    /// <param name="transaction">The host's transaction on it; the store neither commits nor rolls it back.</param>
    /// <returns>A store that lives as long as the transaction. Where an append answers a conflict, nothing of the append was written and the transaction goes on.</returns>
    /// <remarks>
    /// PostgreSQL at READ COMMITTED, its default, answers every conflict; at REPEATABLE READ and SERIALIZABLE it raises its own error 40001
    /// for a stream that changed since the transaction began, and the host rolls back and tries again. What throws otherwise leaves the
    /// transaction to be rolled back, too.
    /// </remarks>
    public IEventStore Within(DbConnection connection, DbTransaction transaction) => this.InTransaction(connection, transaction);

    /// <inheritdoc/>
    public Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return this.sessions.ReadAsync(s => this.parts.Reader.ReadAsync(s, read, cancellationToken), cancellationToken);
    }

    /// <summary>Reads a part of a stream within a transaction of the host.</summary>
    /// <param name="connection">The host's open connection.</param>
    /// <param name="transaction">The host's transaction on it.</param>
    /// <param name="read">What to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The slice, with what the transaction has written so far.</returns>
    public async Task<StreamSlice> ReadAsync(DbConnection connection, DbTransaction transaction, StreamRead read, CancellationToken cancellationToken)
    {
        using RelationalEventStore store = this.InTransaction(connection, transaction);
        return await store.ReadAsync(read, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        StreamAppends.Check(appends);

        // Encoding doesn't need the database; SQLite's other writers needn't wait for it.
        AppendPlan?[] ready = appends.Select(this.Plan).ToArray();
        return await this.sessions.WriteAsync(s => this.AppendAsync(s, appends, ready, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds decisions within a transaction of the host, which commits or rolls back.</summary>
    /// <param name="connection">The host's open connection.</param>
    /// <param name="transaction">The host's transaction on it.</param>
    /// <param name="appends">The writes, 1 to 16; each stream once.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Written, or what stood against it; then nothing of the append was written, and the transaction goes on.</returns>
    /// <exception cref="ArgumentException">There are none, more than 16, or two for one stream.</exception>
    public async Task<AppendResult> AppendAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        using RelationalEventStore store = this.InTransaction(connection, transaction);
        return await store.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return this.sessions.ReadAsync(s => StreamLists.DueAsync(s, this.parts.Names, query, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return this.sessions.ReadAsync(s => StreamLists.StreamsAsync(s, this.parts.Names, query, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SqlText text = new SqlText(this.parts.Names.Dialect).Append("UPDATE ").Append(this.parts.Names.Streams).Append(" SET set_aside_at = ").Append(SqlValue.Of(InstantText.Of(setAside?.At)))
            .Append(", set_aside_reason = ").Append(SqlValue.Of(KeptText.Of(setAside?.Reason))).Append(" WHERE category = ").Append(SqlValue.Of(stream.Category))
            .Append(" AND key = ").Append(SqlValue.Of(stream.Key));
        return this.sessions.WriteAsync(async s => await s.ExecuteAsync(text, cancellationToken).ConfigureAwait(false) > 0, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return this.sessions.TransactAsync(s => new StreamEraser(this.parts, s).EraseAsync(request, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        SqlText text = new SqlText(this.parts.Names.Dialect).Append("SELECT value FROM ").Append(this.parts.Names.Checkpoints).Append(" WHERE name = ").Append(SqlValue.Of(name));
        return this.sessions.ReadAsync(async s => (string?)await s.ScalarAsync(text, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken)
    {
        StreamAppends.CheckName(name);
        var text = new SqlText(this.parts.Names.Dialect);
        if (value is null)
        {
            text.Append("DELETE FROM ").Append(this.parts.Names.Checkpoints).Append(" WHERE name = ").Append(SqlValue.Of(name));
        }
        else
        {
            text.Append("INSERT INTO ").Append(this.parts.Names.Checkpoints).Append(" (name, value) VALUES (").Append(SqlValue.Of(name)).Append(", ").Append(SqlValue.Of(value))
                .Append(") ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        }

        return this.sessions.WriteAsync(s => s.ExecuteAsync(text, cancellationToken), cancellationToken);
    }

    /// <summary>Closes the connections that the store keeps. Connections of the host stay open.</summary>
    public void Dispose() => this.sessions.Dispose();

    private RelationalEventStore InTransaction(DbConnection connection, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(transaction);
        return new RelationalEventStore(this.parts, new SessionPool(new SqlSession(connection, transaction, this.parts.Names.Dialect)));
    }

    private async Task<AppendResult> AppendAsync(SqlSession session, IReadOnlyList<StreamAppend> appends, AppendPlan?[] ready, CancellationToken cancellationToken)
    {
        var plans = new List<AppendPlan>(appends.Count);
        for (int i = 0; i < appends.Count; i++)
        {
            if ((ready[i] ?? await this.PlanAsync(session, appends[i], cancellationToken).ConfigureAwait(false)) is not { } plan)
            {
                return AppendResult.VersionConflict(appends[i].Stream);
            }

            plans.Add(plan);
        }

        AppendPlan.Sort(plans);
        return this.parts.Names.Dialect == SqlDialect.Sqlite
            ? await SqliteAppend.RunAsync(session, this.parts.Names, plans, cancellationToken).ConfigureAwait(false)
            : await PostgreSqlAppend.RunAsync(session, this.parts.Names, plans, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a write does, where it brings its states or no table wants them; null: the stream must be read first.</summary>
    private AppendPlan? Plan(StreamAppend append)
    {
        StreamKind? kind = this.TabledKindOf(append);
        return kind is not null && append.Before is null ? null : AppendPlan.Of(append, kind, null, this.parts.Codec);
    }

    /// <summary>What a write without states does; null: the stream has another version.</summary>
    private async Task<AppendPlan?> PlanAsync(SqlSession session, StreamAppend append, CancellationToken cancellationToken)
    {
        StreamKind kind = this.TabledKindOf(append)!;
        IStreamState? before = await this.parts.Folds.StateAtAsync(session, kind, append.Stream, append.ExpectedVersion, cancellationToken).ConfigureAwait(false);
        return before is null ? null : AppendPlan.Of(append, kind, before, this.parts.Codec);
    }

    private StreamKind? TabledKindOf(StreamAppend append) => this.parts.KindOf(append.Stream.Category) is { } kind && ReportTables.For(kind) is not null ? kind : null;
}
