using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

namespace Retention.DependencyInjection;

/// <summary>Adds programmes, the store and what the runner works with to a container.</summary>
/// <remarks>
/// <para>A programme is a set of policies with streams of its own. One without a name is resolved as it is, such as
/// <c>ProcessStreams&lt;PointsAccountState, PointsCommand, PointsEvent&gt;</c>; one with a name is a keyed service under that name. A tenant
/// whose customers have rules of their own is a programme, too.</para>
/// <para>Adding a programme again adds to its options and registers nothing twice. What the host registers itself is used instead.
/// Not thread-safe, as no registration is.</para>
/// </remarks>
public sealed class RetentionBuilder
{
    internal RetentionBuilder(IServiceCollection services) => this.Services = services;

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers where decisions are kept, unless a store is registered already.</summary>
    /// <param name="store">Makes the store; called once.</param>
    /// <returns>This builder.</returns>
    public RetentionBuilder UseStore(Func<IServiceProvider, IEventStore> store) => this.Use(store);

    /// <summary>Registers a store that keeps everything in memory, for trials and tests, unless a store is registered already.</summary>
    /// <returns>This builder.</returns>
    public RetentionBuilder UseInMemoryStore() => this.Use<IEventStore>(_ => new InMemoryEventStore());

    /// <summary>Registers how states are kept between reads, unless that is registered already.</summary>
    /// <param name="snapshots">Makes the codec; called once.</param>
    /// <returns>This builder.</returns>
    public RetentionBuilder UseSnapshots(Func<IServiceProvider, ISnapshotCodec> snapshots) => this.Use(snapshots);

    /// <summary>Registers who is asked about overrides, approvals and activations, unless that is registered already.</summary>
    /// <param name="authorizer">Makes the authorizer; called once.</param>
    /// <returns>This builder.</returns>
    public RetentionBuilder UseAuthorizer(Func<IServiceProvider, IAuthorizer> authorizer) => this.Use(authorizer);

    /// <summary>Registers the host's clock in place of the machine's.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>This builder.</returns>
    public RetentionBuilder UseClock(IClock clock)
    {
        if (clock is null)
        {
            throw new ArgumentNullException(nameof(clock));
        }

        this.Services.Replace(ServiceDescriptor.Singleton(clock));
        return this;
    }

    /// <summary>Adds a loyalty programme: its <c>PolicyBook&lt;LoyaltyPolicy&gt;</c>, and the streams of accounts, budgets, stocks and survey tokens.</summary>
    /// <param name="configure">Sets its policies.</param>
    /// <param name="programme">Its name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name can't be in a stream's category.</exception>
    public RetentionBuilder AddLoyalty(Action<ProgrammeOptions<LoyaltyOptions>> configure, string programme = "")
    {
        this.AddPolicies("loyalty", o => LoyaltyPolicy.Compile(o, LoyaltyPresets.Catalogue), configure, programme);
        this.AddStreams(programme, p => StreamKinds.Points(Resolve<PolicyBook<LoyaltyPolicy>>(p, programme), programme));
        this.AddStreams(programme, _ => StreamKinds.Budgets(programme));
        this.AddStreams(programme, _ => StreamKinds.Stocks(programme));
        return this.AddStreams(programme, _ => StreamKinds.SurveyTokens(programme));
    }

    /// <summary>Adds referrals: their streams.</summary>
    /// <param name="rules">What they reward.</param>
    /// <param name="programme">The programme's name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name can't be in a stream's category.</exception>
    public RetentionBuilder AddReferrals(ReferralRules rules, string programme = "")
    {
        if (rules is null)
        {
            throw new ArgumentNullException(nameof(rules));
        }

        return this.AddStreams(programme, _ => StreamKinds.Referrals(rules, programme));
    }

    /// <summary>Adds tiering: its <c>PolicyBook&lt;TieringPolicy&gt;</c>, and the streams of assigned tiers and of runs.</summary>
    /// <param name="configure">Sets its policies.</param>
    /// <param name="programme">Its name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name can't be in a stream's category.</exception>
    public RetentionBuilder AddTiering(Action<ProgrammeOptions<TieringOptions>> configure, string programme = "")
    {
        this.AddPolicies("tiering", o => TieringPolicy.Compile(o, TieringPresets.Catalogue), configure, programme);
        this.AddStreams(programme, p => StreamKinds.Tiers(Resolve<PolicyBook<TieringPolicy>>(p, programme), programme));
        return this.AddStreams(programme, _ => StreamKinds.TierRuns(programme));
    }

