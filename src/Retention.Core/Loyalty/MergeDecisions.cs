using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Decides closing, merging and un-merging of accounts.</summary>
internal static class MergeDecisions
{
    internal static Refusal? Close(DecisionDraft draft, CloseAccount command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        if (command.Cause == CloseCause.Merged)
        {
            return new Refusal(LoyaltyRefusals.OtherCommand, new RefusalArgument("action", "merging"), new RefusalArgument("command", nameof(SendAccount)));
        }

        PostingDraft postings = Emptied(draft.State, LedgerAccount.Forfeited);
        draft.Add(new AccountClosed(draft.At, command.Cause, default, null, command.Actor, command.Reason, null, postings.ToList()));
        return null;
    }

    internal static Refusal? Send(DecisionDraft draft, SendAccount command)
    {
        if ((StreamRules.RefuseBlank("merge", command.MergeId) ?? StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason)) is { } blank)
        {
            return blank;
        }

        PointsAccountState state = draft.State;
        if (command.Into == state.Member || command.Into.IsEmpty)
        {
            return new Refusal(LoyaltyRefusals.SameAccount, new RefusalArgument("member", command.Into.Value));
        }

        if (state.Extras.Holds.Length > 0)
        {
            return new Refusal(LoyaltyRefusals.HoldsOpen, new RefusalArgument("count", state.Extras.Holds.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        AccountContents contents = Contents(state, draft.At, _ => true, state.Awards, state.Progress, null, state.Purchases);
        PostingDraft postings = Emptied(state, LedgerAccount.Transferred);
        draft.Add(new AccountClosed(draft.At, CloseCause.Merged, command.Into, command.MergeId, command.Actor, command.Reason, contents, postings.ToList()));
        return null;
    }

    internal static Refusal? Receive(DecisionDraft draft, ReceiveAccount command)
    {
        if (command.From == draft.State.Member)
        {
            return new Refusal(LoyaltyRefusals.SameAccount, new RefusalArgument("member", command.From.Value));
        }

        if (Arriving(draft, command.Contents, out Arrival? arrival) is { } refusal)
        {
            return refusal;
        }

        draft.Add(new AccountReceived(draft.At, command.MergeId, command.From, arrival!.Awards, command.Contents.Purchases, arrival.Postings, arrival.Lots, arrival.Pending, command.Contents.Progress));
        return null;
    }

    internal static Refusal? Split(DecisionDraft draft, SplitAccount command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        PointsAccountState state = draft.State;
        AccountReceived? merge = Array.Find(state.Extras.Merges, m => string.Equals(m.Received.MergeId, command.MergeId, StringComparison.Ordinal))?.Received;
        if (merge is null)
        {
            return new Refusal(LoyaltyRefusals.MergeUnknown, new RefusalArgument("merge", command.MergeId));
        }

        var came = new HashSet<int>(merge.Lots.Select(l => l.Number).Concat(merge.Pending.Select(p => p.Lot.Number)));
        Award[] awards = merge.Awards.Select(a => state.AwardItems.Find(a.Document, draft.At)).OfType<Award>().ToArray();
        foreach (int lot in awards.SelectMany(a => a.Grants).SelectMany(g => g.Lots).Select(l => l.Lot))
        {
            came.Add(lot);
        }

        ProgressChange[] progress = ProgressOf(merge, awards, draft.At);
        int ended = awards.Sum(now => AwardProgress.Purchases(merge.Awards.First(a => string.Equals(a.Document, now.Document, StringComparison.Ordinal))) - AwardProgress.Purchases(now));
        AccountContents contents = Contents(state, draft.At, l => came.Contains(l.Number), awards, progress, Owed(state, merge), merge.Purchases - ended);
        var postings = new PostingDraft();
        foreach (LotAmount part in contents.Lots)
        {
            postings.Add(part.Lot.Wallet, part.Lot.Number, LedgerAccount.Available, LedgerAccount.Transferred, part.Amount.TenThousandths);
        }

        foreach (PendingAmount part in contents.Pending)
        {
            postings.Add(part.Pending.Lot.Wallet, part.Pending.Lot.Number, LedgerAccount.Pending, LedgerAccount.Transferred, part.Amount.TenThousandths);
        }

        foreach (WalletAmount debt in contents.Debts)
        {
            postings.Add(debt.Wallet, 0, LedgerAccount.Transferred, LedgerAccount.Debt, debt.Amount.TenThousandths);
        }

        ProgressChange[] gone = progress.Select(p => new ProgressChange(p.Date, p.KeepUntil, -p.ChangeUnits)).ToArray();
        draft.Add(new AccountSplit(draft.At, command.MergeId, merge.From, contents, command.Actor, command.Reason, postings.ToList(), FixedList.Own(gone)));
        return null;
    }

    internal static Refusal? Reopen(DecisionDraft draft, ReopenAccount command)
    {
        if (draft.State.Status != AccountStatus.Closed || !string.Equals(draft.State.MergedAs, command.MergeId, StringComparison.Ordinal))
        {
            return new Refusal(LoyaltyRefusals.MergeUnknown, new RefusalArgument("merge", command.MergeId));
        }

        if (Arriving(draft, command.Contents, out Arrival? arrival) is { } refusal)
        {
            return refusal;
        }

        draft.Add(new AccountReopened(draft.At, command.MergeId, arrival!.Awards, command.Contents.Purchases, arrival.Postings, arrival.Lots, arrival.Pending, command.Contents.Progress));
        return null;
    }

    /// <summary>The progress that came and still counts, with what returns of the awards that came with it took since.</summary>
    private static ProgressChange[] ProgressOf(AccountReceived merge, Award[] awards, Instant at)
    {
        IEnumerable<ProgressChange> since = from now in awards
                                            let then = merge.Awards.First(a => string.Equals(a.Document, now.Document, StringComparison.Ordinal))
                                            from change in AwardProgress.Change(then, now)
                                            select change;
        return merge.Progress.Concat(since).Where(p => p.KeepUntil > at).GroupBy(p => p.Date)
            .Select(g => new ProgressChange(g.Key, g.Max(p => p.KeepUntil), g.Sum(p => p.ChangeUnits))).Where(p => p.ChangeUnits != 0).OrderBy(p => p.Date).ToArray();
    }

    private static WalletAmount[] Owed(PointsAccountState state, AccountReceived merge) => merge.Postings
        .Where(p => p.From == LedgerAccount.Debt && p.To == LedgerAccount.Transferred)
        .Select(p => new WalletAmount(p.Wallet, Points.FromTenThousandths(Math.Min(p.Amount.TenThousandths, state.Wallet(p.Wallet).Debt.TenThousandths))))
        .Where(d => d.Amount != default).ToArray();

    private static AccountContents Contents(PointsAccountState state, Instant at, Func<Lot, bool> which, IReadOnlyList<Award> awards, IReadOnlyList<ProgressChange> progress, WalletAmount[]? debts, int purchases)
    {
        debts ??= state.WalletItems.Where(w => w.TotalOf(LedgerAccount.Debt) != 0).Select(w => new WalletAmount(w.Wallet, w.Debt)).ToArray();
        return new AccountContents(
            FixedList.Own(state.WalletItems.SelectMany(w => w.Lots).Where(l => which(l.Lot)).ToArray()),
            FixedList.Own(state.WalletItems.SelectMany(w => w.PendingItems).Where(p => which(p.Pending.Lot)).ToArray()),
            FixedList.Own(debts),
            FixedList.Own(awards.Where(a => a.ClosesAt > at).ToArray()),
            FixedList.Own(progress.Where(p => p.KeepUntil > at).ToArray()),
            purchases);
    }

    /// <summary>Everything out of the account, debts too.</summary>
    private static PostingDraft Emptied(PointsAccountState state, LedgerAccount to)
    {
        var postings = new PostingDraft();
        foreach (WalletBalance wallet in state.WalletItems)
        {
            foreach (LotAmount lot in wallet.Lots)
            {
                postings.Add(wallet.Wallet, lot.Lot.Number, LedgerAccount.Available, to, lot.Amount.TenThousandths);
            }

            foreach (PendingAmount pending in wallet.PendingItems)
            {
                postings.Add(wallet.Wallet, pending.Pending.Lot.Number, LedgerAccount.Pending, to, pending.Amount.TenThousandths);
            }

            postings.Add(wallet.Wallet, 0, to, LedgerAccount.Debt, wallet.Debt.TenThousandths);
        }

        foreach (Hold hold in state.Extras.Holds)
        {
            foreach (LotAmount part in hold.Parts)
            {
                postings.Add(hold.Request.Wallet, part.Lot.Number, LedgerAccount.Held, to, part.Amount.TenThousandths);
            }
        }

        return postings;
    }

    /// <summary>What arrives, with this account's lot numbers; debts that come along are met as far as there are spendable points.</summary>
    private static Refusal? Arriving(DecisionDraft draft, AccountContents contents, out Arrival? arrival)
    {
        arrival = null;
        PointsAccountState state = draft.State;
        IEnumerable<string> wallets = contents.Lots.Select(l => l.Lot.Wallet).Concat(contents.Pending.Select(p => p.Pending.Lot.Wallet)).Concat(contents.Debts.Select(d => d.Wallet));
        if (wallets.FirstOrDefault(w => draft.Policy.IndexOf(w) < 0) is { } unknown)
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, unknown);
        }

        if (contents.Awards.FirstOrDefault(a => state.AwardItems.Find(a.Document, draft.At) is not null) is { } known)
        {
            return new Refusal(LoyaltyRefusals.DocumentKnown, new RefusalArgument("document", known.Document));
        }

        var numbers = new Dictionary<int, int>();
        int next = state.NextLot;
        foreach (int number in contents.Lots.Select(l => l.Lot.Number).Concat(contents.Pending.Select(p => p.Pending.Lot.Number))
            .Concat(contents.Awards.SelectMany(a => a.Grants).SelectMany(g => g.Lots).Select(l => l.Lot)).Distinct().OrderBy(n => n))
        {
            numbers.Add(number, next++);
        }

        var postings = new PostingDraft();
        LotAmount[] lots = contents.Lots.Select(l => new LotAmount(l.Lot.Renumbered(numbers[l.Lot.Number]), l.Amount)).OrderBy(l => l.Lot.Number).ToArray();
        PendingAmount[] pending = contents.Pending.Select(p => Renumbered(p, numbers)).OrderBy(p => p.Pending.Lot.Number).ToArray();
        foreach (LotAmount lot in lots)
        {
            postings.Add(lot.Lot.Wallet, lot.Lot.Number, LedgerAccount.Transferred, LedgerAccount.Available, lot.Amount.TenThousandths);
            Repayment.Add(postings, state, lot.Lot.Wallet, lot.Lot, lot.Amount.TenThousandths, draft.At);
        }

        foreach (PendingAmount part in pending)
        {
            postings.Add(part.Pending.Lot.Wallet, part.Pending.Lot.Number, LedgerAccount.Transferred, LedgerAccount.Pending, part.Amount.TenThousandths);
        }

        foreach (WalletAmount debt in contents.Debts)
        {
            postings.Add(debt.Wallet, 0, LedgerAccount.Debt, LedgerAccount.Transferred, debt.Amount.TenThousandths);
            Meet(draft, postings, debt, lots);
        }

        Award[] awards = contents.Awards.Select(a => AwardChange.With(a, a.Lines, FixedList.Own(a.Grants.Select(g => new AwardGrant(g.Part, g.From, g.To, g.Caps, g.IsSeparable, FixedList.Own(g.Lots.Select(l => new GrantLot(numbers[l.Lot], l.Wallet, l.Line, l.Rules, l.Amount)).ToArray()))).ToArray()))).ToArray();
        arrival = new Arrival(FixedList.Own(awards), postings.ToList(), FixedList.Own(lots.Select(l => l.Lot).ToArray()), FixedList.Own(pending.Select(p => p.Pending).ToArray()));
        return null;
    }

