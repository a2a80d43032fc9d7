using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Testing.Tests.Docs;

/// <summary>The code samples of the page about stores, compiled, run and compared with the page.</summary>
public class StoreSnippets
{
    [Fact]
    public void EverySample_IsOneOfTheseRegions()
    {
        string root = Root();
        string source = File.ReadAllText(Path.Combine(root, "tests", "Retention.Testing.Tests", "Docs", "StoreSnippets.cs")).Replace("\r\n", "\n", StringComparison.Ordinal);
        string[] regions = [.. Regex.Matches(source, "^ +#region [a-z-]+\n(.*?)\n +#endregion", RegexOptions.Singleline | RegexOptions.Multiline).Select(m => Dedent(m.Groups[1].Value))];
        string page = File.ReadAllText(Path.Combine(root, "docs", "stores.md")).Replace("\r\n", "\n", StringComparison.Ordinal);
        string[] samples = [.. Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
        Assert.Equal(regions.Order(StringComparer.Ordinal), samples.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryRule_IsOnThePage()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "stores.md"));
        Assert.DoesNotContain(StoreLaws.Rules, r => !page.Contains("`" + r.Name + "`", StringComparison.Ordinal));
    }

    [Fact]
    public void ProveAStore()
    {
        #region fixture
        IStoreFixture fixture = new MyStores();
        IReadOnlyList<LawReport> reports = StoreLaws.CheckAll(fixture, new LawSettings { Cases = 50 });
        LawReport.ThrowIfBroken(reports); // names every rule that failed, what was done, and the seed of a program
        #endregion
        Assert.Equal(StoreLaws.Rules.Count, reports.Count);
    }

    [Fact]
    public async Task ReadAndAppend()
    {
        IEventStore store = new InMemoryEventStore();
        Instant now = Instant.FromUtc(2026, 3, 2, 4, 0);
        var command = new OpenAccount(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), string.Empty);
        var policy = new PolicyVersion("2026-Q1", new string('a', 64));
        var opened = new AccountOpened(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), string.Empty, policy);
        #region append
        var stream = new StreamId("points/gold", "C001");
        StreamSlice slice = await store.ReadAsync(new StreamRead(stream, afterVersion: 0, limit: 1000, idempotencyKey: "request-17", snapshotSchema: null), CancellationToken.None);
        if (slice.Recorded is null)
        {
            var draft = new StreamDecisionDraft { IdempotencyKey = "request-17", Command = command, Fingerprint = CommandFingerprint.Of(command), At = now, RecordedAt = now, PolicyVersion = policy };
            draft.Events.Add(opened);
            var append = new StreamAppend(stream, slice.Version, slice.Incarnation, new StreamDecision(draft), before: null, after: null, snapshot: null);
            AppendResult result = await store.AppendAsync(new[] { append }, CancellationToken.None);
            bool isStored = result.Status == AppendStatus.Appended; // else somebody else was first: read again, decide again
        }
        #endregion
        Assert.Equal(1, (await store.ReadAsync(new StreamRead(stream, 0, 1, "request-17", null), CancellationToken.None)).Recorded!.Version);
    }

    [Fact]
    public void ProveACodec()
    {
        IEventCodec codec = new Remembering();
        #region codec
        foreach (StreamDecision decision in StreamGenerators.Decision.Sample(1000))
        {
            foreach (Message e in decision.Events)
            {
                Message read = codec.Decode(codec.Encode(e));
                if (!read.Equals(e))
                {
                    throw new InvalidOperationException(e + " was read as " + read);
                }
            }
        }
        #endregion
        Assert.NotNull(codec);
    }

    private static string Dedent(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join("\n", lines.Select(l => l.Length >= indent ? l.Substring(indent) : l.Trim())).Trim('\n');
    }

    private static string Root()
    {
        DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Retention.Core.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Retention.Core.sln is in no folder above " + AppContext.BaseDirectory + ".");
        }

        return folder.FullName;
    }

    #region stores
    private sealed class MyStores : IStoreFixture
    {
        private readonly InMemoryEventStore store = new InMemoryEventStore();

        // A store over a database: return new MyStore(connectionString), each time.
        public IEventStore Open() => this.store;
    }
    #endregion

    /// <summary>Stands in for a codec: what it encoded, it knows again.</summary>
    private sealed class Remembering : IEventCodec
    {
        private readonly List<Message> messages = [];

        public EncodedMessage Encode(Message message)
        {
            this.messages.Add(message);
            return new EncodedMessage(message.TypeName, 1, (this.messages.Count - 1).ToString());
        }

        public Message Decode(EncodedMessage encoded) => this.messages[int.Parse(encoded.Payload)];
    }
}
