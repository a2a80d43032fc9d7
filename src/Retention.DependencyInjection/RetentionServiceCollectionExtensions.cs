using System;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;
using Retention.Core.Hosting;
using Retention.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Retention.Core in a container.</summary>
public static class RetentionServiceCollectionExtensions
{
    /// <summary>Registers the runner (<see cref="DecisionRunner"/>), its options, and the machine's clock where the host registered none.</summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder that adds programmes and the store.</returns>
    /// <remarks>
    /// Idempotent: called again, it adds nothing that is there. Whatever the host registers itself is used instead, before or after:
    /// <see cref="IClock"/>, <see cref="IEventStore"/>, <see cref="ISnapshotCodec"/>, <see cref="IAuthorizer"/>. Everything is a singleton.
    /// When the host starts, every option and every policy is checked, and the exception lists all that is wrong.
    /// </remarks>
    public static RetentionBuilder AddRetention(this IServiceCollection services)
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        services.AddOptions<RunnerOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunnerOptions>, RunnerValidation>());
#pragma warning disable RS0030 // Here the host is put together, and this is the clock of a host that names no other.
        services.TryAddSingleton<IClock>(SystemClock.Instance);
#pragma warning restore RS0030
        services.TryAddSingleton(provider => new DecisionRunner(
            provider.GetService<IEventStore>() ?? throw new InvalidOperationException(RunnerValidation.StoreMissing),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<IOptions<RunnerOptions>>().Value,
            provider.GetService<ISnapshotCodec>(),
            provider.GetService<IAuthorizer>()));
        return new RetentionBuilder(services);
    }

    /// <summary>Registers Retention.Core, and says how the runner works.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the runner's options.</param>
    /// <returns>A builder that adds programmes and the store.</returns>
    public static RetentionBuilder AddRetention(this IServiceCollection services, Action<RunnerOptions> configure)
    {
        RetentionBuilder builder = AddRetention(services);
        services.Configure(configure);
        return builder;
    }
}