    /// <summary>Meets a debt that comes along from this account's spendable lots, then from those that came with it.</summary>
    private static void Meet(DecisionDraft draft, PostingDraft postings, WalletAmount debt, LotAmount[] arrived)
    {
        long owed = debt.Amount.TenThousandths;
        IEnumerable<LotAmount> own = draft.State.Find(debt.Wallet)?.Lots ?? (IEnumerable<LotAmount>)[];
        foreach (LotAmount lot in own.Concat(arrived.Where(l => string.Equals(l.Lot.Wallet, debt.Wallet, StringComparison.Ordinal))))
        {
            long left = lot.Amount.TenThousandths - postings.RepaidBy(lot.Lot.Number);
            long now = Math.Min(owed, left);
            postings.Add(debt.Wallet, lot.Lot.Number, LedgerAccount.Available, LedgerAccount.Debt, now);
            owed -= now;
        }
    }

    private static PendingAmount Renumbered(PendingAmount part, Dictionary<int, int> numbers)
    {
        PendingPoints pending = part.Pending;
        return new PendingAmount(new PendingPoints(pending.Lot.Renumbered(numbers[pending.Lot.Number]), pending.Awaits, pending.NotBefore, pending.Delay, pending.CancelAt), part.Amount);
    }

    private sealed class Arrival
    {
        internal Arrival(FixedList<Award> awards, FixedList<Posting> postings, FixedList<Lot> lots, FixedList<PendingPoints> pending)
        {
            this.Awards = awards;
            this.Postings = postings;
            this.Lots = lots;
            this.Pending = pending;
        }

