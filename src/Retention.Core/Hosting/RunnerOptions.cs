using System;
using System.Collections.Generic;
using System.Globalization;

namespace Retention.Core.Hosting;

/// <summary>How a runner works; not what it decides.</summary>
/// <remarks>Read once, when the runner is made. Not thread-safe while it is changed.</remarks>
public sealed class RunnerOptions
{
    /// <summary>Gets or sets how often a command is decided anew when another writer came first, 1 to 100.</summary>
    /// <value>The default is 10.</value>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Gets or sets how many decisions are read at once, 1 to 10,000.</summary>
    /// <value>The default is 500.</value>
    public int PageSize { get; set; } = 500;

    /// <summary>Gets or sets after how many decisions of a stream a snapshot is kept, 0 to 1,000,000; 0: never. Needs a snapshot codec.</summary>
    /// <value>The default is 100.</value>
    public int SnapshotEvery { get; set; } = 100;

    /// <summary>Gets or sets about how many states are kept in memory between commands, 0 to 10,000,000; 0: none. Every command still reads what is new in its stream.</summary>
    /// <value>The default is 1,000.</value>
    public int CachedStates { get; set; } = 1000;

    /// <summary>Lists every option that is out of its bounds.</summary>
    /// <returns>One sentence each; empty if all are right.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(problems, nameof(this.MaxAttempts), this.MaxAttempts, 1, 100);
        Check(problems, nameof(this.PageSize), this.PageSize, 1, StreamRead.MaxLimit);
        Check(problems, nameof(this.SnapshotEvery), this.SnapshotEvery, 0, 1_000_000);
        Check(problems, nameof(this.CachedStates), this.CachedStates, 0, 10_000_000);
        return problems;
    }

    /// <summary>Throws with every problem at once.</summary>
    internal RunnerOptions Checked()
    {
        IReadOnlyList<string> problems = this.Validate();
        return problems.Count == 0 ? this : throw new ArgumentException(string.Join(" ", problems), "options");
    }

    internal static void Check(List<string> problems, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            problems.Add(name + ": " + value.ToString(CultureInfo.InvariantCulture) + " is out of bounds; give " + least.ToString(CultureInfo.InvariantCulture) + " to " + most.ToString(CultureInfo.InvariantCulture) + ".");
        }
    }
}
