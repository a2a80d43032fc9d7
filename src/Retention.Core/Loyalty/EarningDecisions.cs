using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>Decides purchases, their parts, activities and milestones.</summary>
internal static class EarningDecisions
{
    internal static Refusal? Purchase(DecisionDraft draft, RecordPurchase command) => Purchase(draft, command.Purchase, command.Facts, command.Budgets);

    /// <summary>Records a purchase.</summary>
    internal static Refusal? Purchase(DecisionDraft draft, Purchase purchase, MemberFacts member, IReadOnlyList<BudgetRoom> budgets)
    {
        LoyaltyPolicy policy = draft.Policy;
        Instant businessAt = BusinessDate(purchase, policy.Parts.BusinessDate).ToInstant(policy.Zone);
        if (RefuseDocument(draft, purchase.Document, businessAt) is { } refusal)
        {
            return refusal;
        }

        PointsAccountState state = draft.State;
        LocalDate date = policy.Periods.DateOf(businessAt);
        var facts = new EarningFacts(purchase, member, state.Tier.TierAt(businessAt), state.Purchases == 0, purchase.Organisation, purchase.Channel, null);
        var trail = new AwardTrail(policy, state, facts, member, date, draft.At);
        FixedList<RuleAward> rules = trail.OfPurchase(purchase);
        if (trail.Refusal is not null)
        {
            return trail.Refusal;
        }

        bool accrues = policy.Parts.Accrual == AccrualStep.Ordered;
        bool counts = policy.Parts.Ladder?.Measure != LadderMeasure.Spend || string.Equals(purchase.Currency, policy.Currency, StringComparison.Ordinal);
        FixedList<AwardLine> lines = LinesOf(purchase, accrues);
        Award award = Open(draft, purchase.Document, purchase.Organisation, null, purchase.IsCredit, businessAt, date, counts, lines, rules);
        var grant = new GrantMaker(policy, state, draft.At, purchase.IsCredit);
        return Grant(draft, grant, award, lines, string.Empty, state.Purchases == 0, budgets) ?? Extend(draft, "purchase", purchase.Document);
    }

    internal static Refusal? Part(DecisionDraft draft, AccruePart command)
    {
        if (StreamRules.RefuseBlank("part", command.Part) is { } blank)
        {
            return blank;
        }

        if (command.Step != draft.Policy.Parts.Accrual)
        {
            // The policy accrues at another step, so this one earns nothing.
            return null;
        }

        Award? award = draft.State.AwardItems.Find(command.Document, draft.At);
        if (award is null || award.Activity is not null)
        {
            return new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", command.Document));
        }

        if (award.Grants.Any(g => string.Equals(g.Part, command.Part, StringComparison.Ordinal)))
        {
            return new Refusal(LoyaltyRefusals.PartKnown, new RefusalArgument("document", command.Document), new RefusalArgument("part", command.Part));
        }

        if (LineChanges.Accrue(award, command.Lines, out AwardLine[] lines) is { } wrong)
        {
            return wrong;
        }

        // The policy as recorded: the parts of an order earn what the order would have earned.
        return Grant(draft, new GrantMaker(draft.PolicyOf(award), draft.State, draft.At, award.IsCredit), award, FixedList.Own(lines), command.Part, false, command.Budgets);
    }

