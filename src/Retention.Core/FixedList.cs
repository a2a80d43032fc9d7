using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Makes lists that nobody can change.</summary>
internal static class FixedList
{
    /// <summary>The items copied, or the very list if it is fixed already.</summary>
    internal static FixedList<T> Of<T>(IReadOnlyList<T> items) => items as FixedList<T> ?? (items.Count == 0 ? FixedList<T>.Empty : new FixedList<T>(items.ToArray()));

    /// <summary>The items themselves: the caller made the array and forgets it.</summary>
    internal static FixedList<T> Own<T>(params T[] items) => items.Length == 0 ? FixedList<T>.Empty : new FixedList<T>(items);
}

/// <summary>A list that nobody can change, so that messages and states share it instead of copying it.</summary>
internal sealed class FixedList<T> : IReadOnlyList<T>
{
    internal FixedList(T[] items) => this.Items = items;

    public int Count => this.Items.Length;

    internal static FixedList<T> Empty { get; } = new FixedList<T>(Array.Empty<T>());

    /// <summary>The items; read only.</summary>
    internal T[] Items { get; }

    public T this[int index] => this.Items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)this.Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => this.Items.GetEnumerator();
}
