using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Makes lists that nobody can change.</summary>
internal static class FixedList
{
    /// <summary>The items copied, or the very list if it is fixed already.</summary>
    internal static FixedList<T> Of<T>(IReadOnlyList<T> items) => items as FixedList<T> ?? Own(items.ToArray());

    /// <summary>The items themselves: the caller made the array and forgets it.</summary>
    internal static FixedList<T> Own<T>(params T[] items) => items.Length == 0 ? FixedList<T>.Empty : FixedList<T>.Of(items);

    /// <summary>A list of one item.</summary>
    internal static FixedList<T> One<T>(T item) => new FixedList<T>(item);
}

/// <summary>A list that nobody can change, so that messages and states share it instead of copying it.</summary>
/// <remarks>Most lists in messages have one item; such a list keeps it without an array.</remarks>
internal sealed class FixedList<T> : IReadOnlyList<T>
{
    private readonly T[]? items;
    private readonly T first;

    internal FixedList(T item) => this.first = item;

    private FixedList(T[] items, T first)
    {
        this.items = items;
        this.first = first;
    }

    public int Count => this.items is null ? 1 : this.items.Length;

    internal static FixedList<T> Empty { get; } = new FixedList<T>(Array.Empty<T>(), default!);

    public T this[int index] => this.items is not null ? this.items[index] : index == 0 ? this.first : throw new ArgumentOutOfRangeException(nameof(index));

    internal static FixedList<T> Of(T[] items) => items.Length == 1 ? new FixedList<T>(items[0]) : new FixedList<T>(items, items[0]);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(this.items ?? [this.first])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
}
