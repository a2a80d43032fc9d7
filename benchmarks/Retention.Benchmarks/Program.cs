using System;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Running;

namespace Retention.Benchmarks;

/// <summary>Runs BenchmarkDotNet, with <c>base</c> a whole customer base, with <c>loyalty</c> a points account, with <c>business-time</c> calendars and clocks, with <c>customers</c> health scores and lifecycles, or with <c>stores</c> durable commands, as <c>docs/performance.md</c> describes.</summary>
internal static class Program
{
    private const string Peer = "--against-duckdb";

    private static void Main(string[] args)
    {
        if (args is ["loyalty", ..])
        {
            new LoyaltyRuns(string.Join(" ", args.Skip(1))).Report();
            return;
        }

        if (args is ["business-time", ..])
        {
            new BusinessTimeRuns().Report(args.Contains("--against-peers"));
            return;
        }

        if (args is ["customers", ..])
        {
            new CustomerRuns().Report();
            return;
        }

        if (args is ["stores", ..])
        {
            int[] numbers = args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
            new Stores.StoreRuns(numbers.ElementAtOrDefault(0) is > 0 and int seconds ? seconds : 10, numbers.ElementAtOrDefault(1) is > 0 and int rounds ? rounds : 3, numbers.ElementAtOrDefault(2) is > 0 and int due ? due : 10_000_000)
                .ReportAsync().GetAwaiter().GetResult();
            return;
        }

        if (args.Length == 0 || args[0] != "base")
        {
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
            return;
        }

        int[] sizes = args.Skip(1).Where(a => a != Peer).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        new BaseRuns(sizes.ElementAtOrDefault(0) is > 0 and int rows ? rows : 50_000_000, sizes.ElementAtOrDefault(1)).Report(args.Contains(Peer));
    }
}
