using System;
using System.Data.Common;
using System.Threading;
using Microsoft.Data.Sqlite;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Relational;
using Retention.Serialization.SystemTextJson;

namespace Retention.FrameworkHost
{
    /// <summary>The host's own database, here a SQLite file, with the store in it.</summary>
    internal sealed class Database : IDisposable
    {
        private readonly string connectionString;
        private readonly RelationalEventStore store;

        internal Database(string path, params StreamKind[] kinds)
        {
            this.connectionString = "Data Source=" + path;
            var options = new RelationalStoreOptions { Dialect = SqlDialect.Sqlite, Codec = new JsonEventCodec() };
            foreach (StreamKind kind in kinds)
            {
                options.Kinds.Add(kind); // tables for reports are kept of these
            }

            using (DbConnection connection = this.Connect())
            {
                RelationalSchema.UpgradeAsync(options, connection, CancellationToken.None).GetAwaiter().GetResult();
            }

            this.store = new RelationalEventStore(options, this.Connect);
            this.Runner = new DecisionRunner(this.store, SystemClock.Instance, null, new JsonSnapshotCodec());
        }

        internal DecisionRunner Runner { get; }

        public void Dispose()
        {
            this.store.Dispose();
            SqliteConnection.ClearAllPools();
        }

        /// <summary>What the ERP's own reports ask.</summary>
        internal string Ask(string sql)
        {
            using (DbConnection connection = this.Connect())
            using (DbCommand command = connection.CreateCommand())
            {
                command.CommandText = sql;
                return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        private DbConnection Connect()
        {
            var connection = new SqliteConnection(this.connectionString);
            connection.Open();
            using (SqliteCommand settings = connection.CreateCommand())
            {
                settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
                settings.ExecuteNonQuery();
            }

            return connection;
        }
    }
}
