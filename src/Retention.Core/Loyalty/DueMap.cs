using System;
using System.Collections;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Something that a stream keeps under a reference until an instant.</summary>
internal interface IDue
{
    string Reference { get; }

    Instant Due { get; }
}

/// <summary>What a stream keeps, found by reference and by what is due first. Never changes; see <see cref="SharedMap{TKey, TValue}"/>.</summary>
internal sealed class DueMap<T> : IReadOnlyCollection<T>
    where T : class, IDue
{
    private readonly SharedMap<string, T> byReference;
    private readonly SharedMap<IDue, T> byDue;

    private DueMap(SharedMap<string, T> byReference, SharedMap<IDue, T> byDue)
    {
        this.byReference = byReference;
        this.byDue = byDue;
    }

    public int Count => this.byReference.Count;

    internal static DueMap<T> Empty { get; } = new DueMap<T>(new SharedMap<string, T>(StringComparer.Ordinal), new SharedMap<IDue, T>(new DueOrder()));

    internal static DueMap<T> Of(IEnumerable<T> items)
    {
        DueMap<T> map = Empty;
        foreach (T item in items)
        {
            map = map.With(item);
        }

        return map;
    }

    /// <summary>What is due first; null if there is nothing.</summary>
    internal T? First => this.byDue.TryFirst(out T? first) ? first : null;

    /// <summary>The items in the order of their references.</summary>
    public IEnumerator<T> GetEnumerator() => this.byReference.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();

    internal T? Find(string reference) => this.byReference.TryFind(reference, out T? item) ? item : null;

    /// <summary>The item if it isn't due yet, whether or not it was dropped since.</summary>
    internal T? Find(string reference, Instant at) => this.Find(reference) is { } item && item.Due > at ? item : null;

    internal DueMap<T> With(T item)
    {
        DueMap<T> others = this.Without(item.Reference);
        return new DueMap<T>(others.byReference.With(item.Reference, item), others.byDue.With(item, item));
    }

    internal DueMap<T> Without(string reference) => this.Find(reference) is { } item
        ? new DueMap<T>(this.byReference.Without(reference), this.byDue.Without(item))
        : this;

    /// <summary>Without what is due by an instant, inclusive.</summary>
    internal DueMap<T> After(Instant at)
    {
        DueMap<T> kept = this;
        while (kept.First is { } first && first.Due <= at)
        {
            kept = kept.Without(first.Reference);
        }

        return kept;
    }

    private sealed class DueOrder : IComparer<IDue>
    {
        public int Compare(IDue? x, IDue? y)
        {
            int order = x!.Due.CompareTo(y!.Due);
            return order != 0 ? order : string.CompareOrdinal(x.Reference, y.Reference);
        }
    }
}
