using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Generators;

/// <summary>Generates what a store is given: names, contexts, and decisions with commands and events of real processes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class StreamGenerators
{
    private static readonly string[] Fragments = ["C-1", "c-1", "顾客", "é", "e\u0301", "\U0001F600", " x", "x ", "'", "\"", "\\", "%", "_", "; --", "\uFEFF", "\u200D", "ß", "İ", "0", "/", "|", "{0}"];

    /// <summary>Gets texts of 1 to 200 characters that can be a key, an id of the context or a job's name: any script, quotes, look-alikes.</summary>
    public static Gen<string> Key { get; } = Gen.Frequency(
        (5, Gen.Elements(Fragments.Where(f => StreamId.IsKey(f)).ToArray())),
        (4, Gen.Elements(Fragments).ArrayOf().Resize(8).Select(parts => Cut(string.Concat(parts)))),
        (2, Gen.Choose(1, 1000).Select(n => "C-" + n.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Elements(Fragments).Select(f => Cut(string.Concat(Enumerable.Repeat(f, StreamId.MaxKeyLength))))));

    /// <summary>Gets names of streams in a few categories.</summary>
    public static Gen<StreamId> Stream { get; } = from category in Gen.Elements("points", "points/gold", "points/silver", "tiers", "cases", "lives") from key in Key select new StreamId(category, key);

    /// <summary>Gets instants: today's to the nanosecond, ancient, far, and the first and the last there are.</summary>
    public static Gen<Instant> Instant { get; } = Gen.Frequency(
        (6, from minutes in Gen.Choose(-2_000_000, 2_000_000) from nanoseconds in Gen.Elements(0, 0, 1, 99, 100, 999_999_999) select NodaTime.Instant.FromUtc(2026, 3, 1, 8, 0).Plus(Duration.FromMinutes(minutes)).PlusNanoseconds(nanoseconds)),
        (1, Gen.Elements(NodaTime.Instant.MinValue, NodaTime.Instant.MaxValue, NodaTime.Instant.FromUtc(-1, 1, 1, 0, 0), NodaConstants.UnixEpoch.PlusNanoseconds(-1), NodaTime.Instant.FromUtc(1600, 2, 29, 0, 0), NodaTime.Instant.FromUtc(9000, 1, 1, 0, 0).PlusNanoseconds(1))));

    /// <summary>Gets policy versions of few labels and few fingerprints, so that they meet.</summary>
    public static Gen<PolicyVersion> PolicyVersion { get; } = from label in Gen.Elements("2026-Q1", "2026-Q2", "春季 2026") from digit in Gen.Elements('a', 'b', '7') select new PolicyVersion(label, new string(digit, 64));

    /// <summary>Gets contexts with some, all or none of their ids.</summary>
    public static Gen<CommandContext> Context { get; } = from actor in Maybe(Key) from approver in Maybe(Key) from document in Maybe(Key) from correlation in Maybe(Key) select new CommandContext(actor, approver, document, correlation);

    /// <summary>Gets decisions of points accounts, tier assignments, cases and lives: commands and events that belong together; key, times, policy version and context vary by themselves.</summary>
    public static Gen<StreamDecision> Decision { get; } =
        from index in Gen.Choose(0, int.MaxValue - 1)
        from key in Maybe(Key)
        from recorded in Instant
        from due in MaybeValue(Instant)
        from policy in Maybe(PolicyVersion)
        from context in Context
        from isAsIs in Gen.Elements(false, false, true)
        select isAsIs ? At(index) : Changed(At(index), key, recorded, due, policy, context);

    /// <summary>Gets reasons for setting a stream aside.</summary>
    public static Gen<StreamSetAside> SetAside { get; } = from at in Instant from reason in Key select new StreamSetAside(at, reason);

    /// <summary>Gets writes at versions from 0 to 3, some with a snapshot.</summary>
    public static Gen<StreamAppend> Append { get; } =
        from stream in Stream
        from version in Gen.Choose(0, 3)
        from decision in Decision
        from payload in Maybe(Key)
        from incarnation in Gen.Elements<long?>(null, 0, 1, long.MaxValue)
        select new StreamAppend(stream, version, incarnation, decision, null, null, payload is null ? null : new StreamSnapshot(version + 1, "schema-1", "\"" + payload + "\""));

    /// <summary>Gets what one append may write: 1 to 16 writes, each to another stream; shrinks by leaving writes out.</summary>
    public static Arbitrary<StreamAppend[]> Appends { get; } = Arb.From(
        from count in Gen.Choose(1, StreamAppend.MaxStreams)
        from appends in Append.ArrayOf(count)
        select appends.GroupBy(a => a.Stream).Select(g => g.First()).ToArray(),
        appends => Shrinking.Smaller(appends).Where(a => a.Length > 0));

    private static StreamDecision At(int index) => DecisionHistories.All[index % DecisionHistories.All.Count];

    private static StreamDecision Changed(StreamDecision decision, string? key, Instant recorded, Instant? due, PolicyVersion? policy, CommandContext context)
    {
        StreamDecisionDraft draft = StoreDrafts.Copy(decision);
        draft.IdempotencyKey = decision.Command is null ? null : key;
        draft.RecordedAt = recorded;
        draft.NextDue = due;
        draft.PolicyVersion = policy;
        draft.Context = context;
        return new StreamDecision(draft);
    }

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Frequency((3, gen.Select(v => (T?)v)), (2, Gen.Constant<T?>(null)));

    private static Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((3, gen.Select(v => (T?)v)), (2, Gen.Constant<T?>(null)));

    /// <summary>What of a text can be a key; never half of a pair.</summary>
    private static string Cut(string text)
    {
        string cut = text.Length <= StreamId.MaxKeyLength ? text : text.Substring(0, StreamId.MaxKeyLength);
        cut = cut.Length > 0 && char.IsHighSurrogate(cut[cut.Length - 1]) ? cut.Substring(0, cut.Length - 1) : cut;
        return StreamId.IsKey(cut) ? cut : "C-0";
    }
}
