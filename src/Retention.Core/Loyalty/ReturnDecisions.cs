using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>Decides what comes back: returns, credit notes, exchanges, and pending points that are cancelled.</summary>
internal static class ReturnDecisions
{
    internal static Refusal? Return(DecisionDraft draft, RecordReturn command)
    {
        if (StreamRules.RefuseBlank("return document", command.ReturnDocument) is { } blank)
        {
            return blank;
        }

        if (Find(draft, command.Document, command.DocumentOn.ToInstant(draft.Policy.Zone), out Award? award) is { } refusal)
        {
            return refusal;
        }

        if (award!.ReturnDocuments.Contains(command.ReturnDocument, StringComparer.Ordinal))
        {
            return new Refusal(LoyaltyRefusals.DocumentKnown, new RefusalArgument("document", command.ReturnDocument));
        }

        if (LineChanges.Return(award, command.Lines, out AwardLine[] lines) is { } wrong)
        {
            return wrong;
        }

        TakeBack(draft, award, lines, command.ReturnDocument);
        return null;
    }

    internal static Refusal? CreditNote(DecisionDraft draft, RecordCreditNote command)
    {
        if (FixedPoint.TryExact(command.Amount) is not { } amount || amount <= 0)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "amount"), RefusalNumbers.Argument("given", command.Amount));
        }

        if (StreamRules.RefuseBlank("credit note", command.CreditNote) is { } blank)
        {
            return blank;
        }

        if (draft.State.Awards.Any(a => a.ReturnDocuments.Contains(command.CreditNote, StringComparer.Ordinal)))
        {
            return new Refusal(LoyaltyRefusals.DocumentKnown, new RefusalArgument("document", command.CreditNote));
        }

        Award[] awards = draft.State.Awards.Where(a => a.Activity is null && a.ClosesAt > draft.At && KeptOf(a) > 0
            && (command.Documents.Count == 0 || command.Documents.Contains(a.Document, StringComparer.Ordinal))).ToArray();
        if (command.Documents.FirstOrDefault(d => draft.State.AwardItems.Find(d, draft.At) is null) is { } unknown)
        {
            return new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", unknown));
        }

        long left = awards.Sum(KeptOf);
        if (amount > left)
        {
            return new Refusal(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", "amount"), RefusalNumbers.Units("asked", amount), RefusalNumbers.Units("left", left));
        }

        LoyaltyParts parts = draft.Policy.Parts;
        CreditAllocation allocation = command.Kind switch
        {
            CreditNoteKind.Allowance => parts.Allowances,
            CreditNoteKind.Rebate => parts.Rebates,
            _ => parts.CreditNotes,
        };
        awards = awards.OrderBy(a => a.BusinessAt).ThenBy(a => a.Document, StringComparer.Ordinal).ToArray();
        long[] shares = Allocate(awards, amount, allocation);
        for (int i = 0; i < awards.Length; i++)
        {
            if (shares[i] > 0)
            {
                // What an award before it freed may have gone to this one.
                Award award = draft.State.AwardItems.Find(awards[i].Document, draft.At) ?? awards[i];
                TakeBack(draft, award, LineChanges.Less(awards[i].Lines, shares[i]), command.CreditNote);
            }
        }

        return null;
    }

    internal static Refusal? Exchange(DecisionDraft draft, RecordExchange command)
    {
        if (Find(draft, command.Document, command.DocumentOn.ToInstant(draft.Policy.Zone), out Award? award) is { } refusal)
        {
            return refusal;
        }

        if (LineChanges.Return(award!, command.Lines, out AwardLine[] lines) is { } wrong)
        {
            return wrong;
        }

        // First what came back makes room under caps, then what goes out earns, then what couldn't be taken back is taken from that: the
        // account moves by the net difference, whatever the policy does with points that are spent already.
        IReadOnlyList<TakenPoints> taken = TakeBack(draft, award!, lines, command.Purchase.Document);
        if (EarningDecisions.Purchase(draft, command.Purchase, command.Facts, command.Budgets) is { } refused)
        {
            return refused;
        }

        TakeFromReplacement(draft, command, taken);
        return null;
    }

    internal static Refusal? CancelPending(DecisionDraft draft, CancelPending command)
    {
        if (command.Cause is PendingEnd.BadDebt or PendingEnd.OrderCancelled)
        {
            // The purchase is void: everything it made goes, spendable or not.
            if (draft.State.AwardItems.Find(command.Document, draft.At) is not { } award)
            {
                return new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", command.Document));
            }

            TakeBack(draft, award, LineChanges.All(award), ProblemList.Kebab(command.Cause.ToString()));
            return null;
        }

        if (Cancel(draft.State, command.Document, command.Cause, draft.At, _ => true) is not { } cancelled)
        {
            return new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", command.Document));
        }

        draft.Add(cancelled);
        return null;
    }

    /// <summary>Cancels a document's pending points; null if it has none. What the rules behind them grant is nothing from now on.</summary>
    internal static PendingCancelled? Cancel(PointsAccountState state, string document, PendingEnd cause, Instant at, Func<PendingPoints, bool> which)
    {
        var postings = new PostingDraft();
        var lots = new HashSet<int>();
        foreach (WalletBalance wallet in state.WalletItems)
        {
            foreach (PendingAmount pending in wallet.PendingItems.Where(p => string.Equals(p.Pending.Lot.Document, document, StringComparison.Ordinal) && which(p.Pending)))
            {
                postings.Add(wallet.Wallet, pending.Pending.Lot.Number, LedgerAccount.Pending, LedgerAccount.Reversed, pending.Amount.TenThousandths);
                lots.Add(pending.Pending.Lot.Number);
            }
        }

        if (postings.Count == 0)
        {
            return null;
        }

        if (state.AwardItems.Find(document, at) is not { } award)
        {
            return new PendingCancelled(at, document, cause, null, postings.ToList(), FixedList<CounterChange>.Empty, FixedList<ProgressChange>.Empty);
        }

        Award after = AwardChange.With(award, award.Lines, FixedList.Own(award.Grants.Select(g => Without(g, lots)).ToArray()));
        return new PendingCancelled(at, document, cause, after, postings.ToList(), Freed(award, after, at), AwardProgress.Change(award, after));
    }

    /// <summary>Takes back what the award grants less for the lines as they are now, and follows it with what it brings about.</summary>
    internal static IReadOnlyList<TakenPoints> TakeBack(DecisionDraft draft, Award award, IReadOnlyList<AwardLine> lines, string returnDocument)
    {
        LoyaltyPolicy policy = draft.PolicyOf(award);
        Award after = AwardChange.With(award, FixedList.Own(lines.ToArray()), award.Grants, FixedList.Own(award.ReturnDocuments.Append(returnDocument).ToArray()));
        var clawback = new ClawbackDraft(draft.State, draft.At);
        foreach (string wallet in award.Rules.Select(r => r.Wallet).Distinct(StringComparer.Ordinal))
        {
            int index = policy.IndexOf(wallet);
            LoyaltyWallet? rules = index < 0 ? null : policy.Parts.Wallets[index];
            clawback.Take(award, after, wallet, rules?.Clawback ?? Clawback.IntoDebt, rules?.Consumption ?? Consumption.SoonestExpiry);
        }

        FixedList<CounterChange> freed = Freed(award, after, draft.At);
        draft.Add(new PointsReturned(
            draft.At,
            after,
            returnDocument,
            FixedList.Own(clawback.Taken.ToArray()),
            award.Activity is null && AwardProgress.IsKept(award) && !AwardProgress.IsKept(after),
            clawback.Postings.ToList(),
            freed,
            AwardProgress.Change(award, after)));
        if (policy.Parts.ReAwards)
        {
            ReAwards.Add(draft, award, freed, returnDocument);
        }

        return clawback.Taken;
    }

    private static Refusal? Find(DecisionDraft draft, string document, Instant documentAt, out Award? award)
    {
        award = draft.State.AwardItems.Find(document, draft.At);
        if (award is not null)
        {
            return null;
        }

        // Closed awards are dropped, so the document's own date says whether it closed or never was.
        Instant? closed = Nanoseconds.Holds(documentAt) ? draft.Policy.ClosesAt(documentAt) : null;
        return closed <= draft.At
            ? new Refusal(LoyaltyRefusals.AwardClosed, new RefusalArgument("document", document), StreamRules.Argument("closed", closed.Value))
            : new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", document));
    }

    private static long KeptOf(Award award) => award.Lines.Sum(l => l.KeptAmount);

    private static long[] Allocate(Award[] awards, long amount, CreditAllocation allocation)
    {
        if (allocation == CreditAllocation.Proportional)
        {
            return Proportion.Share(amount, awards.Select(KeptOf).ToArray());
        }

        var shares = new long[awards.Length];
        for (int i = 0; i < awards.Length; i++)
        {
            int index = allocation == CreditAllocation.Newest ? awards.Length - 1 - i : i;
            shares[index] = Math.Min(amount, KeptOf(awards[index]));
            amount -= shares[index];
        }

        return shares;
    }

    /// <summary>Takes what was written off from the lots that the replacement just made.</summary>
    private static void TakeFromReplacement(DecisionDraft draft, RecordExchange command, IReadOnlyList<TakenPoints> taken)
    {
        Award? replacement = draft.State.AwardItems.Find(command.Purchase.Document, draft.At);
        Award? original = draft.State.AwardItems.Find(command.Document, draft.At);
        if (replacement is null || original is null)
        {
            return;
        }

        var postings = new PostingDraft();
        var more = new List<TakenPoints>();
        foreach (TakenPoints wallet in taken.Where(t => t.WrittenOff.TenThousandths > 0))
        {
            WalletBalance balance = draft.State.Wallet(wallet.Wallet);
            long rest = wallet.WrittenOff.TenThousandths;
            foreach (GrantLot lot in replacement.Grants.SelectMany(g => g.Lots).Where(l => string.Equals(l.Wallet, wallet.Wallet, StringComparison.Ordinal)))
            {
                bool pending = balance.PendingIndexOf(lot.Lot) >= 0;
                long now = Math.Min(rest, balance.LeftIn(lot.Lot));
                postings.Add(wallet.Wallet, lot.Lot, pending ? LedgerAccount.Pending : LedgerAccount.Available, LedgerAccount.Reversed, now);
                rest -= now;
            }

            more.Add(new TakenPoints(wallet.Wallet, wallet.After, wallet.After, default, Points.FromTenThousandths(wallet.WrittenOff.TenThousandths - rest), default, Points.FromTenThousandths(rest)));
        }

        if (postings.Count > 0)
        {
            draft.Add(new PointsReturned(draft.At, original, command.Purchase.Document, FixedList.Own(more.ToArray()), false, postings.ToList(), FixedList<CounterChange>.Empty, FixedList<ProgressChange>.Empty));
        }
    }

    /// <summary>A grant without some of its lots: the rules that made them have no room any more.</summary>
    private static AwardGrant Without(AwardGrant grant, HashSet<int> lots)
    {
        GrantLot[] gone = grant.Lots.Where(l => lots.Contains(l.Lot)).ToArray();
        if (gone.Length == 0)
        {
            return grant;
        }

        IEnumerable<GrantCap> closed = gone.SelectMany(l => l.Rules.Select(r => new GrantCap("cancelled", r, l.Wallet, default, CapPeriods.Ever, CapPeriods.Ever))).GroupBy(c => c.Rule).Select(g => g.First());
        return new AwardGrant(
            grant.Part,
            grant.From,
            grant.To,
            FixedList.Own(grant.Caps.Concat(closed).ToArray()),
            false,
            FixedList.Own(grant.Lots.Where(l => !lots.Contains(l.Lot)).ToArray()));
    }

    /// <summary>What caps and carried fractions get back when an award shrinks.</summary>
    private static FixedList<CounterChange> Freed(Award before, Award after, Instant at)
    {
        var changes = new List<CounterChange>();
        long[] rawBefore = before.Rules.Select(r => AwardFunction.Raw(r, before.Lines)).ToArray();
        long[] rawAfter = after.Rules.Select(r => AwardFunction.Raw(r, after.Lines)).ToArray();
        for (int g = 0; g < before.Grants.Count; g++)
        {
            var had = new long[rawBefore.Length];
            var has = new long[rawBefore.Length];
            AwardFunction.Granted(before.Rules, before.Grants[g], rawBefore, had);
            AwardFunction.Granted(after.Rules, after.Grants[g], rawAfter, has);
            IReadOnlyList<GrantCap> caps = before.Grants[g].Caps;
            for (int c = 0; c < caps.Count; c++)
            {
                GrantCap cap = caps[c];
                long freed = Enumerable.Range(0, had.Length).Where(r => AwardFunction.Limits(caps, c, r, before.Rules[r].Wallet)).Sum(r => had[r] - has[r]);
                if (freed != 0 && GrantCaps.CounterOf(cap) is { } counter && (cap.KeepUntil > at || GrantCaps.IsBudget(counter)))
                {
                    changes.Add(new CounterChange(counter, cap.PeriodStart, cap.KeepUntil, -FixedPoint.ToDecimal(freed)));
                }
            }
        }

        for (int r = 0; r < before.Rules.Count; r++)
        {
            // Only rules that carry round the whole down and keep the rest; for others what rounding drops is dropped.
            if (before.Rules[r].Carries && AwardFunction.Rest(after.Rules[r], after.Lines) - AwardFunction.Rest(before.Rules[r], before.Lines) is var change && change != 0)
            {
                changes.Add(new CounterChange("carry:" + before.Rules[r].Rule, CapPeriods.Ever, Instant.MaxValue, FinePoint.ToDecimal(change)));
            }
        }

        return FixedList.Own(changes.ToArray());
    }
}
