using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Maintenance;
using Retention.Relational.Sql;
using Retention.Relational.Tables;

namespace Retention.Relational;

/// <summary>Verifies a store, and writes its tables for reports anew.</summary>
/// <remarks>
/// Decisions are never changed here: what is wrong with them is reported, and somebody who knows puts it right from a backup. Both may run
/// while servers work; each stream is looked at as of one moment. Thread-safe.
/// </remarks>
#pragma warning disable CA1001 // It keeps no connection between calls, so there is nothing to dispose.
public sealed class RelationalMaintenance
#pragma warning restore CA1001
{
    private const int PageSize = 200;

    private readonly StoreParts parts;
    private readonly SessionPool sessions;

    /// <summary>Makes it for a store.</summary>
    /// <param name="options">The store's options, with every kind of streams that it has.</param>
    /// <param name="connections">Gives a new connection at every call; it is closed again.</param>
    /// <exception cref="ArgumentException">An option can't be so; its message names the option and the fix.</exception>
    public RelationalMaintenance(RelationalStoreOptions options, Func<DbConnection> connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connections);
        this.parts = new StoreParts(options);
        this.sessions = new SessionPool(connections, options.Dialect, 0);
    }

    /// <summary>Looks at every stream of the kinds in the options: decisions without gaps, readable, as fingerprinted; the stream's row, policy and due instant; every row of every table. Then at rows that belong to no stream.</summary>
    /// <param name="progress">Told after every 200 streams; null: nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found.</returns>
    public async Task<VerifyReport> VerifyAsync(IProgress<MaintenanceProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new VerifyReportDraft();
        foreach (StreamKind kind in this.parts.Kinds)
        {
            await this.EachAsync(
                kind.Category,
                null,
                stream => this.VerifyAsync(kind, stream, report, cancellationToken),
                progress,
                cancellationToken).ConfigureAwait(false);
        }

        await this.sessions.ReadAsync(s => new OrphanSearch(this.parts, s, report).RunAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return report.ToReport();
    }

    /// <summary>Looks at one stream.</summary>
    /// <param name="stream">The stream, of a kind in the options.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentException">The options have no kind of its category.</exception>
    public async Task<VerifyReport> VerifyStreamAsync(StreamId stream, CancellationToken cancellationToken)
    {
        StreamKind kind = this.KindOf(stream);
        var report = new VerifyReportDraft();
        await this.VerifyAsync(kind, stream, report, cancellationToken).ConfigureAwait(false);
        return report.ToReport();
    }

    /// <summary>Writes the rows of every stream of a category anew from its decisions, one stream at a time, each in a transaction of its own.</summary>
    /// <param name="category">The category of a kind in the options.</param>
    /// <param name="after">Where an earlier run stopped (<see cref="MaintenanceProgress.Next"/>); null: from the beginning.</param>
    /// <param name="progress">Told after every 200 streams; null: nobody.</param>
    /// <param name="cancellationToken">Cancels; what is done stays done.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">The options have no such kind.</exception>
    public async Task<RebuildReport> RebuildAsync(string category, string? after, IProgress<MaintenanceProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(category);
        _ = this.parts.KindOf(category) ?? throw NoKind(category, nameof(category));
        long streams = 0;
        long rows = 0;
        var broken = new List<VerifyFinding>();
        await this.EachAsync(
            category,
            after,
            async stream =>
            {
                try
                {
                    rows += await this.RebuildStreamAsync(stream, cancellationToken).ConfigureAwait(false);
                    streams++;
                }
                catch (BrokenStreamException e) when (broken.Count < VerifyReport.MaxFindings)
                {
                    broken.Add(new VerifyFinding(FindingKind.Unreadable, e.Stream, e.Version, null, e.Message));
                }
            },
            progress,
            cancellationToken).ConfigureAwait(false);
        return new RebuildReport(streams, rows, broken);
    }

    /// <summary>Writes the rows of one stream anew from its decisions, and puts the policy version and the due instant of the stream's own row right.</summary>
    /// <param name="stream">The stream, of a kind in the options.</param>
    /// <param name="cancellationToken">Cancels; then nothing was done.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="ArgumentException">The options have no kind of its category.</exception>
    /// <exception cref="BrokenStreamException">It can't be folded; nothing was done.</exception>
    public Task<long> RebuildStreamAsync(StreamId stream, CancellationToken cancellationToken)
    {
        _ = this.KindOf(stream);
        return this.sessions.TransactAsync(
            async session =>
            {
                var writer = new TableWriter(this.parts, session);
                await writer.LockAsync(stream, cancellationToken).ConfigureAwait(false);
                await writer.ClearAsync(stream, cancellationToken).ConfigureAwait(false);
                return await writer.WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static ArgumentException NoKind(string category, string parameter) =>
        new ArgumentException("The options have no kind of streams of the category " + category + "; add it to Kinds.", parameter);

    private StreamKind KindOf(StreamId stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return this.parts.KindOf(stream.Category) ?? throw NoKind(stream.Category, nameof(stream));
    }

    private Task<bool> VerifyAsync(StreamKind kind, StreamId stream, VerifyReportDraft report, CancellationToken cancellationToken) => this.sessions.ReadAsync(
        async session =>
        {
            await session.BeginReadAsync(cancellationToken).ConfigureAwait(false);
            await new StreamVerifier(this.parts, session, kind, stream, report).RunAsync(cancellationToken).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async Task EachAsync(string category, string? after, Func<StreamId, Task> work, IProgress<MaintenanceProgress>? progress, CancellationToken cancellationToken)
    {
        long done = 0;
        do
        {
            StreamPage page = await this.sessions.ReadAsync(s => StreamLists.StreamsAsync(s, this.parts.Names, StreamQuery.All(category, after, PageSize), cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (StreamEntry entry in page.Streams)
            {
                await work(entry.Stream).ConfigureAwait(false);
                done++;
            }

            after = page.Next;
            progress?.Report(new MaintenanceProgress(category, done, after));
        }
        while (after is not null);
    }
}
