using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.Core.Loyalty;

/// <summary>Records that all or part of a purchase came back, or that an activity was reversed.</summary>
public sealed class RecordReturn : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the purchase, or the reference of the activity.</param>
    /// <param name="documentOn">The business date of the purchase, by which its award closes.</param>
    /// <param name="returnDocument">The number of the return.</param>
    /// <param name="lines">What came back; empty: everything that is left; copied.</param>
    public RecordReturn(Instant at, string document, BusinessTime documentOn, string returnDocument, IReadOnlyList<LinePart> lines)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(lines);
        this.Document = document;
        this.DocumentOn = documentOn;
        this.ReturnDocument = returnDocument;
        this.Lines = FixedList.Of(lines);
    }

    /// <summary>Makes the command for everything that is left.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the purchase, or the reference of the activity.</param>
    /// <param name="documentOn">The business date of the purchase, by which its award closes.</param>
    /// <param name="returnDocument">The number of the return.</param>
    public RecordReturn(Instant at, string document, BusinessTime documentOn, string returnDocument)
        : this(at, document, documentOn, returnDocument, FixedList<LinePart>.Empty)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.record-return";

    /// <summary>Gets the number of the purchase, or the reference of the activity.</summary>
    public string Document { get; }

    /// <summary>Gets the business date of the purchase, by which its award closes.</summary>
    public BusinessTime DocumentOn { get; }

    /// <summary>Gets the number of the return.</summary>
    public string ReturnDocument { get; }

    /// <summary>Gets what came back; empty: everything that is left.</summary>
    public IReadOnlyList<LinePart> Lines { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("documentOn", this.DocumentOn).Add("returnDocument", this.ReturnDocument)
            .AddAll("lines", this.Lines);
    }
}

/// <summary>Records an amount that comes back without naming what it was for; the policy says which awards bear it.</summary>
public sealed class RecordCreditNote : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="creditNote">The number of the credit note.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="amount">The amount, more than 0.</param>
    /// <param name="documents">The purchases it may concern; empty: any open one; copied.</param>
    public RecordCreditNote(Instant at, string creditNote, CreditNoteKind kind, decimal amount, IReadOnlyList<string> documents)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(creditNote);
        ArgumentNullException.ThrowIfNull(documents);
        this.CreditNote = creditNote;
        this.Kind = kind;
        this.Amount = amount;
        this.Documents = FixedList.Of(documents);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.record-credit-note";

    /// <summary>Gets the number of the credit note.</summary>
    public string CreditNote { get; }

    /// <summary>Gets what it is.</summary>
    public CreditNoteKind Kind { get; }

    /// <summary>Gets the amount, more than 0.</summary>
    public decimal Amount { get; }

    /// <summary>Gets the purchases it may concern; empty: any open one.</summary>
    public IReadOnlyList<string> Documents { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("creditNote", this.CreditNote).Add("kind", this.Kind).Add("amount", this.Amount)
            .AddAll("documents", this.Documents);
    }
}

/// <summary>Records an exchange: goods of an earlier purchase against others. Only the net difference earns, or is taken back.</summary>
public sealed class RecordExchange : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The number of the earlier purchase.</param>
    /// <param name="documentOn">Its business date.</param>
    /// <param name="lines">What came back; copied.</param>
    /// <param name="purchase">What went out instead.</param>
    /// <param name="facts">What other domains know of the member.</param>
    /// <param name="budgets">What is left of the budgets that rules draw on; copied.</param>
    public RecordExchange(Instant at, string document, BusinessTime documentOn, IReadOnlyList<LinePart> lines, Purchase purchase, MemberFacts facts, IReadOnlyList<BudgetRoom> budgets)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(budgets);
        this.Document = document;
        this.DocumentOn = documentOn;
        this.Lines = FixedList.Of(lines);
        this.Purchase = purchase;
        this.Facts = facts;
        this.Budgets = FixedList.Of(budgets);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.record-exchange";

    /// <summary>Gets the number of the earlier purchase.</summary>
    public string Document { get; }

    /// <summary>Gets its business date.</summary>
    public BusinessTime DocumentOn { get; }

    /// <summary>Gets what came back.</summary>
    public IReadOnlyList<LinePart> Lines { get; }

    /// <summary>Gets what went out instead.</summary>
    public Purchase Purchase { get; }

    /// <summary>Gets what other domains know of the member.</summary>
    public MemberFacts Facts { get; }

    /// <summary>Gets what is left of the budgets that rules draw on.</summary>
    public IReadOnlyList<BudgetRoom> Budgets { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("documentOn", this.DocumentOn).AddAll("lines", this.Lines)
            .Add("purchase", this.Purchase).Add("facts", this.Facts).AddAll("budgets", this.Budgets);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new RecordExchange(this.At, this.Document, this.DocumentOn, this.Lines, this.Purchase, who.Of(this.Facts), this.Budgets);
}

/// <summary>Cancels the points of a document that are still pending.</summary>
public sealed class CancelPending : PointsCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="document">The document or reference of the award.</param>
    /// <param name="cause">Why.</param>
    public CancelPending(Instant at, string document, PendingEnd cause)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(document);
        this.Document = document;
        this.Cause = cause;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.cancel-pending";

    /// <summary>Gets the document or reference of the award.</summary>
    public string Document { get; }

    /// <summary>Gets why.</summary>
    public PendingEnd Cause { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("document", this.Document).Add("cause", this.Cause);
    }
}
