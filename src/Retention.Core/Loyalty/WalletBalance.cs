using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What an account has of one kind of points: lots, pending points, and the totals of every ledger account.</summary>
/// <remarks>Immutable and thread-safe once an account has it.</remarks>
public sealed class WalletBalance
{
    /// <summary>From so many lots on, spent ones in between are dropped when they are more than half.</summary>
    private const int CompactFrom = 32;

    private const int Accounts = (int)LedgerAccount.Forfeited + 1;

    private readonly long[] totals;
    private SharedLog<Lot> lots;

    /// <summary>What is left in each lot of the window.</summary>
    private SharedAmounts left;
    private PendingAmount[] pending;

    /// <summary>How many lots of the window have nothing left.</summary>
    private int spent;

    /// <summary>Whether <see cref="left"/> is a copy that this wallet may still write to.</summary>
    private bool ownsLeft;

    internal WalletBalance(string wallet)
    {
        this.Wallet = wallet;
        this.totals = new long[Accounts];
        this.pending = [];
        this.IsInOrder = true;
    }

    internal WalletBalance(WalletSnapshot snapshot)
        : this(snapshot.Wallet)
    {
        foreach (LedgerTotal total in snapshot.Totals)
        {
            this.totals[(int)total.Account] = total.Amount.TenThousandths;
        }

        this.lots = SharedLog<Lot>.Of(snapshot.Lots.Select(l => l.Lot).ToArray());
        this.left = SharedAmounts.Own(snapshot.Lots.Select(l => l.Amount.TenThousandths).ToArray(), snapshot.Lots.Count);
        this.spent = snapshot.Lots.Count(l => l.Amount == default);
        this.pending = snapshot.Pending.ToArray();
        this.CheckOrder();
    }

    /// <summary>A copy that may be changed until an account has it.</summary>
    internal WalletBalance(WalletBalance other)
    {
        this.Wallet = other.Wallet;
        this.totals = new long[Accounts];
        Array.Copy(other.totals, this.totals, Accounts);
        this.pending = other.pending;
        this.IsInOrder = other.IsInOrder;
        this.lots = other.lots;
        this.left = other.left;
        this.spent = other.spent;
        this.DropSpent();
        int count = this.lots.Count;
        if (count >= CompactFrom && (count - this.spent) * 2 < count)
        {
            this.Compact();
        }
    }

    /// <summary>Gets the code of the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the points that can be seen but not spent yet.</summary>
    public Points Pending => this.Of(LedgerAccount.Pending);

    /// <summary>Gets the points that can be spent; never negative.</summary>
    public Points Available => this.Of(LedgerAccount.Available);

    /// <summary>Gets the points reserved for redemptions under way.</summary>
    public Points Held => this.Of(LedgerAccount.Held);

    /// <summary>Gets the points owed, as a positive number.</summary>
    public Points Debt => Points.FromTenThousandths(-this.totals[(int)LedgerAccount.Debt]);

    /// <summary>Gets the lots with spendable points, in the order in which they were made.</summary>
    public IReadOnlyList<LotAmount> Lots => FixedList.Own(Enumerable.Range(0, this.lots.Count).Where(i => this.left[i] > 0)
        .Select(i => new LotAmount(this.lots[i], Points.FromTenThousandths(this.left[i]))).ToArray());

    /// <summary>Gets the pending lots, in the order in which they were made.</summary>
    public IReadOnlyList<PendingAmount> PendingLots => FixedList.Own(this.pending);

    /// <summary>Gets a value indicating whether lots lapse in the order of their numbers, so that the first is the first to pay.</summary>
    internal bool IsInOrder { get; private set; }

    /// <summary>Gets the number of lots in the window; some may be spent.</summary>
    internal int LotCount => this.lots.Count;

    /// <summary>Gets the pending lots; read only.</summary>
    internal PendingAmount[] PendingItems => this.pending;

