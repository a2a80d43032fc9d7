#if !NETSTANDARD_ASSET
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>What the runner tells, under the names that are documented, and never a key.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Runner_WhenListenedTo_TellsCommandsEventsAndConflicts()
    {
        // Other tests tell, too; a category of its own marks what this one did.
        string category = "points/telemetry";
        var measured = new ConcurrentBag<(string Name, double Value, string Tags)>();
        using var meters = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == RetentionTelemetry.SourceName) { l.EnableMeasurementEvents(i); } } };
        void Add<T>(Instrument i, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? _) =>
            measured.Add((i.Name, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), string.Join(",", tags.ToArray().Select(t => t.Key + "=" + t.Value))));
        meters.SetMeasurementEventCallback<long>(Add);
        meters.SetMeasurementEventCallback<double>(Add);
        meters.Start();
        var activities = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == RetentionTelemetry.SourceName, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = activities.Add };
        ActivitySource.AddActivityListener(listener);

        WrappedStore? store = null;
        var host = new TestHost(inner => store = new WrappedStore(inner));
        var accounts = host.Runner.Streams(new StreamKind<Core.Loyalty.PointsAccountState, Core.Loyalty.PointsCommand, Core.Loyalty.PointsEvent>(category, host.Kind.Process));
        await accounts.HandleAsync("secret-key", TestHost.Opening("secret-key"), TestHost.None);
        store!.BeforeAppend = async _ =>
        {
            store.BeforeAppend = null;
            await new DecisionRunner(store, host.Clock).Streams(accounts.Kind).HandleAsync("secret-key", TestHost.Buying("SO-2", 10), TestHost.None);
        };
        await accounts.HandleAsync("secret-key", TestHost.Buying("SO-1", 10), TestHost.None);
        await accounts.HandleAsync("secret-key", TestHost.Spending("1", 1000), TestHost.None);

        (string Name, double Value, string Tags)[] mine = measured.Where(m => m.Tags.Contains(category, StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, mine.Count(m => m.Name == RetentionTelemetry.Commands));
        Assert.Contains(mine, m => m.Name == RetentionTelemetry.Commands && m.Tags == "category=points/telemetry,command=loyalty.redeem-points,status=Refused");
        Assert.Equal(4, mine.Count(m => m.Name == RetentionTelemetry.CommandDuration));
        Assert.Equal(1, mine.Where(m => m.Name == RetentionTelemetry.Conflicts).Sum(m => m.Value));
        Assert.Equal((await accounts.ReadHistoryAsync("secret-key", 0, 100, TestHost.None)).Sum(d => d.Decision.Events.Count), mine.Where(m => m.Name == RetentionTelemetry.Events).Sum(m => m.Value));
        Assert.DoesNotContain(mine, m => m.Tags.Contains("secret", StringComparison.Ordinal));
        Activity[] spans = activities.Where(a => Equals(a.GetTagItem("category"), category)).ToArray();
        Assert.Equal(4, spans.Count(a => a.OperationName == RetentionTelemetry.CommandActivity));
        Assert.Equal(1, spans.Count(a => Equals(a.GetTagItem("status"), "Refused")));
    }
}
#endif
