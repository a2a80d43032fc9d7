using System;
using System.Collections.Generic;

namespace Retention.Relational;

/// <summary>What verifying found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class VerifyReport
{
    /// <summary>The most findings that a report lists: 1,000. All are counted.</summary>
    public const int MaxFindings = 1000;

    internal VerifyReport(long streams, long decisions, long findingCount, IReadOnlyList<VerifyFinding> findings)
    {
        this.Streams = streams;
        this.Decisions = decisions;
        this.FindingCount = findingCount;
        this.Findings = findings;
    }

    /// <summary>Gets a value indicating whether everything is as it should be.</summary>
    public bool IsSound => this.FindingCount == 0;

    /// <summary>Gets how many streams were looked at.</summary>
    public long Streams { get; }

    /// <summary>Gets how many decisions were read.</summary>
    public long Decisions { get; }

    /// <summary>Gets how many findings there are.</summary>
    public long FindingCount { get; }

    /// <summary>Gets the first 1,000 of them, stream by stream.</summary>
    public IReadOnlyList<VerifyFinding> Findings { get; }
}

/// <summary>Collects findings. Not thread-safe.</summary>
internal sealed class VerifyReportDraft
{
    private readonly List<VerifyFinding> findings = new List<VerifyFinding>();
    private long count;

    internal long Streams { get; set; }

    internal long Decisions { get; set; }

    internal void Add(VerifyFinding finding)
    {
        this.count++;
        if (this.findings.Count < VerifyReport.MaxFindings)
        {
            this.findings.Add(finding);
        }
    }

    internal VerifyReport ToReport() => new VerifyReport(this.Streams, this.Decisions, this.count, Array.AsReadOnly(this.findings.ToArray()));
}
