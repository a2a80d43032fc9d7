using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>What a host asks of a points account.</summary>
public abstract class PointsCommand : Message, ICommand
{
    private protected PointsCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Records a purchase: it earns at once, or part by part where the policy says so.</summary>
public sealed class RecordPurchase : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="purchase">The purchase.</param>
    /// <param name="facts">What other domains know of the member.</param>
    /// <param name="budgets">What is left of the budgets that rules draw on; copied.</param>
    public RecordPurchase(Instant at, Purchase purchase, MemberFacts facts, IReadOnlyList<BudgetRoom> budgets)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(budgets);
        this.Purchase = purchase;
        this.Facts = facts;
        this.Budgets = FixedList.Of(budgets);
    }

    /// <summary>Makes the command, when nothing else is known of the member and no rule draws on a budget.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="purchase">The purchase.</param>
    public RecordPurchase(Instant at, Purchase purchase)
        : this(at, purchase, MemberFacts.None, FixedList<BudgetRoom>.Empty)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.record-purchase";

    /// <summary>Gets the purchase.</summary>
    public Purchase Purchase { get; }

    /// <summary>Gets what other domains know of the member.</summary>
    public MemberFacts Facts { get; }

    /// <summary>Gets what is left of the budgets that rules draw on.</summary>
    public IReadOnlyList<BudgetRoom> Budgets { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("purchase", this.Purchase).Add("facts", this.Facts).AddAll("budgets", this.Budgets);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new RecordPurchase(this.At, this.Purchase, who.Of(this.Facts), this.Budgets);
}

/// <summary>Records that a part of a purchase was shipped, invoiced or paid; it earns if the policy accrues at that step.</summary>
public sealed class AccruePart : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the purchase.</param>
    /// <param name="part">The id of the shipment, invoice or payment.</param>
    /// <param name="step">Which it is.</param>
    /// <param name="lines">What it covers; empty: everything not yet accrued; copied.</param>
    /// <param name="budgets">What is left of the budgets that rules draw on; copied.</param>
    public AccruePart(Instant at, string document, string part, AccrualStep step, IReadOnlyList<LinePart> lines, IReadOnlyList<BudgetRoom> budgets)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(budgets);
        this.Document = document;
        this.Part = part;
        this.Step = step;
        this.Lines = FixedList.Of(lines);
        this.Budgets = FixedList.Of(budgets);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.accrue-part";

    /// <summary>Gets the number of the purchase.</summary>
    public string Document { get; }

    /// <summary>Gets the id of the shipment, invoice or payment.</summary>
    public string Part { get; }

    /// <summary>Gets which it is.</summary>
    public AccrualStep Step { get; }

    /// <summary>Gets what it covers; empty: everything not yet accrued.</summary>
    public IReadOnlyList<LinePart> Lines { get; }

    /// <summary>Gets what is left of the budgets that rules draw on.</summary>
    public IReadOnlyList<BudgetRoom> Budgets { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("part", this.Part).Add("step", this.Step)
            .AddAll("lines", this.Lines).AddAll("budgets", this.Budgets);
    }
}

/// <summary>Records an activity that earns: a review, a referral, a survey, a sign-up, a birthday, a visit, any named event.</summary>
public sealed class RecordActivity : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="activity">The code of the activity.</param>
    /// <param name="reference">The id of what happened, unique within the account.</param>
    /// <param name="quantity">How often or how much, more than 0.</param>
    /// <param name="occurredOn">When it happened.</param>
    /// <param name="organisation">The organisation; empty if there is one only.</param>
    /// <param name="channel">The channel; empty if unknown.</param>
    /// <param name="facts">What other domains know of the member.</param>
    /// <param name="budgets">What is left of the budgets that rules draw on; copied.</param>
    public RecordActivity(Instant at, string activity, string reference, decimal quantity, BusinessTime occurredOn, string organisation, string channel, MemberFacts facts, IReadOnlyList<BudgetRoom> budgets)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(budgets);
        this.Activity = activity;
        this.Reference = reference;
        this.Quantity = quantity;
        this.OccurredOn = occurredOn;
        this.Organisation = organisation;
        this.Channel = channel;
        this.Facts = facts;
        this.Budgets = FixedList.Of(budgets);
    }

    /// <summary>Makes the command for something that happened once, when nothing else is known of the member and no rule draws on a budget.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="activity">The code of the activity.</param>
    /// <param name="reference">The id of what happened, unique within the account.</param>
    /// <param name="occurredOn">When it happened.</param>
    public RecordActivity(Instant at, string activity, string reference, BusinessTime occurredOn)
        : this(at, activity, reference, 1, occurredOn, string.Empty, string.Empty, MemberFacts.None, FixedList<BudgetRoom>.Empty)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.record-activity";

    /// <summary>Gets the code of the activity.</summary>
    public string Activity { get; }

    /// <summary>Gets the id of what happened, unique within the account.</summary>
    public string Reference { get; }

    /// <summary>Gets how often or how much, more than 0.</summary>
    public decimal Quantity { get; }

    /// <summary>Gets when it happened.</summary>
    public BusinessTime OccurredOn { get; }

    /// <summary>Gets the organisation; empty if there is one only.</summary>
    public string Organisation { get; }

    /// <summary>Gets the channel; empty if unknown.</summary>
    public string Channel { get; }

    /// <summary>Gets what other domains know of the member.</summary>
    public MemberFacts Facts { get; }

    /// <summary>Gets what is left of the budgets that rules draw on.</summary>
    public IReadOnlyList<BudgetRoom> Budgets { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("activity", this.Activity).Add("reference", this.Reference).Add("quantity", this.Quantity)
            .Add("occurredOn", this.OccurredOn).Add("organisation", this.Organisation).Add("channel", this.Channel).Add("facts", this.Facts)
            .AddAll("budgets", this.Budgets);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new RecordActivity(
        this.At, this.Activity, this.Reference, this.Quantity, this.OccurredOn, this.Organisation, this.Channel, who.Of(this.Facts),
        this.Budgets);
}

/// <summary>Reports that something pending points wait for has come: <c>delivered</c>, <c>paid</c>, or any name of the policy.</summary>
public sealed class ReportMilestone : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The document or reference of the award.</param>
    /// <param name="milestone">What has come.</param>
    public ReportMilestone(Instant at, string document, string milestone)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(milestone);
        this.Document = document;
        this.Milestone = milestone;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.report-milestone";

    /// <summary>Gets the document or reference of the award.</summary>
    public string Document { get; }

    /// <summary>Gets what has come.</summary>
    public string Milestone { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("milestone", this.Milestone);
    }
}
