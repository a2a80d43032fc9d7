using System;
using System.Collections.Generic;
using System.Globalization;
using Retention.Core.Hosting;
using Retention.Relational.Tests.Databases;
using Retention.Testing;
using Xunit;

namespace Retention.Relational.Tests;

public sealed class SqliteStoreLawTests() : StoreLawTests(new SqliteDatabase());

public sealed class PostgreSqlStoreLawTests(PostgreSqlServer server) : StoreLawTests(new PostgreSqlDatabase(server));

/// <summary>Every promise of the port, on a real database: the kit that authors of stores are given. <c>LAW_CASES</c> raises the number of programs.</summary>
public abstract class StoreLawTests(TestDatabase database) : IDisposable
{
    private const int CiPrograms = 10;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void EveryLaw_Holds(int keptConnections)
    {
        using var fixture = new Fixture(database, keptConnections);
        LawReport.ThrowIfBroken(StoreLaws.CheckAll(fixture, new LawSettings
        {
            Cases = int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : CiPrograms,
            Replay = Environment.GetEnvironmentVariable("LAW_REPLAY"),
        }));
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Fixture(TestDatabase database, int keptConnections) : IStoreFixture, IDisposable
    {
        private readonly List<RelationalEventStore> stores = [];

        public IEventStore Open()
        {
            RelationalStoreOptions options = database.Options();
            options.KeptConnections = keptConnections;
            this.stores.Add(database.Store(options));
            return this.stores[^1];
        }

        public void Dispose() => this.stores.ForEach(s => s.Dispose());
    }
}
