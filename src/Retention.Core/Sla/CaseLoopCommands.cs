using System;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>Begins the work on a case (处理).</summary>
public sealed class StartCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    public StartCase(Instant at, Instant occurredAt, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.start-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("actor", this.Actor);
    }
}

/// <summary>Gives the customer the solution (反馈).</summary>
public sealed class GiveSolution : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    public GiveSolution(Instant at, Instant occurredAt, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.give-solution";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("actor", this.Actor);
    }
}

/// <summary>Records what the customer says of the solution (确认).</summary>
public sealed class ConfirmCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="isSatisfied">whether the customer is satisfied; if not, the work goes on.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; null for none.</param>
    public ConfirmCase(Instant at, Instant occurredAt, bool isSatisfied, string actor, string? reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.IsSatisfied = isSatisfied;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.confirm-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets a value indicating whether the customer is satisfied; if not, the work goes on.</summary>
    public bool IsSatisfied { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; null for none. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("isSatisfied", this.IsSatisfied).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new ConfirmCase(this.At, this.OccurredAt, this.IsSatisfied, this.Actor, ErasedIdentity.Blank(this.Reason));
}

/// <summary>Archives a case (归档).</summary>
public sealed class ArchiveCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    public ArchiveCase(Instant at, Instant occurredAt, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.archive-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("actor", this.Actor);
    }
}

/// <summary>Reopens a case as the same case.</summary>
public sealed class ReopenCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; null for none.</param>
    public ReopenCase(Instant at, Instant occurredAt, string actor, string? reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.reopen-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; null for none. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ReopenCase(this.At, this.OccurredAt, this.Actor, ErasedIdentity.Blank(this.Reason));
}

/// <summary>Ends a case without a result, such as one opened by mistake.</summary>
public sealed class CancelCase : CaseCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="occurredAt">When it happened, not after the decision time.</param>
    /// <param name="actor">The id of who did it.</param>
    /// <param name="reason">Why; null for none.</param>
    public CancelCase(Instant at, Instant occurredAt, string actor, string? reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.OccurredAt = occurredAt;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.cancel-case";

    /// <summary>Gets when it happened, not after the decision time.</summary>
    public Instant OccurredAt { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    /// <summary>Gets why; null for none. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("occurredAt", this.OccurredAt).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CancelCase(this.At, this.OccurredAt, this.Actor, ErasedIdentity.Blank(this.Reason));
}