    internal static Refusal? Activity(DecisionDraft draft, RecordActivity command)
    {
        LoyaltyPolicy policy = draft.Policy;
        Instant businessAt = command.OccurredOn.ToInstant(policy.Zone);
        if (FixedPoint.TryExact(command.Quantity) is not > 0)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "quantity"), RefusalNumbers.Argument("given", command.Quantity));
        }

        if ((StreamRules.RefuseBlank("reference", command.Reference) ?? RefuseDocument(draft, command.Reference, businessAt)) is { } refusal)
        {
            return refusal;
        }

        bool visit = policy.Parts.Ladder is { Measure: LadderMeasure.Visits } ladder && string.Equals(ladder.VisitActivity, command.Activity, StringComparison.Ordinal);
        bool extends = policy.Wallets.Any(w => w.Expiry is not null && Array.IndexOf(w.Expiry.ExtendedBy, command.Activity) >= 0);
        if (!visit && !extends && !policy.Activities.Contains(command.Activity, StringComparer.Ordinal))
        {
            return new Refusal(LoyaltyRefusals.UnknownActivity, new RefusalArgument("activity", command.Activity), new RefusalArgument("known", string.Join(", ", policy.Activities)));
        }

        PointsAccountState state = draft.State;
        LocalDate date = policy.Periods.DateOf(businessAt);
        long quantity = FixedPoint.Exact(command.Quantity, "quantity");
        var facts = new EarningFacts(null, command.Facts, state.Tier.TierAt(businessAt), state.Purchases == 0, command.Organisation, command.Channel, command.Activity);
        var trail = new AwardTrail(policy, state, facts, command.Facts, date, draft.At);
        FixedList<RuleAward> rules = trail.OfActivity(command.Activity, quantity);
        if (trail.Refusal is not null)
        {
            return trail.Refusal;
        }

        FixedList<AwardLine> lines = FixedList.One(new AwardLine(command.Activity, 0, quantity, 0, quantity, 0, 0, 0, 0));
        bool counts = visit || policy.Parts.Ladder?.Measure == LadderMeasure.Points;
        Award award = Open(draft, command.Reference, command.Organisation, command.Activity, false, businessAt, date, counts, lines, rules);
        return Grant(draft, new GrantMaker(policy, state, draft.At, false), award, lines, string.Empty, false, command.Budgets) ?? Extend(draft, command.Activity, command.Reference);
    }

    internal static Refusal? Milestone(DecisionDraft draft, ReportMilestone command)
    {
        if (StreamRules.RefuseBlank("milestone", command.Milestone) is { } blank)
        {
            return blank;
        }

        var changed = new List<PendingPoints>();
        bool known = draft.State.AwardItems.Find(command.Document, draft.At) is not null;
        foreach (WalletBalance wallet in draft.State.WalletItems)
        {
            foreach (PendingAmount item in wallet.PendingItems)
            {
                PendingPoints pending = item.Pending;
                known |= string.Equals(pending.Lot.Document, command.Document, StringComparison.Ordinal);
                if (!string.Equals(pending.Lot.Document, command.Document, StringComparison.Ordinal) || !pending.Awaits.Contains(command.Milestone, StringComparer.Ordinal))
                {
                    continue;
                }

                string[] rest = pending.Awaits.Where(a => !string.Equals(a, command.Milestone, StringComparison.Ordinal)).ToArray();
                Instant notBefore = pending.NotBefore > draft.At ? pending.NotBefore : draft.At;
                if (rest.Length == 0 && pending.Delay is { } delay && Length.TryParse(delay)!.After(draft.At, draft.Policy.Zone) is var later && later > notBefore)
                {
                    notBefore = later;
                }

                changed.Add(new PendingPoints(pending.Lot, rest, rest.Length == 0 ? notBefore : pending.NotBefore, rest.Length == 0 ? null : pending.Delay, rest.Length == 0 ? null : pending.CancelAt));
            }
        }

        if (!known)
        {
            return new Refusal(LoyaltyRefusals.DocumentUnknown, new RefusalArgument("document", command.Document));
        }

        if (changed.Count > 0)
        {
            draft.Add(new MilestoneReached(draft.At, command.Document, command.Milestone, FixedList.Own(changed.ToArray())));
        }

        return null;
    }

    /// <summary>Gives all live points of a wallet a new life, if the policy says that the activity does.</summary>
    internal static Refusal? Extend(DecisionDraft draft, string activity, string reference)
    {
        foreach (LoyaltyWallet wallet in draft.Policy.Parts.Wallets)
        {
            if (wallet.Expiry is { ExtendedBy.Length: > 0 } expiry && Array.IndexOf(expiry.ExtendedBy, activity) >= 0 && draft.State.Find(wallet.Code) is { } balance)
            {
                long until = expiry.ExpiryOf(draft.At);
                Lot[] lots = draft.State.LiveLots(balance).Where(l => l.Expires < until).Select(l => l.With(l.Active, until)).ToArray();
                PendingPoints[] pending = balance.PendingItems.Where(p => p.Pending.Lot.Expires < until)
                    .Select(p => new PendingPoints(p.Pending.Lot.With(p.Pending.Lot.Active, until), p.Pending.Awaits, p.Pending.NotBefore, p.Pending.Delay, p.Pending.CancelAt)).ToArray();
                if (lots.Length + pending.Length > 0)
                {
                    draft.Add(new LotsRedated(draft.At, LotChangeCause.Activity, reference, null, null, FixedList.Own(lots), FixedList.Own(pending)));
                }
            }
        }

        return null;
    }

    private static Refusal? Grant(DecisionDraft draft, GrantMaker grant, Award award, FixedList<AwardLine> lines, string part, bool isFirst, IReadOnlyList<BudgetRoom> budgets)
    {
        if (grant.Grant(award, lines, part, isFirst, budgets) is not { } awarded)
        {
            return grant.Refusal;
        }

        draft.Add(awarded);
        if (grant.HasLapsed)
        {
            Lapse(draft);
        }

        return null;
    }

    /// <summary>What is past its date the moment it arrives lapses at once.</summary>
    internal static void Lapse(DecisionDraft draft)
    {
        if (AccountSettlement.Lapsed(draft.State, draft.At) is { } expired)
        {
            draft.Add(expired);
        }
    }

    /// <summary>A new document, not of the future beyond what lots hold, and not closed already.</summary>
    private static Refusal? RefuseDocument(DecisionDraft draft, string document, Instant businessAt)
    {
        if (!Nanoseconds.Holds(businessAt))
        {
            return new Refusal(LoyaltyRefusals.InstantOutOfRange, new RefusalArgument("what", "business date"), StreamRules.Argument("given", businessAt));
        }

        // A date is known by its day alone, so all of today may be named.
        if (businessAt > draft.At && draft.Policy.Periods.DateOf(businessAt) > draft.Policy.Periods.DateOf(draft.At))
        {
            return new Refusal(LoyaltyRefusals.DateAhead, new RefusalArgument("document", document), StreamRules.Argument("given", businessAt), StreamRules.Argument("at", draft.At));
        }

        if (draft.State.AwardItems.Find(document, draft.At) is not null)
        {
            return new Refusal(LoyaltyRefusals.DocumentKnown, new RefusalArgument("document", document));
        }

        Instant closes = draft.Policy.ClosesAt(businessAt);
        return closes <= draft.At
            ? new Refusal(LoyaltyRefusals.AwardClosed, new RefusalArgument("document", document), StreamRules.Argument("closed", closes))
            : null;
    }

    internal static BusinessTime BusinessDate(Purchase purchase, AccrualStep step) => step switch
    {
        AccrualStep.Shipped => purchase.ShippedOn ?? purchase.OrderedOn,
        AccrualStep.Invoiced => purchase.InvoicedOn ?? purchase.OrderedOn,
        AccrualStep.Paid => purchase.PaidOn ?? purchase.OrderedOn,
        _ => purchase.OrderedOn,
    };

    private static FixedList<AwardLine> LinesOf(Purchase purchase, bool accrues)
    {
        var bought = (FixedList<PurchaseLine>)purchase.Lines;
        var lines = new FixedListDraft<AwardLine>(bought.Count);
        for (int i = 0; i < bought.Count; i++)
        {
            PurchaseLine line = bought[i];
            lines.Add(new AwardLine(line.Line, line.AmountUnits, line.QuantityUnits, accrues ? line.AmountUnits : 0, accrues ? line.QuantityUnits : 0, 0, 0, 0, 0));
        }

        return lines.ToList();
    }

    private static Award Open(DecisionDraft draft, string document, string organisation, string? activity, bool isCredit, Instant businessAt, LocalDate date, bool counts, FixedList<AwardLine> lines, FixedList<RuleAward> rules)
    {
        LoyaltyPolicy policy = draft.Policy;
        LadderMeasure? measure = counts ? policy.Parts.Ladder?.Measure : null;
        LocalDate bucket = date;
        Instant until = businessAt;
        if (measure is not null)
        {
            bucket = policy.Buckets!.DateOf(date, draft.Start);
            until = policy.Buckets.Until(bucket);
        }

        return new Award(document, organisation, activity, isCredit, policy.Version, businessAt, measure, bucket, until, policy.ClosesAt(businessAt), lines, rules, FixedList<AwardGrant>.Empty, FixedList<string>.Empty);
    }
}

/// <summary>Numbers in refusals.</summary>
internal static class RefusalNumbers
{
    internal static RefusalArgument Argument(string name, decimal value) => new RefusalArgument(name, value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));

    internal static RefusalArgument Units(string name, long tenThousandths) => new RefusalArgument(name, FixedPoint.Text(tenThousandths));
}
