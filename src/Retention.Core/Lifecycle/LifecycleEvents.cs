using System;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>What happened in a customer's life.</summary>
public abstract class LifecycleEvent : Message, IEvent
{
    private protected LifecycleEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>A purchase was made.</summary>
public sealed class PurchaseRecorded : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="purchase">The purchase, with its date.</param>
    public PurchaseRecorded(Instant at, StagePurchase purchase)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        this.Purchase = purchase;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.purchase-recorded";

    /// <summary>Gets the purchase, with its date.</summary>
    public StagePurchase Purchase { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("purchase", this.Purchase);
    }
}

/// <summary>Goods of a purchase came back.</summary>
public sealed class PurchaseReturned : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="returnDocument">The number of the return.</param>
    /// <param name="document">The number of the purchase.</param>
    /// <param name="amount">The amount that came back.</param>
    public PurchaseReturned(Instant at, string returnDocument, string document, decimal amount)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(document);
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = FixedPoint.Exact(amount, nameof(amount));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal PurchaseReturned(Instant at, string returnDocument, string document, long amount)
        : base(at)
    {
        this.ReturnDocument = returnDocument;
        this.Document = document;
        this.AmountUnits = amount;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.purchase-returned";

    /// <summary>Gets the number of the return.</summary>
    public string ReturnDocument { get; }

    /// <summary>Gets the number of the purchase.</summary>
    public string Document { get; }

    /// <summary>Gets the amount that came back.</summary>
    public decimal Amount => FixedPoint.ToDecimal(this.AmountUnits);

    /// <summary>Amount in ten-thousandths.</summary>
    internal long AmountUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("returnDocument", this.ReturnDocument).Add("document", this.Document).Add("amount", this.Amount);
    }
}

/// <summary>A purchase was stated anew, or cancelled.</summary>
public sealed class PurchaseCorrected : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="purchase">The purchase as it really was, with its date.</param>
    /// <param name="isCancelled">whether it never was a purchase.</param>
    /// <param name="actor">The id of who did it.</param>
    public PurchaseCorrected(Instant at, StagePurchase purchase, bool isCancelled, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(actor);
        this.Purchase = purchase;
        this.IsCancelled = isCancelled;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.purchase-corrected";

    /// <summary>Gets the purchase as it really was, with its date.</summary>
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

/// <summary>An activity was recorded.</summary>
public sealed class ActivityRecorded : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="activity">The activity, with its date.</param>
    public ActivityRecorded(Instant at, StageActivity activity)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activity);
        this.Activity = activity;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.activity-recorded";

    /// <summary>Gets the activity, with its date.</summary>
    public StageActivity Activity { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activity", this.Activity);
    }
}

/// <summary>A complaint or an objection was settled.</summary>
public sealed class ActivityClosed : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="activityId">The id of the activity.</param>
    /// <param name="occurredAt">When it was settled.</param>
    public ActivityClosed(Instant at, string activityId, Instant occurredAt)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activityId);
        this.ActivityId = activityId;
        this.OccurredAt = occurredAt;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.activity-closed";

    /// <summary>Gets the id of the activity.</summary>
    public string ActivityId { get; }

    /// <summary>Gets when it was settled.</summary>
    public Instant OccurredAt { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activityId", this.ActivityId).Add("occurredAt", this.OccurredAt);
    }
}

/// <summary>An activity was taken back.</summary>
public sealed class ActivityVoided : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="activityId">The id of the activity.</param>
    /// <param name="actor">The id of who did it.</param>
    public ActivityVoided(Instant at, string activityId, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activityId);
        ArgumentNullException.ThrowIfNull(actor);
        this.ActivityId = activityId;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.activity-voided";

    /// <summary>Gets the id of the activity.</summary>
    public string ActivityId { get; }

    /// <summary>Gets the id of who did it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activityId", this.ActivityId).Add("actor", this.Actor);
    }
}

/// <summary>An attribute of the customer was stated.</summary>
public sealed class CustomerAttributeSet : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="value">The value; null: none any more.</param>
    public CustomerAttributeSet(Instant at, string name, string? value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(name);
        this.Name = name;
        this.Value = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.customer-attribute-set";

    /// <summary>Gets the name of the attribute.</summary>
    public string Name { get; }

    /// <summary>Gets the value; null: none any more.</summary>
    public string? Value { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("name", this.Name).AddPersonal("value", this.Value);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new CustomerAttributeSet(this.At, this.Name, ErasedIdentity.Blank(this.Value));
}

/// <summary>The customer got a tag, or lost it.</summary>
public sealed class CustomerTagSet : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="isPresent">whether the customer has it.</param>
    public CustomerTagSet(Instant at, string tag, bool isPresent)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tag);
        this.Tag = tag;
        this.IsPresent = isPresent;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.customer-tag-set";

    /// <summary>Gets the tag.</summary>
    public string Tag { get; }

    /// <summary>Gets a value indicating whether the customer has it.</summary>
    public bool IsPresent { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tag", this.Tag).Add("isPresent", this.IsPresent);
    }
}

/// <summary>A number of the customer was stated.</summary>
public sealed class CustomerNumberSet : LifecycleEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="name">The name of the indicator.</param>
    /// <param name="value">The number; null: none any more.</param>
    public CustomerNumberSet(Instant at, string name, decimal? value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(name);
        this.Name = name;
        this.Value = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "lifecycle.customer-number-set";

    /// <summary>Gets the name of the indicator.</summary>
    public string Name { get; }

    /// <summary>Gets the number; null: none any more.</summary>
    public decimal? Value { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("name", this.Name).Add("value", this.Value);
    }
}
