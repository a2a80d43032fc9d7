using System.Threading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.DependencyInjection;

namespace Retention.Consumer.Net472
{
    /// <summary>The same from a container, for hosts that have one.</summary>
    internal static class ContainerChecks
    {
        internal static void Run(Checks check)
        {
            var services = new ServiceCollection();
            services.AddRetention(o => o.MaxAttempts = 20)
                .UseInMemoryStore()
                .UseClock(new HostClock(LoyaltyChecks.March(1)))
                .AddLoyalty(o => o.Versions["2026"] = new ProgrammeVersionOptions<LoyaltyOptions> { Policy = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026" } })
                .AddLoyalty(o => o.Versions["broken"] = new ProgrammeVersionOptions<LoyaltyOptions> { EffectiveFrom = "next spring", Policy = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond } }, "gold");
            using (ServiceProvider provider = services.BuildServiceProvider())
            {
                ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts = provider.GetRequiredService<ProcessStreams<PointsAccountState, PointsCommand, PointsEvent>>();
                check.Equal("the container's streams", StreamKinds.PointsCategory, accounts.Kind.Category);
                check.Equal("its policy", "2026", provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>().At(LoyaltyChecks.March(1)).Version.Label);
                CommandResult<PointsAccountState, PointsEvent> result = accounts.HandleAsync("C-1", HostingChecks.Request("open", at => HostingChecks.Open(at, "C-1")), CancellationToken.None).GetAwaiter().GetResult();
                check.Equal("a command through it", CommandStatus.Accepted, result.Status);

                string problem = "none";
                try
                {
                    provider.GetRequiredKeyedService<ProcessStreams<PointsAccountState, PointsCommand, PointsEvent>>("gold");
                }
                catch (OptionsValidationException e)
                {
                    problem = e.Message;
                }

                check.Equal("what is wrong with the other programme", true, problem.Contains("loyalty:gold:broken:EffectiveFrom: next spring"));
            }
        }
    }
}
