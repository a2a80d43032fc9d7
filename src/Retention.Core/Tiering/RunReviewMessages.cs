using System;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>What a host asks of the review of a run.</summary>
public abstract class RunCommand : Message, ICommand
{
    private protected RunCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Registers a run as a draft.</summary>
public sealed class DraftRun : RunCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="runId">The host's id of the run, one stream each.</param>
    /// <param name="asOf">The as-of of the run.</param>
    /// <param name="customers">How many customers it has.</param>
    /// <param name="digest">The digest of its tiers (<see cref="TieringRun.Digest"/>).</param>
    /// <param name="policyVersion">The policy that decided.</param>
    /// <param name="author">The id of who made it.</param>
    public DraftRun(Instant at, string runId, Instant asOf, int customers, string digest, PolicyVersion policyVersion, string author)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(author);
        this.RunId = runId;
        this.AsOf = asOf;
        this.Customers = customers;
        this.Digest = digest;
        this.PolicyVersion = policyVersion;
        this.Author = author;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.draft-run";

    /// <summary>The command that registers a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="at">The decision time.</param>
    /// <param name="runId">The host's id of the run, one stream each.</param>
    /// <param name="author">The id of who made it.</param>
    /// <returns>The command.</returns>
    public static DraftRun Of(TieringRun run, Instant at, string runId, string author)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new DraftRun(at, runId, run.AsOf, run.Count, run.Digest(), run.Policy.Version, author);
    }

    /// <summary>Gets the host's id of the run.</summary>
    public string RunId { get; }

    /// <summary>Gets the as-of of the run.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets how many customers it has.</summary>
    public int Customers { get; }

    /// <summary>Gets the digest of its tiers: what is published must be what was reviewed.</summary>
    public string Digest { get; }

    /// <summary>Gets the policy that decided.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the id of who made it.</summary>
    public string Author { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("runId", this.RunId).Add("asOf", this.AsOf)
        .Add("customers", this.Customers).Add("digest", this.Digest).Add("policyVersion", this.PolicyVersion).Add("author", this.Author);
}

/// <summary>The steps of a run after it was drafted.</summary>
public enum RunStep
{
    /// <summary>A reviewer (not the author) approves the draft.</summary>
    Review = 0,

    /// <summary>The reviewed run is published: its tiers reach customers and other domains.</summary>
    Publish = 1,

    /// <summary>The draft or reviewed run is thrown away.</summary>
    Reject = 2,
}

/// <summary>Takes a run a step further.</summary>
public sealed class AdvanceRun : RunCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="step">The step.</param>
    /// <param name="actor">The id of who takes it.</param>
    public AdvanceRun(Instant at, RunStep step, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Step = step;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.advance-run";

    /// <summary>Gets the step.</summary>
    public RunStep Step { get; }

    /// <summary>Gets the id of who takes it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("step", this.Step).Add("actor", this.Actor);
}

/// <summary>What happened to a run.</summary>
public abstract class RunEvent : Message, IEvent
{
    private protected RunEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>The run was registered as a draft.</summary>
public sealed class RunDrafted : RunEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When.</param>
    /// <param name="runId">The host's id of the run.</param>
    /// <param name="asOf">The as-of of the run.</param>
    /// <param name="customers">How many customers it has.</param>
    /// <param name="digest">The digest of its tiers (<see cref="TieringRun.Digest"/>).</param>
    /// <param name="policyVersion">The policy that decided.</param>
    /// <param name="author">The id of who made it.</param>
    public RunDrafted(Instant at, string runId, Instant asOf, int customers, string digest, PolicyVersion policyVersion, string author)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(author);
        this.RunId = runId;
        this.AsOf = asOf;
        this.Customers = customers;
        this.Digest = digest;
        this.PolicyVersion = policyVersion;
        this.Author = author;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.run-drafted";

    /// <summary>Gets the host's id of the run.</summary>
    public string RunId { get; }

    /// <summary>Gets the as-of of the run.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets how many customers it has.</summary>
    public int Customers { get; }

    /// <summary>Gets the digest of its tiers: what is published must be what was reviewed.</summary>
    public string Digest { get; }

    /// <summary>Gets the policy that decided.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the id of who made it.</summary>
    public string Author { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("runId", this.RunId).Add("asOf", this.AsOf)
        .Add("customers", this.Customers).Add("digest", this.Digest).Add("policyVersion", this.PolicyVersion).Add("author", this.Author);
}

/// <summary>The run took a step.</summary>
public sealed class RunAdvanced : RunEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When.</param>
    /// <param name="step">The step.</param>
    /// <param name="actor">The id of who took it.</param>
    public RunAdvanced(Instant at, RunStep step, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Step = step;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "tiering.run-advanced";

    /// <summary>Gets the step.</summary>
    public RunStep Step { get; }

    /// <summary>Gets the id of who took it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts) => parts.Add("at", this.At).Add("step", this.Step).Add("actor", this.Actor);
}
