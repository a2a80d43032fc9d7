using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Retention.Core.Hosting;
using Retention.ErpHost.Tables;
using Retention.Relational;
using Retention.Serialization.SystemTextJson;
using Xunit;

namespace Retention.ErpHost.Tests;

public sealed class SeedTests
{
    [Fact]
    public async Task TheSeed_IsTheSameEachTime_AndSound()
    {
        await using RunningErp one = await RunningErp.StartAsync(isSeeded: true);
        await using RunningErp other = await RunningErp.StartAsync(isSeeded: true);
        Assert.Equal(RunningErp.Start, SeedCommand.End);
        JsonElement customers = await one.GetAsync("/api/customers");
        Assert.Equal(12, customers.GetArrayLength());
        Assert.Equal(customers.ToString(), (await other.GetAsync("/api/customers")).ToString());
        foreach (string id in customers.EnumerateArray().Select(c => c.GetProperty("id").GetString()!))
        {
            Assert.Equal((await one.GetAsync("/api/customers/" + id)).ToString(), (await other.GetAsync("/api/customers/" + id)).ToString());
        }

        await one.Services.GetRequiredService<SeedCommand>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(customers.ToString(), (await one.GetAsync("/api/customers")).ToString());

        RelationalStoreOptions options = ErpContext.Store;
        options.Codec = new JsonEventCodec();
        foreach (StreamKind kind in one.Services.GetServices<StreamKind>())
        {
            options.Kinds.Add(kind);
        }

        VerifyReport report = await new RelationalMaintenance(options, () => new SqliteConnection("Data Source=" + one.Database + ";Pooling=False")).VerifyAsync(null, TestContext.Current.CancellationToken);

        // A request over several streams keeps the fingerprint of what was asked for, which verifying compares with each stream's own command; nothing else may be found.
        Assert.Equal(report.FindingCount, report.Findings.Count);
        Assert.Empty(report.Findings);
        Assert.True(report.Decisions > 300);
    }
}
