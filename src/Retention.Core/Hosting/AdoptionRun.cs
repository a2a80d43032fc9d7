using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>Brings every stream that stands under another policy version over to a new one. What is done drops out of the query, so a run can be interrupted and repeated at will.</summary>
internal sealed class AdoptionRun<TState, TCommand, TEvent>
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    private readonly ProcessStreams<TState, TCommand, TEvent> streams;
    private readonly AdoptionRequest request;
    private readonly Func<Instant, TCommand> command;
    private readonly BatchTally tally;

    internal AdoptionRun(ProcessStreams<TState, TCommand, TEvent> streams, AdoptionRequest request, Func<Instant, TCommand> command, IProgress<RunProgress>? progress)
    {
        this.streams = streams;
        this.request = request;
        this.command = command;
        this.tally = new BatchTally(streams.Runner, progress, 0);
    }

    private string Name => "adopt/" + this.streams.Kind.Category + "/" + this.request.Version.Fingerprint;

    internal async Task<BatchReport> RunAsync(CancellationToken cancellationToken)
    {
        using IDisposable? activity = Telemetry.Start(RetentionTelemetry.RunActivity, this.streams.Kind.Category);
        DecisionRunner runner = this.streams.Runner;
        CommandContext context = this.request.Context;
        var asked = new AuthorizationRequest(GuardedAction.PolicyActivation, "adopt-policy", context.Actor, context.ApprovedBy, null, null, context);
        if (await runner.AuthorizeAsync(asked, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return new BatchReport(refusal, 0, 0, 0, 0, [], []);
        }

        // The place is kept for the sake of streams that refuse: they stay in the query, and a resumed run needn't ask them again.
        string? after = await runner.Store.ReadCheckpointAsync(this.Name, cancellationToken).ConfigureAwait(false);
        do
        {
            StreamPage page = await runner.Store.ReadStreamsAsync(StreamQuery.Outdated(this.streams.Kind.Category, this.request.Version, after, runner.PageSize), cancellationToken).ConfigureAwait(false);
            await WorkList.RunAsync(page.Streams, this.request.Parallelism, s => this.AdoptAsync(s, cancellationToken), cancellationToken).ConfigureAwait(false);
            after = page.Next;
            await runner.Store.WriteCheckpointAsync(this.Name, after, cancellationToken).ConfigureAwait(false);
            this.tally.Report();
        }
        while (after is not null);
        return this.tally.ToReport(0);
    }

    private Task AdoptAsync(StreamEntry entry, CancellationToken cancellationToken)
    {
        var part = new StreamPart<TState, TCommand, TEvent>(this.streams.Kind, entry.Stream.Key);

        // With the version in it, a stream can go over, back, and over again.
        string key = "adopt/" + this.request.Version.Fingerprint + "/" + entry.Version.ToString(CultureInfo.InvariantCulture);
        return this.tally.GuardAsync(
            part,
            async () =>
            {
                JointResult result = await this.streams.Runner.HandleAsync([part], key, this.command, this.request.Context, at => part.Decide(this.command(at)), cancellationToken, isAuthorized: true).ConfigureAwait(false);
                this.tally.Count(entry.Stream, key, result.Status, result.Refusal);
            },
            cancellationToken);
    }
}
