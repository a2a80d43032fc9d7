using System;
using System.Threading;

namespace Retention.Core;

/// <summary>
/// A window on a list that only grows at its end, shared between states: adding to the newest window writes into the room behind it, adding
/// to an older one copies. Nobody can see more than their own window, so sharing can't be observed.
/// </summary>
/// <remarks>The last item stands beside the room until another follows it, so that states which differ in their last item alone share the rest.</remarks>
internal readonly struct SharedLog<T>
    where T : class
{
    private readonly Room? room;
    private readonly T? last;
    private readonly int start;
    private readonly int older;

    private SharedLog(Room? room, int start, int older, T last)
    {
        this.room = room;
        this.start = start;
        this.older = older;
        this.last = last;
    }

    internal int Count => this.last is null ? 0 : this.older + 1;

    internal T this[int index] => index == this.older ? this.last! : this.room!.Items[this.start + index];

    /// <summary>Gets all but the last item, to look through many at once.</summary>
    internal ReadOnlySpan<T> AllButLast => this.room is null ? default : this.room.Items.AsSpan(this.start, this.older);

    internal static SharedLog<T> Of(T[] items) =>
        items.Length == 0 ? default : new SharedLog<T>(items.Length == 1 ? null : new Room(items, items.Length - 1), 0, items.Length - 1, items[items.Length - 1]);

    internal SharedLog<T> Add(T item)
    {
        if (this.last is null)
        {
            return new SharedLog<T>(null, 0, 0, item);
        }

        int end = this.start + this.older;
        if (this.room is { } mine && mine.Put(end, this.last))
        {
            return new SharedLog<T>(mine, this.start, this.older + 1, item);
        }

        int count = this.Count;
        var items = new T[SharedRooms.SizeFor(count)];
        this.CopyTo(items);
        return new SharedLog<T>(new Room(items, count), 0, count, item);
    }

    /// <summary>With another last item.</summary>
    internal SharedLog<T> WithLast(T item) => new SharedLog<T>(this.room, this.start, this.older, item);

    /// <summary>Without the first items.</summary>
    internal SharedLog<T> Skip(int count) => count == 0 ? this : count == this.Count ? default : new SharedLog<T>(this.room, this.start + count, this.older - count, this.last!);

    internal T[] ToArray()
    {
        var items = new T[this.Count];
        this.CopyTo(items);
        return items;
    }

    private void CopyTo(T[] items)
    {
        if (this.last is not null)
        {
            if (this.older > 0)
            {
                Array.Copy(this.room!.Items, this.start, items, 0, this.older);
            }

            items[this.older] = this.last;
        }
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

        /// <summary>Takes the slot at the end for an item, unless another state took it for another item before.</summary>
        internal bool Put(int end, T item)
        {
            if (end >= this.Items.Length)
            {
                return false;
            }

            if (Volatile.Read(ref this.used) == end && Interlocked.CompareExchange(ref this.used, end + 1, end) == end)
            {
                this.Items[end] = item;
                return true;
            }

            // Whoever took the slot may not have written yet; then it isn't the item, and a copy is made.
            return ReferenceEquals(Volatile.Read(ref this.Items[end]), item);
        }
    }
}

/// <summary>The size of rooms that states share.</summary>
internal static class SharedRooms
{
    /// <summary>An eighth more than is needed, and a few: copying is amortised, and little is wasted per lot.</summary>
    internal static int SizeFor(int count) => count + (count / 8) + 4;
}
