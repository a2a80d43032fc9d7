using System;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Npgsql;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational;
using Retention.Serialization.SystemTextJson;
using AccountKind = Retention.Core.Hosting.StreamKind<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Reliability;

/// <summary>A database by its connection string: a SQLite file in WAL mode with synchronous=FULL, or a PostgreSQL server.</summary>
public sealed class Database
{
    private readonly string connectionString;

    public Database(string dialect, string connectionString)
    {
        this.connectionString = connectionString;
        this.Dialect = dialect;
        this.Options = new RelationalStoreOptions
        {
            Dialect = dialect == "postgresql" ? SqlDialect.PostgreSql : SqlDialect.Sqlite,
            Codec = new JsonEventCodec(),
            KeptConnections = 16,
            Kinds = { this.Kind },
        };
    }

    /// <summary>Gets <c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Dialect { get; }

    public RelationalStoreOptions Options { get; }

    public AccountKind Kind { get; } = StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(Programme()).Policy));

    /// <summary>Gets the arguments that name this database to another process.</summary>
    public string[] Arguments => [this.Dialect, this.connectionString];

    public RelationalMaintenance Maintenance => new RelationalMaintenance(this.Options, this.Connect);

    public RelationalEventStore Open() => new RelationalEventStore(this.Options, this.Connect);

    public async Task CreateAsync()
    {
        await using DbConnection connection = this.Connect();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.OpenAsync();
        }

        await RelationalSchema.UpgradeAsync(this.Options, connection, CancellationToken.None);
    }

    /// <summary>A point per yuan; points can be sent to others.</summary>
    private static LoyaltyOptions Programme()
    {
        var options = new LoyaltyOptions { Label = "reliability", Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets["points"] = new WalletOptions { Transferable = true, Expiry = new ExpiryOptions { After = "12m", RoundUpTo = "month" }, Redemption = new RedemptionOptions { PointsPerUnit = 100 } };
        options.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 1 };
        return options;
    }

    private DbConnection Connect()
    {
        if (this.Dialect == "postgresql")
        {
            return new NpgsqlConnection(this.connectionString);
        }

        var connection = new SqliteConnection(this.connectionString);
        connection.Open();
        using SqliteCommand pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;";
        pragmas.ExecuteNonQuery();
        return connection;
    }
}
