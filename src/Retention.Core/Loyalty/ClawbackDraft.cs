using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>
/// Works out from where points are taken back: the award's own lots first, then other spendable lots in the order in which they pay, then
/// debt, as far as the policy allows. Whatever came back in whatever order, the same points end in the same lots.
/// </summary>
internal sealed class ClawbackDraft
{
    private readonly PointsAccountState state;
    private readonly Instant at;

    internal ClawbackDraft(PointsAccountState state, Instant at)
    {
        this.state = state;
        this.at = at;
    }

    internal PostingDraft Postings { get; } = new PostingDraft();

    internal List<TakenPoints> Taken { get; } = new List<TakenPoints>(1);

    internal void Take(Award before, Award after, string wallet, Clawback clawback, Consumption consumption)
    {
        GrantLot[] lots = before.Grants.SelectMany(g => g.Lots).Where(l => string.Equals(l.Wallet, wallet, StringComparison.Ordinal)).ToArray();
        long[] had = Entitled(before, lots, wallet);
        long[] has = Entitled(after, lots, wallet);
        long total = had.Sum() - has.Sum();
        if (total == 0)
        {
            return;
        }

        long own = 0;
        WalletBalance? balance = this.state.Find(wallet);
        var taken = new Dictionary<int, long>();
        for (int i = 0; i < lots.Length && balance is not null; i++)
        {
            bool pending = balance.PendingIndexOf(lots[i].Lot) >= 0;
            long now = clawback == Clawback.OnlyPending && !pending ? 0 : Math.Min(had[i] - has[i], balance.LeftIn(lots[i].Lot));
            this.Postings.Add(wallet, lots[i].Lot, pending ? LedgerAccount.Pending : LedgerAccount.Available, LedgerAccount.Reversed, now);
            taken[lots[i].Lot] = now;
            own += now;
        }

        long rest = total - own;
        long others = clawback == Clawback.OnlyPending || balance is null ? 0 : this.TakeOthers(balance, consumption, rest, taken);
        rest -= others;
        long debt = clawback == Clawback.IntoDebt ? rest : 0;
        this.Postings.Add(wallet, 0, LedgerAccount.Debt, LedgerAccount.Reversed, debt);
        this.Taken.Add(new TakenPoints(
            wallet,
            Points.FromTenThousandths(had.Sum()),
            Points.FromTenThousandths(has.Sum()),
            Points.FromTenThousandths(own),
            Points.FromTenThousandths(others),
            Points.FromTenThousandths(debt),
            Points.FromTenThousandths(rest - debt)));
    }

    /// <summary>
    /// How much of each lot an award still grants. Where every line made its own points, each line fills its own lots; else the award fills
    /// its lots in the order in which they were made, so that the last is taken back first.
    /// </summary>
    private static long[] Entitled(Award award, GrantLot[] lots, string wallet)
    {
        var entitled = new long[lots.Length];
        if (award.Grants.All(g => g.IsSeparable))
        {
            var used = new bool[lots.Length];
            for (int i = 0; i < lots.Length; i++)
            {
                if (used[i])
                {
                    continue;
                }

                long left = lots[i].Rules.Sum(r => AwardFunction.RawOfLine(award.Rules[r], award.Lines, lots[i].Line));
                for (int j = i; j < lots.Length; j++)
                {
                    if (lots[j].Line == lots[i].Line && lots[j].Rules.SequenceEqual(lots[i].Rules))
                    {
                        used[j] = true;
                        entitled[j] = Math.Min(left, lots[j].Amount.TenThousandths);
                        left -= entitled[j];
                    }
                }
            }

            return entitled;
        }

        long[] raw = award.Rules.Select(r => AwardFunction.Raw(r, award.Lines)).ToArray();
        long granted = award.Grants.Sum(g => AwardFunction.Granted(award.Rules, g, wallet, raw, null));
        for (int i = 0; i < lots.Length; i++)
        {
            entitled[i] = Math.Min(granted, lots[i].Amount.TenThousandths);
            granted -= entitled[i];
        }

        return entitled;
    }

    private long TakeOthers(WalletBalance balance, Consumption consumption, long asked, Dictionary<int, long> taken)
    {
        long now = Nanoseconds.Of(this.at);
        int[]? order = balance.PayingOrder(consumption);
        long sum = 0;
        for (int i = 0; i < balance.LotCount && sum < asked; i++)
        {
            int index = order is null ? i : order[i];
            Lot lot = balance.LotAt(index);
            taken.TryGetValue(lot.Number, out long already);
            long left = lot.Expires <= now ? 0 : balance.LeftAt(index) - already;
            long take = Math.Min(left, asked - sum);
            this.Postings.Add(balance.Wallet, lot.Number, LedgerAccount.Available, LedgerAccount.Reversed, take);
            sum += take;
        }

        return sum;
    }
}
