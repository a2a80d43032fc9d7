using System;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Xunit;
using MyStore = Retention.Core.Hosting.InMemoryEventStore;

namespace Retention.DependencyInjection.Tests.Docs;

/// <summary>The container's sample of the page on hosting.</summary>
public class ContainerSnippets
{
    [Fact]
    public void Registration()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Loyalty:acme:Versions:first:Policy:Preset", LoyaltyPresets.BronzeToDiamond)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<MyStore>();

        #region container
        services.AddRetention(o => o.MaxAttempts = 20)
            .UseStore(provider => provider.GetRequiredService<MyStore>())
            .AddLoyalty(o => o.Versions["2026"] = new ProgrammeVersionOptions<LoyaltyOptions> { Policy = { Preset = LoyaltyPresets.BronzeToDiamond } })
            .AddLoyalty(o => configuration.GetSection("Loyalty:acme").Bind(o), programme: "acme");
        #endregion

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<MyStore>(), provider.GetRequiredService<DecisionRunner>().Store);
        Assert.Equal("points/acme", provider.GetRequiredKeyedService<ProcessStreams<PointsAccountState, PointsCommand, PointsEvent>>("acme").Kind.Category);
    }
}