    /// <summary>Adds service levels: their <c>PolicyBook&lt;SlaPolicy&gt;</c>, and the streams of cases.</summary>
    /// <param name="configure">Sets its policies.</param>
    /// <param name="programme">Its name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name can't be in a stream's category.</exception>
    public RetentionBuilder AddSla(Action<ProgrammeOptions<SlaOptions>> configure, string programme = "")
    {
        this.AddPolicies("sla", o => SlaPolicy.Compile(o, SlaPresets.Catalogue), configure, programme);
        return this.AddStreams(programme, p => StreamKinds.Cases(Resolve<PolicyBook<SlaPolicy>>(p, programme), programme));
    }

    /// <summary>Adds lifecycles: their <c>PolicyBook&lt;LifecyclePolicy&gt;</c>, and their streams.</summary>
    /// <param name="configure">Sets its policies.</param>
    /// <param name="programme">Its name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name can't be in a stream's category.</exception>
    public RetentionBuilder AddLifecycle(Action<ProgrammeOptions<LifecycleOptions>> configure, string programme = "")
    {
        this.AddPolicies("lifecycle", o => LifecyclePolicy.Compile(o, LifecyclePresets.Catalogue), configure, programme);
        return this.AddStreams(programme, p => StreamKinds.Lifecycles(Resolve<PolicyBook<LifecyclePolicy>>(p, programme), programme));
    }

    /// <summary>Adds health scores: their <c>PolicyBook&lt;HealthPolicy&gt;</c>. Health has no streams; evaluate with <c>new HealthModel(book.At(now))</c>.</summary>
    /// <param name="configure">Sets its policies.</param>
    /// <param name="programme">Its name; empty where there is one.</param>
    /// <returns>This builder.</returns>
    public RetentionBuilder AddHealth(Action<ProgrammeOptions<HealthOptions>> configure, string programme = "") =>
        this.AddPolicies("health", o => HealthPolicy.Compile(o, HealthPresets.Catalogue), configure, programme);

    private static T Resolve<T>(IServiceProvider provider, string programme)
        where T : notnull => programme.Length == 0 ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(programme);

    private static void Check(string programme)
    {
        if (programme is null)
        {
            throw new ArgumentNullException(nameof(programme));
        }

        // The longest category is the one that must still hold the name.
        if (programme.Length > 0 && !StreamId.IsCategory(StreamKinds.SurveyTokensCategory + "/" + programme))
        {
            throw new ArgumentException("A programme's name has 1 to 50 of a–z, 0–9, '.', '-', '_' and '/'; " + programme + " can't be in a stream's category.", nameof(programme));
        }
    }

    private RetentionBuilder Use<T>(Func<IServiceProvider, T> factory)
        where T : class
    {
        if (factory is null)
        {
            throw new ArgumentNullException(nameof(factory));
        }

        this.Services.TryAddSingleton(factory);
        return this;
    }

    private RetentionBuilder AddPolicies<TOptions, TPolicy>(string domain, Func<TOptions, Compilation<TPolicy>> compile, Action<ProgrammeOptions<TOptions>> configure, string programme)
        where TOptions : class, new()
        where TPolicy : class, IPolicy
    {
        Check(programme);
        var policies = new ProgrammePolicies<TOptions, TPolicy>(domain, compile);
        this.Services.AddOptions<ProgrammeOptions<TOptions>>(programme).Configure(configure).ValidateOnStart();
        this.Services.TryAddSingleton<IValidateOptions<ProgrammeOptions<TOptions>>>(policies);
        return this.AddSingleton(programme, provider =>
        {
            // The monitor validates first, with every problem in its exception.
            ProgrammeOptions<TOptions> options = provider.GetRequiredService<IOptionsMonitor<ProgrammeOptions<TOptions>>>().Get(programme);
            return policies.Make(programme, options, out _)!;
        });
    }

    private RetentionBuilder AddStreams<TState, TCommand, TEvent>(string programme, Func<IServiceProvider, StreamKind<TState, TCommand, TEvent>> kind)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        Check(programme);
        int count = this.Services.Count;
        this.AddSingleton(programme, kind);
        if (this.Services.Count > count)
        {
            // Every kind in one list, for stores that fold streams: IEnumerable<StreamKind>.
            this.Services.AddSingleton<StreamKind>(provider => Resolve<StreamKind<TState, TCommand, TEvent>>(provider, programme));
        }

        return this.AddSingleton(programme, provider => new ProcessStreams<TState, TCommand, TEvent>(
            provider.GetRequiredService<DecisionRunner>(),
            Resolve<StreamKind<TState, TCommand, TEvent>>(provider, programme)));
    }

    private RetentionBuilder AddSingleton<T>(string programme, Func<IServiceProvider, T> factory)
        where T : class
    {
        if (programme.Length == 0)
        {
            this.Services.TryAddSingleton(factory);
        }
        else
        {
            this.Services.TryAddKeyedSingleton(programme, (provider, _) => factory(provider));
        }

        return this;
    }
}