    internal WalletSnapshot ToSnapshot() => new WalletSnapshot(
        this.Wallet,
        Enumerable.Range(0, Accounts).Where(a => this.totals[a] != 0).Select(a => new LedgerTotal((LedgerAccount)a, Points.FromTenThousandths(this.totals[a]))).ToArray(),
        Enumerable.Range(0, this.lots.Count).Select(i => new LotAmount(this.lots[i], Points.FromTenThousandths(this.left[i]))).ToArray(),
        this.pending);

    /// <summary>The balance of one ledger account.</summary>
    /// <param name="account">The ledger account.</param>
    /// <returns>What flowed in less what flowed out: negative for sources such as <see cref="LedgerAccount.Issued"/>, and for debt. The sum over all is zero.</returns>
    public Points Of(LedgerAccount account) => Points.FromTenThousandths(this.totals[(int)account]);

    internal long TotalOf(LedgerAccount account) => this.totals[(int)account];

    internal Lot LotAt(int index) => this.lots[index];

    internal long LeftAt(int index) => this.left[index];

    /// <summary>The position of a lot, or -1. Numbers mostly follow one another, so the first guess is mostly right.</summary>
    internal int IndexOf(int number)
    {
        int count = this.lots.Count;
        if (count == 0)
        {
            return -1;
        }

        int guess = number - this.lots[0].Number;
        if (guess >= 0 && guess < count && this.lots[guess].Number == number)
        {
            return guess;
        }

        int low = 0;
        int high = count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int there = this.lots[middle].Number;
            if (there == number)
            {
                return middle;
            }

            if (there < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    internal int PendingIndexOf(int number)
    {
        for (int i = 0; i < this.pending.Length; i++)
        {
            if (this.pending[i].Pending.Lot.Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What is left in a lot, spendable or pending, in ten-thousandths.</summary>
    internal long LeftIn(int number)
    {
        int index = this.IndexOf(number);
        if (index >= 0)
        {
            return this.left[index];
        }

        int waiting = this.PendingIndexOf(number);
        return waiting < 0 ? 0 : this.pending[waiting].Amount.TenThousandths;
    }

    /// <summary>The positions of lots in the order in which they pay; null: as they stand.</summary>
    internal int[]? PayingOrder(Consumption consumption)
    {
        if (this.IsInOrder && consumption == Consumption.SoonestExpiry)
        {
            return null;
        }

        var order = new int[this.lots.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        SharedLog<Lot> all = this.lots;
        Array.Sort(order, (a, b) => Compare(all[a], all[b], consumption));
        return order;
    }

    /// <summary>Takes over a lot that is new or has other dates, with nothing in it yet if it is new.</summary>
    internal void Put(Lot lot)
    {
        int index = this.IndexOf(lot.Number);
        int count = this.lots.Count;
        if (index >= 0)
        {
            Lot[] items = this.lots.ToArray();
            items[index] = lot;
            this.lots = SharedLog<Lot>.Of(items);
            this.CheckOrder();
            return;
        }

        if (count == 0 || this.lots[count - 1].Number < lot.Number)
        {
            this.IsInOrder = count == 0 || (this.IsInOrder && Compare(this.lots[count - 1], lot, Consumption.SoonestExpiry) < 0);
            this.lots = this.lots.Add(lot);
            this.left = this.left.Add(0, count);
            this.spent++;
            return;
        }

        this.Insert(lot);
    }

    /// <summary>Takes over pending points that are new or wait for something else, with nothing in them yet if they are new.</summary>
    internal void Put(PendingPoints points)
    {
        int index = this.PendingIndexOf(points.Lot.Number);
        if (index >= 0)
        {
            this.pending = (PendingAmount[])this.pending.Clone();
            this.pending[index] = new PendingAmount(points, this.pending[index].Amount);
            return;
        }

        this.pending = this.pending.Append(new PendingAmount(points, default)).OrderBy(p => p.Pending.Lot.Number).ToArray();
    }

    /// <summary>Moves points.</summary>
    internal void Post(Posting posting)
    {
        this.Total(posting);
        long amount = posting.Amount.TenThousandths;
        this.Move(posting.From, posting.Lot, -amount);
        this.Move(posting.To, posting.Lot, amount);
    }

    /// <summary>Posts what takes all of the first lots in their order, which then go, and tells how many postings that were.</summary>
    internal int TakeFirst(FixedList<Posting> postings)
    {
        int taken = 0;
        int count = this.lots.Count;
        while (taken < count && taken < postings.Count && this.TakesAll(postings[taken], taken))
        {
            this.Total(postings[taken]);
            taken++;
        }

        this.Skip(taken, count);
        return taken;
    }

    private bool TakesAll(Posting posting, int index) =>
        posting.From == LedgerAccount.Available && posting.Lot == this.lots[index].Number && posting.Amount.TenThousandths == this.left[index];

    /// <summary>Lets go of the lots at the beginning that have nothing left.</summary>
    private void DropSpent()
    {
        int count = this.lots.Count;
        int dead = 0;
        while (dead < count && this.left[dead] == 0)
        {
            dead++;
        }

        this.spent -= dead;
        this.Skip(dead, count);
    }

    private void Skip(int first, int count)
    {
        if (first > 0)
        {
            this.lots = this.lots.Skip(first);
            this.left = this.left.Skip(first, count);
        }
    }

    private void Total(Posting posting)
    {
        long amount = posting.Amount.TenThousandths;
        this.totals[(int)posting.From] = checked(this.totals[(int)posting.From] - amount);
        this.totals[(int)posting.To] = checked(this.totals[(int)posting.To] + amount);
    }

    private static int Compare(Lot one, Lot other, Consumption consumption)
    {
        int by = consumption == Consumption.SoonestExpiry ? one.Expires.CompareTo(other.Expires) : 0;
        by = by != 0 ? by : one.Earned.CompareTo(other.Earned);
        return by != 0 ? by : one.Number.CompareTo(other.Number);
    }

    private void Move(LedgerAccount account, int lot, long amount)
    {
        if (account == LedgerAccount.Available)
        {
            int index = this.IndexOf(lot);
            long before = this.left[index];
            long after = checked(before + amount);
            this.left = this.left.With(index, after, ref this.ownsLeft);
            this.spent += (after == 0 ? 1 : 0) - (before == 0 ? 1 : 0);
        }
        else if (account == LedgerAccount.Pending)
        {
            int index = this.PendingIndexOf(lot);
            PendingAmount waiting = this.pending[index];
            var changed = new PendingAmount(waiting.Pending, Points.FromTenThousandths(checked(waiting.Amount.TenThousandths + amount)));
            this.pending = changed.Amount == default
                ? this.pending.Where((_, i) => i != index).ToArray()
                : this.pending.Select((p, i) => i == index ? changed : p).ToArray();
        }
    }

    private void Insert(Lot lot)
    {
        int at = 0;
        while (this.lots[at].Number < lot.Number)
        {
            at++;
        }

        int count = this.lots.Count;
        var items = new Lot[count + 1];
        var amounts = new long[count + 1];
        for (int i = 0; i < count; i++)
        {
            items[i < at ? i : i + 1] = this.lots[i];
            amounts[i < at ? i : i + 1] = this.left[i];
        }

        items[at] = lot;
        this.Replace(items, amounts);
        this.spent++;
    }

    private void Replace(Lot[] items, long[] amounts)
    {
        this.lots = SharedLog<Lot>.Of(items);
        this.left = SharedAmounts.Own(amounts, items.Length);
        this.ownsLeft = true;
        this.CheckOrder();
    }

    private void CheckOrder()
    {
        this.IsInOrder = true;
        for (int i = 1; i < this.lots.Count && this.IsInOrder; i++)
        {
            this.IsInOrder = Compare(this.lots[i - 1], this.lots[i], Consumption.SoonestExpiry) < 0;
        }
    }

    private void Compact()
    {
        int live = this.lots.Count - this.spent;
        var items = new Lot[live];
        var amounts = new long[live];
        int to = 0;
        for (int i = 0; i < this.lots.Count; i++)
        {
            if (this.left[i] != 0)
            {
                items[to] = this.lots[i];
                amounts[to++] = this.left[i];
            }
        }

        this.Replace(items, amounts);
        this.spent = 0;
    }
}
