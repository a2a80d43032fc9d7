using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Sql;
using Retention.Relational.Tables;

namespace Retention.Relational.Maintenance;

/// <summary>Compares everything that is kept of one stream with what its decisions say.</summary>
internal sealed class StreamVerifier
{
    private const int PageSize = 500;

    private readonly StoreParts parts;
    private readonly SqlSession session;
    private readonly StreamKind kind;
    private readonly StreamId stream;
    private readonly VerifyReportDraft report;
    private readonly RowChanges entries = new RowChanges();
    private IStreamState state;
    private StreamDecision? last;
    private long version;
    private bool isBroken;

    internal StreamVerifier(StoreParts parts, SqlSession session, StreamKind kind, StreamId stream, VerifyReportDraft report)
    {
        this.parts = parts;
        this.session = session;
        this.kind = kind;
        this.stream = stream;
        this.report = report;
        this.state = kind.Initial;
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await this.HeadAsync(cancellationToken).ConfigureAwait(false) is not { } head)
        {
            return;
        }

        this.report.Streams++;
        long before;
        do
        {
            before = this.version;
            await this.session.ReadAsync(this.Page(head.Stream), this.Add, cancellationToken).ConfigureAwait(false);
        }
        while (this.version > before);
        this.Check(head);
        if (!this.isBroken && ReportTables.For(this.kind) is not null)
        {
            await this.TablesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private SqlText Page(long number) => new SqlText(this.parts.Names.Dialect).Append("SELECT d.version, ").Append(DecisionRow.Read).Append(" FROM ").Append(this.parts.Names.Decisions)
        .Append(" AS d WHERE d.stream = ").Append(SqlValue.Of(number)).Append(" AND d.version > ").Append(SqlValue.Of(this.version)).Append(" ORDER BY d.version LIMIT ").Append(SqlValue.Of(PageSize));

    private async Task<HeadRow?> HeadAsync(CancellationToken cancellationToken)
    {
        HeadRow? head = null;
        SqlText text = new SqlText(this.parts.Names.Dialect).Append("SELECT stream, version, policy_label, policy_fingerprint, next_due FROM ").Append(this.parts.Names.Streams)
            .Append(" WHERE category = ").Append(SqlValue.Of(this.stream.Category)).Append(" AND key = ").Append(SqlValue.Of(this.stream.Key));
        await this.session.ReadAsync(text, row => head = new HeadRow(row), cancellationToken).ConfigureAwait(false);
        return head;
    }

    private void Add(DbDataReader row)
    {
        long at = row.GetInt64(0);
        this.report.Decisions++;
        for (long missing = this.version + 1; missing < at && !this.isBroken; missing++)
        {
            this.Break(FindingKind.MissingDecision, missing, "the decision isn't there, but later ones are.");
        }

        this.version = at;
        try
        {
            DecisionRecord record = DecisionRow.Decode(row, 1, this.stream, at, this.parts.Codec);
            this.last = record.Decision;
            this.Fold(record);
        }
        catch (BrokenStreamException e)
        {
            this.last = null;
            this.Break(FindingKind.Unreadable, at, e.Message);
        }
    }

    private void Fold(DecisionRecord record)
    {
        StreamDecision decision = record.Decision;
        if (decision.Command is not null && !string.Equals(CommandFingerprint.Of(decision.Command), decision.Fingerprint, StringComparison.Ordinal))
        {
            this.Find(FindingKind.Fingerprint, record.Version, null, "the command's fingerprint isn't the one that was kept.");
        }

        if (this.isBroken)
        {
            return;
        }

        try
        {
            ReportTables.For(this.kind)?.AddEntries(this.state, record.Version, decision.Events, this.entries);
            this.state = AppendPlan.Fold(this.kind, this.state, decision.Events);
        }
#pragma warning disable CA1031 // Whatever a changed event makes a process throw, the stream can't be folded, which is the finding.
        catch (Exception e)
#pragma warning restore CA1031
        {
            this.Break(FindingKind.Unreadable, record.Version, "the events can't be folded: " + e.GetType().Name + ".");
            return;
        }

        if (!Equals(decision.PolicyVersion, this.state.PolicyVersion))
        {
            this.Find(FindingKind.PolicyVersion, record.Version, null, "the decision names " + Show(decision.PolicyVersion) + ", the events lead to " + Show(this.state.PolicyVersion) + ".");
        }
    }

    private void Check(HeadRow head)
    {
        if (head.Version != this.version)
        {
            this.Break(FindingKind.StreamRow, 0, "its version is " + Number(head.Version) + ", its last decision is " + Number(this.version) + ".");
            return;
        }

        if (this.last is null)
        {
            return;
        }

        string? due = InstantText.Of(this.last.NextDue);
        if (head.NextDue != due || head.PolicyLabel != this.last.PolicyVersion?.Label || head.PolicyFingerprint != this.last.PolicyVersion?.Fingerprint)
        {
            this.Find(FindingKind.StreamRow, 0, null, "it is due at " + Show(head.NextDue) + " under " + Show(head.PolicyLabel) + ", its last decision says at " + Show(due) + " under " + Show(this.last.PolicyVersion) + ".");
        }

        if (!this.isBroken && this.kind.NextDue(this.state) is var next && next != this.last.NextDue)
        {
            this.Find(FindingKind.NextDue, this.version, null, "the decision says " + Show(due) + ", the state is due at " + Show(InstantText.Of(next)) + ".");
        }
    }

    private async Task TablesAsync(CancellationToken cancellationToken)
    {
        RowChanges expected = TableWriter.RowsOf(this.kind, this.state, this.entries);
        foreach (ReportTable table in ReportTables.For(this.kind)!.Tables)
        {
            var rows = new Dictionary<string, object?[]>(StringComparer.Ordinal);
            foreach (TableChanges of in expected.Tables)
            {
                foreach (object?[] row in ReferenceEquals(of.Table, table) ? of.Puts : [])
                {
                    rows.Add(table.KeyOf(row), row);
                }
            }

            SqlText text = new SqlText(this.parts.Names.Dialect).Append("SELECT ").Append(table.ColumnList(this.parts.Names.Dialect)).Append(" FROM ").Append(this.parts.Names.Of(table.Name))
                .Append(" WHERE category = ").Append(SqlValue.Of(this.stream.Category)).Append(" AND key = ").Append(SqlValue.Of(this.stream.Key));
            await this.session.ReadAsync(text, row => this.Compare(table, rows, table.Read(row, 0)), cancellationToken).ConfigureAwait(false);
            foreach (string missing in rows.Keys)
            {
                this.Find(FindingKind.TableRow, 0, table.Name, "row " + missing + " isn't there.");
            }
        }
    }

    private void Compare(ReportTable table, Dictionary<string, object?[]> expected, object?[] found)
    {
        string key = table.KeyOf(found);
        if (!expected.TryGetValue(key, out object?[]? row))
        {
            this.Find(FindingKind.TableRow, 0, table.Name, "row " + key + " is one too many.");
            return;
        }

        expected.Remove(key);
        if (table.Difference(row, found) is { } difference)
        {
            this.Find(FindingKind.TableRow, 0, table.Name, "row " + key + ": " + difference + ".");
        }
    }

    private void Break(FindingKind kind, long version, string difference)
    {
        this.isBroken = true;
        this.Find(kind, version, null, difference);
    }

    private void Find(FindingKind kind, long version, string? table, string difference) => this.report.Add(new VerifyFinding(kind, this.stream, version, table, difference));

    private static string Show(object? value) => value?.ToString() ?? "none";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The stream's own row, as texts: whatever they say, they are compared.</summary>
    private sealed class HeadRow
    {
        internal HeadRow(DbDataReader row)
        {
            this.Stream = row.GetInt64(0);
            this.Version = row.GetInt64(1);
            this.PolicyLabel = DecisionRow.Text(row, 2);
            this.PolicyFingerprint = DecisionRow.Text(row, 3);
            this.NextDue = DecisionRow.Text(row, 4);
        }

        internal long Stream { get; }

        internal long Version { get; }

        internal string? PolicyLabel { get; }

        internal string? PolicyFingerprint { get; }

        internal string? NextDue { get; }
    }
}
