#if NET8_0_OR_GREATER
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;

// How long something took goes to telemetry alone, never into a decision.
#pragma warning disable RS0030
#endif

namespace Retention.Core.Hosting;

/// <summary>Tells what the runner does; on netstandard2.0 every method does nothing.</summary>
internal static class Telemetry
{
#if NET8_0_OR_GREATER
    private static readonly ActivitySource Source = new ActivitySource(RetentionTelemetry.SourceName);
    private static readonly Meter Meter = new Meter(RetentionTelemetry.SourceName);
    private static readonly Counter<long> CommandCounter = Meter.CreateCounter<long>(RetentionTelemetry.Commands, "{command}", "Commands by what became of them.");
    private static readonly Histogram<double> CommandDuration = Meter.CreateHistogram<double>(RetentionTelemetry.CommandDuration, "s", "How long a command took with all its attempts.");
    private static readonly Counter<long> ConflictCounter = Meter.CreateCounter<long>(RetentionTelemetry.Conflicts, "{attempt}", "Attempts at which another writer came first.");
    private static readonly Counter<long> EventCounter = Meter.CreateCounter<long>(RetentionTelemetry.Events, "{event}", "Stored events.");
    private static readonly Counter<long> SettledCounter = Meter.CreateCounter<long>(RetentionTelemetry.DueSettled, "{stream}", "Streams that a due run settled.");
    private static readonly Counter<long> SetAsideCounter = Meter.CreateCounter<long>(RetentionTelemetry.DueSetAside, "{stream}", "Streams that a due run set aside.");

    internal static long Now() => Stopwatch.GetTimestamp();

    internal static System.IDisposable? Start(string activity, string category) => Source.StartActivity(activity)?.SetTag("category", category);

    internal static void Command(System.IDisposable? activity, string category, string command, CommandStatus status, long started)
    {
        var tags = new TagList { { "category", category }, { "command", command }, { "status", status.ToString() } };
        (activity as Activity)?.SetTag("command", command).SetTag("status", status.ToString());
        CommandCounter.Add(1, tags);
        CommandDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    internal static void Conflict(string category) => ConflictCounter.Add(1, new KeyValuePair<string, object?>("category", category));

    internal static void Events(string category, int count) => EventCounter.Add(count, new KeyValuePair<string, object?>("category", category));

    internal static void Settled(string category) => SettledCounter.Add(1, new KeyValuePair<string, object?>("category", category));

    internal static void SetAside(string category) => SetAsideCounter.Add(1, new KeyValuePair<string, object?>("category", category));
#else
    internal static long Now() => 0;

    internal static System.IDisposable? Start(string activity, string category) => null;

    internal static void Command(System.IDisposable? activity, string category, string command, CommandStatus status, long started)
    {
    }

    internal static void Conflict(string category)
    {
    }

    internal static void Events(string category, int count)
    {
    }

    internal static void Settled(string category)
    {
    }

    internal static void SetAside(string category)
    {
    }
#endif
}
