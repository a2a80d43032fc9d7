using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a host asks of a programme budget.</summary>
public abstract class BudgetCommand : Message, ICommand
{
    private protected BudgetCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Opens a budget of points.</summary>
public sealed class OpenBudget : BudgetCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="budget">The code of the budget.</param>
    /// <param name="total">How many points may be given, more than 0.</param>
    /// <param name="actor">The id of who decides.</param>
    public OpenBudget(Instant at, string budget, Points total, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(actor);
        this.Budget = budget;
        this.Total = total;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.open-budget";

    /// <summary>Gets the code of the budget.</summary>
    public string Budget { get; }

    /// <summary>Gets how many points may be given, more than 0.</summary>
    public Points Total { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("budget", this.Budget).Add("total", this.Total).Add("actor", this.Actor);
    }
}

/// <summary>Takes points from the budget for an award, or for one part of it.</summary>
public sealed class DrawBudget : BudgetCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">What draws: one award, unique within the budget.</param>
    /// <param name="part">The part of the award, unique within the reference; empty for the whole.</param>
    /// <param name="amount">How many, more than 0.</param>
    /// <param name="keepUntil">Until when they can be restored, exclusive: when the award closes.</param>
    public DrawBudget(Instant at, string reference, string part, Points amount, Instant keepUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(part);
        this.Reference = reference;
        this.Part = part;
        this.Amount = amount;
        this.KeepUntil = keepUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.draw-budget";

    /// <summary>Gets what draws: one award, unique within the budget.</summary>
    public string Reference { get; }

    /// <summary>Gets the part of the award, unique within the reference; empty for the whole.</summary>
    public string Part { get; }

    /// <summary>Gets how many, more than 0.</summary>
    public Points Amount { get; }

    /// <summary>Gets until when they can be restored, exclusive: when the award closes.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("part", this.Part).Add("amount", this.Amount)
            .Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Puts points back that an award no longer grants.</summary>
public sealed class RestoreBudget : BudgetCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">What drew them.</param>
    /// <param name="amount">How many, more than 0; at most what the reference drew.</param>
    public RestoreBudget(Instant at, string reference, Points amount)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Amount = amount;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.restore-budget";

    /// <summary>Gets what drew them.</summary>
    public string Reference { get; }

    /// <summary>Gets how many, more than 0; at most what the reference drew.</summary>
    public Points Amount { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("amount", this.Amount);
    }
}

/// <summary>Sets another total.</summary>
public sealed class ChangeBudget : BudgetCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="total">The new total, at least what is drawn.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public ChangeBudget(Instant at, Points total, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Total = total;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.change-budget";

    /// <summary>Gets the new total, at least what is drawn.</summary>
    public Points Total { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("total", this.Total).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new ChangeBudget(this.At, this.Total, this.Actor, string.Empty);
}
