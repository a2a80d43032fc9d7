using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Relational;

/// <summary>What rebuilding did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RebuildReport
{
    internal RebuildReport(long streams, long rows, IReadOnlyList<VerifyFinding> broken)
    {
        this.Streams = streams;
        this.Rows = rows;
        this.Broken = Array.AsReadOnly(broken.ToArray());
    }

    /// <summary>Gets how many streams' rows were written anew.</summary>
    public long Streams { get; }

    /// <summary>Gets how many rows were written.</summary>
    public long Rows { get; }

    /// <summary>Gets the first 1,000 streams that can't be folded; their rows stay as they were.</summary>
    public IReadOnlyList<VerifyFinding> Broken { get; }
}
