using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>Wakes the streams whose time has come, page by page, the earliest first.</summary>
internal sealed class DueRun<TState, TCommand, TEvent>
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly ProcessStreams<TState, TCommand, TEvent> streams;
    private readonly Instant now;
    private readonly int parallelism;
    private readonly long maxStreams;
    private readonly BatchTally tally;
    private long settled;
    private long unchanged;
    private long conflicts;

    internal DueRun(ProcessStreams<TState, TCommand, TEvent> streams, Instant now, DueRunOptions options, IProgress<RunProgress>? progress)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        this.streams = streams;
        this.now = now;
        this.parallelism = options.Parallelism;
        this.maxStreams = options.MaxStreams ?? long.MaxValue;
        this.tally = new BatchTally(streams.Runner, progress, 0);
    }

    internal async Task<DueRunReport> RunAsync(CancellationToken cancellationToken)
    {
        string category = this.streams.Kind.Category;
        using IDisposable? activity = Telemetry.Start(RetentionTelemetry.RunActivity, category);
        string? after = null;
        long left = this.maxStreams;
        do
        {
            var query = new DueQuery(category, this.now, after, (int)Math.Min(this.streams.Runner.PageSize, left));
            DuePage page = await this.streams.Runner.Store.ReadDueAsync(query, cancellationToken).ConfigureAwait(false);
            await WorkList.RunAsync(page.Streams, this.parallelism, s => this.SettleAsync(s, cancellationToken), cancellationToken).ConfigureAwait(false);
            this.tally.Report();
            left -= page.Streams.Count;
            after = page.Next;
        }
        while (after is not null && left > 0);
        return new DueRunReport(this.now, this.settled, this.unchanged, this.conflicts, this.tally.Poison);
    }

    private Task SettleAsync(DueStream due, CancellationToken cancellationToken)
    {
        var part = new StreamPart<TState, TCommand, TEvent>(this.streams.Kind, due.Stream.Key);
        return this.tally.GuardAsync(
            part,
            async () =>
            {
                JointResult? result = await this.streams.Runner.SettleAsync(part, this.now, cancellationToken).ConfigureAwait(false);
                switch (result?.Status)
                {
                    case CommandStatus.Accepted:
                        Interlocked.Increment(ref this.settled);
                        Telemetry.Settled(due.Stream.Category);
                        break;
                    case null:
                        Interlocked.Increment(ref this.unchanged);
                        break;
                    default:
                        Interlocked.Increment(ref this.conflicts);
                        break;
                }

                this.tally.Count(due.Stream, string.Empty, result?.Status ?? CommandStatus.Replayed, null);
            },
            cancellationToken);
    }
}
