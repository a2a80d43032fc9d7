using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>What holds after every event and every command of a history; null if it does.</summary>
internal static class LoyaltyLedgerLaws
{
    internal static string? Conservation(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands)
    {
        PointsAccountState state = process.Initial;
        foreach (PointsCommand command in commands)
        {
            foreach (PointsEvent e in process.Handle(state, command).Events)
            {
                PointsAccountState next = process.Evolve(state, e);
                foreach (WalletBalance wallet in next.Wallets)
                {
                    WalletBalance before = state.Wallet(wallet.Wallet);
                    long sum = LoyaltyText.Accounts.Sum(a => wallet.Of(a).TenThousandths);
                    foreach (LedgerAccount account in LoyaltyText.Accounts)
                    {
                        long moved = e.Postings.Where(p => p.Wallet == wallet.Wallet).Sum(p => (p.To == account ? p.Amount.TenThousandths : 0) - (p.From == account ? p.Amount.TenThousandths : 0));
                        if (wallet.Of(account).TenThousandths - before.Of(account).TenThousandths != moved)
                        {
                            return account + " of " + wallet.Wallet + " moved by something else than its postings under " + e;
                        }
                    }

                    if (sum != 0)
                    {
                        return wallet.Wallet + " adds up to " + Points.FromTenThousandths(sum) + " after " + e;
                    }
                }

                foreach (Posting odd in e.Postings.Where(p => p.Amount.TenThousandths <= 0 || p.From == p.To))
                {
                    return "the posting " + odd + " moves nothing in " + e;
                }

                state = next;
            }
        }

        return null;
    }

    /// <summary>Lots and holds add up to the balances, nothing is negative, nothing that lapsed is left.</summary>
    internal static string? Lots(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands) => AfterEach(process, commands, state =>
    {
        foreach (WalletBalance wallet in state.Wallets)
        {
            long available = wallet.Lots.Sum(l => l.Amount.TenThousandths);
            long pending = wallet.PendingLots.Sum(l => l.Amount.TenThousandths);
            long held = state.Holds.Where(h => h.Request.Wallet == wallet.Wallet).SelectMany(h => h.Parts).Sum(p => p.Amount.TenThousandths);
            if (available != wallet.Available.TenThousandths || pending != wallet.Pending.TenThousandths || held != wallet.Held.TenThousandths)
            {
                return wallet.Wallet + " doesn't add up: " + LoyaltyText.Balances(state);
            }

            if (wallet.Lots.Any(l => l.Amount.TenThousandths <= 0) || wallet.PendingLots.Any(l => l.Amount.TenThousandths <= 0) || wallet.Debt.TenThousandths < 0 || held < 0)
            {
                return wallet.Wallet + " has something below zero: " + LoyaltyText.Balances(state);
            }

            if (wallet.Lots.Any(l => l.Lot.ExpiresAt <= state.LastEventAt) || wallet.PendingLots.Any(l => l.Pending.Lot.ExpiresAt <= state.LastEventAt))
            {
                return wallet.Wallet + " has a lapsed lot: " + LoyaltyText.Balances(state);
            }

            if (wallet.Lots.Select(l => l.Lot.Number).Concat(wallet.PendingLots.Select(p => p.Pending.Lot.Number)).GroupBy(n => n).Any(g => g.Count() > 1))
            {
                return wallet.Wallet + " has a lot twice: " + LoyaltyText.Balances(state);
            }
        }

        return null;
    });

    internal static string? Debt(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands) => AfterEach(process, commands, state =>
        state.Wallets.FirstOrDefault(w => w.Available.TenThousandths > 0 && w.Debt.TenThousandths > 0) is { } both
            ? both.Wallet + " owes " + both.Debt + " and has " + both.Available
            : null);

    /// <summary>Debt is made only where the policy says so, by what is imported, or by what comes with another account.</summary>
    internal static string? DebtOnlyWhereAllowed(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PolicyBook<LoyaltyPolicy> book, PointsCommand[] commands)
    {
        foreach (PointsEvent e in new LoyaltyRun(process).DoAll(commands).Events)
        {
            foreach (Posting posting in e.Postings.Where(p => p.From == LedgerAccount.Debt))
            {
                bool allowed = e is BalanceImported or AccountReceived or AccountReopened
                    || (e is PointsReturned && book.Entries.Any(b => b.Policy.Wallets.Any(w => w.Code == posting.Wallet && w.Clawback == Clawback.IntoDebt)));
                if (!allowed)
                {
                    return posting + " made debt in " + e;
                }
            }
        }

        return null;
    }

