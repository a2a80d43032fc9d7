using System;
using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>How a due run works.</summary>
/// <remarks>Read once, when the run begins.</remarks>
public sealed class DueRunOptions
{
    /// <summary>Gets or sets how many streams are worked on at once, 1 to 64.</summary>
    /// <value>The default is 4.</value>
    public int Parallelism { get; set; } = 4;

    /// <summary>Gets or sets after how many streams the run stops, 1 or more; the next run goes on with the earliest that are due then.</summary>
    /// <value>The default is null: when nothing is due any more.</value>
    public long? MaxStreams { get; set; }

    /// <summary>Lists every option that is out of its bounds.</summary>
    /// <returns>One sentence each; empty if all are right.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        RunnerOptions.Check(problems, nameof(this.Parallelism), this.Parallelism, 1, WorkList.MaxParallelism);
        RunnerOptions.Check(problems, nameof(this.MaxStreams), this.MaxStreams ?? 1, 1, long.MaxValue);
        return problems;
    }
}

/// <summary>How an import works.</summary>
/// <remarks>Read once, when the import begins.</remarks>
public sealed class ImportOptions
{
    /// <summary>Makes options.</summary>
    /// <param name="name">The import's name, 1 to 200 characters, under which it is resumed; another import has another name.</param>
    /// <exception cref="ArgumentException">The name isn't so.</exception>
    public ImportOptions(string name)
    {
        StreamAppends.CheckName("import/" + name);
        this.Name = name;
    }

    /// <summary>Gets the import's name, under which it is resumed.</summary>
    public string Name { get; }

    /// <summary>Gets or sets how many streams are worked on at once, 1 to 64. Commands of one stream stay in their order.</summary>
    /// <value>The default is 4.</value>
    public int Parallelism { get; set; } = 4;

    /// <summary>Gets or sets after how many commands a checkpoint is written, 1 to 100,000.</summary>
    /// <value>The default is 1,000.</value>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Lists every option that is out of its bounds.</summary>
    /// <returns>One sentence each; empty if all are right.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        RunnerOptions.Check(problems, nameof(this.Parallelism), this.Parallelism, 1, WorkList.MaxParallelism);
        RunnerOptions.Check(problems, nameof(this.BatchSize), this.BatchSize, 1, 100_000);
        return problems;
    }
}

/// <summary>Which policy version streams are brought over to, and who activates it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AdoptionRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="version">The version that streams stand under afterwards; the process's policy book has it.</param>
    /// <param name="context">Who activates it, and who approved that.</param>
    /// <param name="parallelism">How many streams are worked on at once, 1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallelism"/> is out of its bounds.</exception>
    public AdoptionRequest(PolicyVersion version, CommandContext context, int parallelism = 4)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(context);
        if (parallelism is < 1 or > WorkList.MaxParallelism)
        {
            throw new ArgumentOutOfRangeException(nameof(parallelism), parallelism, "Give 1 to 64.");
        }

        this.Version = version;
        this.Context = context;
        this.Parallelism = parallelism;
    }

    /// <summary>Gets the version.</summary>
    public PolicyVersion Version { get; }

    /// <summary>Gets who activates it, and who approved that.</summary>
    public CommandContext Context { get; }

    /// <summary>Gets how many streams are worked on at once.</summary>
    public int Parallelism { get; }
}

/// <summary>One command of an import.</summary>
/// <typeparam name="TCommand">The process's commands.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ImportItem<TCommand>
    where TCommand : Message, ICommand
{
    /// <summary>Makes an item.</summary>
    /// <param name="key">The stream's key.</param>
    /// <param name="request">The command with its idempotency key, which keeps it from being counted twice.</param>
    public ImportItem(string key, CommandRequest<TCommand> request)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);
        this.Key = key;
        this.Request = request;
    }

    /// <summary>Gets the stream's key.</summary>
    public string Key { get; }

    /// <summary>Gets the command with its idempotency key.</summary>
    public CommandRequest<TCommand> Request { get; }
}
