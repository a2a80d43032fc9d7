using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>Takes over what happened in a case that is merged into this one; pair it with <see cref="MergeCase"/> there. See <see cref="CaseTransfers.Merge"/>.</summary>
public sealed class AbsorbCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="from">The id of the other case.</param>
    /// <param name="entries">What happened in it; copied.</param>
    /// <param name="actor">The id of who did it.</param>
    public AbsorbCase(Instant at, string from, IReadOnlyList<CaseEntry> entries, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(actor);
        this.From = from;
        this.Entries = FixedList.Of(entries);
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.absorb-case";

    /// <summary>Gets the id of the other case.</summary>
    public string From { get; }

    /// <summary>Gets what happened in it.</summary>
    public IReadOnlyList<CaseEntry> Entries { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("from", this.From).AddAll("entries", this.Entries).Add("actor", this.Actor);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new AbsorbCase(this.At, this.From, who.OfAll(this.Entries), this.Actor);
}

/// <summary>Ends a case that is merged into another; pair it with <see cref="AbsorbCase"/> there.</summary>
public sealed class MergeCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="into">The id of the other case.</param>
    /// <param name="actor">The id of who did it.</param>
    public MergeCase(Instant at, string into, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(actor);
        this.Into = into;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.merge-case";

    /// <summary>Gets the id of the other case.</summary>
    public string Into { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("into", this.Into).Add("actor", this.Actor);
    }
}

/// <summary>Says why a cycle of a clock missed its deadline.</summary>
public sealed class ExplainLateness : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="cycle">Which cycle, from 1.</param>
    /// <param name="cause">The code of the cause, such as <c>parts-missing</c>.</param>
    /// <param name="actor">The id of who did it.</param>
    public ExplainLateness(Instant at, string clock, int cycle, string cause, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(actor);
        this.Clock = clock;
        this.Cycle = cycle;
        this.Cause = cause;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.explain-lateness";

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets which cycle, from 1.</summary>
    public int Cycle { get; }

    /// <summary>Gets the code of the cause, such as <c>parts-missing</c>.</summary>
    public string Cause { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("clock", this.Clock).Add("cycle", this.Cycle).Add("cause", this.Cause)
            .Add("actor", this.Actor);
    }
}

/// <summary>Puts a case under another version of the policy; running clocks change as it says.</summary>
public sealed class AdoptSlaPolicy : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="policyVersion">The version.</param>
    /// <param name="actor">The id of who did it.</param>
    public AdoptSlaPolicy(Instant at, PolicyVersion policyVersion, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(actor);
        this.PolicyVersion = policyVersion;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.adopt-sla-policy";

    /// <summary>Gets the version.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("policyVersion", this.PolicyVersion).Add("actor", this.Actor);
    }
}
