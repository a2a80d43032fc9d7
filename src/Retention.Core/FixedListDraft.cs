using System;

namespace Retention.Core;

/// <summary>A list in the making that becomes the list without being copied: one item needs no array, and an array as long as expected is taken over.</summary>
internal struct FixedListDraft<T>
{
    private readonly int expected;
    private T[]? items;
    private T first;

    internal FixedListDraft(int expected)
    {
        this.expected = expected;
        this.items = null;
        this.first = default!;
        this.Count = 0;
    }

    internal int Count { get; private set; }

    internal readonly T this[int index] => index == 0 ? this.first : this.items![index];

    internal void Add(T item)
    {
        if (this.Count == 0)
        {
            this.first = item;
            this.Count = 1;
            return;
        }

        if (this.items is null)
        {
            this.items = new T[Math.Max(2, this.expected)];
            this.items[0] = this.first;
        }
        else if (this.Count == this.items.Length)
        {
            Array.Resize(ref this.items, this.Count * 2);
        }

        this.items[this.Count++] = item;
    }

    /// <summary>The list; nothing is added after this.</summary>
    internal FixedList<T> ToList()
    {
        if (this.Count <= 1)
        {
            return this.Count == 0 ? FixedList<T>.Empty : FixedList.One(this.first);
        }

        Array.Resize(ref this.items, this.Count);
        return FixedList<T>.Of(this.items!);
    }
}
