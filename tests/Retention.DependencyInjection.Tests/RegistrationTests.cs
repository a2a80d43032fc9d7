using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;
using Retention.Testing;
using Xunit;
using Accounts = Retention.Core.Hosting.ProcessStreams<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.DependencyInjection.Tests;

/// <summary>What a container gives once Retention.Core is registered, and what it says where something is missing.</summary>
public sealed class RegistrationTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 4, 0);

    [Fact]
    public async Task AddRetention_WithOneProgramme_GivesItsStreams()
    {
        using ServiceProvider provider = Services().BuildServiceProvider();
        Accounts accounts = provider.GetRequiredService<Accounts>();

        CommandResult<PointsAccountState, PointsEvent> opened = await accounts.HandleAsync("C-1", Opening(), CancellationToken.None);

        Assert.Equal(CommandStatus.Accepted, opened.Status);
        Assert.Equal(Now, opened.State.LastEventAt);
        Assert.Equal("points", accounts.Kind.Category);
        Assert.Same(provider.GetRequiredService<DecisionRunner>(), accounts.Runner);
        Assert.Equal(LoyaltyPresets.BronzeToDiamond, provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>().At(Now).Version.Label);
    }

    [Fact]
    public void AddRetention_Twice_AddsNothingTwice()
    {
        IServiceCollection services = Services();
        int count = services.Count(d => !IsOptions(d));

        Configure(services.AddRetention());

        Assert.Equal(count, services.Count(d => !IsOptions(d)));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Equal(4, provider.GetServices<StreamKind>().Count());
    }

    [Fact]
    public async Task AddRetention_SeveralProgrammes_AreKeyedAndKeptApart()
    {
        IServiceCollection services = Services();
        services.AddRetention().AddLoyalty(Preset, "gold").AddLoyalty(Preset, "acme/shop");
        using ServiceProvider provider = services.BuildServiceProvider();
        Accounts gold = provider.GetRequiredKeyedService<Accounts>("gold");
        Accounts acme = provider.GetRequiredKeyedService<Accounts>("acme/shop");

        await gold.HandleAsync("C-1", Opening(), CancellationToken.None);

        Assert.Equal("points/gold", gold.Kind.Category);
        Assert.Equal("points/acme/shop", acme.Kind.Category);
        Assert.Equal(1, (await gold.ViewAsync("C-1", null, CancellationToken.None)).Version);
        Assert.Equal(0, (await acme.ViewAsync("C-1", null, CancellationToken.None)).Version);
        Assert.NotSame(provider.GetRequiredKeyedService<PolicyBook<LoyaltyPolicy>>("gold"), provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>());
        Assert.Equal(12, provider.GetServices<StreamKind>().Select(k => k.Category).Distinct().Count());
    }

    [Fact]
    public void AddRetention_EveryDomain_CanBeResolved()
    {
        IServiceCollection services = Services();
        services.AddRetention()
            .AddTiering(o => o.Versions["v1"] = new ProgrammeVersionOptions<TieringOptions> { Policy = { Preset = TieringPresets.P2 } })
            .AddSla(o => o.Versions["v1"] = new ProgrammeVersionOptions<SlaOptions> { Policy = SlaPresets.Options(SlaPresets.Catalogue.Names[0]) })
            .AddLifecycle(o => o.Versions["v1"] = new ProgrammeVersionOptions<LifecycleOptions> { Policy = { Preset = LifecyclePresets.Catalogue.Names[0] } })
            .AddHealth(o => o.Versions["v1"] = new ProgrammeVersionOptions<HealthOptions> { Policy = { Preset = HealthPresets.Catalogue.Names[0] } })
            .AddReferrals(Rules());
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<ProcessStreams<TierAssignmentState, TierCommand, TierEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<RunReviewState, RunCommand, RunEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<CaseState, CaseCommand, CaseEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<LifecycleState, LifecycleCommand, LifecycleEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<ProgrammeBudgetState, BudgetCommand, BudgetEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<RewardStockState, StockCommand, StockEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>>());
        Assert.NotNull(provider.GetRequiredService<ProcessStreams<ReferralState, ReferralCommand, ReferralEvent>>());
        Assert.NotNull(new HealthModel(provider.GetRequiredService<PolicyBook<HealthPolicy>>().At(Now)));
        Assert.Equal(9, provider.GetServices<StreamKind>().Count());
    }

    [Fact]
    public void Resolve_WithoutAStore_SaysWhichCallToAdd()
    {
        var services = new ServiceCollection();
        services.AddRetention().AddLoyalty(Preset);
        using ServiceProvider provider = services.BuildServiceProvider();

        Exception thrown = Assert.ThrowsAny<Exception>(() => provider.GetRequiredService<Accounts>());

        Assert.Contains("No event store was registered; call services.AddRetention().UseStore(...) with your store, or UseInMemoryStore() for a trial.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralMistakes_ListsEveryOne()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddRetention(o => o.MaxAttempts = 0)
            .AddLoyalty(o => o.Versions["2026"] = new ProgrammeVersionOptions<LoyaltyOptions> { EffectiveFrom = "1 May", Policy = { Zone = "Mars/Base" } })
            .AddLoyalty(_ => { }, "gold");
        using IHost host = builder.Build();

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        string all = Text(thrown);
        Assert.Contains("RunnerOptions:MaxAttempts: 0 is out of bounds; give 1 to 100.", all, StringComparison.Ordinal);
        Assert.Contains("No event store was registered", all, StringComparison.Ordinal);
        Assert.Contains("loyalty:2026:EffectiveFrom: 1 May isn't an instant; write it like 2027-01-01T00:00:00+08:00 or 2026-12-31T16:00:00Z.", all, StringComparison.Ordinal);
        Assert.Contains("loyalty:2026:zone: ", all, StringComparison.Ordinal);
        Assert.Contains("loyalty:gold: no policy was given; add a version, for example Versions:initial with a preset.", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_FromConfiguration_MakeABookInTheOrderOfTheirInstants()
    {
        const string Json = """
            { "Versions": {
                "later": { "EffectiveFrom": "2026-07-01T00:00:00+08:00", "Policy": { "Preset": "bronze-to-diamond", "Label": "later" } },
                "first": { "Policy": { "Preset": "bronze-to-diamond", "Label": "first" } } } }
            """;
        IConfiguration configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json))).Build();
        var services = new ServiceCollection();
        services.AddRetention().UseInMemoryStore().AddLoyalty(o => configuration.Bind(o));
        using ServiceProvider provider = services.BuildServiceProvider();

        PolicyBook<LoyaltyPolicy> book = provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>();

        Assert.Equal(["first", "later"], book.Entries.Select(e => e.Policy.Version.Label));
        Assert.Equal("first", book.At(Instant.FromUtc(2026, 6, 30, 15, 59)).Version.Label);
        Assert.Equal("later", book.At(Instant.FromUtc(2026, 6, 30, 16, 0)).Version.Label);
    }

    [Fact]
    public void Versions_ThatCollide_AreRefusedWithTheFix()
    {
        var services = new ServiceCollection();
        services.AddRetention().UseInMemoryStore().AddLoyalty(o =>
        {
            Preset(o);
            o.Versions["same-instant"] = new ProgrammeVersionOptions<LoyaltyOptions> { Policy = { Preset = LoyaltyPresets.BronzeToDiamond, Label = "other" } };
            o.Versions["same-rules"] = new ProgrammeVersionOptions<LoyaltyOptions> { EffectiveFrom = "2027-01-01T00:00:00Z", Policy = { Preset = LoyaltyPresets.BronzeToDiamond } };
        });
        using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException thrown = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>());

        Assert.Equal(
            ["loyalty:v1:EffectiveFrom: another version is in force from the same instant; give each its own.", "loyalty:v1: another version has the same label and the same options; list each version once."],
            thrown.Failures);
    }

    [Fact]
    public void HostsOwnServices_ComeFirst_BeforeOrAfter()
    {
        var store = new InMemoryEventStore();
        var clock = new ManualClock(Now);
        var before = new ServiceCollection();
        before.AddSingleton<IEventStore>(store).AddSingleton<IClock>(clock);
        before.AddRetention().UseInMemoryStore();
        var after = new ServiceCollection();
        after.AddRetention().UseInMemoryStore();
        after.AddSingleton<IEventStore>(store).AddSingleton<IClock>(clock);

        foreach (IServiceCollection services in new[] { before, after })
        {
            using ServiceProvider provider = services.BuildServiceProvider();
            Assert.Same(store, provider.GetRequiredService<DecisionRunner>().Store);
            Assert.Same(clock, provider.GetRequiredService<DecisionRunner>().Clock);
        }
    }

    [Fact]
    public void WithoutAClock_TheMachinesIsUsed()
    {
        var services = new ServiceCollection();
        services.AddRetention().UseInMemoryStore();
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Same(SystemClock.Instance, provider.GetRequiredService<DecisionRunner>().Clock);
    }

    [Theory]
    [InlineData("Gold")]
    [InlineData("gold programme")]
    [InlineData("a-name-that-is-much-too-long-to-stand-in-a-category-of-streams")]
    public void Programme_WhoseNameCantBeACategory_IsRefusedAtOnce(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddRetention().AddLoyalty(Preset, name));

    private static bool IsOptions(ServiceDescriptor d) => d.ServiceType.Namespace == "Microsoft.Extensions.Options" || (d.ServiceType.IsGenericType && d.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>));

    private static IServiceCollection Services()
    {
        var services = new ServiceCollection();
        Configure(services.AddRetention().UseInMemoryStore().UseClock(new ManualClock(Now)));
        return services;
    }

    private static void Configure(RetentionBuilder builder) => builder.AddLoyalty(Preset);

    private static void Preset(ProgrammeOptions<LoyaltyOptions> options) =>
        options.Versions["v1"] = new ProgrammeVersionOptions<LoyaltyOptions> { Policy = { Preset = LoyaltyPresets.BronzeToDiamond } };

    private static ReferralRules Rules()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        options.Referral ??= new ReferralOptions { ReferrerActivity = "referral" };
        return LoyaltyPolicy.Compile(options).Policy.Referral!;
    }

    private static CommandRequest<PointsCommand> Opening() =>
        new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId("C-1"), new LocalDate(2026, 1, 1), string.Empty));

    private static string Text(Exception e) => e is AggregateException all ? string.Join(" ", all.InnerExceptions.Select(Text)) : e.Message;
}
