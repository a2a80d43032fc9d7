using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace Retention.ErpHost.Tests;

/// <summary>What a browser shows is what the API says.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task TheList_ShowsWhatTheApiSays()
    {
        await using RunningErp erp = await RunningErp.StartAsync(isSeeded: true);
        string page = await Browser.DumpAsync(erp.Address);
        Assert.Contains("2026-03-02 10:00", page, StringComparison.Ordinal);
        JsonElement[] customers = [.. (await erp.GetAsync("/api/customers")).EnumerateArray()];
        MatchCollection rows = Regex.Matches(page, "<tr data-customer=\"(.*?)\">(.*?)</tr>", RegexOptions.Singleline);
        Assert.Equal(customers.Select(c => c.GetProperty("id").GetString()), rows.Select(r => r.Groups[1].Value));
        foreach ((JsonElement customer, Match row) in customers.Zip(rows))
        {
            string[] shown = [.. Regex.Matches(row.Groups[2].Value, "<td.*?>(.*?)</td>", RegexOptions.Singleline).Select(c => Text(c.Groups[1].Value))];
            Assert.Equal(Expected(customer), shown);
        }
    }

    [Fact]
    public async Task TheWhyPage_ShowsEveryReasonAndEveryDecision()
    {
        await using RunningErp erp = await RunningErp.StartAsync(isSeeded: true);
        JsonElement why = await erp.GetAsync("/api/customers/C007");
        string page = Text(await Browser.DumpAsync(new Uri(erp.Address, "/customers/C007")));
        Assert.Equal(["tier", "health", "stage", "points", "case"], why.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("topic").GetString()!));
        List<JsonElement> sayings = [.. why.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("text")), .. why.GetProperty("history").EnumerateArray().SelectMany(s => s.GetProperty("happened").EnumerateArray())];
        Assert.True(sayings.Count > 40);
        foreach (JsonElement saying in sayings)
        {
            Assert.Contains(Squeeze(saying.GetProperty("en").GetString()!), page, StringComparison.Ordinal);
            Assert.Contains(Squeeze(saying.GetProperty("zh").GetString()!), page, StringComparison.Ordinal);
        }

        Assert.Contains("loyalty.record-return RT-1 · sales", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheList_CanBeSeen()
    {
        await using RunningErp erp = await RunningErp.StartAsync(isSeeded: true);
        byte[] picture = await Browser.ScreenshotAsync(erp.Address);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.Take(4));
        Assert.True(picture.Length > 50_000, "an empty page is smaller than " + picture.Length);
    }

    /// <summary>The cells of a row, as text.</summary>
    private static string[] Expected(JsonElement customer)
    {
        JsonElement next = customer.GetProperty("next");
        decimal pending = customer.GetProperty("pending").GetDecimal();
        return
        [
            customer.GetProperty("name").GetString() + " " + customer.GetProperty("id").GetString(),
            customer.GetProperty("tier").GetString() + " " + Both(customer.GetProperty("tierName")),
            Both(customer.GetProperty("levelName")),
            Both(customer.GetProperty("stageName")),
            customer.GetProperty("health").GetDecimal().ToString("0.0", CultureInfo.InvariantCulture) + " " + Both(customer.GetProperty("grade")),
            customer.GetProperty("points").GetDecimal().ToString("#,0", CultureInfo.InvariantCulture) + (pending == 0 ? string.Empty : " +" + pending.ToString("#,0", CultureInfo.InvariantCulture) + " 待生效 pending"),
            next.GetProperty("at").GetString() + " " + Both(next.GetProperty("what")),
        ];
    }

    private static string Both(JsonElement saying) => saying.GetProperty("en").GetString() + " " + saying.GetProperty("zh").GetString();

    /// <summary>What is left of HTML for a reader.</summary>
    private static string Text(string html) => Squeeze(WebUtility.HtmlDecode(Regex.Replace(html, "<.*?>", " ", RegexOptions.Singleline)));

    private static string Squeeze(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}
