using System;
using System.Threading;

namespace Retention.Core.Loyalty;

/// <summary>
/// What is left in each lot, in ten-thousandths, shared between states as <see cref="SharedLog{T}"/> shares lots: a new lot takes a slot behind
/// the others, and only changing what a lot in between has copies.
/// </summary>
/// <remarks>The first and the last amount stand beside the room: points are mostly earned at the end and spent or lapsed at the beginning.</remarks>
internal readonly struct SharedAmounts
{
    private readonly Room? room;
    private readonly int start;
    private readonly int older;
    private readonly long first;
    private readonly long last;

    /// <summary>The amount at <paramref name="start"/> is <paramref name="first"/>, unless the last is the only one.</summary>
    private SharedAmounts(Room? room, int start, int older, long first, long last)
    {
        this.room = room;
        this.start = start;
        this.older = older;
        this.first = first;
        this.last = last;
    }

    internal long this[int index] => index == this.older ? this.last : index == 0 ? this.first : this.room!.Items[this.start + index];

    /// <summary>The given amounts, which are owned from now on.</summary>
    internal static SharedAmounts Own(long[] items, int count) =>
        count == 0 ? default : new SharedAmounts(new Room(items, count - 1), 0, count - 1, items[0], items[count - 1]);

    /// <summary>One more amount behind <paramref name="count"/> others.</summary>
    internal SharedAmounts Add(long amount, int count)
    {
        if (count == 0)
        {
            return new SharedAmounts(null, 0, 0, 0, amount);
        }

        long head = count == 1 ? this.last : this.first;
        return this.room is { } mine && mine.Put(this.start + this.older, this.last)
            ? new SharedAmounts(mine, this.start, this.older + 1, head, amount)
            : new SharedAmounts(new Room(this.Copy(), count), 0, count, head, amount);
    }

    /// <summary>
    /// With another amount at an index. The first change in between copies, after which the copy is <paramref name="owned"/> by one state under
    /// construction, and written in place.
    /// </summary>
    internal SharedAmounts With(int index, long amount, ref bool owned)
    {
        if (index == this.older)
        {
            return new SharedAmounts(this.room, this.start, this.older, this.first, amount);
        }

        if (index == 0)
        {
            return new SharedAmounts(this.room, this.start, this.older, amount, this.last);
        }

        SharedAmounts mine = owned ? this : Own(this.Copy(), this.older + 1);
        owned = true;
        mine.room!.Items[mine.start + index] = amount;
        return mine;
    }

    /// <summary>Without the first amounts of <paramref name="count"/>.</summary>
    internal SharedAmounts Skip(int skipped, int count) => skipped == 0 ? this
        : skipped == count ? default
        : new SharedAmounts(this.room, this.start + skipped, this.older - skipped, this[skipped], this.last);

    /// <summary>A copy with room for more behind it.</summary>
    private long[] Copy()
    {
        var items = new long[SharedRooms.SizeFor(this.older + 1)];
        if (this.older > 0)
        {
            Array.Copy(this.room!.Items, this.start, items, 0, this.older);
            items[0] = this.first;
        }

        items[this.older] = this.last;
        return items;
    }

    private sealed class Room
    {
        /// <summary>Stands for the number of used slots while one is being written.</summary>
        private const int Busy = -1;

        private int used;

        internal Room(long[] items, int used)
        {
            this.Items = items;
            this.used = used;
        }

        internal long[] Items { get; }

        /// <summary>Takes the slot at the end for an amount, unless another state took it for another amount before.</summary>
        internal bool Put(int end, long amount)
        {
            if (end >= this.Items.Length)
            {
                return false;
            }

            // Written before it is announced: unlike a lot, an amount doesn't tell whether it is there yet.
            int seen = Volatile.Read(ref this.used);
            if (seen == end && Interlocked.CompareExchange(ref this.used, Busy, end) == end)
            {
                this.Items[end] = amount;
                Volatile.Write(ref this.used, end + 1);
                return true;
            }

            return seen > end && this.Items[end] == amount;
        }
    }
}
