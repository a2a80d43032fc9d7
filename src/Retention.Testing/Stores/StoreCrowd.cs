using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>What one writer does next, among others.</summary>
internal sealed class CrowdStep
{
    private CrowdStep(int kind, string[] keys, int attempts, string? idempotencyKey)
    {
        this.Kind = kind;
        this.Keys = keys;
        this.Attempts = attempts;
        this.IdempotencyKey = idempotencyKey;
    }

    /// <summary>Gets what to do: 0 append, 1 erase, 2 set aside, 3 release, 4 read what is due, 5 list.</summary>
    internal int Kind { get; }

    internal string[] Keys { get; }

    internal int Attempts { get; }

    internal string? IdempotencyKey { get; }

    internal static CrowdStep Make(long seed)
    {
        var dice = new Dice(seed);
        int kind = dice.Weighted([20, 2, 1, 1, 1, 1]);
        int count = kind > 0 ? 1 : dice.Weighted([6, 4, 2, 1]) switch
        {
            0 => 1,
            1 => 2,
            2 => dice.Between(3, 6),
            _ => StreamAppend.MaxStreams,
        };
        string[] keys = Enumerable.Range(0, 40).Select(_ => "s" + StoreDifference.Number(dice.Next(dice.Percent(70) ? 3 : 20))).Distinct(StringComparer.Ordinal).Take(count).ToArray();
        return new CrowdStep(kind, keys, dice.Of(1, 1, 3, 20), dice.Percent(20) ? dice.Of("k", "l") : null);
    }

    public override string ToString() => this.Kind switch
    {
        0 => "append to " + string.Join("+", this.Keys) + (this.Attempts > 1 ? " in up to " + StoreDifference.Number(this.Attempts) + " attempts" : string.Empty) + (this.IdempotencyKey is null ? string.Empty : " with key " + this.IdempotencyKey),
        1 => "erase " + this.Keys[0],
        2 => "set aside " + this.Keys[0],
        3 => "release " + this.Keys[0],
        4 => "read what is due",
        _ => "list",
    };
}

/// <summary>Several writers at once; afterwards what is stored must be explained by what was answered.</summary>
internal sealed class StoreCrowd
{
    private static readonly Erasure Erasure = new Erasure(new CustomerId("M1"), new CustomerId("erased-7"));

    private readonly string category;
    private readonly object gate = new object();
    private readonly Dictionary<string, StreamAppend> stored = new Dictionary<string, StreamAppend>(StringComparer.Ordinal);
    private int erased;

    private StoreCrowd(string category) => this.category = category;

    internal static async Task RunAsync(StoreTrial trial, CrowdStep[][] programs)
    {
        var crowd = new StoreCrowd(trial.NextCategory());
        IEventStore[] servers = trial.OpenServers();
        await Together.RunAsync(trial.Patience, programs.Length, async writer =>
        {
            for (int i = 0; i < programs[writer].Length; i++)
            {
                await crowd.DoAsync(servers[(writer + i) % servers.Length], programs[writer][i], "writer " + StoreDifference.Number(writer + 1) + " step " + StoreDifference.Number(i + 1)).ConfigureAwait(false);
            }

            return true;
        }).ConfigureAwait(false);
        await crowd.ExplainAsync(trial.Reopen()).ConfigureAwait(false);
    }

