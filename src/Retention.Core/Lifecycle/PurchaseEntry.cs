using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>A purchase in the state: what it is worth after returns, and the sum up to it.</summary>
internal sealed class PurchaseEntry : IDated
{
    private readonly StagePurchase purchase;

    internal PurchaseEntry(StagePurchase purchase, long returned, long totalBefore, bool isCancelled = false)
    {
        this.purchase = purchase;
        this.Returned = returned;
        this.IsCancelled = isCancelled;
        this.Day = LocalDays.NumberOf(purchase.Date ?? purchase.OccurredAt.InUtc().Date);
        this.Total = checked(totalBefore + this.Amount);
        this.Hash = StringComparer.Ordinal.GetHashCode(purchase.Document);
    }

    private PurchaseEntry(PurchaseEntry other, long totalBefore)
    {
        this.purchase = other.purchase;
        this.Returned = other.Returned;
        this.IsCancelled = other.IsCancelled;
        this.Day = other.Day;
        this.Hash = other.Hash;
        this.Total = checked(totalBefore + this.Amount);
    }

    public int Day { get; }

    public long Total { get; }

    internal StagePurchase Purchase => this.purchase;

    internal Instant At => this.purchase.OccurredAt;

    internal long Returned { get; }

    internal long Amount => this.purchase.AmountUnits - this.Returned;

    internal bool IsCancelled { get; }

    /// <summary>Gets a value indicating whether it is none any more: it was cancelled, or all of it came back, which what was free of charge can't.</summary>
    internal bool IsGone => this.IsCancelled || (this.Returned > 0 && this.Amount <= 0);

    /// <summary>Gets the hash of the document's number, so that looking for one rarely compares texts.</summary>
    internal int Hash { get; }

    /// <summary>The purchase with what is left of its amount.</summary>
    internal StagePurchase AsNet() => new StagePurchase(this.purchase.Document, this.purchase.OccurredAt, this.Amount, this.purchase.Organisation, this.purchase.Date);

    internal PurchaseEntry After(long totalBefore) => new PurchaseEntry(this, totalBefore);

    internal bool Is(string document, int hash) => this.Hash == hash && string.Equals(this.purchase.Document, document, StringComparison.Ordinal);

    internal bool IsBefore(PurchaseEntry other) => this.Day != other.Day ? this.Day < other.Day : this.At < other.At;
}
