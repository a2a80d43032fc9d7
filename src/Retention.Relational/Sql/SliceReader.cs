using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>Reads a part of a stream in one statement, so that all of it is of one moment, in one round trip.</summary>
internal sealed class SliceReader
{
    /// <summary>What stands in the stream's own columns where a row is a decision.</summary>
    private const string NoStream = "CAST(NULL AS bigint), CAST(NULL AS integer), CAST(NULL AS bigint), ";

    /// <summary>Behind a cast, SQLite doesn't look at a limit's value when it plans; it would plan anew at every read.</summary>
    private const string Limit = "CAST($4 AS bigint)";

    private const int FirstColumn = 5;
    private const int StreamPart = 0;
    private const int RecordedPart = 2;

    private readonly SqlNames names;
    private readonly IEventCodec codec;
    private readonly string[] texts;

    internal SliceReader(SqlNames names, IEventCodec codec)
    {
        this.names = names;
        this.codec = codec;
        this.texts = [this.Text(false, false), this.Text(true, false), this.Text(false, true), this.Text(true, true)];
    }

    internal SqlDialect Dialect => this.names.Dialect;

    /// <summary>The statement for a read, with or without a snapshot and a key.</summary>
    internal string TextFor(bool withSnapshot, bool withKey) => this.texts[(withSnapshot ? 1 : 0) + (withKey ? 2 : 0)];

    internal async Task<StreamSlice> ReadAsync(SqlSession session, StreamRead read, CancellationToken cancellationToken)
    {
        SqlText text = new SqlText(this.names.Dialect, this.TextFor(read.SnapshotSchema is not null, read.IdempotencyKey is not null))
            .Value(SqlValue.Of(read.Stream.Category)).Value(SqlValue.Of(read.Stream.Key)).Value(SqlValue.Of(read.AfterVersion)).Value(SqlValue.Of(read.Limit));
        if (read.SnapshotSchema is not null)
        {
            text.Value(SqlValue.Of(read.SnapshotSchema));
        }

        if (read.IdempotencyKey is not null)
        {
            text.Value(SqlValue.Of(read.IdempotencyKey));
        }

        var slice = new SliceDraft(read);
        await session.ReadAsync(text, row => slice.Add(row, this.codec), cancellationToken).ConfigureAwait(false);
        return slice.ToSlice();
    }

    private string Text(bool withSnapshot, bool withKey)
    {
        int next = 5;
        string n = string.Empty;
        string after = "$3";
        if (withSnapshot)
        {
            string schema = "$" + (next++).ToString(CultureInfo.InvariantCulture);
            n = ", n AS (SELECT n.version, n.payload FROM s JOIN " + this.names.Snapshots + " AS n ON n.stream = s.stream WHERE n.schema = " + schema + " AND n.version > $3 AND n.version <= s.version)";
            after = "COALESCE((SELECT version FROM n), $3)";
        }

        string head = "WITH s AS (SELECT stream, version, rewritten FROM " + this.names.Streams + " WHERE category = $1 AND key = $2)" + n
            + " SELECT 0 AS part, s.version, s.stream, s.rewritten, " + (withSnapshot ? "n.version" : "NULL") + Nulls(DecisionRow.Count - 1) + ", " + (withSnapshot ? "n.payload" : "NULL")
            + " FROM s" + (withSnapshot ? " LEFT JOIN n ON 1 = 1" : string.Empty);
        string decisions = " UNION ALL SELECT * FROM (SELECT 1, d.version, " + NoStream + DecisionRow.Read + " FROM " + this.names.Decisions
            + " AS d WHERE d.stream = (SELECT stream FROM s) AND d.version > " + after + " ORDER BY d.version LIMIT " + Limit + ") AS p";
        string recorded = withKey
            ? " UNION ALL SELECT 2, d.version, " + NoStream + DecisionRow.Read + " FROM " + this.names.Decisions + " AS d WHERE d.stream = (SELECT stream FROM s) AND d.idempotency_key = $" + next.ToString(CultureInfo.InvariantCulture)
            : string.Empty;
        return head + decisions + recorded;
    }

    private static string Nulls(int count)
    {
        var nulls = new System.Text.StringBuilder();
        for (int i = 0; i < count; i++)
        {
            nulls.Append(", NULL");
        }

        return nulls.ToString();
    }

    /// <summary>What the rows say so far.</summary>
    private sealed class SliceDraft
    {
        private readonly StreamRead read;
        private readonly List<DecisionRecord> decisions = new List<DecisionRecord>();
        private long version;
        private long incarnation;
        private StreamSnapshot? snapshot;
        private DecisionRecord? recorded;

        internal SliceDraft(StreamRead read) => this.read = read;

        internal void Add(DbDataReader row, IEventCodec codec)
        {
            long at = row.GetInt64(1);
            int part = row.GetInt32(0);
            if (part == StreamPart)
            {
                this.version = at;
                this.incarnation = Incarnation.Of(row.GetInt64(2), row.GetInt32(3));
                this.snapshot = row.IsDBNull(4) ? null : new StreamSnapshot(row.GetInt64(4), this.read.SnapshotSchema!, row.GetString(FirstColumn + DecisionRow.Count - 1));
            }
            else
            {
                DecisionRecord record = DecisionRow.Decode(row, FirstColumn, this.read.Stream, at, codec);
                if (part == RecordedPart)
                {
                    this.recorded = record;
                }
                else
                {
                    this.decisions.Add(record);
                }
            }
        }

        internal StreamSlice ToSlice()
        {
            this.decisions.Sort((a, b) => a.Version.CompareTo(b.Version));
            long expected = this.snapshot?.Version ?? this.read.AfterVersion;
            foreach (DecisionRecord record in this.decisions)
            {
                if (record.Version != ++expected)
                {
                    throw new BrokenStreamException(this.read.Stream, expected, "the decision isn't there; restore it from a backup.");
                }
            }

            if (expected > this.version && this.decisions.Count > 0)
            {
                throw new BrokenStreamException(this.read.Stream, expected, "the decision lies beyond the stream's end; the stream's row was changed by hand.");
            }

            if (this.decisions.Count < this.read.Limit && expected < this.version)
            {
                throw new BrokenStreamException(this.read.Stream, expected + 1, "the decision isn't there; restore it from a backup.");
            }

            return new StreamSlice(this.read.Stream, this.incarnation, this.version, this.snapshot, this.decisions, this.recorded);
        }
    }
}

/// <summary>Another number for every past that a stream had: no two streams share one.</summary>
internal static class Incarnation
{
    private const long MaxRewritten = 1_000_000;

    internal static long Of(long stream, int rewritten) => checked((stream * MaxRewritten) + rewritten);

    /// <summary>The same of a row of streams.</summary>
    internal static string Sql(string row) => row + ".stream * " + MaxRewritten.ToString(CultureInfo.InvariantCulture) + " + " + row + ".rewritten";
}
