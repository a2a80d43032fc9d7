using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Counts what becomes of the streams and commands of a run, and sets aside what can't be read or decided.</summary>
internal sealed class BatchTally
{
    private readonly object gate = new object();
    private readonly DecisionRunner runner;
    private readonly IProgress<RunProgress>? progress;
    private readonly List<BatchRefusal> refusals = new List<BatchRefusal>();
    private readonly List<PoisonStream> poison = new List<PoisonStream>();
    private long done;
    private long accepted;
    private long replayed;
    private long refused;

    internal BatchTally(DecisionRunner runner, IProgress<RunProgress>? progress, long done)
    {
        this.runner = runner;
        this.progress = progress;
        this.done = done;
    }

    internal IReadOnlyList<PoisonStream> Poison => Sequence.Copy(this.poison);

    internal void Count(StreamId stream, string key, CommandStatus status, Refusal? refusal)
    {
        lock (this.gate)
        {
            this.done++;
            switch (status)
            {
                case CommandStatus.Accepted:
                    this.accepted++;
                    break;
                case CommandStatus.Replayed:
                    this.replayed++;
                    break;
                default:
                    this.refused++;
                    if (this.refusals.Count < BatchReport.MaxListed)
                    {
                        this.refusals.Add(new BatchRefusal(stream, key, status, refusal));
                    }

                    break;
            }
        }
    }

    /// <summary>Does something with one stream; what its contents or its process are to blame for sets it aside, what the store is to blame for goes on.</summary>
    internal async Task GuardAsync(StreamPart part, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && (part.HasFailed || e is UnreadableMessageException or BrokenStreamException))
        {
            // Foreign exceptions may quote what they stumbled over; ours don't.
            string reason = e is UnreadableMessageException or BrokenStreamException ? e.Message : e.GetType().Name + " while deciding; look at the run's report.";
            await this.runner.Store.SetAsideAsync(part.Stream, new StreamSetAside(this.runner.Clock.GetCurrentInstant(), reason), cancellationToken).ConfigureAwait(false);
            Telemetry.SetAside(part.Stream.Category);
            lock (this.gate)
            {
                this.done++;
                this.poison.Add(new PoisonStream(part.Stream, reason, e));
            }
        }
    }

    internal void Report()
    {
        lock (this.gate)
        {
            this.progress?.Report(new RunProgress(this.done, this.accepted, this.refused, this.poison.Count));
        }
    }

    internal BatchReport ToReport(long skipped) =>
        new BatchReport(null, skipped, this.accepted, this.replayed, this.refused, Sequence.Copy(this.refusals), this.Poison);
}
