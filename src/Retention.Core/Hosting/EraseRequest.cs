using System;

namespace Retention.Core.Hosting;

/// <summary>What became of a request to erase.</summary>
public enum EraseStatus
{
    /// <summary>The stream was re-keyed and its personal fields are blank, durably.</summary>
    Erased = 0,

    /// <summary>There is no such stream; nothing was done.</summary>
    NotFound = 1,

    /// <summary>There already is a stream of the new name; nothing was done.</summary>
    TargetExists = 2,
}

/// <summary>Asks to make a person unrecognisable in one stream: its key is replaced, personal fields are blank, entries stay.</summary>
/// <remarks>
/// A person has several streams, and may be named in those of others (who sent points to whom): make a request for each, with source and
/// target alike for streams that only name the person. Immutable and thread-safe.
/// </remarks>
public sealed class EraseRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="target">Its name from now on, of the same category; the same name keeps it.</param>
    /// <param name="erasure">Whose id is replaced by what.</param>
    /// <exception cref="ArgumentException">The categories differ.</exception>
    public EraseRequest(StreamId source, StreamId target, Erasure erasure)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(erasure);
        if (!string.Equals(source.Category, target.Category, StringComparison.Ordinal))
        {
            throw new ArgumentException("A stream keeps its category when it is erased; give a target in the source's category.", nameof(target));
        }

        this.Source = source;
        this.Target = target;
        this.Erasure = erasure;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Source { get; }

    /// <summary>Gets its name from now on.</summary>
    public StreamId Target { get; }

    /// <summary>Gets whose id is replaced by what.</summary>
    public Erasure Erasure { get; }
}
