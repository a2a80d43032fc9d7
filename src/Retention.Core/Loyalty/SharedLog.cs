using System;
using System.Threading;

namespace Retention.Core.Loyalty;

/// <summary>
/// A window on a list that only grows at its end, shared between states: adding to the newest window writes into the room behind it, adding
/// to an older one copies. Nobody can see more than their own window, so sharing can't be observed.
/// </summary>
internal readonly struct SharedLog<T>
    where T : class
{
    private readonly Room? room;
    private readonly int start;

    private SharedLog(Room room, int start, int count)
    {
        this.room = room;
        this.start = start;
        this.Count = count;
    }

    internal int Count { get; }

    internal T this[int index] => this.room!.Items[this.start + index];

    internal static SharedLog<T> Of(T[] items) => new SharedLog<T>(new Room(items, items.Length), 0, items.Length);

    internal SharedLog<T> Add(T item)
    {
        int end = this.start + this.Count;
        if (this.room is { } mine && end < mine.Items.Length && mine.TryTake(end))
        {
            mine.Items[end] = item;
            return new SharedLog<T>(mine, this.start, this.Count + 1);
        }

        // A quarter as much again: amortised, and little is wasted per lot.
        var items = new T[Math.Max(4, this.Count + (this.Count / 4) + 1)];
        this.CopyTo(items);
        items[this.Count] = item;
        return new SharedLog<T>(new Room(items, this.Count + 1), 0, this.Count + 1);
    }

    /// <summary>Without the first items.</summary>
    internal SharedLog<T> Skip(int count) => count == 0 ? this : this.Count == count ? default : new SharedLog<T>(this.room!, this.start + count, this.Count - count);

    internal void CopyTo(T[] items)
    {
        if (this.Count > 0)
        {
            Array.Copy(this.room!.Items, this.start, items, 0, this.Count);
        }
    }

    internal T[] ToArray()
    {
        var items = new T[this.Count];
        this.CopyTo(items);
        return items;
    }

    private sealed class Room
    {
        private int used;

        internal Room(T[] items, int used)
        {
            this.Items = items;
            this.used = used;
        }

        internal T[] Items { get; }

        /// <summary>Takes the slot at the end, unless another state took it before.</summary>
        internal bool TryTake(int end) => Interlocked.CompareExchange(ref this.used, end + 1, end) == end;
    }
}
