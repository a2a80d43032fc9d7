using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Retention.ErpHost.Tests;

/// <summary>Document and points commit together, or neither; a retry is safe.</summary>
public sealed class OneCommitTests
{
    private static readonly string[] Tables = ["Orders", "OrderLines", "retention_decisions", "retention_streams", "retention_points_lots"];

    [Theory]
    [InlineData("retention_decisions")]
    [InlineData("retention_customer_stages")]
    [InlineData("Orders")]
    [InlineData("OrderLines")]
    public async Task WhereOneWriteFails_NothingIsStored_AndTheNextPostStoresAll(string failing)
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        var before = erp.Counts(Tables);
        erp.Execute("CREATE TRIGGER full BEFORE INSERT ON " + failing + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        Assert.Equal(HttpStatusCode.InternalServerError, (await erp.OrderAsync("SO-1")).Status);
        Assert.Equal(before, erp.Counts(Tables));

        erp.Execute("DROP TRIGGER full");
        Assert.Equal(HttpStatusCode.Created, (await erp.OrderAsync("SO-1")).Status);
        Assert.Equal([1, 1, before[2] + 2, before[3] + 1], erp.Counts(Tables).Take(4));
    }

    [Fact]
    public async Task APostOnceMore_IsAnsweredFromItsKey()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        (HttpStatusCode first, JsonElement stored) = await erp.OrderAsync("SO-1");
        var counts = erp.Counts(Tables);
        erp.Now += NodaTime.Duration.FromHours(1);
        (HttpStatusCode second, JsonElement again) = await erp.OrderAsync("SO-1");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first, second));
        Assert.Equal(("stored", "stored-before"), (stored.GetProperty("status").GetString(), again.GetProperty("status").GetString()));
        Assert.Equal(stored.GetProperty("happened").ToString(), again.GetProperty("happened").ToString());
        Assert.Equal(counts, erp.Counts(Tables));
        Assert.Equal(HttpStatusCode.OK, (await erp.OpenAsync("C001")).Status);
    }

    [Fact]
    public async Task AnotherDocumentUnderTheSameNumber_IsAConflict()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        await erp.OrderAsync("SO-1");
        (HttpStatusCode status, JsonElement body) = await erp.OrderAsync("SO-1", amount: 700m);
        Assert.Equal((HttpStatusCode.Conflict, "key-conflict"), (status, body.GetProperty("code").GetString()));
        Assert.Equal([1], erp.Counts("Orders"));
    }

    [Fact]
    public async Task ManyPostsAtOnce_AreEachStoredOnce()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        HttpStatusCode[] statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => (await erp.OrderAsync("SO-" + (i % 4))).Status));
        Assert.Equal(4, statuses.Count(s => s == HttpStatusCode.Created));
        Assert.Equal(8, statuses.Count(s => s == HttpStatusCode.OK));
        Assert.Equal([4, 4], erp.Counts("Orders", "retention_points_lots"));
        JsonElement customer = await erp.CustomerAsync("C001");
        Assert.True(customer.GetProperty("pending").GetDecimal() >= 4800, "four orders of 1200 points and more");
    }
}
