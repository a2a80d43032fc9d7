using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>What is known of a customer: purchases that count, those that are gone, activities, attributes, tags and numbers.</summary>
/// <remarks>Immutable; what only grows at its end is shared between states.</remarks>
internal sealed class LifecycleFacts
{
    private SharedLog<PurchaseEntry> purchases;

    private LifecycleFacts()
    {
    }

    private LifecycleFacts(LifecycleFacts other)
    {
        this.purchases = other.purchases;
        this.Gone = other.Gone;
        this.Logs = other.Logs;
        this.Returns = other.Returns;
        this.Attributes = other.Attributes;
        this.Tags = other.Tags;
        this.Numbers = other.Numbers;
    }

    internal static LifecycleFacts None { get; } = new LifecycleFacts();

    /// <summary>Gets the purchases that count, by day and instant.</summary>
    internal SharedLog<PurchaseEntry> Purchases => this.purchases;

    /// <summary>Gets the purchases that were cancelled or came back in full.</summary>
    internal FixedList<PurchaseEntry> Gone { get; private set; } = FixedList<PurchaseEntry>.Empty;

    /// <summary>Gets the activities by code.</summary>
    internal FixedList<ActivityLog> Logs { get; private set; } = FixedList<ActivityLog>.Empty;

    /// <summary>Gets what came back, in the order in which it was recorded.</summary>
    internal FixedList<StageReturn> Returns { get; private set; } = FixedList<StageReturn>.Empty;

    internal FixedList<KeyValuePair<string, string>> Attributes { get; private set; } = FixedList<KeyValuePair<string, string>>.Empty;

    internal FixedList<string> Tags { get; private set; } = FixedList<string>.Empty;

    internal FixedList<KeyValuePair<string, long>> Numbers { get; private set; } = FixedList<KeyValuePair<string, long>>.Empty;

    internal static LifecycleFacts Of(LifecycleFactsSnapshot snapshot)
    {
        long total = 0;
        var purchases = new PurchaseEntry[snapshot.Purchases.Count];
        for (int i = 0; i < purchases.Length; i++)
        {
            purchases[i] = snapshot.Purchases[i].ToEntry(total);
            total = purchases[i].Total;
        }

        return new LifecycleFacts
        {
            purchases = SharedLog<PurchaseEntry>.Of(purchases),
            Gone = FixedList.Own(snapshot.Gone.Select(p => p.ToEntry(0)).ToArray()),
            Logs = FixedList.Own(snapshot.Activities.Select(l => l.ToLog()).ToArray()),
            Returns = FixedList.Of(snapshot.Returns),
            Attributes = FixedList.Own(snapshot.Attributes.Select(a => new KeyValuePair<string, string>(a.Name, a.Value)).ToArray()),
            Tags = FixedList.Of(snapshot.Tags),
            Numbers = FixedList.Own(snapshot.Numbers.Select(n => new KeyValuePair<string, long>(n.Name, n.Value)).ToArray()),
        };
    }

    internal LifecycleFactsSnapshot ToSnapshot() => new LifecycleFactsSnapshot(
        this.purchases.ToArray().Select(KeptPurchase.Of).ToArray(),
        this.Gone.Select(KeptPurchase.Of).ToArray(),
        this.Logs.Select(KeptActivities.Of).ToArray(),
        this.Returns,
        this.Attributes.Select(a => new NamedText(a.Key, a.Value)).ToArray(),
        this.Tags,
        this.Numbers.Select(n => new NamedNumber(n.Key, n.Value)).ToArray());

    /// <summary>The activities of a code; null if there are none.</summary>
    internal ActivityLog? Log(string code) => this.IndexOf(code) is >= 0 and { } index ? this.Logs[index] : null;

    /// <summary>The purchase of a document, also one that is gone; null if it is unknown.</summary>
    internal PurchaseEntry? Find(string document)
    {
        int hash = StringComparer.Ordinal.GetHashCode(document);
        if (this.purchases.Count > 0 && this.purchases[this.purchases.Count - 1].Is(document, hash))
        {
            return this.purchases[this.purchases.Count - 1];
        }

        foreach (PurchaseEntry purchase in this.purchases.AllButLast)
        {
            if (purchase.Is(document, hash))
            {
                return purchase;
            }
        }

        foreach (PurchaseEntry gone in this.Gone)
        {
            if (gone.Is(document, hash))
            {
                return gone;
            }
        }

        return null;
    }

