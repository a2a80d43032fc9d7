using System;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational.Tests.Databases;
using Xunit;
using Account = Retention.Relational.Tests.StreamUnderWay<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Relational.Tests;

public sealed class SqliteBrokenStreamTests() : BrokenStreamTests(new SqliteDatabase());

public sealed class PostgreSqlBrokenStreamTests(PostgreSqlServer server) : BrokenStreamTests(new PostgreSqlDatabase(server));

/// <summary>Damage done by hand: readers are told, verifying names it, and nothing is repaired silently.</summary>
public abstract class BrokenStreamTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database;
    private readonly RelationalEventStore store;
    private readonly Account account = new Account(Given.Points, "C-1");
    private readonly RelationalMaintenance maintenance;

    protected BrokenStreamTests(TestDatabase database)
    {
        this.database = database;
        this.store = database.Store(Given.Points);
        this.maintenance = new RelationalMaintenance(database.Options(Given.Points), database.Connect);
        this.Fill().GetAwaiter().GetResult();
    }

    [Fact]
    public async Task Nothing_IsFoundWhereNothingIsWrong()
    {
        VerifyReport report = await this.maintenance.VerifyAsync(null, None);
        Assert.Equal((true, 2L, 5L), (report.IsSound, report.Streams, report.Decisions));
        Assert.True((await this.maintenance.VerifyStreamAsync(this.account.Stream, None)).IsSound);
        await Assert.ThrowsAsync<ArgumentException>(() => this.maintenance.VerifyStreamAsync(new StreamId("other", "C-1"), None));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task DecisionDeleted_IsSaidByReading(int version)
    {
        this.database.Execute("DELETE FROM {t}decisions WHERE stream = 1 AND version = " + version);
        BrokenStreamException broken = await Assert.ThrowsAsync<BrokenStreamException>(this.ReadAll);
        Assert.Equal((this.account.Stream, version), (broken.Stream, broken.Version));
    }

    [Theory]
    [InlineData("UPDATE {t}decisions SET events = '[{\"type\":\"loyalty.points-awarded\",\"version\":1,\"data\":{}}]' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET events = '[{\"type\":\"no-such-type\",\"version\":1,\"data\":{\"number\":1}}]' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET events = '{}' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET events = '[{}]' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET events = '[[]]' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET command = '{\"number\":\"x\"}' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET command_version = 0 WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET at = '2026-13-01T00:00:00.000000000Z' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET at = 'yesterday' WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET policy_label = NULL WHERE stream = 1 AND version = 2")]
    [InlineData("UPDATE {t}decisions SET idempotency_key = '' WHERE stream = 1 AND version = 2")]
    public async Task RowDamaged_IsSaidByReadingAndVerifying(string damage)
    {
        this.database.Execute(damage);
        BrokenStreamException broken = await Assert.ThrowsAsync<BrokenStreamException>(this.ReadAll);
        Assert.Equal((this.account.Stream, 2), (broken.Stream, broken.Version));
        VerifyFinding finding = Assert.Single((await this.maintenance.VerifyAsync(null, None)).Findings);
        Assert.Equal((FindingKind.Unreadable, this.account.Stream, 2), (finding.Kind, finding.Stream, finding.Version));
        RebuildReport rebuilt = await this.maintenance.RebuildAsync("points", null, null, None);
        Assert.Equal((1, 1), (rebuilt.Streams, rebuilt.Broken.Count));
    }

    [Theory]
    [InlineData("DELETE FROM {t}decisions WHERE stream = 1 AND version = 2", FindingKind.MissingDecision, "MissingDecision points:C-1 v2: the decision isn't there, but later ones are.")]
    [InlineData("DELETE FROM {t}decisions WHERE stream = 1 AND version = 4", FindingKind.StreamRow, "StreamRow points:C-1: its version is 4, its last decision is 3.")]
    [InlineData("UPDATE {t}streams SET version = 5 WHERE stream = 1", FindingKind.StreamRow, "StreamRow points:C-1: its version is 5, its last decision is 4.")]
    [InlineData("UPDATE {t}streams SET next_due = NULL WHERE stream = 1", FindingKind.StreamRow, "StreamRow points:C-1: it is due at none under ")]
    [InlineData("UPDATE {t}streams SET policy_label = 'x' WHERE stream = 1", FindingKind.StreamRow, "under x, its last decision says")]
    [InlineData("UPDATE {t}decisions SET fingerprint = 'x' WHERE stream = 1 AND version = 3", FindingKind.Fingerprint, "Fingerprint points:C-1 v3: the command's fingerprint isn't the one that was kept.")]
    [InlineData("UPDATE {t}decisions SET policy_label = 'x' WHERE stream = 1 AND version = 3", FindingKind.PolicyVersion, "PolicyVersion points:C-1 v3: the decision names x@")]
    [InlineData("UPDATE {t}decisions SET next_due = '2026-03-01T08:00:00.000000000Z' WHERE stream = 1 AND version = 4; UPDATE {t}streams SET next_due = '2026-03-01T08:00:00.000000000Z' WHERE stream = 1", FindingKind.NextDue, "NextDue points:C-1 v4: the decision says 2026-03-01T08:00:00.000000000Z, the state is due at ")]
    [InlineData("DELETE FROM {t}points_entries WHERE category = 'points' AND key = 'C-1' AND version = 2", FindingKind.TableRow, "TableRow points:C-1 points_entries: row 2/1 isn't there.")]
    [InlineData("DELETE FROM {t}points_lots WHERE key = 'C-1' AND lot = 2", FindingKind.TableRow, "TableRow points:C-1 points_lots: row 2 isn't there.")]
    [InlineData("UPDATE {t}points_lots SET document = 'D9' WHERE key = 'C-1' AND lot = 2", FindingKind.TableRow, "TableRow points:C-1 points_lots: row 2: document is D9, not D2.")]
    [InlineData("UPDATE {t}customer_tiers SET tier = 'x' WHERE key = 'C-1'", FindingKind.TableRow, "TableRow points:C-1 customer_tiers: row -: tier is x, not ")]
    [InlineData("INSERT INTO {t}customer_stages (category, key, stage, since, is_at_risk, is_set_by_hand) VALUES ('points', 'C-1', 's', 't', '0', '0')", FindingKind.Orphan, "customer_stages: rows of points:C-1 belong to no stream that has them.")]
    [InlineData("INSERT INTO {t}decisions (stream, version, at, recorded_at, events) VALUES (77, 1, 'x', 'y', '[]')", FindingKind.Orphan, "decisions: rows of stream number 77 belong to no stream that has them.")]
    [InlineData("INSERT INTO {t}snapshots (stream, version, schema, payload) VALUES (1, 5, 's', 'p')", FindingKind.Orphan, "snapshots: rows of stream number 1 belong to no stream that has them.")]
    [InlineData("UPDATE {t}customer_tiers SET key = 'gone' WHERE key = 'C-2'", FindingKind.Orphan, "customer_tiers: rows of points:gone belong to no stream that has them.")]
    public async Task Verify_NamesTheDamage(string damage, FindingKind kind, string text)
    {
        this.database.Execute(damage);
        VerifyReport report = await this.maintenance.VerifyAsync(null, None);
        Assert.False(report.IsSound);
        VerifyFinding finding = Assert.Single(report.Findings, f => f.Kind == kind);
        Assert.Contains(text, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_PutsTablesAndTheStreamsOwnRowRight()
    {
        this.database.Execute("UPDATE {t}streams SET next_due = NULL, policy_label = 'x'");
        foreach (string table in new[] { "points_entries", "points_lots", "points_debts", "customer_tiers" })
        {
            this.database.Execute("DELETE FROM {t}" + table);
        }

        Assert.False((await this.maintenance.VerifyAsync(null, None)).IsSound);
        var progress = new Heard();
        RebuildReport report = await this.maintenance.RebuildAsync("points", null, progress, None);
        Assert.Equal((2, 0, "points", 2, (string?)null), (report.Streams, report.Broken.Count, progress.Last!.Category, progress.Last.Streams, progress.Last.Next));
        Assert.True(report.Rows > 5);
        Assert.Empty((await this.maintenance.VerifyAsync(progress, None)).Findings);
        Assert.Equal(0, (await this.maintenance.RebuildAsync("points", "2", null, None)).Streams);
        Assert.Equal(AppendStatus.Appended, (await this.account.DoAsync(this.store, Given.Redeem(Given.Now, "R2", 100))).Status);
    }

    public void Dispose()
    {
        this.store.Dispose();
        this.database.Dispose();
    }

    private Task<StreamSlice> ReadAll() => this.store.ReadAsync(new StreamRead(this.account.Stream, 0, 10, null, null), None);

    private async Task Fill()
    {
        await this.account.DoAsync(this.store, Given.Open("C-1"), "k1");
        await this.account.DoAsync(this.store, Given.Purchase(Given.Now, "D1", 150), "k2");
        await this.account.DoAsync(this.store, Given.Purchase(Given.Now, "D2", 250), "k3");
        await this.account.DoAsync(this.store, Given.Redeem(Given.Now, "R1", 100), "k4");
        await new Account(Given.Points, "C-2").DoAsync(this.store, Given.Open("C-2"));
    }

    private sealed class Heard : IProgress<MaintenanceProgress>
    {
        internal MaintenanceProgress? Last { get; private set; }

        public void Report(MaintenanceProgress value) => this.Last = value;
    }
}
