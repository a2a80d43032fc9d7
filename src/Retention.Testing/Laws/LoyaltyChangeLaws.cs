using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>What holds of some commands after a history, compared with others; null if it does.</summary>
internal sealed class LoyaltyChangeLaws
{
    private readonly LoyaltySetting setting;
    private readonly LoyaltyOptions options;

    internal LoyaltyChangeLaws(LoyaltySetting setting, LoyaltyOptions options)
    {
        this.setting = setting;
        this.options = options;
    }

    /// <summary>One return or its parts in any order.</summary>
    internal string? Returns(Trial<PointsCommand> one)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        Award[] open = run.State.Awards.Where(a => a.ClosesAt > now && a.Lines.Any(l => l.AccruedQuantity > l.ReturnedQuantity || l.AccruedAmount > l.ReturnedAmount)).ToArray();
        if (open.Length == 0)
        {
            return null;
        }

        Award award = dice.OfList(open);
        var parts = new List<LinePart>();
        int count = dice.Between(2, 5);
        for (int i = 0; i < count; i++)
        {
            AwardLine line = dice.OfList(award.Lines);
            decimal left = line.AccruedAmount - line.ReturnedAmount;
            decimal pieces = line.AccruedQuantity - line.ReturnedQuantity;

            int kind = dice.Next(3);
            decimal quantity = Math.Round(pieces / dice.Between(1, 4), 4, MidpointRounding.ToEven);
            decimal amount = Math.Round(left / dice.Between(1, 5), 2, MidpointRounding.ToEven);
            parts.Add(new LinePart(line.Line, kind == 0 ? null : quantity, kind == 1 ? null : amount));
        }

        LinePart[] shuffled = parts.OrderBy(_ => dice.Next(1_000)).ToArray();
        PointsCommand Whole(IEnumerable<LinePart> all) => new RecordReturn(now, award.Document, BusinessTime.At(now), "RW", all.ToArray());
        PointsCommand[] Single(IEnumerable<LinePart> all) => all.Select((p, i) => (PointsCommand)new RecordReturn(now, award.Document, BusinessTime.At(now), "RW" + i, [p])).ToArray();
        string? expected = null;
        string how = string.Empty;
        foreach (PointsCommand[] way in new[] { new[] { Whole(parts) }, Single(parts), Single(shuffled), new[] { Whole(shuffled) } })
        {
            if (run.Fork().TryAll(way) is not { } after)
            {
                continue;
            }

            string seen = LoyaltyText.Balances(after.State, now, lots: this.ReAwards() ? LoyaltyText.LotsTogether : null) + "\n" + LoyaltyText.Returned(after.State) + "\n" + after.State.Tier.QualifiedTier + " " + after.State.Purchases;
            expected ??= seen;
            if (seen != expected)
            {
                return how + " leaves\n" + expected + "\nand " + string.Join("; ", way.Select(w => w.ToString())) + " leaves\n" + seen + "\nfrom\n" + LoyaltyText.Balances(run.State) + "\n" + award;
            }

            how = how.Length == 0 ? string.Join("; ", way.Select(w => w.ToString())) : how;
        }

