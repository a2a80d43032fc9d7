using System;
using Npgsql;
using Retention.Relational.Tests.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace Retention.Relational.Tests.Databases;

/// <summary>The PostgreSQL server of this test run. It starts when the first test asks.</summary>
/// <remarks>Without the binaries tests skip with the reason, and fail where CI is true.</remarks>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly Lazy<PostgreSqlProcess> process = new Lazy<PostgreSqlProcess>(() => PostgreSqlProcess.Start());

    /// <summary>Gets how to reach it.</summary>
    public string ConnectionString
    {
        get
        {
            Require();
            return this.process.Value.ConnectionString;
        }
    }

    /// <summary>Skips a test where there are no binaries; fails it in CI.</summary>
    public static void Require()
    {
        if (PostgreSqlProcess.FoundBinaries is null)
        {
            const string Reason = "PostgreSQL's binaries are in no /usr/lib/postgresql/*/bin; install postgresql to run this.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Reason);
            Assert.Fail(Reason);
        }
    }

    public void Dispose()
    {
        if (this.process.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            this.process.Value.Dispose();
        }
    }
}
