using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>Decides adjustments by hand, transfers and opening balances.</summary>
internal static class TransferDecisions
{
    internal static Refusal? Adjust(DecisionDraft draft, AdjustPoints command)
    {
        int index = draft.Policy.IndexOf(command.Wallet);
        long change = command.Change.TenThousandths;
        Instant effective = command.EffectiveOn?.ToInstant(draft.Policy.Zone) ?? draft.At;
        if ((StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) ?? StreamRules.RefuseBlank("adjustment", command.AdjustmentId)) is { } blank)
        {
            return blank;
        }

        if (index < 0)
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, command.Wallet);
        }

        if (change is 0 or long.MinValue)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "change"), RefusalNumbers.Units("given", change));
        }

        if (!Nanoseconds.Holds(effective))
        {
            return new Refusal(LoyaltyRefusals.InstantOutOfRange, new RefusalArgument("what", "effective date"), StreamRules.Argument("given", effective));
        }

        if ((Approvals.Refuse("adjustment", Math.Abs(change), draft.Policy.Parts.AdjustAbove, command.Actor, command.ApprovedBy)
            ?? (change < 0 ? RedemptionLimits.RefuseAvailable(draft.State, command.Wallet, -change) : null)) is { } refusal)
        {
            return refusal;
        }

        if (change < 0)
        {
            FixedList<Posting> taken = RedemptionDecisions.Take(draft, command.Wallet, -change, LedgerAccount.Adjusted);
            draft.Add(new PointsAdjusted(draft.At, command.AdjustmentId, command.Actor, command.Reason, command.ApprovedBy, taken, FixedList<Lot>.Empty));
            return null;
        }

        ExpiryRule? expiry = draft.Policy.Parts.Wallets[index].Expiry;
        long expires = expiry?.ExpiryOf(expiry.StartsActive ? draft.At : effective) ?? long.MaxValue;
        var lot = new Lot(draft.Policy.Origins[index], draft.State.NextLot, command.AdjustmentId, null, Nanoseconds.Of(effective), Nanoseconds.Of(draft.At), expires);
        var postings = new PostingDraft();
        postings.Add(command.Wallet, lot.Number, LedgerAccount.Adjusted, LedgerAccount.Available, change);
        Repayment.Add(postings, draft.State, command.Wallet, lot, change, draft.At);
        draft.Add(new PointsAdjusted(draft.At, command.AdjustmentId, command.Actor, command.Reason, command.ApprovedBy, postings.ToList(), FixedList.Own(lot)));
        EarningDecisions.Lapse(draft);
        return null;
    }

    internal static Refusal? Send(DecisionDraft draft, SendPoints command)
    {
        int index = draft.Policy.IndexOf(command.Wallet);
        long points = command.Points.TenThousandths;
        if (index < 0)
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, command.Wallet);
        }

        if (!draft.Policy.Parts.Wallets[index].IsTransferable)
        {
            return new Refusal(LoyaltyRefusals.NotTransferable, new RefusalArgument("wallet", command.Wallet));
        }

        if (command.To == draft.State.Member || command.To.IsEmpty)
        {
            return new Refusal(LoyaltyRefusals.SameAccount, new RefusalArgument("member", command.To.Value));
        }

        if (points <= 0)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), RefusalNumbers.Units("given", points));
        }

        if ((StreamRules.RefuseBlank("transfer", command.TransferId)
            ?? RedemptionLimits.RefuseAvailable(draft.State, command.Wallet, points)
            ?? Approvals.Refuse("transfer", points, draft.Policy.Parts.SendAbove, command.Actor, command.ApprovedBy)) is { } refusal)
        {
            return refusal;
        }

        WalletBalance balance = draft.State.Find(command.Wallet)!;
        FixedList<Posting> postings = RedemptionDecisions.Take(draft, command.Wallet, points, LedgerAccount.Transferred);
        LotAmount[] sent = postings.Select(p => new LotAmount(balance.LotAt(balance.IndexOf(p.Lot)), p.Amount)).ToArray();
        draft.Add(new PointsSent(draft.At, command.TransferId, command.To, FixedList.Own(sent), postings, FixedList<CounterChange>.Empty));
        return null;
    }

    internal static Refusal? Receive(DecisionDraft draft, ReceivePoints command)
    {
        if (command.From == draft.State.Member)
        {
            return new Refusal(LoyaltyRefusals.SameAccount, new RefusalArgument("member", command.From.Value));
        }

        long now = Nanoseconds.Of(draft.At);
        var postings = new PostingDraft(command.Lots.Count);
        var lots = new List<Lot>(command.Lots.Count);
        foreach (LotAmount part in command.Lots)
        {
            if (draft.Policy.IndexOf(part.Lot.Wallet) < 0)
            {
                return RedemptionLimits.UnknownWallet(draft.Policy, part.Lot.Wallet);
            }

            if (part.Lot.Expires <= now)
            {
                return new Refusal(LoyaltyRefusals.LotLapsed, new RefusalArgument("lot", part.Lot.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)), StreamRules.Argument("expired", part.Lot.ExpiresAt!.Value));
            }

            if (part.Amount.TenThousandths <= 0)
            {
                return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), new RefusalArgument("given", part.Amount.ToString()));
            }

            Lot lot = part.Lot.Renumbered(draft.State.NextLot + lots.Count);
            lots.Add(lot);
            postings.Add(lot.Wallet, lot.Number, LedgerAccount.Transferred, LedgerAccount.Available, part.Amount.TenThousandths);
            Repayment.Add(postings, draft.State, lot.Wallet, lot, part.Amount.TenThousandths, draft.At);
        }

        draft.Add(new PointsReceived(draft.At, command.TransferId, command.From, postings.ToList(), FixedList.Own(lots.ToArray())));
        return null;
    }

    internal static Refusal? Import(DecisionDraft draft, ImportBalance command)
    {
        if (StreamRules.RefuseBlank("import", command.ImportId) is { } blank)
        {
            return blank;
        }

        PointsAccountState state = draft.State;
        if (state.NextLot > 1 || state.AwardItems.Count > 0 || state.ProgressLog.Count > 0 || state.WalletItems.Length > 0)
        {
            return new Refusal(LoyaltyRefusals.ImportNotFirst, new RefusalArgument("import", command.ImportId));
        }

        if (RefuseImport(draft, command) is { } refusal)
        {
            return refusal;
        }

        var postings = new PostingDraft(command.Lots.Count);
        var lots = new List<Lot>();
        var pending = new List<PendingPoints>();
        Dictionary<string, long> debts = command.Debts.GroupBy(d => d.Wallet, StringComparer.Ordinal).ToDictionary(d => d.Key, d => d.Sum(w => w.Amount.TenThousandths), StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> debt in debts.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            postings.Add(debt.Key, 0, LedgerAccount.Debt, LedgerAccount.Imported, debt.Value);
        }

        foreach (ImportedLot given in command.Lots)
        {
            int index = draft.Policy.IndexOf(given.Wallet);
            bool waits = given.ActiveAt > draft.At;
            long active = waits ? long.MaxValue : Nanoseconds.Of(given.ActiveAt);
            var lot = new Lot(draft.Policy.Origins[index], state.NextLot + lots.Count + pending.Count, given.Source, null, Nanoseconds.Of(given.EarnedAt), active, Nanoseconds.OfOptional(given.ExpiresAt));
            postings.Add(given.Wallet, lot.Number, LedgerAccount.Imported, waits ? LedgerAccount.Pending : LedgerAccount.Available, given.Amount.TenThousandths);
            if (waits)
            {
                pending.Add(new PendingPoints(lot, FixedList<string>.Empty, given.ActiveAt, null, null));
                continue;
            }

            lots.Add(lot);
            if (debts.TryGetValue(given.Wallet, out long owed) && lot.Expires > Nanoseconds.Of(draft.At))
            {
                long repaid = Math.Min(owed, given.Amount.TenThousandths);
                postings.Add(given.Wallet, lot.Number, LedgerAccount.Available, LedgerAccount.Debt, repaid);
                debts[given.Wallet] = owed - repaid;
            }
        }

        ProgressChange[] progress = draft.Policy.Buckets is not { } buckets ? [] : command.Progress
            .Select(p => buckets.DateOf(p.Date, state) is var date ? new ProgressChange(date, buckets.Until(date), p.AmountUnits) : null!).Where(p => p.KeepUntil > draft.At).ToArray();
        draft.Add(new BalanceImported(draft.At, command.ImportId, postings.ToList(), FixedList.Own(lots.ToArray()), FixedList.Own(pending.ToArray()), FixedList.Own(progress)));
        if (command.Tier is { } tier)
        {
            decimal value = FixedPoint.ToDecimal(draft.Policy.Buckets!.At(draft.State, draft.At));
            draft.Add(new LoyaltyTierChanged(draft.At, state.Tier.QualifiedTier, tier, LoyaltyTierCause.Imported, value, command.TierSince ?? draft.At, command.TierProtectedUntil));
        }

        EarningDecisions.Lapse(draft);
        return null;
    }

    private static Refusal? RefuseImport(DecisionDraft draft, ImportBalance command)
    {
        foreach (string wallet in command.Lots.Select(l => l.Wallet).Concat(command.Debts.Select(d => d.Wallet)).Where(w => draft.Policy.IndexOf(w) < 0))
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, wallet);
        }

        foreach (Points amount in command.Lots.Select(l => l.Amount).Concat(command.Debts.Select(d => d.Amount)).Where(a => a.TenThousandths <= 0))
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "points"), new RefusalArgument("given", amount.ToString()));
        }

        foreach (Instant instant in command.Lots.SelectMany(l => new[] { l.EarnedAt, l.ActiveAt, l.ExpiresAt ?? l.EarnedAt }).Where(i => !Nanoseconds.Holds(i)))
        {
            return new Refusal(LoyaltyRefusals.InstantOutOfRange, new RefusalArgument("what", "lot"), StreamRules.Argument("given", instant));
        }

        if (command.Tier is not { } tier)
        {
            return null;
        }

        return draft.Policy.Parts.Ladder is not { } ladder ? new Refusal(LoyaltyRefusals.NoLadder)
            : ladder.Find(tier) is null ? BenefitDecisions.UnknownTier(ladder, tier)
            : null;
    }
}

/// <summary>What is owed, repaid from points that arrive.</summary>
internal static class Repayment
{
    /// <summary>Adds the repayment from a lot that arrives; what earlier postings repaid is taken into account.</summary>
    internal static void Add(PostingDraft postings, PointsAccountState state, string wallet, Lot lot, long amount, Instant at)
    {
        long debt = (state.Find(wallet) is { } balance ? -balance.TotalOf(LedgerAccount.Debt) : 0) - postings.Repaid(wallet);
        if (debt > 0 && lot.Expires > Nanoseconds.Of(at))
        {
            postings.Add(wallet, lot.Number, LedgerAccount.Available, LedgerAccount.Debt, Math.Min(debt, amount));
        }
    }
}
