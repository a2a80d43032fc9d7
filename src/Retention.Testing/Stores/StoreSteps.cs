using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>One call of a generated program, made to the store and to the model; it prints itself as what to do.</summary>
internal abstract class StoreStep
{
    /// <summary>Few names, so that they collide; some are easily mistaken for each other.</summary>
    protected static readonly string[] Keys = ["a", "A", "a ", "\u00E4", "a\u0308", "顾客"];

    protected static readonly string[] Parts = ["x", "x/y"];

    private static readonly string?[] IdempotencyKeys = [null, null, null, "k", "K", "k ", "l"];

    private static readonly Instant?[] Dues = [null, StoreDrafts.Start, StoreDrafts.Start, StoreDrafts.Start.PlusNanoseconds(1), StoreDrafts.Start.PlusNanoseconds(2), StoreDrafts.Start + Duration.FromSeconds(1), Instant.MinValue, Instant.MaxValue];

    private static readonly PolicyVersion?[] Policies = [null, StoreDrafts.First, StoreDrafts.Changed, StoreDrafts.Renamed];

    /// <summary>The step of a seed.</summary>
    internal static StoreStep Make(long seed)
    {
        var dice = new Dice(seed);
        switch (dice.Weighted([40, 12, 12, 10, 8, 8, 3, 2]))
        {
            case 0: return AppendStep.Of(dice);
            case 1: return new ReadStep(Stream(dice), dice.Of(0, 0, 1, 2, 5, 50), dice.Of(1, 2, 3, StorePages.Widest), dice.OfList(IdempotencyKeys), dice.Of(null, "schema-1", "schema-2"));
            case 2: return new DueStep(Part(dice), dice.OfList(Dues) ?? StoreDrafts.Start, dice.Of(1, 2, 3, StorePages.Widest));
            case 3: return new ListStep(Part(dice), dice.Of(StreamQueryKind.All, StreamQueryKind.Outdated, StreamQueryKind.Outdated, StreamQueryKind.SetAside), dice.Of(StoreDrafts.First, StoreDrafts.Changed, StoreDrafts.Renamed), dice.Of(1, 2, 3, StorePages.Widest));
            case 4: return new SetAsideStep(Stream(dice), dice.Percent(30) ? null : new StreamSetAside(StoreDrafts.Start.PlusNanoseconds(dice.Next(3)), dice.Of("broken", "")));
            case 5: return new EraseStep(Part(dice), Key(dice), dice.OfList(Keys));
            case 6: return new CheckpointStep(dice.Of("job", "Job", "job "), dice.Of(null, "1", "2", string.Empty));
            default: return new ReopenStep();
        }
    }

    internal abstract Task RunAsync(StoreProgramRun run);

    /// <summary>The same in less.</summary>
    internal virtual IEnumerable<StoreStep> Smaller() => [];

    /// <summary>Mostly one of two streams, so that they grow.</summary>
    protected static StreamId Stream(Dice dice) => new StreamId(Part(dice), Key(dice));

    private static string Part(Dice dice) => dice.Percent(75) ? Parts[0] : Parts[1];

    private static string Key(Dice dice) => dice.Percent(60) ? Keys[dice.Next(2)] : dice.OfList(Keys);

    protected static string Text(string? text) => text is null ? "none" : "\"" + StoreDifference.Visible(text) + "\"";

    protected static string Text(Instant? instant) => instant is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : "never";

    protected static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A small decision, now and then one of a real process.</summary>
    protected static StreamDecision Decision(Dice dice)
    {
        StreamDecisionDraft draft = dice.Percent(25) ? StoreDrafts.Copy(dice.OfList(DecisionHistories.All)) : dice.Percent(10) ? StoreDrafts.Copy(StoreDrafts.TimePassed(dice.Next(1000))) : StoreDrafts.Plain(dice.Next(1000));
        draft.IdempotencyKey = draft.Command is null ? null : dice.OfList(IdempotencyKeys);
        draft.NextDue = dice.OfList(Dues);
        draft.PolicyVersion = dice.OfList(Policies);
        return new StreamDecision(draft);
    }
}