    /// <summary>A lot's date moves later or by a migration; no giving back takes an extension away.</summary>
    internal static string? Dates(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands)
    {
        PointsAccountState state = process.Initial;
        foreach (PointsCommand command in commands)
        {
            foreach (PointsEvent e in process.Handle(state, command).Events)
            {
                foreach (Lot lot in e.Lots.Where(_ => !(e is LotsRedated { Cause: LotChangeCause.Migration })))
                {
                    LotAmount? before = state.Wallet(lot.Wallet).Lots.FirstOrDefault(l => l.Lot.Number == lot.Number);
                    if (before is not null && lot.ExpiresAt is { } now && (before.Lot.ExpiresAt is not { } was || now < was))
                    {
                        return "lot " + before.Lot + " lost its date to " + lot + " in " + e;
                    }
                }

                state = process.Evolve(state, e);
            }
        }

        return null;
    }

    /// <summary>What is due by the last event has happened.</summary>
    internal static string? NothingOverdue(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands) => AfterEach(process, commands, state =>
        process.NextDue(state) <= state.LastEventAt ? "something is due at " + process.NextDue(state) + ", not after " + state.LastEventAt + ": " + string.Join(" ", process.Settle(state, state.LastEventAt!.Value)) : null);

    internal static string? Bounded(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands) => AfterEach(process, commands, state =>
        state.Awards.Any(a => a.ClosesAt <= state.LastEventAt) ? "closed awards are kept: " + LoyaltyText.Awards(state)
        : state.Holds.Any(h => h.Parts.Count == 0) ? "empty holds are kept"
        : state.Redemptions.Any(r => r.Parts.Count == 0) ? "redemptions without points are kept"
        : state.Tier.Changes.Count > 16 ? "all tier changes are kept"
        : state.Purchases < 0 ? "there are " + state.Purchases + " purchases"
        : state.Counters.Any(c => c.Value == 0) ? "counters of nothing are kept"
        : null);

    /// <summary>Twenty years without progress bring the lowest tier, whatever put a fall off.</summary>
    internal static string? FallsInTheEnd(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, LoyaltyPolicy policy, PointsCommand[] commands)
    {
        LoyaltyRun run = new LoyaltyRun(process).DoAll(commands);
        if (run.State.LastEventAt is not { } last || run.State.Status == AccountStatus.Closed)
        {
            return null;
        }

        PointsAccountState later = process.View(run.State, last + Duration.FromDays(366 * 20));
        return later.Tier.QualifiedTier == policy.Tiers[0].Code ? null : "twenty years later the tier is " + LoyaltyText.Tier(later) + " from " + LoyaltyText.Tier(run.State) + " " + string.Join("; ", run.State.Progress);
    }

    /// <summary>Settling in between at instants of one's choice doesn't change what is seen later.</summary>
    internal static string? Views(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands)
    {
        LoyaltyRun run = new LoyaltyRun(process).DoAll(commands);
        if (run.State.LastEventAt is not { } last)
        {
            return null;
        }

        var steps = new List<Instant>();
        PointsAccountState state = run.State;
        for (int i = 0; i < 12 && process.NextDue(state) is { } due; i++)
        {
            steps.AddRange([due.PlusNanoseconds(-1), due, due.PlusNanoseconds(1), due + Duration.FromDays(3)]);
            state = process.View(state, due);
        }

        steps.Add(last + Duration.FromDays(1_000));
        PointsAccountState often = run.State;
        foreach (Instant step in steps.OrderBy(s => s))
        {
            often = process.View(often, step);
            string once = LoyaltyText.Everything(process.View(run.State, step));
            if (LoyaltyText.Everything(often) != once)
            {
                return "at " + step + " one sees\n" + once + "\nand after looking before\n" + LoyaltyText.Everything(often);
            }
        }

        return null;
    }

    private static string? AfterEach(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands, System.Func<PointsAccountState, string?> violation)
    {
        var run = new LoyaltyRun(process);
        foreach (PointsCommand command in commands)
        {
            run.Do(command);
            if (violation(run.State) is { } wrong)
            {
                return wrong + "\nafter " + command;
            }
        }

        return null;
    }
}