    /// <summary>The activity of an id; null if it is unknown.</summary>
    internal ActivityEntry? FindActivity(string id)
    {
        foreach (ActivityLog log in this.Logs)
        {
            for (int i = log.Entries.Count - 1; i >= 0; i--)
            {
                if (log.Entries[i].Is(id))
                {
                    return log.Entries[i];
                }
            }
        }

        return null;
    }

    internal LifecycleFacts With(StagePurchase purchase)
    {
        long before = this.purchases.Count == 0 ? 0 : this.purchases[this.purchases.Count - 1].Total;
        return this.With(new PurchaseEntry(purchase, 0, before));
    }

    internal LifecycleFacts With(StageReturn back)
    {
        LifecycleFacts next = this.Find(back.Document) is { } found ? this.Replace(new PurchaseEntry(found.Purchase, checked(found.Returned + back.AmountUnits), 0, found.IsCancelled)) : new LifecycleFacts(this);
        next.Returns = FixedList.Own([.. this.Returns, back]);
        return next;
    }

    internal LifecycleFacts WithCorrection(StagePurchase purchase, bool isCancelled) =>
        this.Find(purchase.Document) is { } found ? this.Replace(new PurchaseEntry(purchase, found.Returned, 0, isCancelled)) : this.With(purchase);

    /// <summary>With a purchase that is known cancelled.</summary>
    internal LifecycleFacts WithCancelled(string document) => this.Find(document) is { } found ? this.WithCorrection(found.Purchase, true) : this;

    internal LifecycleFacts With(StageActivity activity)
    {
        int index = this.IndexOf(activity.Activity);
        SharedLog<ActivityEntry> log = index < 0 ? default : this.Logs[index].Entries;
        long before = log.Count == 0 ? 0 : log[log.Count - 1].Total;
        var entry = new ActivityEntry(activity, activity.Count, before, activity.Id is null ? null : activity.ClosedAt);
        for (int i = entry.IsBucket ? log.Count - 1 : -1; i >= 0 && log[i].Day >= entry.Day; i--)
        {
            if (log[i].IsBucket && log[i].Day == entry.Day)
            {
                ActivityEntry both = log[i].With(entry);
                return this.WithLog(index, activity.Activity, i == log.Count - 1 ? log.WithLast(both) : Ordered(log.ToArray().Where((_, at) => at != i).Append(both)));
            }
        }

        return this.WithLog(index, activity.Activity, log.Count == 0 || !entry.IsBefore(log[log.Count - 1]) ? log.Add(entry) : Ordered(log.ToArray().Append(entry)));
    }

    internal LifecycleFacts WithClosed(string id, Instant at) => this.Rewrite(id, e => new ActivityEntry(e.Activity, 1, 0, at));

    internal LifecycleFacts Without(string id) => this.Rewrite(id, e => null);

    internal LifecycleFacts WithAttribute(string name, string? value) => new LifecycleFacts(this) { Attributes = Set(this.Attributes, name, value!, value is not null) };

    internal LifecycleFacts WithNumber(string name, decimal? value) => new LifecycleFacts(this) { Numbers = Set(this.Numbers, name, value is { } number ? FixedPoint.Exact(number, "number") : 0, value is not null) };

    internal LifecycleFacts WithTag(string tag, bool isPresent)
    {
        IEnumerable<string> others = this.Tags.Where(t => !string.Equals(t, tag, StringComparison.Ordinal));
        return new LifecycleFacts(this) { Tags = FixedList.Own((isPresent ? others.Append(tag) : others).OrderBy(t => t, StringComparer.Ordinal).ToArray()) };
    }

    /// <summary>Only the purchases of some organisations.</summary>
    internal LifecycleFacts In(HashSet<string> organisations) => this.Where(p => organisations.Contains(p.Purchase.Organisation), a => true);

