using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>The answer to a request that concerns several streams; states and events stand in its parts.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class JointResult
{
    internal JointResult(CommandStatus status, Refusal? refusal, StreamId? refusedBy, IReadOnlyList<StreamAppend> appends)
    {
        this.Status = status;
        this.Refusal = refusal;
        this.RefusedBy = refusedBy;
        this.Appends = appends;
    }

    /// <summary>Gets what became of it.</summary>
    public CommandStatus Status { get; }

    /// <summary>Gets a value indicating whether it is accepted, now or before.</summary>
    public bool IsAccepted => this.Status is CommandStatus.Accepted or CommandStatus.Replayed;

    /// <summary>Gets why it was refused; null unless it was.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gets the stream that refused; null unless one did.</summary>
    public StreamId? RefusedBy { get; }

    /// <summary>Gets what is to be stored, or was; empty unless it is accepted now. A host that prepared the request stores these itself.</summary>
    public IReadOnlyList<StreamAppend> Appends { get; }
}
