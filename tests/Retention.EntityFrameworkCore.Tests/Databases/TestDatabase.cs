using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Threading;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Retention.Core.Hosting;
using Retention.Relational;
using Retention.Relational.Tests.Databases;
using Retention.Serialization.SystemTextJson;

namespace Retention.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of one test's own: a file, or a schema of the server that is the connection's search path.</summary>
public abstract class TestDatabase : IDisposable
{
    protected TestDatabase(SqlDialect dialect) => this.Dialect = dialect;

    public SqlDialect Dialect { get; }

    public abstract DbConnection Connect();

    /// <summary>Says how a context reaches it; with a strategy that tries again, if given.</summary>
    public abstract void Use(DbContextOptionsBuilder builder, Func<ExecutionStrategyDependencies, IExecutionStrategy>? strategy = null);

    /// <summary>Every table, index, constraint and view, but for EF Core's own.</summary>
    public abstract IReadOnlyList<string> Schema();

    public DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        this.Use(builder);
        return builder.Options;
    }

    public RelationalStoreOptions StoreOptions(string prefix = "retention_")
    {
        var options = new RelationalStoreOptions { Dialect = this.Dialect, TablePrefix = prefix, Codec = new JsonEventCodec() };
        options.Kinds.Add(Given.Points);
        return options;
    }

    /// <summary>A store whose tables are there.</summary>
    public RelationalEventStore Store()
    {
        using DbConnection connection = this.Connect();
        RelationalSchema.UpgradeAsync(this.StoreOptions(), connection, CancellationToken.None).GetAwaiter().GetResult();
        return new RelationalEventStore(this.StoreOptions(), this.Connect);
    }

    public void Execute(string sql)
    {
        using DbConnection connection = this.Connect();
        connection.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<string> Rows(string sql)
    {
        using DbConnection connection = this.Connect();
        connection.Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(" | ", values));
        }

        return rows;
    }

    public long Count(string table) => long.Parse(this.Rows("SELECT count(*) FROM " + table)[0], CultureInfo.InvariantCulture);

    public abstract void Dispose();
}

public sealed class SqliteDatabase : TestDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("retention-ef-").FullName;

    public SqliteDatabase()
        : base(SqlDialect.Sqlite)
    {
    }

    private string ConnectionString => "Data Source=" + Path.Combine(this.folder, "test.db");

    public override DbConnection Connect() => new SqliteConnection(this.ConnectionString);

    public override void Use(DbContextOptionsBuilder builder, Func<ExecutionStrategyDependencies, IExecutionStrategy>? strategy = null) => builder.UseSqlite(this.ConnectionString, o =>
    {
        if (strategy is not null)
        {
            o.ExecutionStrategy(strategy);
        }
    });

    public override IReadOnlyList<string> Schema() => this.Rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '%EFMigrations%' AND tbl_name NOT LIKE '%EFMigrations%' ORDER BY name");

    public override void Dispose()
    {
        using (var connection = new SqliteConnection(this.ConnectionString))
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
    private readonly string schema = "e" + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    public PostgreSqlDatabase(PostgreSqlServer server)
        : base(SqlDialect.PostgreSql)
    {
        ArgumentNullException.ThrowIfNull(server);
        this.connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { SearchPath = this.schema, MaxPoolSize = 10 }.ConnectionString;
        this.Execute("CREATE SCHEMA " + this.schema);
    }

    public override DbConnection Connect() => new NpgsqlConnection(this.connectionString);

    public override void Use(DbContextOptionsBuilder builder, Func<ExecutionStrategyDependencies, IExecutionStrategy>? strategy = null) => builder.UseNpgsql(this.connectionString, o =>
    {
        // Every schema is a database of its own, with the migrations that it had.
        o.MigrationsHistoryTable("__EFMigrationsHistory", this.schema);
        if (strategy is not null)
        {
            o.ExecutionStrategy(strategy);
        }
    });

    public override IReadOnlyList<string> Schema()
    {
        string here = " = current_schema() ";
        List<string> found =
        [
            .. this.Rows("SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default, collation_name, numeric_precision, numeric_scale, identity_generation FROM information_schema.columns WHERE table_schema" + here + "AND table_name NOT LIKE '%EFMigrations%' ORDER BY 1, 3"),
            .. this.Rows("SELECT indexdef FROM pg_indexes WHERE schemaname" + here + "AND tablename NOT LIKE '%EFMigrations%' ORDER BY 1"),
            .. this.Rows("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conname NOT LIKE '%EFMigrations%' ORDER BY 1"),
            .. this.Rows("SELECT viewname, definition FROM pg_views WHERE schemaname" + here + "ORDER BY 1"),
            .. this.Rows("SELECT relname, reloptions::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname NOT LIKE '%EFMigrations%' ORDER BY 1"),
        ];
        return found.ConvertAll(f => f.Replace(this.schema + ".", string.Empty, StringComparison.Ordinal));
    }

    public override void Dispose()
    {
        this.Execute("DROP SCHEMA " + this.schema + " CASCADE");
        using var connection = new NpgsqlConnection(this.connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