        internal FixedList<Award> Awards { get; }

        internal FixedList<Posting> Postings { get; }

        internal FixedList<Lot> Lots { get; }

        internal FixedList<PendingPoints> Pending { get; }
    }
}

/// <summary>The commands for the other account of a transfer, a merge or its undoing, from the event of the first.</summary>
/// <remarks>Both streams are appended together, or neither. Immutable and thread-safe.</remarks>
public static class AccountTransfers
{
    /// <summary>What the receiver of a transfer is told.</summary>
    /// <param name="sent">The sender's event.</param>
    /// <param name="sender">The sender.</param>
    /// <returns>The command for the receiver's account.</returns>
    public static ReceivePoints Receive(PointsSent sent, CustomerId sender)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new ReceivePoints(sent.At, sent.TransferId, sender, sent.Sent);
    }

    /// <summary>What the surviving account of a merge is told.</summary>
    /// <param name="closed">The event of the account that was merged.</param>
    /// <param name="from">Its holder.</param>
    /// <returns>The command for the surviving account.</returns>
    /// <exception cref="ArgumentException">The account was closed for another cause.</exception>
    public static ReceiveAccount Receive(AccountClosed closed, CustomerId from)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return closed.MergeId is { } mergeId && closed.Contents is { } contents
            ? new ReceiveAccount(closed.At, mergeId, from, contents)
            : throw new ArgumentException("The account was closed, not merged; only a merge has contents to receive.", nameof(closed));
    }

    /// <summary>What the account that was merged is told once the merge is undone.</summary>
    /// <param name="split">The surviving account's event.</param>
    /// <returns>The command for the account that is reopened.</returns>
    public static ReopenAccount Reopen(AccountSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new ReopenAccount(split.At, split.MergeId, split.Contents);
    }
}