    private async Task DoAsync(IEventStore store, CrowdStep step, string name)
    {
        var stream = new StreamId(this.category, step.Keys[0]);
        switch (step.Kind)
        {
            case 0:
                await this.AppendAsync(store, step, name).ConfigureAwait(false);
                break;
            case 1:
                var target = new StreamId(this.category, stream.Key + "~" + StoreDifference.Number(Interlocked.Increment(ref this.erased)));
                EraseStatus status = await store.EraseAsync(new EraseRequest(stream, target, Erasure), CancellationToken.None).ConfigureAwait(false);
                Promise.Keep(status != EraseStatus.TargetExists, "erasing to a name that no stream has was answered TargetExists");
                break;
            case 2:
            case 3:
                await store.SetAsideAsync(stream, step.Kind == 2 ? new StreamSetAside(StoreDrafts.Start, "broken") : null, CancellationToken.None).ConfigureAwait(false);
                break;
            case 4:
                DuePage due = await store.ReadDueAsync(new DueQuery(this.category, Instant.MaxValue, null, 100), CancellationToken.None).ConfigureAwait(false);
                Promise.Keep(due.Streams.Select(s => s.Stream).Distinct().Count() == due.Streams.Count, "one page of what is due has a stream twice");
                break;
            default:
                StreamPage page = await store.ReadStreamsAsync(StreamQuery.All(this.category, null, 100), CancellationToken.None).ConfigureAwait(false);
                Promise.Keep(page.Streams.Select(s => s.Stream).Distinct().Count() == page.Streams.Count, "one page of a list has a stream twice");
                break;
        }
    }

    /// <summary>Every write of an append has a name of its own, so that it is known again.</summary>
    private async Task AppendAsync(IEventStore store, CrowdStep step, string name)
    {
        for (int attempt = 1; attempt <= step.Attempts; attempt++)
        {
            var appends = new List<StreamAppend>();
            foreach (string key in step.Keys)
            {
                var stream = new StreamId(this.category, key);
                StreamSlice slice = await store.ReadAsync(new StreamRead(stream, 0, 1, null, null), CancellationToken.None).ConfigureAwait(false);
                appends.Add(StoreDrafts.Write(stream, slice.Version, StoreDrafts.Decision(attempt, d =>
                {
                    d.IdempotencyKey = step.IdempotencyKey;
                    d.NextDue = StoreDrafts.Start;
                    d.Context = new CommandContext(null, null, null, name + " attempt " + StoreDifference.Number(attempt) + " to " + key);
                })));
            }

            AppendResult result = await store.AppendAsync(appends, CancellationToken.None).ConfigureAwait(false);
            if (result.Status == AppendStatus.Appended)
            {
                lock (this.gate)
                {
                    appends.ForEach(a => this.stored.Add(a.Decision.Context.CorrelationId!, a));
                }
            }

            if (result.Status != AppendStatus.VersionConflict)
            {
                return;
            }
        }
    }

    private async Task ExplainAsync(IEventStore store)
    {
        StoreView view = await StoreView.ReadAsync(store, this.category).ConfigureAwait(false);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (StreamSlice slice in view.Streams)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < slice.Decisions.Count; i++)
            {
                StreamDecision decision = slice.Decisions[i].Decision;
                string name = decision.Context.CorrelationId ?? "none";
                Promise.Keep(slice.Decisions[i].Version == i + 1, slice.Stream + " has a gap at version " + StoreDifference.Number(i + 1));
                Promise.Keep(this.stored.TryGetValue(name, out StreamAppend? append), slice.Stream + " has \"" + name + "\", which wasn't answered as stored");
                Promise.Keep(found.Add(name), "\"" + name + "\" is stored twice");
                Promise.Keep(decision.IdempotencyKey is null || keys.Add(decision.IdempotencyKey), slice.Stream + " has a key twice");
                Explain(slice.Stream, slice.Decisions[i], append!);
            }
        }

        string[] missing = this.stored.Keys.Where(name => !found.Contains(name)).ToArray();
        Promise.Keep(missing.Length == 0, "answered as stored, but nowhere: " + string.Join(", ", missing));
    }

    /// <summary>A decision stands where it was appended, or in the stream that this one was erased to.</summary>
    private static void Explain(StreamId stream, DecisionRecord record, StreamAppend append)
    {
        string where = "\"" + record.Decision.Context.CorrelationId + "\"";
        Promise.Same(StoreDifference.Of("version", append.ExpectedVersion + 1, record.Version), where);
        bool isErased = stream.Key.StartsWith(append.Stream.Key + "~", StringComparison.Ordinal);
        Promise.Keep(isErased || stream.Equals(append.Stream), where + " is in " + stream);
        Promise.Same(StoreDifference.OfDecisions(isErased ? StreamAppends.Erased(append.Decision, Erasure) : append.Decision, record.Decision), where);
    }
}
