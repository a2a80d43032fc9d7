using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using NodaTime;
using Xunit;

namespace Retention.ErpHost.Tests;

/// <summary>Every document, through HTTP.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task AnOrder_FromPostingToReturn_MovesPointsAndStage()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await erp.OpenAsync("C001")).Status);
        (HttpStatusCode status, JsonElement body) = await erp.OrderAsync("SO-1");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Contains(body.GetProperty("happened").EnumerateArray(), s => s.GetProperty("en").GetString()!.Contains("600 × 2 (tea)", StringComparison.Ordinal) && s.GetProperty("zh").GetString()!.Contains("1200 积分", StringComparison.Ordinal));
        await AssertPointsAsync(erp, available: 0, pending: 1200);
        Assert.Equal("new", (await erp.CustomerAsync("C001")).GetProperty("stage").GetString());

        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/orders/SO-1/ship")).Status);
        erp.Now += Duration.FromDays(1);
        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/orders/SO-1/invoice", new { number = "IV-1" })).Status);
        await AssertPointsAsync(erp, available: 0, pending: 1200);

        // Seven days after the last of the two, time alone makes them spendable; the list sees it once the due run has stored it.
        erp.Now += Duration.FromDays(8);
        (status, body) = await erp.PostAsync("/due-run");
        Assert.Equal((HttpStatusCode.OK, 1, 0), (status, body.GetProperty("accounts").GetInt32(), body.GetProperty("setAside").GetInt32()));
        await AssertPointsAsync(erp, available: 1200, pending: 0);

        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/orders/SO-1/return", new { number = "RT-1", returnedAt = "2026-03-11T02:00:00Z", lines = new[] { new { line = "1", quantity = 1 } } })).Status);
        await AssertPointsAsync(erp, available: 600, pending: 0);
        Assert.Equal([1, 1, 1], erp.Counts("Orders", "Invoices", "Returns"));
    }

    [Fact]
    public async Task AComplaint_HasADeadline_UntilItIsSolved()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        await erp.OrderAsync("SO-1");
        var complaint = new { number = "CP-1", customer = "C001", priority = "major", complainedAt = "2026-03-02T02:00:00Z" };
        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/complaints", complaint)).Status);
        JsonElement next = (await erp.CustomerAsync("C001")).GetProperty("next");
        Assert.Equal(("2026-03-02 10:05", "CP-1 人工响应", false), (next.GetProperty("at").GetString(), next.GetProperty("what").GetProperty("zh").GetString(), next.GetProperty("isMissed").GetBoolean()));

        erp.Now += Duration.FromMinutes(4);
        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/complaints/CP-1/reply", new { id = "M-1" })).Status);
        Assert.Equal("2026-03-02 11:00", (await erp.CustomerAsync("C001")).GetProperty("next").GetProperty("at").GetString());

        (HttpStatusCode status, JsonElement body) = await erp.PostAsync("/complaints/CP-1/solution");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "stage-missing"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/complaints/CP-1/start")).Status);
        erp.Now += Duration.FromHours(2);
        Assert.Equal(HttpStatusCode.OK, (await erp.PostAsync("/due-run")).Status);
        Assert.True((await erp.CustomerAsync("C001")).GetProperty("next").GetProperty("isMissed").GetBoolean());
        Assert.Equal(HttpStatusCode.Created, (await erp.PostAsync("/complaints/CP-1/solution")).Status);
        JsonElement why = await erp.GetAsync("/api/customers/C001");
        Assert.Contains(why.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("topic").GetString() == "case");
        Assert.Contains(why.GetProperty("history").EnumerateArray(), s => s.GetProperty("asked").GetString() == "sla.give-solution" && s.GetProperty("document").GetString() == "CP-1");
    }

    [Fact]
    public async Task ARefusal_IsAProblemInBothLanguages_AndNothingIsStored()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        await erp.OpenAsync("C001");
        await erp.OrderAsync("SO-1");
        (HttpStatusCode status, JsonElement body) = await erp.PostAsync("/orders/SO-1/return", new { number = "RT-1", returnedAt = "2026-03-02T02:00:00Z", lines = new[] { new { line = "1", quantity = 3 } } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(body.GetProperty("title").GetString(), body.GetProperty("text").GetProperty("en").GetString());
        Assert.Equal(body.GetProperty("detail").GetString(), body.GetProperty("text").GetProperty("zh").GetString());
        Assert.Matches("[a-z]+(-[a-z]+)+", body.GetProperty("code").GetString());
        Assert.Matches("[\u4e00-\u9fff]{4}", body.GetProperty("detail").GetString());
        Assert.Equal([0], erp.Counts("Returns"));
        await AssertPointsAsync(erp, available: 0, pending: 1200);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await erp.OrderAsync("SO-2", customer: "C404")).Status);
        Assert.Equal([1], erp.Counts("Orders"));
    }

    [Theory]
    [InlineData("/orders/SO-9/ship")]
    [InlineData("/complaints/CP-9/start")]
    [InlineData("/complaints/CP-9/solution")]
    public async Task WhatIsNotThere_IsNotFound(string path)
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        (HttpStatusCode status, JsonElement body) = await erp.PostAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("没有这个单据", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await erp.Client.GetAsync(new Uri("/customers/C404", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task DueRun_WithNothingDue_DoesNothing()
    {
        await using RunningErp erp = await RunningErp.StartAsync();
        JsonElement body = (await erp.PostAsync("/due-run")).Body;
        Assert.Equal([0, 0, 0, 0], new[] { "accounts", "lives", "cases", "setAside" }.Select(n => body.GetProperty(n).GetInt32()));
    }

    private static async Task AssertPointsAsync(RunningErp erp, decimal available, decimal pending)
    {
        JsonElement customer = await erp.CustomerAsync("C001");
        Assert.Equal((available, pending), (customer.GetProperty("points").GetDecimal(), customer.GetProperty("pending").GetDecimal()));
    }
}
