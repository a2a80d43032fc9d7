using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Retention.Testing;

/// <summary>Whether one law held.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LawReport
{
    internal LawReport(string law) => this.Law = law;

    /// <summary>A law without cases, tried once: there is nothing to make smaller, or to replay.</summary>
    internal LawReport(string law, string violation)
        : this(law, violation, null, string.Empty, 1, 0)
    {
    }

    internal LawReport(string law, string violation, string? counterExample, string replay, int cases, int shrinks)
    {
        this.Law = law;
        this.Violation = violation;
        this.CounterExample = counterExample;
        this.Replay = replay;
        this.Cases = cases;
        this.Shrinks = shrinks;
    }

    /// <summary>Gets the law in words.</summary>
    public string Law { get; }

    /// <summary>Gets a value indicating whether it held for every case.</summary>
    public bool Holds => this.Violation is null;

    /// <summary>Gets what is wrong with the counter-example; null if the law held.</summary>
    public string? Violation { get; }

    /// <summary>Gets the smallest case that was found for which the law fails; null if the law held, or if no case could be made.</summary>
    public string? CounterExample { get; }

    /// <summary>Gets what <see cref="LawSettings.Replay"/> takes to run the failing case again; null if the law held, empty if it is tried once.</summary>
    public string? Replay { get; }

    /// <summary>Gets after how many cases it failed; 0 if the law held.</summary>
    public int Cases { get; }

    /// <summary>Gets how many times the case that failed was made smaller; 0 if the law held.</summary>
    public int Shrinks { get; }

    /// <summary>Gets the violation, the counter-example and the seed that replays it, as a text; null if the law held.</summary>
    public string? Failure => this.Violation is null ? null : this.Replay is { Length: 0 } ? this.Violation : string.Format(
        CultureInfo.InvariantCulture, "{0}\nin\n{1}\nafter {2} cases, made smaller {3} times; replay: {4}", this.Violation, this.CounterExample ?? "no case", this.Cases, this.Shrinks, this.Replay);

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
