using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Retention.Benchmarks;

/// <summary>What one process of the peer measured.</summary>
internal sealed record DuckDbTimes(double Best, double Median, double GroupBest, string Checksum);

/// <summary>Runs the same scoring in DuckDB, in a process of its own.</summary>
internal static class DuckDbPeer
{
    private static readonly string[] ChecksumFields = ["customers", "last_day", "orders", "amount", "weighted"];

    /// <summary>Runs the peer and waits for it.</summary>
    internal static DuckDbTimes Run(int rows, int customers, int runs, int threads)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Peers.Folder("duckdb"), RedirectStandardOutput = true };
        start.ArgumentList.Add("run.mjs");
        foreach (int argument in new[] { rows, customers, runs, threads })
        {
            start.ArgumentList.Add(argument.ToString(CultureInfo.InvariantCulture));
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start; install Node.js 20 or later.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException("The peer failed; run npm install in benchmarks/peers/duckdb first.");
        }

        using JsonDocument line = JsonDocument.Parse(output);
        JsonElement root = line.RootElement;
        JsonElement checksum = root.GetProperty("checksum");
        return new DuckDbTimes(
            root.GetProperty("bestSeconds").GetDouble(),
            root.GetProperty("medianSeconds").GetDouble(),
            root.GetProperty("groupBestSeconds").GetDouble(),
            string.Join(' ', ChecksumFields.Select(f => checksum.GetProperty(f).GetString())));
    }
}