/// <summary>Appends to one stream or several, mostly at the versions that they have.</summary>
internal sealed class AppendStep : StoreStep
{
    private readonly AppendPart[] parts;

    private AppendStep(AppendPart[] parts) => this.parts = parts;

    internal static AppendStep Of(Dice dice)
    {
        int count = dice.Weighted([10, 4, 2, 1]) switch
        {
            0 => 1,
            1 => 2,
            2 => dice.Between(3, 6),
            _ => dice.Between(7, StreamAppend.MaxStreams),
        };
        var parts = new List<AppendPart>();
        for (int i = 0; i < count; i++)
        {
            StreamId stream = i < 6 ? Stream(dice) : new StreamId(dice.OfList(Parts), "s" + Number(dice.Next(40)));
            if (!parts.Any(p => p.Stream.Equals(stream)))
            {
                parts.Add(new AppendPart(stream, dice.Weighted([30, 1, 1, 1]) switch { 0 => 0, 1 => 1, 2 => -1, _ => -1000 }, Decision(dice), dice.Of(null, null, null, "schema-1", "schema-2")));
            }
        }

        return new AppendStep(parts.ToArray());
    }

    public override string ToString() => "append " + string.Join(" and ", this.parts.Select(p => p.ToString()));

    internal override async Task RunAsync(StoreProgramRun run)
    {
        var appends = new List<StreamAppend>();
        foreach (AppendPart part in this.parts)
        {
            StreamId stream = run.At(part.Stream);
            long version = Math.Max(0, await run.VersionAsync(stream).ConfigureAwait(false) + part.Shift);
            appends.Add(StoreDrafts.Write(stream, version, part.Decision, part.Schema is null ? null : StoreDrafts.Snapshot(version + 1, part.Schema)));
        }

        await run.AppendAsync(appends).ConfigureAwait(false);
    }

    internal override IEnumerable<StoreStep> Smaller() => this.parts.Length < 2 ? [] : Shrinking.Smaller(this.parts).Where(p => p.Length > 0).Select(p => new AppendStep(p));

    private sealed class AppendPart
    {
        internal AppendPart(StreamId stream, int shift, StreamDecision decision, string? schema)
        {
            this.Stream = stream;
            this.Shift = shift;
            this.Decision = decision;
            this.Schema = schema;
        }

        internal StreamId Stream { get; }

        /// <summary>Gets how far the expected version is from the stream's; a thousand below is 0.</summary>
        internal int Shift { get; }

        internal StreamDecision Decision { get; }

        internal string? Schema { get; }

        public override string ToString() => this.Stream.Category + " " + Text(this.Stream.Key)
            + (this.Shift == 0 ? " at its version" : this.Shift < -1 ? " at version 0" : " at its version " + this.Shift.ToString("+0;-0", CultureInfo.InvariantCulture))
            + " (" + (this.Decision.Command?.TypeName ?? "time passed") + ", " + Number(this.Decision.Events.Count) + " events, key " + Text(this.Decision.IdempotencyKey) + ", due " + Text(this.Decision.NextDue)
            + ", policy " + (this.Decision.PolicyVersion?.ToString() ?? "none") + (this.Schema is null ? string.Empty : ", snapshot of " + this.Schema) + ")";
    }
}

/// <summary>Reads a part of a stream.</summary>
internal sealed class ReadStep : StoreStep
{
    private readonly StreamId stream;
    private readonly int after;
    private readonly int limit;
    private readonly string? key;
    private readonly string? schema;

    internal ReadStep(StreamId stream, int after, int limit, string? key, string? schema)
    {
        this.stream = stream;
        this.after = after;
        this.limit = limit;
        this.key = key;
        this.schema = schema;
    }

