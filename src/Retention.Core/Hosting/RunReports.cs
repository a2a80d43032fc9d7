using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>How far a run over many streams has come.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RunProgress
{
    internal RunProgress(long done, long changed, long refused, long setAside)
    {
        this.Done = done;
        this.Changed = changed;
        this.Refused = refused;
        this.SetAside = setAside;
    }

    /// <summary>Gets how many streams or commands are done, whatever became of them; in a resumed import, with those done before.</summary>
    public long Done { get; }

    /// <summary>Gets for how many something was stored.</summary>
    public long Changed { get; }

    /// <summary>Gets how many commands were refused, or lost against other writers.</summary>
    public long Refused { get; }

    /// <summary>Gets how many streams were set aside.</summary>
    public long SetAside { get; }
}

/// <summary>A stream that a run set aside: it couldn't be read or decided.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PoisonStream
{
    internal PoisonStream(StreamId stream, string reason, Exception exception)
    {
        this.Stream = stream;
        this.Reason = reason;
        this.Exception = exception;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the reason as it was stored; without personal data.</summary>
    public string Reason { get; }

    /// <summary>Gets what was thrown. Its message may come from the host's own code.</summary>
    public Exception Exception { get; }
}

/// <summary>What a due run did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DueRunReport
{
    internal DueRunReport(Instant now, long settled, long unchanged, long conflicts, IReadOnlyList<PoisonStream> setAside)
    {
        this.Now = now;
        this.Settled = settled;
        this.Unchanged = unchanged;
        this.Conflicts = conflicts;
        this.SetAside = setAside;
    }

    /// <summary>Gets the instant it ran for.</summary>
    public Instant Now { get; }

    /// <summary>Gets for how many streams something was stored.</summary>
    public long Settled { get; }

    /// <summary>Gets how many streams somebody else had settled meanwhile.</summary>
    public long Unchanged { get; }

    /// <summary>Gets how many streams were left to the next run, as other writers came first at every attempt.</summary>
    public long Conflicts { get; }

    /// <summary>Gets the streams that were set aside, with the reasons.</summary>
    public IReadOnlyList<PoisonStream> SetAside { get; }
}

/// <summary>A command of a run that wasn't accepted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BatchRefusal
{
    internal BatchRefusal(StreamId stream, string idempotencyKey, CommandStatus status, Refusal? refusal)
    {
        this.Stream = stream;
        this.IdempotencyKey = idempotencyKey;
        this.Status = status;
        this.Refusal = refusal;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the command's idempotency key.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Gets what became of it: refused, or a conflict.</summary>
    public CommandStatus Status { get; }

    /// <summary>Gets why it was refused; null for conflicts.</summary>
    public Refusal? Refusal { get; }
}

/// <summary>What an import or an adoption did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BatchReport
{
    /// <summary>The most refusals that are listed: 1,000.</summary>
    public const int MaxListed = 1000;

    internal BatchReport(Refusal? notPermitted, long skipped, long accepted, long replayed, long refused, IReadOnlyList<BatchRefusal> refusals, IReadOnlyList<PoisonStream> setAside)
    {
        this.NotPermitted = notPermitted;
        this.Skipped = skipped;
        this.Accepted = accepted;
        this.Replayed = replayed;
        this.Refused = refused;
        this.Refusals = refusals;
        this.SetAside = setAside;
    }

    /// <summary>Gets why the run as a whole wasn't permitted, and did nothing; null if it was.</summary>
    public Refusal? NotPermitted { get; }

    /// <summary>Gets how many commands an earlier run had done before the checkpoint from which this one went on.</summary>
    public long Skipped { get; }

    /// <summary>Gets how many commands were accepted and stored.</summary>
    public long Accepted { get; }

    /// <summary>Gets how many had been stored before.</summary>
    public long Replayed { get; }

    /// <summary>Gets how many weren't accepted.</summary>
    public long Refused { get; }

    /// <summary>Gets the first 1,000 of those that weren't accepted, in no particular order.</summary>
    public IReadOnlyList<BatchRefusal> Refusals { get; }

    /// <summary>Gets the streams that were set aside, with the reasons.</summary>
    public IReadOnlyList<PoisonStream> SetAside { get; }
}
