using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;

namespace Retention.Testing.Laws;

/// <summary>A purchase, as the oracle keeps it.</summary>
internal sealed class LifePurchase
{
    internal LifePurchase(StagePurchase purchase, LocalDate date)
    {
        this.Document = purchase.Document;
        this.State(purchase, date);
    }

    internal string Document { get; }

    internal Instant At { get; private set; }

    internal LocalDate Date { get; private set; }

    internal decimal Amount { get; private set; }

    internal string Organisation { get; private set; } = string.Empty;

    internal decimal Returned { get; set; }

    internal bool IsCancelled { get; set; }

    /// <summary>Gets what is left of the amount.</summary>
    internal decimal Net => this.Amount - this.Returned;

    /// <summary>Gets a value indicating whether it is a purchase still: neither cancelled nor returned in full.</summary>
    internal bool Counts => !this.IsCancelled && !(this.Returned > 0 && this.Net <= 0);

    internal void State(StagePurchase purchase, LocalDate date)
    {
        this.At = purchase.OccurredAt;
        this.Date = date;
        this.Amount = purchase.Amount;
        this.Organisation = purchase.Organisation;
    }
}

/// <summary>An activity, or those of one code and day that are only counted, as the oracle keeps it.</summary>
internal sealed class LifeActivity
{
    internal LifeActivity(StageActivity activity, LocalDate date)
    {
        this.Id = activity.Id;
        this.Code = activity.Activity;
        this.At = activity.OccurredAt;
        this.First = activity.OccurredAt;
        this.Value = activity.Value;
        this.Date = date;
        this.Count = activity.Count;
        this.ClosedAt = activity.Id is null ? null : activity.ClosedAt;
    }

    internal string? Id { get; }

    internal string Code { get; }

    internal Instant At { get; set; }

    internal Instant First { get; set; }

    internal decimal? Value { get; }

    internal LocalDate Date { get; }

    internal int Count { get; set; }

    internal Instant? ClosedAt { get; set; }
}

/// <summary>The plain list of what commands tell of a customer.</summary>
internal sealed class LifeFacts
{
    internal List<LifePurchase> Purchases { get; private set; } = new List<LifePurchase>();

    internal List<LifeActivity> Activities { get; private set; } = new List<LifeActivity>();

    internal List<StageReturn> Returns { get; } = new List<StageReturn>();

    internal Dictionary<string, string> Attributes { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal HashSet<string> Tags { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    internal Dictionary<string, decimal> Numbers { get; private set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    internal LifePurchase? Find(string document) => this.Purchases.Find(p => p.Document == document);

    internal LifeActivity? FindActivity(string id) => this.Activities.Find(a => a.Id == id);

    /// <summary>Takes a return off its purchase, unless its number is known.</summary>
    internal void Return(string returnDocument, string document, decimal amount)
    {
        if (this.Returns.All(r => r.ReturnDocument != returnDocument))
        {
            this.Returns.Add(new StageReturn(returnDocument, document, amount));
            this.Find(document)!.Returned += amount;
        }
    }

    internal void Add(StagePurchase purchase, LocalDate date) => this.Purchases.Add(new LifePurchase(purchase, date));

    /// <summary>Adds an activity; what has neither id nor number is only counted, by day, at the instant of the last.</summary>
    internal void Add(StageActivity activity, LocalDate date)
    {
        LifeActivity? same = activity.Id is null && activity.Value is null ? this.Activities.Find(a => a.Id is null && a.Value is null && a.Code == activity.Activity && a.Date == date) : null;
        if (same is null)
        {
            this.Activities.Add(new LifeActivity(activity, date));
            return;
        }

        same.At = Instant.Max(same.At, activity.OccurredAt);
        same.First = Instant.Min(same.First, activity.OccurredAt);
        same.Count += activity.Count;
    }

    /// <summary>What had happened by an instant, as it is known now.</summary>
    internal LifeFacts Until(Instant at) => new LifeFacts
    {
        Purchases = this.Purchases.Where(p => p.At <= at).ToList(),
        Activities = this.Activities.Where(a => a.First <= at).ToList(),
        Attributes = this.Attributes,
        Tags = this.Tags,
        Numbers = this.Numbers,
    };

    /// <summary>What counts, in the form in which a state's facts are written.</summary>
    internal string Text() => LifecycleText.Facts(
        this.Purchases.Where(p => p.Counts).Select(p => new StagePurchase(p.Document, p.At, p.Net, p.Organisation, p.Date)),
        this.Activities.Select(a => new StageActivity(a.Id, a.Code, a.At, a.Value, a.Date, a.Count, a.ClosedAt)));
}