    public override string ToString() => "read " + this.stream.Category + " " + Text(this.stream.Key) + " after " + Number(this.after) + ", limit " + Number(this.limit) + ", key " + Text(this.key) + ", schema " + Text(this.schema);

    internal override Task RunAsync(StoreProgramRun run) => run.ReadAsync(new StreamRead(run.At(this.stream), this.after, this.limit, this.key, this.schema));
}

/// <summary>Reads all pages of what is due.</summary>
internal sealed class DueStep : StoreStep
{
    private readonly string part;
    private readonly Instant until;
    private readonly int limit;

    internal DueStep(string part, Instant until, int limit)
    {
        this.part = part;
        this.until = until;
        this.limit = limit;
    }

    public override string ToString() => "read what is due in " + this.part + " until " + Text(this.until) + ", limit " + Number(this.limit);

    internal override Task RunAsync(StoreProgramRun run) => run.DueAsync(this.part, this.until, this.limit);
}

/// <summary>Reads all pages of a list.</summary>
internal sealed class ListStep : StoreStep
{
    private readonly string part;
    private readonly StreamQueryKind kind;
    private readonly PolicyVersion current;
    private readonly int limit;

    internal ListStep(string part, StreamQueryKind kind, PolicyVersion current, int limit)
    {
        this.part = part;
        this.kind = kind;
        this.current = current;
        this.limit = limit;
    }

    public override string ToString() => "list " + this.kind + " in " + this.part + (this.kind == StreamQueryKind.Outdated ? " under " + this.current : string.Empty) + ", limit " + Number(this.limit);

    internal override Task RunAsync(StoreProgramRun run)
    {
        string category = run.At(this.part);
        return run.ListAsync(after => this.kind switch
        {
            StreamQueryKind.Outdated => StreamQuery.Outdated(category, this.current, after, this.limit),
            StreamQueryKind.SetAside => StreamQuery.SetAside(category, after, this.limit),
            _ => StreamQuery.All(category, after, this.limit),
        });
    }
}

/// <summary>Sets a stream aside or releases it.</summary>
internal sealed class SetAsideStep : StoreStep
{
    private readonly StreamId stream;
    private readonly StreamSetAside? setAside;

    internal SetAsideStep(StreamId stream, StreamSetAside? setAside)
    {
        this.stream = stream;
        this.setAside = setAside;
    }

    public override string ToString() => (this.setAside is null ? "release " : "set aside ") + this.stream.Category + " " + Text(this.stream.Key);

    internal override Task RunAsync(StoreProgramRun run) => run.SetAsideAsync(run.At(this.stream), this.setAside);
}

/// <summary>Erases a person in a stream.</summary>
internal sealed class EraseStep : StoreStep
{
    private readonly string part;
    private readonly string source;
    private readonly string target;

    internal EraseStep(string part, string source, string target)
    {
        this.part = part;
        this.source = source;
        this.target = target;
    }

    public override string ToString() => "erase " + this.part + " " + Text(this.source) + " to " + Text(this.target);

    internal override Task RunAsync(StoreProgramRun run) => run.EraseAsync(run.At(new StreamId(this.part, this.source)), run.At(new StreamId(this.part, this.target)));
}

/// <summary>Writes a checkpoint and reads it.</summary>
internal sealed class CheckpointStep : StoreStep
{
    private readonly string name;
    private readonly string? value;

    internal CheckpointStep(string name, string? value)
    {
        this.name = name;
        this.value = value;
    }

    public override string ToString() => "write checkpoint " + Text(this.name) + " = " + Text(this.value);

    internal override Task RunAsync(StoreProgramRun run) => run.CheckpointAsync(this.name, this.value);
}

/// <summary>Goes on with a store that was opened anew.</summary>
internal sealed class ReopenStep : StoreStep
{
    public override string ToString() => "open the store anew";

    internal override Task RunAsync(StoreProgramRun run) => run.ReopenAsync();
}
