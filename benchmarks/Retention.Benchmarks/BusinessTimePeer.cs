using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Retention.Benchmarks;

/// <summary>What a peer measured for one amount of minutes.</summary>
internal sealed record BusinessTimePeerTimes(string Library, string Version, int Minutes, double? Nanoseconds, double? MedianNanoseconds, IReadOnlyList<Instant?> Answers);

/// <summary>Runs the same additions in libraries for JavaScript, in a process of their own.</summary>
internal static class BusinessTimePeer
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri"];

    /// <summary>Runs the peers and waits for them, two minutes or so.</summary>
    internal static IReadOnlyList<BusinessTimePeerTimes> Run()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Cases());
            var start = new ProcessStartInfo("node") { WorkingDirectory = Peers.Folder("business-time"), RedirectStandardOutput = true };
            start.ArgumentList.Add("run.mjs");
            start.ArgumentList.Add(file);
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("Node.js did not start; install Node.js 20 or later.");
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToArray()
                : throw new InvalidOperationException("The peers failed; run npm ci in benchmarks/peers/business-time first.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Cases() => JsonSerializer.Serialize(new
    {
        zone = "UTC",
        week = Days.ToDictionary(d => d, _ => new[] { "09:00-13:00", "14:00-18:00" }),
        holidays = BusinessTimeCases.Holidays(),
        cases = new[] { BusinessTimeCases.HourMinutes, BusinessTimeCases.TenThousandHoursMinutes }
            .SelectMany(m => BusinessTimeCases.Starts.Select(s => new { start = InstantPattern.General.Format(s), minutes = m })),
    });

    private static BusinessTimePeerTimes Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        double? Number(string name) => root.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        Instant?[] answers = root.GetProperty("answers").EnumerateArray().Select(a => a.GetString() is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : (Instant?)null).ToArray();
        return new BusinessTimePeerTimes(root.GetProperty("library").GetString()!, root.GetProperty("version").GetString()!, root.GetProperty("minutes").GetInt32(), Number("nanosecondsPerCall"), Number("medianNanosecondsPerCall"), answers);
    }
}
