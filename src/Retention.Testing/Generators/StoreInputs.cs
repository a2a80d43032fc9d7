using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing.Generators;

/// <summary>What a store is asked and given.</summary>
internal static class StoreInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(Arb.From(StreamGenerators.Stream))
        .Add(Arb.From(StreamGenerators.Context))
        .Add(Arb.From(StreamGenerators.Decision))
        .Add(Arb.From(StreamGenerators.Decision.Select(StoreDrafts.Copy)))
        .Add(Arb.From(from append in StreamGenerators.Append from hasStates in Gen.Elements(true, false) select hasStates ? WithStates(append) : append))
        .Add(Arb.From(StreamGenerators.SetAside))
        .Add(Arb.From(from stream in StreamGenerators.Stream from after in Gen.Elements(0L, 0L, 1L, 7L, long.MaxValue) from limit in Gen.Elements(1, 2, 500, StreamRead.MaxLimit) from key in Maybe from schema in Maybe select new StreamRead(stream, after, limit, key, schema)))
        .Add(Arb.From(from version in Gen.Choose(1, 1_000) from schema in StreamGenerators.Key from payload in StreamGenerators.Key select new StreamSnapshot(version, schema, payload)))
        .Add(Arb.From(from stream in StreamGenerators.Stream from until in StreamGenerators.Instant from after in Maybe from limit in Gen.Elements(1, 2, 500, StreamRead.MaxLimit) select new DueQuery(stream.Category, until, after, limit)))
        .Add(Arb.From(from type in Gen.Elements("loyalty.points-awarded", "tiering.override-tier", "host.own") from version in Gen.Choose(1, 3) from payload in StreamGenerators.Key select new EncodedMessage(type, version, payload)))
        .Add(Arb.From(from stream in StreamGenerators.Stream from number in Gen.Choose(1, 1_000_000) from isRenamed in Gen.Elements(true, false) select Erase(stream, new CustomerId("erased-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture)), isRenamed)));

    private static FsCheck.Gen<string?> Maybe => Gen.Frequency((2, StreamGenerators.Key.Select(k => (string?)k)), (1, Gen.Constant<string?>(null)));

    /// <summary>With the states of a stream on which nothing happened, as a runner gives them.</summary>
    private static StreamAppend WithStates(StreamAppend append) =>
        new StreamAppend(append.Stream, append.ExpectedVersion, append.ExpectedIncarnation, append.Decision, StreamKinds.Budgets().Initial, StreamKinds.Budgets().Initial, append.Snapshot);

    private static EraseRequest Erase(StreamId stream, CustomerId replacement, bool isRenamed) =>
        new EraseRequest(stream, isRenamed ? new StreamId(stream.Category, replacement.Value) : stream, new Erasure(new CustomerId("C-1"), replacement));
}
