using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What happened to a programme budget.</summary>
public abstract class BudgetEvent : Message, IEvent
{
    private protected BudgetEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>A budget was opened.</summary>
public sealed class BudgetOpened : BudgetEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="budget">The code of the budget.</param>
    /// <param name="total">How many points may be given.</param>
    /// <param name="actor">The id of who decides.</param>
    public BudgetOpened(Instant at, string budget, Points total, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(actor);
        this.Budget = budget;
        this.Total = total;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.budget-opened";

    /// <summary>Gets the code of the budget.</summary>
    public string Budget { get; }

    /// <summary>Gets how many points may be given.</summary>
    public Points Total { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("budget", this.Budget).Add("total", this.Total).Add("actor", this.Actor);
    }
}

/// <summary>Points were taken from the budget.</summary>
public sealed class BudgetDrawn : BudgetEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What drew them.</param>
    /// <param name="part">The part of the award; empty for the whole.</param>
    /// <param name="amount">How many.</param>
    /// <param name="left">What is left after it.</param>
    /// <param name="keepUntil">Until when they can be restored, exclusive.</param>
    public BudgetDrawn(Instant at, string reference, string part, Points amount, Points left, Instant keepUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(part);
        this.Reference = reference;
        this.Part = part;
        this.Amount = amount;
        this.Left = left;
        this.KeepUntil = keepUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.budget-drawn";

    /// <summary>Gets what drew them.</summary>
    public string Reference { get; }

    /// <summary>Gets the part of the award; empty for the whole.</summary>
    public string Part { get; }

    /// <summary>Gets how many.</summary>
    public Points Amount { get; }

    /// <summary>Gets what is left after it.</summary>
    public Points Left { get; }

    /// <summary>Gets until when they can be restored, exclusive.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("part", this.Part).Add("amount", this.Amount)
            .Add("left", this.Left).Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Points went back into the budget.</summary>
public sealed class BudgetRestored : BudgetEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What had drawn them.</param>
    /// <param name="amount">How many.</param>
    /// <param name="left">What is left after it.</param>
    public BudgetRestored(Instant at, string reference, Points amount, Points left)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Amount = amount;
        this.Left = left;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.budget-restored";

    /// <summary>Gets what had drawn them.</summary>
    public string Reference { get; }

    /// <summary>Gets how many.</summary>
    public Points Amount { get; }

    /// <summary>Gets what is left after it.</summary>
    public Points Left { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("amount", this.Amount).Add("left", this.Left);
    }
}

/// <summary>The budget has another total.</summary>
public sealed class BudgetChanged : BudgetEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="before">The total before.</param>
    /// <param name="total">The new total.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public BudgetChanged(Instant at, Points before, Points total, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Before = before;
        this.Total = total;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.budget-changed";

    /// <summary>Gets the total before.</summary>
    public Points Before { get; }

    /// <summary>Gets the new total.</summary>
    public Points Total { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("before", this.Before).Add("total", this.Total).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new BudgetChanged(this.At, this.Before, this.Total, this.Actor, string.Empty);
}
