using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>What happened in a case.</summary>
public abstract class CaseEvent : Message, IEvent
{
    private protected CaseEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }

    /// <summary>Gets what the event adds to what happened in the case; null for what only tells somebody something.</summary>
    public virtual CaseEntry? Entry => null;

    /// <summary>Gets the latest cycle of each clock as it stands after the event; null where the clocks stay as they are.</summary>
    public virtual IReadOnlyList<ClockReading>? Clocks => null;
}

/// <summary>A case was opened.</summary>
public sealed class CaseOpened : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="customer">Whose case it is.</param>
    /// <param name="repeatOf">The id of an earlier case about the same matter; null for none.</param>
    /// <param name="splitOff">The id of the case that it was split off; null for none.</param>
    /// <param name="inherited">What it takes over from that case; copied.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseOpened(Instant at, CustomerId customer, string? repeatOf, string? splitOff, IReadOnlyList<CaseEntry> inherited, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(inherited);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Customer = customer;
        this.RepeatOf = repeatOf;
        this.SplitOff = splitOff;
        this.Inherited = FixedList.Of(inherited);
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-opened";

    /// <summary>Gets whose case it is.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the id of an earlier case about the same matter; null for none.</summary>
    public string? RepeatOf { get; }

    /// <summary>Gets the id of the case that it was split off; null for none.</summary>
    public string? SplitOff { get; }

    /// <summary>Gets what it takes over from that case.</summary>
    public IReadOnlyList<CaseEntry> Inherited { get; }

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("customer", this.Customer).Add("repeatOf", this.RepeatOf).Add("splitOff", this.SplitOff)
            .AddAll("inherited", this.Inherited).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new CaseOpened(this.At, who.Of(this.Customer), this.RepeatOf, this.SplitOff, who.OfAll(this.Inherited), who.Of(this.Entry), this.Clocks);
}

/// <summary>What is known of a case changed.</summary>
public sealed class CaseChanged : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseChanged(Instant at, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-changed";

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CaseChanged(this.At, who.Of(this.Entry), this.Clocks);
}

/// <summary>A case went to a group or to somebody.</summary>
public sealed class CaseAssigned : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseAssigned(Instant at, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-assigned";

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CaseAssigned(this.At, who.Of(this.Entry), this.Clocks);
}

/// <summary>Something happened in a case.</summary>
public sealed class CaseActivityRecorded : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="stage">The stage after it.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseActivityRecorded(Instant at, CaseStage stage, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Stage = stage;
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-activity-recorded";

    /// <summary>Gets the stage after it.</summary>
    public CaseStage Stage { get; }

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("stage", this.Stage).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CaseActivityRecorded(this.At, this.Stage, who.Of(this.Entry), this.Clocks);
}

/// <summary>Another case was merged into this one.</summary>
public sealed class CaseAbsorbed : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="from">The id of the other case.</param>
    /// <param name="taken">What counts as if it had happened in this one; copied.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseAbsorbed(Instant at, string from, IReadOnlyList<CaseEntry> taken, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.From = from;
        this.Taken = FixedList.Of(taken);
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-absorbed";

    /// <summary>Gets the id of the other case.</summary>
    public string From { get; }

    /// <summary>Gets what counts as if it had happened in this one.</summary>
    public IReadOnlyList<CaseEntry> Taken { get; }

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("from", this.From).AddAll("taken", this.Taken).Add("entry", this.Entry)
            .AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new CaseAbsorbed(this.At, this.From, who.OfAll(this.Taken), who.Of(this.Entry), this.Clocks);
}

/// <summary>The case was merged into another, and ends.</summary>
public sealed class CaseMerged : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="into">The id of the other case.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public CaseMerged(Instant at, string into, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Into = into;
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.case-merged";

    /// <summary>Gets the id of the other case.</summary>
    public string Into { get; }

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("into", this.Into).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CaseMerged(this.At, this.Into, who.Of(this.Entry), this.Clocks);
}

/// <summary>The case stands under another version of the policy.</summary>
public sealed class SlaPolicyAdopted : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="clocks">The latest cycle of each clock, as it stands after it; copied.</param>
    public SlaPolicyAdopted(Instant at, CaseEntry entry, IReadOnlyList<ClockReading> clocks)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(clocks);
        this.Entry = entry;
        this.Clocks = FixedList.Of(clocks);
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.sla-policy-adopted";

    /// <inheritdoc/>
    public override CaseEntry Entry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClockReading> Clocks { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("entry", this.Entry).AddAll("clocks", this.Clocks);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new SlaPolicyAdopted(this.At, who.Of(this.Entry), this.Clocks);
}
