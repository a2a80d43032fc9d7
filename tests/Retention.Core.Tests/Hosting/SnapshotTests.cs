using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Snapshots are a cache: with them, without them or with broken ones, the answers are the same.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task Snapshot_EverySoManyDecisions_SavesReadingFromTheBeginning()
    {
        WrappedStore? store = null;
        TestHost host = await LongAsync(new Shelf(), s => store = s);

        Assert.Equal(109, await host.AvailableAsync("C-1"));

        StreamRead first = store!.Reads[^1];
        StreamSlice slice = await host.Store.ReadAsync(new StreamRead(first.Stream, 0, 100, null, "v1"), TestHost.None);
        Assert.Equal(10, slice.Snapshot!.Version);
        Assert.Equal([11L], slice.Decisions.Select(d => d.Version));
        Assert.Single(store.Reads, r => r.AfterVersion == 0 && ReferenceEquals(r, first));
    }

    [Fact]
    public async Task Snapshot_OfAnotherSchema_IsPassedOver()
    {
        var shelf = new Shelf();
        TestHost host = await LongAsync(shelf, _ => { });
        shelf.Schema = "v2";
        int before = shelf.Decoded;

        Assert.Equal(109, await host.AvailableAsync("C-1"));
        Assert.Equal(before, shelf.Decoded);
    }

    [Fact]
    public async Task Snapshot_ThatCantBeRead_IsPassedOver()
    {
        var shelf = new Shelf();
        TestHost host = await LongAsync(shelf, _ => { });
        shelf.IsDamaged = true;

        Assert.Equal(109, await host.AvailableAsync("C-1"));
        Assert.Equal(CommandStatus.Replayed, (await host.DoAsync("C-1", TestHost.Buying("SO-3", 1))).Status);
    }

    [Fact]
    public async Task Snapshot_NotForThisState_IsNotAskedFor()
    {
        WrappedStore? store = null;
        var shelf = new Shelf { Schema = null };
        TestHost host = await LongAsync(shelf, s => store = s);

        Assert.Equal(109, await host.AvailableAsync("C-1"));
        Assert.All(store!.Reads, r => Assert.Null(r.SnapshotSchema));
        Assert.Equal(0, shelf.Encoded);
    }

    private static async Task<TestHost> LongAsync(Shelf shelf, Action<WrappedStore> seen)
    {
        var host = new TestHost(
            inner =>
            {
                var store = new WrappedStore(inner);
                seen(store);
                return store;
            },
            new RunnerOptions { SnapshotEvery = 5, CachedStates = 0 },
            shelf);
        await host.WithAsync("C-1", 100);
        for (int i = 1; i <= 9; i++)
        {
            await host.DoAsync("C-1", TestHost.Buying("SO-" + i, 1));
        }

        return host;
    }

    /// <summary>Keeps the states themselves and gives out tickets.</summary>
    private sealed class Shelf : ISnapshotCodec
    {
        private readonly ConcurrentDictionary<string, object> states = new ConcurrentDictionary<string, object>(StringComparer.Ordinal);

        internal string? Schema { get; set; } = "v1";

        internal bool IsDamaged { get; set; }

        internal int Decoded { get; private set; }

        internal int Encoded => this.states.Count;

        public string? SchemaOf(Type stateType) => stateType == typeof(PointsAccountState) ? this.Schema : null;

        public string Encode(object state)
        {
            string ticket = this.states.Count.ToString(CultureInfo.InvariantCulture);
            this.states[ticket] = state;
            return ticket;
        }

        public object Decode(Type stateType, string payload)
        {
            this.Decoded++;
            return this.IsDamaged ? throw new UnreadableMessageException("snapshot", 1, "it is damaged.") : this.states[payload];
        }
    }
}
