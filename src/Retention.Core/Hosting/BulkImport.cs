using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Brings many commands in. Commands of one stream stay in their order; a checkpoint after each batch says how many are done.</summary>
internal sealed class BulkImport<TState, TCommand, TEvent>
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly ProcessStreams<TState, TCommand, TEvent> streams;
    private readonly string name;
    private readonly int parallelism;
    private readonly int batchSize;
    private readonly IEnumerable<ImportItem<TCommand>> items;
    private readonly IProgress<RunProgress>? progress;

    internal BulkImport(ProcessStreams<TState, TCommand, TEvent> streams, ImportOptions options, IEnumerable<ImportItem<TCommand>> items, IProgress<RunProgress>? progress)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        this.streams = streams;
        this.name = "import/" + options.Name;
        this.parallelism = options.Parallelism;
        this.batchSize = options.BatchSize;
        this.items = items;
        this.progress = progress;
    }

    internal async Task<BatchReport> RunAsync(CancellationToken cancellationToken)
    {
        using IDisposable? activity = Telemetry.Start(RetentionTelemetry.RunActivity, this.streams.Kind.Category);
        DecisionRunner runner = this.streams.Runner;
        string? checkpoint = await runner.Store.ReadCheckpointAsync(this.name, cancellationToken).ConfigureAwait(false);
        long done = checkpoint is null ? 0 : long.Parse(checkpoint, CultureInfo.InvariantCulture);
        var tally = new BatchTally(runner, this.progress, done);
        long position = 0;
        var batch = new List<ImportItem<TCommand>>();
        foreach (ImportItem<TCommand> item in this.items)
        {
            if (position++ < done)
            {
                continue;
            }

            batch.Add(item ?? throw new InvalidOperationException("An import has no empty items; number " + position.ToString(CultureInfo.InvariantCulture) + " is null."));
            if (batch.Count == this.batchSize)
            {
                await this.RunAsync(batch, position, tally, cancellationToken).ConfigureAwait(false);
            }
        }

        if (batch.Count > 0)
        {
            await this.RunAsync(batch, position, tally, cancellationToken).ConfigureAwait(false);
        }

        return tally.ToReport(done);
    }

    private async Task RunAsync(List<ImportItem<TCommand>> batch, long position, BatchTally tally, CancellationToken cancellationToken)
    {
        IGrouping<string, ImportItem<TCommand>>[] keys = batch.GroupBy(i => i.Key, StringComparer.Ordinal).ToArray();
        await WorkList.RunAsync(keys, this.parallelism, key => this.RunAsync(key, tally, cancellationToken), cancellationToken).ConfigureAwait(false);
        await this.streams.Runner.Store.WriteCheckpointAsync(this.name, position.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        batch.Clear();
        tally.Report();
    }

    private async Task RunAsync(IGrouping<string, ImportItem<TCommand>> items, BatchTally tally, CancellationToken cancellationToken)
    {
        foreach (ImportItem<TCommand> item in items)
        {
            CommandRequest<TCommand> request = item.Request;
            var part = new StreamPart<TState, TCommand, TEvent>(this.streams.Kind, items.Key);
            await tally.GuardAsync(
                part,
                async () =>
                {
                    JointResult result = await this.streams.Runner.HandleAsync([part], request.IdempotencyKey, request.Make, request.Context, at => part.Decide(request.Make(at)), cancellationToken).ConfigureAwait(false);
                    tally.Count(part.Stream, request.IdempotencyKey, result.Status, result.Refusal);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
