using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Serialization.SystemTextJson;

namespace Retention.TrimmedHost;

/// <summary>Points, a case, tiers and a health score in a program that is published trimmed; prints what it is answered.</summary>
internal static class Program
{
    private static async Task Main()
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var clock = new DeskClock(Instant.FromUtc(2026, 3, 2, 4, 0));

        // A snapshot after every decision and nothing in memory: each command reads back what the codec wrote.
        var options = new RunnerOptions { SnapshotEvery = 1, CachedStates = 0 };
        var runner = new DecisionRunner(new InMemoryEventStore(), clock, options, new JsonSnapshotCodec());

        await new PointsDesk(runner, clock).RunAsync(CancellationToken.None);
        await new ServiceDesk(runner, clock).RunAsync(CancellationToken.None);
        Analysis.PrintTiers();
        Analysis.PrintHealth();
    }
}
