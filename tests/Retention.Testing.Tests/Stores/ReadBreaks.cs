using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>Stores that give back something else than they were given.</summary>
internal static class ReadBreaks
{
    internal static IEnumerable<Break> Breaks { get; } =
    [
        new Break("throws where there is no stream", "empty-stream", () => new BrokenStore { Read = NotFound }),
        new Break("drops the last event", "read-back", () => Broken.Reading(d => d.SetEvents(d.Events.Take(Math.Max(1, d.Events.Count - 1))))),
        new Break("loses the source document", "read-back", () => Broken.Reading(d => d.Context = new CommandContext(d.Context.Actor, d.Context.ApprovedBy, null, d.Context.CorrelationId))),
        new Break("loses the approver", "read-back", () => Broken.Reading(d => d.Context = new CommandContext(d.Context.Actor, null, d.Context.SourceDocument, d.Context.CorrelationId))),
        new Break("gives the fingerprint in capitals", "read-back", () => Broken.Reading(d => d.Fingerprint = d.Fingerprint?.ToUpperInvariant())),
        new Break("gives the decision time as recorded time", "read-back", () => Broken.Reading(d => d.RecordedAt = d.At)),
        new Break("knows no events of cases", "every-message", () => Broken.Reading(d => d.SetEvents(d.Events.Where(e => !e.TypeName.StartsWith("sla.", StringComparison.Ordinal))))),
        new Break("knows one event less", "every-message", () => Broken.Reading(d => d.SetEvents(d.Events.Where(e => e.TypeName != "lifecycle.signal-raised")))),
        new Break("rounds times to 100 nanoseconds", "extreme-values", () => Broken.Reading(d => d.RecordedAt = ToTicks(d.RecordedAt))),
        new Break("forgets decisions of time alone that changed nothing", "extreme-values", () => new BrokenStore { Read = WithoutEmpty }),
        new Break("swaps events", "order", () => Broken.Reading(d => d.SetEvents(d.Events.Reverse()))),
        new Break("sorts decisions by their time", "order", () => new BrokenStore { Read = ByTime }),
        new Break("sorts versions as texts", "order", () => new BrokenStore { Read = ByText }),
        new Break("reads one too few", "page-of-stream", () => new BrokenStore { Read = (inner, read) => inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, Math.Max(1, read.Limit - 1), read.IdempotencyKey, read.SnapshotSchema), CancellationToken.None) }),
        new Break("reads from the version instead of after it", "page-of-stream", () => new BrokenStore { Read = (inner, read) => inner.ReadAsync(new StreamRead(read.Stream, Math.Max(0, read.AfterVersion - 1), read.Limit, read.IdempotencyKey, read.SnapshotSchema), CancellationToken.None) }),
        new Break("says the page's last version as the stream's", "page-of-stream", () => new BrokenStore { Read = PageVersion }),
        new Break("has pages of at most a thousand", "long-stream", () => new BrokenStore { Read = (inner, read) => inner.ReadAsync(new StreamRead(read.Stream, read.AfterVersion, Math.Min(1000, read.Limit), read.IdempotencyKey, read.SnapshotSchema), CancellationToken.None) }),
        new Break("keeps at most a thousand events of a decision", "big-decision", () => Broken.Reading(d => d.SetEvents(d.Events.Take(1000)))),
        new Break("keeps everything in the instance", "reopened", () => new Opened(() => new InMemoryEventStore())),
        new Break("remembers what it read", "reopened", Remembering),
        new Break("cuts ids at a hundred characters", "texts-kept", () => Broken.Reading(d => d.Context = new CommandContext(d.Context.Actor is { Length: > 100 } actor ? actor[..100] : d.Context.Actor, d.Context.ApprovedBy, d.Context.SourceDocument, d.Context.CorrelationId))),
        new Break("trims ids", "texts-kept", () => Broken.Reading(d => d.Context = new CommandContext(d.Context.Actor?.Trim(), d.Context.ApprovedBy, d.Context.SourceDocument, d.Context.CorrelationId))),
        new Break("normalises Unicode in names", "names-ordinal", () => Broken.Renaming(k => k.Normalize())),
        new Break("ignores case in names", "names-ordinal", () => Broken.Renaming(k => k.ToLowerInvariant())),
        new Break("ignores spaces at the end of names", "names-ordinal", () => Broken.Renaming(k => k.TrimEnd(' '))),
        new Break("ignores case in names, but gives them as they were", "names-ordinal", () => Broken.Appending(async (inner, appends) =>
        {
            foreach (StreamAppend append in appends)
            {
                if ((await inner.Entries(append.Stream.Category)).Any(e => !e.Stream.Equals(append.Stream) && string.Equals(e.Stream.Key, append.Stream.Key, StringComparison.OrdinalIgnoreCase)))
                {
                    return AppendResult.VersionConflict(append.Stream);
                }
            }

            return await inner.AppendAsync(appends, CancellationToken.None);
        })),
        new Break("lists categories that begin so", "categories-apart", CategoriesByPrefix),
    ];

    private static Instant ToTicks(Instant instant) => instant.PlusNanoseconds(-(long)((instant - Instant.MinValue).ToBigIntegerNanoseconds() % 100));

    private static async Task<StreamSlice> NotFound(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.Version > 0 ? slice : throw new KeyNotFoundException();
    }

    private static async Task<StreamSlice> WithoutEmpty(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.With(decisions: slice.Decisions.Where(d => d.Decision.Command is not null || d.Decision.Events.Count > 0).ToArray());
    }

    private static async Task<StreamSlice> ByTime(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.With(decisions: slice.Decisions.OrderBy(d => d.Decision.At).Select((d, i) => new DecisionRecord(d.Stream, read.AfterVersion + i + 1, d.Decision)).ToArray());
    }

    private static async Task<StreamSlice> ByText(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.With(decisions: slice.Decisions.OrderBy(d => d.Version.ToString(), StringComparer.Ordinal).ToArray());
    }

    private static async Task<StreamSlice> PageVersion(IEventStore inner, StreamRead read)
    {
        StreamSlice slice = await inner.ReadAsync(read, CancellationToken.None);
        return slice.With(version: slice.Decisions.Count > 0 ? slice.Decisions[^1].Version : slice.Version);
    }

    /// <summary>Each store over the same streams keeps what it read of them.</summary>
    private static Opened Remembering()
    {
        var inner = new InMemoryEventStore();
        return new Opened(() =>
        {
            var read = new Dictionary<StreamId, StreamSlice>();
            return new BrokenStore
            {
                Append = (_, appends) =>
                {
                    read.Clear();
                    return inner.AppendAsync(appends, CancellationToken.None);
                },
                Read = async (_, one) => read.TryGetValue(one.Stream, out StreamSlice? known) ? known : read[one.Stream] = await inner.ReadAsync(one, CancellationToken.None),
                ReadDue = (_, query) => inner.ReadDueAsync(query, CancellationToken.None),
            };
        });
    }

    private static BrokenStore CategoriesByPrefix()
    {
        var categories = new SortedSet<string>(StringComparer.Ordinal);
        return new BrokenStore
        {
            Append = (inner, appends) =>
            {
                categories.UnionWith(appends.Select(a => a.Stream.Category));
                return inner.AppendAsync(appends, CancellationToken.None);
            },
            ReadStreams = async (inner, query) =>
            {
                var streams = new List<StreamEntry>();
                foreach (string category in categories.Where(c => c.StartsWith(query.Category, StringComparison.Ordinal)))
                {
                    streams.AddRange(await inner.Entries(category));
                }

                return new StreamPage(streams, null);
            },
        };
    }

    private sealed class Opened(Func<IEventStore> open) : IStoreFixture
    {
        public IEventStore Open() => open();
    }
}
