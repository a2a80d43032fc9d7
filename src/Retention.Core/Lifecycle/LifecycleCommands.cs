using System;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>What a host asks of a customer's life.</summary>
public abstract class LifecycleCommand : Message, ICommand
{
    private protected LifecycleCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Records a purchase.</summary>
public sealed class RecordPurchase : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="purchase">The purchase, made at or before the decision time.</param>
    public RecordPurchase(Instant at, StagePurchase purchase)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        this.Purchase = purchase;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.record-purchase";

    /// <summary>Gets the purchase, made at or before the decision time.</summary>
    public StagePurchase Purchase { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("purchase", this.Purchase);
    }
}

/// <summary>Records that goods of a purchase came back. A purchase that is returned in full is none any more.</summary>
public sealed class ReturnPurchase : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="returnDocument">The number of the return, unique within the customer.</param>
    /// <param name="document">The number of the purchase.</param>
    /// <param name="amount">The amount that came back, more than 0, with at most four decimals.</param>
    public ReturnPurchase(Instant at, string returnDocument, string document, decimal amount)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(document);
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal ReturnPurchase(Instant at, string returnDocument, string document, long amount)
        : base(at)
    {
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = amount;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.return-purchase";

    /// <summary>Gets the number of the return, unique within the customer.</summary>
    public string ReturnDocument { get; }

    /// <summary>Gets the number of the purchase.</summary>
    public string Document { get; }

    /// <summary>Gets the amount that came back, more than 0, with at most four decimals.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("returnDocument", this.ReturnDocument).Add("document", this.Document).Add("amount", this.Amount);
    }
}

/// <summary>States a purchase anew that was recorded wrongly, or cancels it.</summary>
public sealed class CorrectPurchase : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="purchase">The purchase as it really was; its document says which. What was returned stays returned.</param>
    /// <param name="isCancelled">whether it never was a purchase.</param>
    /// <param name="actor">The id of who did it.</param>
    public CorrectPurchase(Instant at, StagePurchase purchase, bool isCancelled, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(actor);
        this.Purchase = purchase;
        this.IsCancelled = isCancelled;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.correct-purchase";

    /// <summary>Gets the purchase as it really was; its document says which. What was returned stays returned.</summary>
    public StagePurchase Purchase { get; }

    /// <summary>Gets a value indicating whether it never was a purchase.</summary>
    public bool IsCancelled { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("purchase", this.Purchase).Add("isCancelled", this.IsCancelled).Add("actor", this.Actor);
    }
}

/// <summary>Records an activity: a log-in, a contact, an answer, a complaint, an objection, one of our own contacts.</summary>
public sealed class RecordActivity : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="activity">The activity, which happened at or before the decision time.</param>
    public RecordActivity(Instant at, StageActivity activity)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activity);
        this.Activity = activity;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.record-activity";

    /// <summary>Gets the activity, which happened at or before the decision time.</summary>
    public StageActivity Activity { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activity", this.Activity);
    }
}

/// <summary>Records that a complaint or an objection is settled.</summary>
public sealed class CloseActivity : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="activityId">The id of the activity.</param>
    /// <param name="occurredAt">When it was settled.</param>
    public CloseActivity(Instant at, string activityId, Instant occurredAt)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activityId);
        this.ActivityId = activityId;
        this.OccurredAt = occurredAt;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.close-activity";

    /// <summary>Gets the id of the activity.</summary>
    public string ActivityId { get; }

    /// <summary>Gets when it was settled.</summary>
    public Instant OccurredAt { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activityId", this.ActivityId).Add("occurredAt", this.OccurredAt);
    }
}

/// <summary>Takes back an activity that was recorded wrongly.</summary>
public sealed class VoidActivity : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="activityId">The id of the activity.</param>
    /// <param name="actor">The id of who did it.</param>
    public VoidActivity(Instant at, string activityId, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activityId);
        ArgumentNullException.ThrowIfNull(actor);
        this.ActivityId = activityId;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.void-activity";

    /// <summary>Gets the id of the activity.</summary>
    public string ActivityId { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activityId", this.ActivityId).Add("actor", this.Actor);
    }
}

/// <summary>States an attribute of the customer that conditions test, such as the tier.</summary>
public sealed class SetCustomerAttribute : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="value">The value; null: none any more.</param>
    public SetCustomerAttribute(Instant at, string name, string? value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(name);
        this.Name = name;
        this.Value = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.set-customer-attribute";

    /// <summary>Gets the name of the attribute.</summary>
    public string Name { get; }

    /// <summary>Gets the value; null: none any more.</summary>
    public string? Value { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("name", this.Name).AddPersonal("value", this.Value);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new SetCustomerAttribute(this.At, this.Name, ErasedIdentity.Blank(this.Value));
}

/// <summary>Gives the customer a tag that conditions test, or takes it away.</summary>
public sealed class SetCustomerTag : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="isPresent">whether the customer has it.</param>
    public SetCustomerTag(Instant at, string tag, bool isPresent)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tag);
        this.Tag = tag;
        this.IsPresent = isPresent;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.set-customer-tag";

    /// <summary>Gets the tag.</summary>
    public string Tag { get; }

    /// <summary>Gets a value indicating whether the customer has it.</summary>
    public bool IsPresent { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tag", this.Tag).Add("isPresent", this.IsPresent);
    }
}

/// <summary>States a number of the customer that conditions test, such as a health score.</summary>
public sealed class SetCustomerNumber : LifecycleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="name">The name of the indicator.</param>
    /// <param name="value">The number, with at most four decimals; null: none any more.</param>
    public SetCustomerNumber(Instant at, string name, decimal? value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(name);
        this.Name = name;
        this.Value = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.set-customer-number";

    /// <summary>Gets the name of the indicator.</summary>
    public string Name { get; }

    /// <summary>Gets the number, with at most four decimals; null: none any more.</summary>
    public decimal? Value { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("name", this.Name).Add("value", this.Value);
    }
}
