using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.Relational.Tests.Databases;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Relational.Tests;

public sealed class SqliteTableTests() : TableTests(new SqliteDatabase());

public sealed class PostgreSqlTableTests(PostgreSqlServer server) : TableTests(new PostgreSqlDatabase(server));

/// <summary>The tables after random histories are what the states say, and what rebuilding writes. <c>LAW_CASES</c> raises the number of policies; <c>LAW_REPLAY</c> runs a failure again.</summary>
public abstract class TableTests(TestDatabase database) : IDisposable
{
    private const int CiPolicies = 8;
    private const int HistoriesPerPolicy = 4;

    private static readonly int Policies = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? Math.Max(CiPolicies, cases / 10) : CiPolicies;
    private static readonly CancellationToken None = CancellationToken.None;
    private int keys;

    [Fact]
    public void Loyalty() => this.Check("points", "points_entries", seed =>
    {
        LoyaltyOptions options = seed == 0 ? LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond) : LoyaltyPolicyGenerators.Make(seed);
        var book = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy);
        return (new StreamKind<PointsAccountState, PointsCommand, PointsEvent>("points", new PointsAccount(book)), LoyaltyCommandGenerators.Histories(book, [], []));
    });

    // The second purchase gives pending points a new life without moving them.
    [Fact]
    public async Task PendingLot_RedatedByALaterPurchase_HasItsNewExpiry()
    {
        var options = new LoyaltyOptions { Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets["points"] = new WalletOptions { Expiry = new ExpiryOptions { After = "30d", ExtendedBy = "purchase" } };
        options.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 1, Activation = new Core.Loyalty.ActivationOptions { After = "7d" } };
        var kind = new StreamKind<PointsAccountState, PointsCommand, PointsEvent>("points", new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy)));
        RelationalStoreOptions storeOptions = database.Options(kind);
        using RelationalEventStore store = database.Store(storeOptions);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(kind, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        await account.DoAsync(store, Given.Purchase(Given.Now, "D1", 10));
        object? before = database.Scalar("SELECT expires_at FROM {t}points_lots WHERE lot = 1");
        await account.DoAsync(store, Given.Purchase(Given.Now + Duration.FromDays(2), "D2", 10));
        Assert.NotEqual(before, database.Scalar("SELECT expires_at FROM {t}points_lots WHERE lot = 1"));
        Assert.True((await new RelationalMaintenance(storeOptions, database.Connect).VerifyAsync(null, None)).IsSound);
    }

    // PostgreSQL keeps no zero character; a report shows that one was there, the event still has it.
    [Fact]
    public async Task Document_WithAZeroCharacter_IsShownWithoutItAndVerified()
    {
        RelationalStoreOptions options = database.Options(Given.Points);
        using RelationalEventStore store = database.Store(options);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.DoAsync(store, Given.Open("C-1"));
        await account.DoAsync(store, Given.Purchase(Given.Now, "D\u00001", 10));
        Assert.Equal("D\ufffd1", database.Scalar("SELECT document FROM {t}points_lots"));
        Assert.Equal("D\ufffd1", database.Scalar("SELECT document FROM {t}points_entries"));
        StreamSlice slice = await store.ReadAsync(new StreamRead(account.Stream, 1, 1, null, null), None);
        Assert.Equal("D\u00001", Assert.IsType<PointsAwarded>(Assert.Single(Assert.Single(slice.Decisions).Decision.Events)).Award.Document);
        Assert.True((await new RelationalMaintenance(options, database.Connect).VerifyAsync(null, None)).IsSound);
    }

    [Fact]
    public void Tiering() => this.Check("tiers", "customer_tiers", seed =>
    {
        TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(new[] { TieringPresets.P2, TieringPresets.P4 }[seed % 2])).Policy;
        return (new StreamKind<TierAssignmentState, TierCommand, TierEvent>("tiers", new TierAssignment(new PolicyBook<TieringPolicy>(policy))), TierCommandGenerators.Histories(policy));
    });

    [Fact]
    public void Lifecycle() => this.Check("lives", "customer_stages", seed =>
    {
        var book = new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePolicyGenerators.Make(seed)).Policy);
        return (new StreamKind<LifecycleState, LifecycleCommand, LifecycleEvent>("lives", new CustomerLifecycle(book)), LifecycleCommandGenerators.Histories(book));
    });

    [Fact]
    public void Sla() => this.Check("cases", "sla_deadlines", seed =>
    {
        var book = new PolicyBook<SlaPolicy>(SlaPolicy.Compile(SlaPolicyGenerators.Make(seed)).Policy);
        return (new StreamKind<CaseState, CaseCommand, CaseEvent>("cases", new SlaCase(book)), CaseCommandGenerators.Histories(book));
    });

    [Fact]
    public async Task Lot_HeldTwice_IsOneRowWithBothHolds()
    {
        using RelationalEventStore store = database.Store(Given.Points);
        var account = new StreamUnderWay<PointsAccountState, PointsCommand, PointsEvent>(Given.Points, "C-1");
        await account.RunAsync(store, [Given.Open("C-1"), Given.Purchase(Given.Now, "D1", 200), Given.Hold(Given.Now, "H1", 50.5m), Given.Hold(Given.Now, "H2", 30)]);
        Assert.Equal(
            (80.5m, 119.5m, 1L),
            (Convert.ToDecimal(database.Scalar("SELECT held FROM {t}points_lots"), CultureInfo.InvariantCulture), Convert.ToDecimal(database.Scalar("SELECT available FROM {t}points_lots"), CultureInfo.InvariantCulture), database.Count("points_lots")));
        Assert.True((await new RelationalMaintenance(database.Options(Given.Points), database.Connect).VerifyAsync(null, None)).IsSound);
    }

    public void Dispose() => database.Dispose();

    private static Config Settings()
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(HistoriesPerPolicy).WithQuietOnSuccess(true);
        string[]? replay = Environment.GetEnvironmentVariable("LAW_REPLAY")?.Split(',');
        return replay is null ? config : config.WithReplay(ulong.Parse(replay[0].Trim(), CultureInfo.InvariantCulture), ulong.Parse(replay[1].Trim(), CultureInfo.InvariantCulture));
    }

    private void Check<TState, TCommand, TEvent>(string category, string filled, Func<int, (StreamKind<TState, TCommand, TEvent> Kind, Arbitrary<TCommand[]> Histories)> make)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        bool isFilled = false;
        for (int seed = 0; seed < Policies; seed++)
        {
            (StreamKind<TState, TCommand, TEvent> kind, Arbitrary<TCommand[]> histories) = make(seed);
            RelationalStoreOptions options = database.Options(kind);
            options.KeptConnections = seed % 2;
            using RelationalEventStore store = database.Store(options);
            var maintenance = new RelationalMaintenance(options, database.Connect);
            FsCheck.Check.One(
                Settings(),
                Prop.ForAll(histories, history => this.Violation(store, maintenance, kind, history) is { } wrong ? false.Label("policy " + seed + ": " + wrong) : true.ToProperty()));
            isFilled |= database.Count(filled) > 0;
            Assert.Empty(maintenance.RebuildAsync(category, null, null, None).GetAwaiter().GetResult().Broken);
            foreach (string table in new[] { "points_entries", "points_lots", "points_debts", "customer_tiers", "customer_stages", "sla_deadlines", "decisions", "streams" })
            {
                database.Execute("DELETE FROM {t}" + table);
            }
        }

        Assert.True(isFilled, "Nothing was ever in " + filled + ".");
    }

    /// <summary>Balances and entries agree, by SQL alone.</summary>
    private string? Sums()
    {
        string unit = database.Dialect == SqlDialect.Sqlite ? "_ten_thousandths" : string.Empty;
        string Balance(string sum) => $"COALESCE((SELECT {sum} FROM {{t}}points_balances AS b WHERE b.category = e.category AND b.key = e.key AND b.wallet = e.wallet), 0)";
        string[] wrongs =
        [
            $"SUM(e.outstanding{unit}) <> " + Balance($"b.available{unit} + b.pending{unit} + b.held{unit}"),
            $"-SUM(e.debt{unit}) <> " + Balance($"b.debt{unit}"),
        ];
        return wrongs.FirstOrDefault(w => database.Scalar("SELECT e.key FROM {t}points_entries AS e GROUP BY e.category, e.key, e.wallet HAVING " + w) is not null);
    }

    private string? Violation<TState, TCommand, TEvent>(RelationalEventStore store, RelationalMaintenance maintenance, StreamKind<TState, TCommand, TEvent> kind, TCommand[] history)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        int number = ++this.keys;
        var stream = new StreamUnderWay<TState, TCommand, TEvent>(kind, "K-" + number);
        stream.RunAsync(store, history, withStates: number % 3 > 0).GetAwaiter().GetResult();
        if (stream.Version == 0)
        {
            return null;
        }

        if (this.Sums() is { } wrong)
        {
            return wrong;
        }

        // Verifying works every row out from the whole stream, where appending wrote differences.
        VerifyReport report = maintenance.VerifyStreamAsync(stream.Stream, None).GetAwaiter().GetResult();
        if (!report.IsSound)
        {
            return "after appending: " + string.Join("\n", report.Findings);
        }

        maintenance.RebuildStreamAsync(stream.Stream, None).GetAwaiter().GetResult();
        report = maintenance.VerifyStreamAsync(stream.Stream, None).GetAwaiter().GetResult();
        return report.IsSound ? null : "after rebuilding: " + string.Join("\n", report.Findings);
    }
}
