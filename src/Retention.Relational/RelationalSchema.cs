using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Retention.Relational.Sql;

namespace Retention.Relational;

/// <summary>Creates and upgrades the tables of a store, by scripts that a database administrator can read and run as well.</summary>
/// <remarks>Thread-safe.</remarks>
public static class RelationalSchema
{
    /// <summary>The version that this library works with: 2.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Every script, in the order in which they run.</summary>
    /// <param name="options">The dialect, the schema and the prefix; no codec is needed.</param>
    /// <returns>The scripts from version 1 to <see cref="CurrentVersion"/>.</returns>
    /// <exception cref="ArgumentException">The schema or the prefix can't be one.</exception>
    public static IReadOnlyList<SchemaScript> Scripts(RelationalStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.CheckNames();
        var names = new SqlNames(options);
        Assembly assembly = typeof(RelationalSchema).Assembly;
        string dialect = options.Dialect == SqlDialect.Sqlite ? "sqlite-" : "postgresql-";
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(dialect, StringComparison.Ordinal)).OrderBy(n => n, StringComparer.Ordinal).Select(n =>
        {
            string[] parts = Path.GetFileNameWithoutExtension(n).Split('-');
            using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
            string sql = reader.ReadToEnd().Replace("{schema}", names.Schema).Replace("{prefix}", names.Prefix);
            return new SchemaScript(int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture), parts[2], sql);
        }).ToArray();
    }

    /// <summary>The version of the tables in a database.</summary>
    /// <param name="options">The dialect, the schema and the prefix.</param>
    /// <param name="connection">A connection of the host's, open or not; left as it was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The version; 0 if there are no tables.</returns>
    public static Task<int> VersionAsync(RelationalStoreOptions options, DbConnection connection, CancellationToken cancellationToken) =>
        OpenAsync(options, connection, (session, names) => FindVersionAsync(session, names, options, cancellationToken), cancellationToken);

    /// <summary>Throws unless the tables have the version that this library works with: for the start of a server.</summary>
    /// <param name="options">The dialect, the schema and the prefix.</param>
    /// <param name="connection">A connection of the host's, open or not; left as it was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is checked.</returns>
    /// <exception cref="SchemaVersionException">They have another version.</exception>
    public static async Task CheckAsync(RelationalStoreOptions options, DbConnection connection, CancellationToken cancellationToken)
    {
        int version = await VersionAsync(options, connection, cancellationToken).ConfigureAwait(false);
        if (version != CurrentVersion)
        {
            throw new SchemaVersionException(version, CurrentVersion);
        }
    }

    /// <summary>Runs the scripts that a database lacks, all or none; creates the tables where there are none.</summary>
    /// <param name="options">The dialect, the schema and the prefix. The schema must exist.</param>
    /// <param name="connection">A connection of the host's, open or not, outside a transaction; left as it was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The version before: equal to <see cref="CurrentVersion"/> if there was nothing to do.</returns>
    /// <exception cref="SchemaVersionException">The database is newer than this library; nothing was done.</exception>
    /// <remarks>Several servers may call it at once: one does the work, the others wait and find it done.</remarks>
    public static Task<int> UpgradeAsync(RelationalStoreOptions options, DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return UpgradeAsync(options, Scripts(options), connection, cancellationToken);
    }

    /// <summary>The same with given scripts.</summary>
    internal static Task<int> UpgradeAsync(RelationalStoreOptions options, IReadOnlyList<SchemaScript> scripts, DbConnection connection, CancellationToken cancellationToken) => OpenAsync(
        options,
        connection,
        async (session, names) =>
        {
            await session.BeginAsync(cancellationToken).ConfigureAwait(false);
            bool isDone = false;
            try
            {
                if (names.Dialect == SqlDialect.PostgreSql)
                {
                    // In SQLite the transaction itself keeps others out.
                    SqlText lockText = new SqlText(names.Dialect).Append("SELECT pg_advisory_xact_lock(hashtext(").Append(SqlValue.Of("retention " + names.Schema + names.Prefix)).Append("))");
                    await session.ExecuteAsync(lockText, cancellationToken).ConfigureAwait(false);
                }

                int before = await FindVersionAsync(session, names, options, cancellationToken).ConfigureAwait(false);
                int newest = scripts[scripts.Count - 1].Version;
                if (before > newest)
                {
                    throw new SchemaVersionException(before, newest);
                }

                foreach (SchemaScript script in scripts.Where(s => s.Version > before))
                {
                    await session.ExecuteAsync(new SqlText(names.Dialect, script.Sql), cancellationToken).ConfigureAwait(false);
                }

                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                isDone = true;
                return before;
            }
            finally
            {
                if (!isDone)
                {
                    await session.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
        },
        cancellationToken);

    private static async Task<int> FindVersionAsync(SqlSession session, SqlNames names, RelationalStoreOptions options, CancellationToken cancellationToken)
    {
        SqlText find = options.Dialect == SqlDialect.Sqlite
            ? new SqlText(names.Dialect).Append("SELECT 1 FROM " + names.Schema + "sqlite_master WHERE type = 'table' AND name = ").Append(SqlValue.Of(names.Prefix + "schema"))
            : new SqlText(names.Dialect).Append("SELECT 1 WHERE to_regclass(").Append(SqlValue.Of(names.Versions)).Append(") IS NOT NULL");
        if (await session.ScalarAsync(find, cancellationToken).ConfigureAwait(false) is null)
        {
            return 0;
        }

        object? version = await session.ScalarAsync(new SqlText(names.Dialect, "SELECT max(version) FROM " + names.Versions), cancellationToken).ConfigureAwait(false);
        return Convert.ToInt32(version ?? 0, CultureInfo.InvariantCulture);
    }

    private static async Task<T> OpenAsync<T>(RelationalStoreOptions options, DbConnection connection, Func<SqlSession, SqlNames, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        options.CheckNames();
        bool wasOpen = connection.State == ConnectionState.Open;
        if (!wasOpen)
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
#pragma warning disable CA2000 // The connection is the host's; disposing the session would dispose it.
            return await work(new SqlSession(connection, options.Dialect, false), new SqlNames(options)).ConfigureAwait(false);
#pragma warning restore CA2000
        }
        finally
        {
            if (!wasOpen)
            {
                connection.Close();
            }
        }
    }
}