    /// <summary>Only what had happened by an instant, as it is known now.</summary>
    internal LifecycleFacts Until(Instant at) => this.Where(p => p.At <= at, a => a.FirstAt <= at);

    private static FixedList<KeyValuePair<string, T>> Set<T>(FixedList<KeyValuePair<string, T>> items, string name, T value, bool isPresent)
    {
        IEnumerable<KeyValuePair<string, T>> others = items.Where(i => !string.Equals(i.Key, name, StringComparison.Ordinal));
        return FixedList.Own((isPresent ? others.Append(new KeyValuePair<string, T>(name, value)) : others).OrderBy(i => i.Key, StringComparer.Ordinal).ToArray());
    }

    /// <summary>The entries in order (of one instant in the order in which they came), each with the sum up to it.</summary>
    private static SharedLog<PurchaseEntry> Ordered(IEnumerable<PurchaseEntry> entries)
    {
        long total = 0;
        var ordered = new List<PurchaseEntry>();
        foreach (PurchaseEntry entry in entries.OrderBy(e => e.Day).ThenBy(e => e.At))
        {
            ordered.Add(entry.After(total));
            total = ordered[ordered.Count - 1].Total;
        }

        return SharedLog<PurchaseEntry>.Of([.. ordered]);
    }

    private static SharedLog<ActivityEntry> Ordered(IEnumerable<ActivityEntry> entries)
    {
        long total = 0;
        var ordered = new List<ActivityEntry>();
        foreach (ActivityEntry entry in entries.OrderBy(e => e.Day).ThenBy(e => e.At))
        {
            ordered.Add(new ActivityEntry(entry.Activity, entry.Count, total, entry.ClosedAt, entry.FirstAt));
            total = ordered[ordered.Count - 1].Total;
        }

        return SharedLog<ActivityEntry>.Of([.. ordered]);
    }

    private LifecycleFacts With(PurchaseEntry entry)
    {
        var next = new LifecycleFacts(this);
        next.purchases = this.purchases.Count == 0 || !entry.IsBefore(this.purchases[this.purchases.Count - 1]) ? this.purchases.Add(entry) : Ordered(this.purchases.ToArray().Append(entry));
        return next;
    }

    private LifecycleFacts Replace(PurchaseEntry entry)
    {
        IEnumerable<PurchaseEntry> others = this.purchases.ToArray().Where(p => !p.Is(entry.Purchase.Document, entry.Hash));
        IEnumerable<PurchaseEntry> gone = this.Gone.Where(p => !p.Is(entry.Purchase.Document, entry.Hash));
        return new LifecycleFacts(this)
        {
            purchases = Ordered(entry.IsGone ? others : others.Append(entry)),
            Gone = FixedList.Own((entry.IsGone ? gone.Append(entry) : gone).ToArray()),
        };
    }

    private int IndexOf(string code)
    {
        for (int i = 0; i < this.Logs.Count; i++)
        {
            if (string.Equals(this.Logs[i].Code, code, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private LifecycleFacts WithLog(int index, string code, SharedLog<ActivityEntry> log)
    {
        ActivityLog[] logs = index < 0 ? [.. this.Logs, null!] : [.. this.Logs];
        logs[index < 0 ? logs.Length - 1 : index] = new ActivityLog(code, log);
        return new LifecycleFacts(this) { Logs = FixedList.Own(logs) };
    }

    private LifecycleFacts Rewrite(string id, Func<ActivityEntry, ActivityEntry?> change)
    {
        int index = this.Logs.ToList().FindIndex(l => l.Entries.ToArray().Any(e => e.Is(id)));
        return index < 0 ? this : this.WithLog(index, this.Logs[index].Code, Ordered(this.Logs[index].Entries.ToArray().Select(e => e.Is(id) ? change(e) : e).OfType<ActivityEntry>()));
    }

    private LifecycleFacts Where(Func<PurchaseEntry, bool> purchase, Func<ActivityEntry, bool> activity) => new LifecycleFacts(this)
    {
        purchases = Ordered(this.purchases.ToArray().Where(purchase)),
        Logs = FixedList.Own(this.Logs.Select(l => new ActivityLog(l.Code, Ordered(l.Entries.ToArray().Where(activity)))).ToArray()),
    };
}