        return null;
    }

    /// <summary>A purchase and its full return at one instant.</summary>
    internal string? EarnAndReturn(Trial<PointsCommand> one)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        var script = new LoyaltyScript(this.setting, dice, "M1");
        script.GoTo(now);
        Purchase purchase = script.Purchase("NEW");
        LoyaltyRun after = run.Fork();
        if (!after.Do(new RecordPurchase(now, purchase, MemberFacts.None, [new BudgetRoom("campaign", new Points(150))])).IsAccepted || after.Events.Any(e => e is PointsExpired))
        {
            // What was bought so long ago that its points lapse at once isn't asked here.
            return null;
        }

        if (dice.Percent(30))
        {
            foreach (AccrualStep step in new[] { AccrualStep.Shipped, AccrualStep.Invoiced, AccrualStep.Paid })
            {
                after.Do(new AccruePart(now, "NEW", "P", step, [], [new BudgetRoom("campaign", new Points(150))]));
            }
        }

        if (after.Events.Any(e => e is PointsExpired) || !after.Do(new RecordReturn(now, "NEW", BusinessTime.At(now), "RNEW", [])).IsAccepted)
        {
            return null;
        }

        // An order of which nothing was shipped yet has nothing to come back; it is still an order.
        bool ends = after.Events.OfType<PointsReturned>().Any(r => r.Award.Lines.Any(l => l.AccruedQuantity > 0));
        string expected = Print(run);
        return Print(after) == expected ? null : purchase + " and its return at " + now + " leave\n" + Print(after) + "\ninstead of\n" + expected;

        string Print(LoyaltyRun of) => LoyaltyText.Balances(of.State, now, c => !c.Name.StartsWith("cooldown:", StringComparison.Ordinal)) + (ends ? "\npurchases " + of.State.Purchases : string.Empty);
    }

    /// <summary>A redemption or a hold, and its whole cancellation in one or two parts before a lot lapses.</summary>
    internal string? RedeemAndCancel(Trial<PointsCommand> one)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        foreach (WalletBalance wallet in run.State.Wallets.Where(_ => !this.ExtendsByRedemption()))
        {
            Points points = Points.Round(wallet.Available.Value / dice.Between(1, 3));
            var request = new RedemptionRequest(wallet.Wallet, RedemptionType.Gift, points, null, null, [], null, default, "u1", "u2");
            Instant? due = run.Process.NextDue(run.State);
            Instant later = due is { } d ? Earlier(now + Duration.FromHours(1), d.PlusNanoseconds(-1)) : now + Duration.FromHours(1);
            Points half = Points.Round(points.Value / 2);
            PointsCommand[][] ways =
            [
                [new RedeemPoints(now, "NEW", request), new CancelRedemption(now, "NEW", "C", null)],
                [new RedeemPoints(now, "NEW", request), new CancelRedemption(later, "NEW", "C", null)],
                [new RedeemPoints(now, "NEW", request), new CancelRedemption(now, "NEW", "C1", half), new CancelRedemption(later, "NEW", "C2", null)],
                [new HoldPoints(now, "NEW", request, now + Duration.FromHours(9)), new ReleaseHold(later, "NEW")],
                [new HoldPoints(now, "NEW", request, now + Duration.FromHours(9)), new CaptureHold(now, "NEW", half), new CancelRedemption(later, "NEW", "C", null)],
                [new HoldPoints(now, "NEW", request, now + Duration.FromNanoseconds(1)), new CancelRedemption(later, "none", "C", null)],
            ];
            foreach (PointsCommand[] way in ways)
            {
                LoyaltyRun after = run.Fork().DoAll(way);
                if (after.Events.Any(e => e is PointsHeld or PointsRedeemed) && after.State.Holds.All(h => h.HoldId != "NEW") && after.State.Redemptions.All(r => r.RedemptionId != "NEW"))
                {
                    string expected = LoyaltyText.Balances(run.State, later);
                    string seen = LoyaltyText.Balances(after.State, later);
                    if (seen != expected)
                    {
                        return string.Join("; ", way.Select(w => w.ToString())) + " leave\n" + seen + "\ninstead of\n" + expected;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The same purchase under a raised cap.</summary>
    internal string? RaisedCap(Trial<PointsCommand> one, IReadOnlyList<IProcess<PointsAccountState, PointsCommand, PointsEvent>> raised)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        var script = new LoyaltyScript(this.setting, dice, "M1");
        script.GoTo(now);
        var command = new RecordPurchase(now, script.Purchase("NEW"), MemberFacts.None, [new BudgetRoom("campaign", new Points(150))]);
        Decision<PointsEvent> before = run.Process.Handle(run.State, command);
        if (!before.IsAccepted)
        {
            return null;
        }

        foreach (IProcess<PointsAccountState, PointsCommand, PointsEvent> process in raised)
        {
            Decision<PointsEvent> after = process.Handle(run.State, command);
            if (!after.IsAccepted)
            {
                return "accepted, but not with a raised cap: " + after.Refusal;
            }

            foreach (string wallet in run.State.Wallets.Select(w => w.Wallet))
            {
                if (Issued(after, wallet) < Issued(before, wallet))
                {
                    return "a raised cap gives " + Issued(after, wallet) + " instead of " + Issued(before, wallet) + " for " + command;
                }
            }
        }

        return null;

        static Points Issued(Decision<PointsEvent> decision, string wallet) => decision.Events.SelectMany(e => e.Postings).Where(p => p.Wallet == wallet && p.From == LedgerAccount.Issued).Aggregate(default(Points), (sum, p) => sum + p.Amount);
    }

    /// <summary>More bought never means a lower tier, and buying never lowers the tier one has.</summary>
    internal string? HigherAmount(Trial<PointsCommand> one)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        decimal less = dice.Between(0, 60_000) / 100m;
        decimal more = less + (dice.Between(0, 100_000) / 100m);
        string? before = run.State.Tier.QualifiedTier;
        PointsAccountState? low = this.Buy(run, now, less);
        PointsAccountState? high = this.Buy(run, now, more);
        if (low is null || high is null || low.Progress.Sum(p => p.Change) > high.Progress.Sum(p => p.Change))
        {
            // Points that don't qualify may take the room under a cap from points that do.
            return null;
        }

        // Anniversaries protect only who can still rise, a stay begins with a fall too, and so on; then only now is asked.
        bool plain = this.options.Ladder is { AnniversaryUpgradeAfter: null, MinimumStay: null, Grace: null } ladder && ladder.Period != "tier-year" && ladder.Downgrade != "one-level";
        int[] days = plain ? [0, 1, 100, 400, 800] : [0];
        foreach (Duration later in days.Select(d => Duration.FromDays(d)))
        {
            string? lower = run.Process.View(low, now + later).Tier.QualifiedTier;
            string? higher = run.Process.View(high, now + later).Tier.QualifiedTier;
            if (this.RankOf(run, higher) < this.RankOf(run, lower))
            {
                return "buying " + more + " gives " + higher + " after " + later + ", " + less + " gives " + lower;
            }
        }

        return this.RankOf(run, low.Tier.QualifiedTier) < this.RankOf(run, before) ? "buying " + less + " makes " + before + " " + low.Tier.QualifiedTier : null;
    }

    /// <summary>Points sent, accounts merged and parted again: nothing is made or lost, and dates stay.</summary>
    internal string? Transfers(Trial<PointsCommand> one)
    {
        LoyaltyRun run = this.After(one, out Instant now, out Dice dice);
        var script = new LoyaltyScript(this.setting, dice, "M2");
        PointsCommand[] theirs = script.Run(dice.Between(1, 30)).Where(c => c is not ReceiveAccount).ToArray();
        LoyaltyRun other = new LoyaltyRun(this.setting.Process).DoAll(theirs);
        Instant at = other.State.LastEventAt > now ? other.State.LastEventAt.Value : now;
        run.Settle(at);
        other.Settle(at);
        foreach (WalletBalance wallet in run.State.Wallets.ToArray())
        {
            string before = Totals(run, other);
            PointsAccountState mine = run.State;
            PointsAccountState yours = other.State;
            Decision<PointsEvent> sent = run.Do(new SendPoints(at, "T" + wallet.Wallet, wallet.Wallet, Points.Round(wallet.Available.Value / dice.Between(1, 3)), new CustomerId("M2"), "u1", "u2"));
            if (sent.Events.OfType<PointsSent>().FirstOrDefault() is { } gone)
            {
                if (!other.Do(AccountTransfers.Receive(gone, new CustomerId("M1"))).IsAccepted)
                {
                    // One refusal refuses both.
                    run = new LoyaltyRun(run.Process, mine);
                    other = new LoyaltyRun(run.Process, yours);
                    continue;
                }

                if (Totals(run, other) != before)
                {
                    return gone + " makes " + before + " " + Totals(run, other);
                }

                PointsReceived got = other.Events.OfType<PointsReceived>().Last();
                if (!gone.Sent.Select(s => s.Lot.ExpiresAt).SequenceEqual(got.Lots.Select(l => l.ExpiresAt)))
                {
                    return "dates changed from " + gone + " to " + got;
                }
            }
        }

        string apart = Totals(run, other);
        Decision<PointsEvent> closed = run.Do(new SendAccount(at, "MERGE", new CustomerId("M2"), "u1", "same person"));
        if (closed.Events.OfType<AccountClosed>().FirstOrDefault() is not { } merged || !other.Do(AccountTransfers.Receive(merged, new CustomerId("M1"))).IsAccepted)
        {
            return null;
        }

        if (Totals(run, other) != apart)
        {
            return "merging makes " + apart + " " + Totals(run, other);
        }

        Decision<PointsEvent> split = other.Do(new SplitAccount(at, "MERGE", "u1", "mistake"));
        if (split.Events.OfType<AccountSplit>().FirstOrDefault() is not { } parted)
        {
            return "the merge can't be undone: " + split.Refusal;
        }

        Decision<PointsEvent> reopened = run.Do(AccountTransfers.Reopen(parted));
        return !reopened.IsAccepted ? "the merged account can't be reopened: " + reopened.Refusal
            : Totals(run, other) != apart ? "parting makes " + apart + " " + Totals(run, other)
            : null;

        static string Totals(LoyaltyRun a, LoyaltyRun b) => string.Join(" ", a.State.Wallets.Concat(b.State.Wallets).GroupBy(w => w.Wallet, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key + "=" + g.Aggregate(default(Points), (sum, w) => sum + w.Available + w.Pending + w.Held - w.Debt)).Where(t => !t.EndsWith("=0", StringComparison.Ordinal)));
    }

    /// <summary>Two accounts on one process, command by command, as if each were alone.</summary>
    internal string? TwoMembers(Trial<PointsCommand> one, IProcess<PointsAccountState, PointsCommand, PointsEvent> fresh)
    {
        PointsCommand[] others = LoyaltyCommandGenerators.Make(this.setting, one.Seed);
        var mine = new LoyaltyRun(this.setting.Process);
        var yours = new LoyaltyRun(this.setting.Process);
        for (int i = 0; i < Math.Max(one.Commands.Length, others.Length); i++)
        {
            if (i < one.Commands.Length)
            {
                mine.Do(one.Commands[i]);
            }

            if (i < others.Length)
            {
                yours.Do(others[i]);
            }
        }

        return mine.Events.SequenceEqual(new LoyaltyRun(fresh).DoAll(one.Commands).Events) && yours.Events.SequenceEqual(new LoyaltyRun(fresh).DoAll(others).Events)
            ? null
            : "an account behaves differently beside another";
    }

    private static Instant Earlier(Instant one, Instant other) => one < other ? one : other;

    private bool ExtendsByRedemption() => this.options.Wallets.Values.Any(w => w.Expiry?.ExtendedBy?.Contains("redemption") == true);

    /// <summary>Each return gives the room that it makes to later awards as lots of their own; so only the totals are the same.</summary>
    private bool ReAwards() => this.options.Returns?.ReAward == "later-awards";

    private PointsAccountState? Buy(LoyaltyRun run, Instant now, decimal amount)
    {
        var draft = new PurchaseDraft { Document = "NEW", Currency = this.setting.Book.Entries[0].Policy.Currency, OrderedOn = BusinessTime.At(now) };
        draft.Lines.Add(new PurchaseLine("L1", string.Empty, string.Empty, 1, amount, 0, 0));
        LoyaltyRun after = run.Fork();
        if (!after.Do(new RecordPurchase(now, new Purchase(draft), MemberFacts.None, [new BudgetRoom("campaign", new Points(150))])).IsAccepted)
        {
            return null;
        }

        foreach (AccrualStep step in new[] { AccrualStep.Shipped, AccrualStep.Invoiced, AccrualStep.Paid })
        {
            if (!after.Do(new AccruePart(now, "NEW", "P", step, [], [new BudgetRoom("campaign", new Points(150))])).IsAccepted)
            {
                return null;
            }
        }

        return after.State;
    }

    private int RankOf(LoyaltyRun run, string? tier)
    {
        LoyaltyPolicy policy = run.State.PolicyVersion is { } version && this.setting.Book.Get(version) is { } known ? known : this.setting.Book.Entries[0].Policy;
        return policy.Tiers.FirstOrDefault(t => t.Code == tier)?.Rank ?? -1;
    }

    /// <summary>The account after its history, settled at an instant that the law takes as now.</summary>
    private LoyaltyRun After(Trial<PointsCommand> one, out Instant now, out Dice dice)
    {
        LoyaltyRun run = new LoyaltyRun(this.setting.Process).DoAll(one.Commands);
        dice = new Dice(one.Seed);
        now = (run.State.LastEventAt ?? Instant.FromUtc(2024, 1, 1, 0, 0)) + Duration.FromHours(dice.Of(0, 0, 1, 100));
        run.Settle(now);
        run.Events.Clear();
        return run;
    }
}
