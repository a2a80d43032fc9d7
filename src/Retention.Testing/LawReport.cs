using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Testing;

/// <summary>Whether one law held.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LawReport
{
    internal LawReport(string law, string? failure)
    {
        this.Law = law;
        this.Failure = failure;
    }

    /// <summary>Gets the law in words.</summary>
    public string Law { get; }

    /// <summary>Gets a value indicating whether it held for every case.</summary>
    public bool Holds => this.Failure is null;

    /// <summary>Gets the shrunk counter-example with the seed that replays it; null if the law held.</summary>
    public string? Failure { get; }

    /// <summary>Throws if a law failed, naming every law that did.</summary>
    /// <param name="reports">The reports of a check.</param>
    /// <exception cref="LawBrokenException">A law failed.</exception>
    public static void ThrowIfBroken(IEnumerable<LawReport> reports)
    {
        LawReport[] broken = (reports ?? throw new ArgumentNullException(nameof(reports))).Where(r => !r.Holds).ToArray();
        if (broken.Length > 0)
        {
            throw new LawBrokenException(broken);
        }
    }

    /// <summary>Gives the law and, if it failed, the counter-example.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Holds ? "holds: " + this.Law : "BROKEN: " + this.Law + "\n" + this.Failure;
}

/// <summary>One law or more didn't hold.</summary>
public sealed class LawBrokenException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="broken">The laws that failed.</param>
    public LawBrokenException(IReadOnlyList<LawReport> broken)
        : base(string.Join("\n", (broken ?? throw new ArgumentNullException(nameof(broken))).Select(r => r.ToString())))
    {
        this.Broken = broken.ToArray();
    }

    /// <summary>Gets the laws that failed.</summary>
    public IReadOnlyList<LawReport> Broken { get; }
}
