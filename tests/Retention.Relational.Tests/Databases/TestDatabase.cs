using System;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Npgsql;
using Retention.Core.Hosting;
using Retention.Serialization.SystemTextJson;

namespace Retention.Relational.Tests.Databases;

/// <summary>A database of one test's own: a file, or a schema of the server.</summary>
public abstract class TestDatabase : IDisposable
{
    protected TestDatabase(SqlDialect dialect) => this.Dialect = dialect;

    public SqlDialect Dialect { get; }

    /// <summary>Gets the schema of the tables; null in SQLite.</summary>
    public virtual string? Schema => null;

    public abstract DbConnection Connect();

    /// <summary>Options for these kinds.</summary>
    public RelationalStoreOptions Options(params StreamKind[] kinds)
    {
        var options = new RelationalStoreOptions { Dialect = this.Dialect, Schema = this.Schema, Codec = new JsonEventCodec() };
        foreach (StreamKind kind in kinds)
        {
            options.Kinds.Add(kind);
        }

        return options;
    }

    /// <summary>A store whose tables are there.</summary>
    public RelationalEventStore Store(params StreamKind[] kinds) => this.Store(this.Options(kinds));

    public RelationalEventStore Store(RelationalStoreOptions options)
    {
        using DbConnection connection = this.Connect();
        RelationalSchema.UpgradeAsync(options, connection, CancellationToken.None).GetAwaiter().GetResult();
        return new RelationalEventStore(options, this.Connect);
    }

    /// <summary>Runs SQL in which {t} stands for schema and prefix.</summary>
    public int Execute(string sql)
    {
        using DbConnection connection = this.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = this.Sql(sql);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string sql)
    {
        using DbConnection connection = this.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = this.Sql(sql);
        object? value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    public long Count(string table) => Convert.ToInt64(this.Scalar("SELECT count(*) FROM {t}" + table), CultureInfo.InvariantCulture);

    public DbConnection Open()
    {
        DbConnection connection = this.Connect();
        connection.Open();
        return connection;
    }

    public string Sql(string sql) => sql.Replace("{t}", (this.Schema is null ? string.Empty : this.Schema + ".") + "retention_", StringComparison.Ordinal);

    public abstract void Dispose();
}

public sealed class SqliteDatabase : TestDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("retention-sqlite-").FullName;

    public SqliteDatabase()
        : base(SqlDialect.Sqlite)
    {
        using DbConnection connection = this.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }

    public override DbConnection Connect() => new SqliteConnection("Data Source=" + Path.Combine(this.folder, "test.db"));

    public override void Dispose()
    {
        using (var connection = new SqliteConnection("Data Source=" + Path.Combine(this.folder, "test.db")))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(this.folder, true);
    }
}

public sealed class PostgreSqlDatabase : TestDatabase
{
    private static int last;
    private readonly string connectionString;
    private readonly string schema = "t" + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    public PostgreSqlDatabase(PostgreSqlServer server)
        : base(SqlDialect.PostgreSql)
    {
        ArgumentNullException.ThrowIfNull(server);
        this.connectionString = server.ConnectionString;
        this.Execute("CREATE SCHEMA " + this.schema);
    }

    public override string Schema => this.schema;

    public override DbConnection Connect() => new NpgsqlConnection(this.connectionString);

    public override void Dispose() => this.Execute("DROP SCHEMA " + this.schema + " CASCADE");
}
