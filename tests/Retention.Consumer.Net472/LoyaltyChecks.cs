using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>A member's account from the first order to points that lapse: earning, returns, spending.</summary>
    internal static class LoyaltyChecks
    {
        private static readonly IReadOnlyList<BudgetRoom> NoBudgets = new List<BudgetRoom>();

        internal static void Run(Checks check)
        {
            LoyaltyProgramme.Run(check);
            AccountStream account = Open(check, "C-1", "HQ");
            Earn(check, account);
            Spend(check, account);
            Correct(check, account);
            Look(check, account);
            Parts(check);
            NewPolicy(check, account);
            LoyaltyTierChecks.Run(check);
            LoyaltyTransferChecks.Run(check);
            LoyaltySharedChecks.Run(check);
            LoyaltyBookChecks.Run(check);
        }

        /// <summary>An account that is opened on 1 March 2026.</summary>
        internal static AccountStream Open(Checks check, string member, string organisation)
        {
            var account = new AccountStream(check, LoyaltyProgramme.Book);
            account.Do(new OpenAccount(March(1), new CustomerId(member), new LocalDate(2026, 3, 1), organisation));
            return account;
        }

        /// <summary>Noon of a day in March 2026.</summary>
        internal static Instant March(int day)
        {
            return LoyaltyProgramme.Noon(2026, 3, day);
        }

        internal static decimal Available(AccountStream account)
        {
            return account.State.Wallet(LoyaltyProgramme.Points).Available.Value;
        }

        /// <summary>An order of one line.</summary>
        internal static RecordPurchase Order(int day, string number, decimal amount, bool isCredit = false)
        {
            var line = new PurchaseLine("L1", "CUP", "cups", 1, amount, 0, 0);
            return new RecordPurchase(March(day), Purchase(day, number, isCredit, 0, line), MemberFacts.None, NoBudgets);
        }

        internal static RedemptionRequest Discount(decimal points, string order, params OrderLine[] lines)
        {
            // Points may pay half an order, so its lines are always named.
            OrderLine[] known = lines.Length == 0 ? new[] { new OrderLine("L1", 1000m, 13m) } : lines;
            return RedemptionRequest.OnOrder(LoyaltyProgramme.Points, RedemptionType.Discount, new Points(points), order, "CNY", known);
        }

        private static Purchase Purchase(int day, string number, bool isCredit, decimal shipping, params PurchaseLine[] lines)
        {
            var draft = new PurchaseDraft
            {
                Document = number,
                Organisation = "HQ",
                Channel = "shop",
                Currency = "CNY",
                OrderedOn = BusinessTime.On(new LocalDate(2026, 3, day)),
                IsCredit = isCredit,
                Shipping = shipping,
            };
            foreach (PurchaseLine line in lines)
            {
                draft.Lines.Add(line);
            }

            return new Purchase(draft);
        }

        private static void Earn(Checks check, AccountStream account)
        {
            Purchase order = Purchase(2, "SO-1", false, 12, new PurchaseLine("L1", "TEA", "tea", 2, 600, 20, 69.03m), new PurchaseLine("L2", "CUP", "cups", 1, 400, 0, 46.02m));
            PointsAwarded awarded = account.Do<PointsAwarded>(new RecordPurchase(March(2), order, MemberFacts.None, NoBudgets));
            check.Equal("the rules that applied", "purchase tea", string.Join(" ", awarded.Award.Rules.Select(r => r.Rule)));
            Balances(check, account, 1000, 10, 0);
            check.Equal("the tier after 1000 points", "silver", account.State.Tier.Tier);
            account.Refused(new RecordPurchase(March(2), order, MemberFacts.None, NoBudgets), LoyaltyRefusals.DocumentKnown);

            account.Do(new ReportMilestone(March(3), "SO-1", "delivered"));
            Balances(check, account, 1010, 0, 0);

            // One of two packs of tea comes back: 300 for its amount and 5 for the piece.
            account.Do(new RecordReturn(March(4), "SO-1", order.OrderedOn, "RT-1", new[] { new LinePart("L1", 1, null) }));
            Balances(check, account, 705, 0, 0);
            account.Refused(new RecordReturn(March(4), "SO-1", order.OrderedOn, "RT-2", new[] { new LinePart("L1", 2, null) }), LoyaltyRefusals.MoreThanLeft);

            TierOutlook outlook = ((PointsAccount)account.Process).Outlook(account.State, March(4));
            check.Equal("what silver needs", "300 to keep, 4300 to gold", outlook.ToKeep + " to keep, " + outlook.ToReachNext + " to " + outlook.NextTier);
            check.Equal("until when silver is kept", new LocalDate(2026, 4, 3), outlook.KeptUntil.Value.InZone(FactChecks.Shanghai).Date);
        }

        private static void Spend(Checks check, AccountStream account)
        {
            // 500 points are 5.00: three quarters on the line of 300, whose tax is 13 %, the rest on the line of 100 at 9 %.
            RedemptionRequest request = Discount(500, "SO-2", new OrderLine("L1", 300, 13), new OrderLine("L2", 100, 9));
            PointsRedeemed redeemed = account.Do<PointsRedeemed>(new RedeemPoints(March(5), "P-1", request));
            check.Equal("what 500 points are worth", new Money(5m, "CNY"), redeemed.Value);
            check.Equal("on the lines", "L1: 3.75 with 0.43 tax, L2: 1.25 with 0.10 tax", string.Join(", ", redeemed.Lines.Select(l => l.Line + ": " + Text(l.Value) + " with " + Text(l.Tax) + " tax")));
            Balances(check, account, 205, 0, 0);
            Refusal share = account.Refused(new RedeemPoints(March(5), "P-2", Discount(200, "SO-3", new OrderLine("L1", 3, 13))), LoyaltyRefusals.AboveOrderShare);
            check.Equal("its text", true, share.ToText(Language.English).Length > 0 && share.ToText(Language.Chinese).Length > 0);
            account.Refused(new RedeemPoints(March(5), "P-2", Discount(50, "SO-3")), LoyaltyRefusals.BelowMinimum);
            account.Refused(new RedeemPoints(March(5), "P-2", Discount(250, "SO-3")), LoyaltyRefusals.NotEnoughPoints);

            account.Do(new CancelRedemption(March(6), "P-1", "PC-1", new Points(100)));
            account.Do(new CancelRedemption(March(6), "P-1", "PC-2", null));
            Balances(check, account, 705, 0, 0);

            account.Do(new HoldPoints(March(7), "H-1", Discount(250, "SO-4"), null));
            Balances(check, account, 455, 0, 250);
            account.Do(new CaptureHold(March(7), "H-1", new Points(100)));
            Balances(check, account, 605, 0, 0);
            account.Do(new HoldPoints(March(7), "H-2", Discount(100, "SO-5"), null));
            account.Do(new ReleaseHold(March(7), "H-2"));
            Balances(check, account, 605, 0, 0);
        }

        private static void Correct(Checks check, AccountStream account)
        {
            account.Do(Order(8, "SO-6", 200, isCredit: true));
            Balances(check, account, 605, 200, 0);
            account.Do(new CancelPending(March(8), "SO-6", PendingEnd.BadDebt));
            Balances(check, account, 605, 0, 0);

            // A cup of 400 is changed for one of 250.
            Purchase instead = Purchase(9, "SO-7", false, 0, new PurchaseLine("L1", "CUP-S", "cups", 1, 250, 0, 0));
            BusinessTime ordered = BusinessTime.On(new LocalDate(2026, 3, 2));
            account.Do(new RecordExchange(March(9), "SO-1", ordered, new[] { new LinePart("L2", 1, null) }, instead, MemberFacts.None, NoBudgets));
            Balances(check, account, 455, 0, 0);

            // An allowance of 50 on what is left, 300 of tea and 12 of shipping: 251.92 of tea remain, which are 251 points.
            account.Do(new RecordCreditNote(March(10), "CN-1", CreditNoteKind.Allowance, 50, new[] { "SO-1" }));
            Balances(check, account, 406, 0, 0);
            account.Do(new AdjustPoints(March(11), "ADJ-1", LoyaltyProgramme.Points, new Points(94), null, "clerk", "promised at the counter", null));
            Balances(check, account, 500, 0, 0);
            var large = new AdjustPoints(March(11), "ADJ-2", LoyaltyProgramme.Points, new Points(600), null, "clerk", "promised at the counter", null);
            account.Refused(large, RefusalCodes.NeedsApproval);
            account.Refused(new AdjustPoints(March(11), "ADJ-2", LoyaltyProgramme.Points, new Points(600), null, "clerk", "promised", "clerk"), RefusalCodes.NeedsApproval);
        }

        private static void Look(Checks check, AccountStream account)
        {
            Instant lapse = LoyaltyProgramme.Noon(2027, 4, 1) - Duration.FromHours(12);
            WalletBalance before = account.Process.View(account.State, lapse - Duration.Epsilon).Wallet(LoyaltyProgramme.Points);
            WalletBalance after = account.Process.View(account.State, lapse).Wallet(LoyaltyProgramme.Points);
            check.Equal("points at the end of March 2027", "500 then 0", before.Available + " then " + after.Available);
            check.Equal("replayed", Available(account), account.Process.Fold(account.Process.Initial, account.Events).Wallet(LoyaltyProgramme.Points).Available.Value);
        }

        private static void Parts(Checks check)
        {
            var account = new AccountStream(check, new PolicyBook<LoyaltyPolicy>(LoyaltyProgramme.Shipped()));
            account.Do(new OpenAccount(March(1), new CustomerId("C-S"), new LocalDate(2026, 3, 1), "HQ"));
            account.Do(Order(2, "SO-8", 100.5m));
            Balances(check, account, 0, 0, 0);
            account.Do(new AccruePart(March(3), "SO-8", "DN-1", AccrualStep.Shipped, new[] { new LinePart("L1", null, 50.25m) }, NoBudgets));
            Balances(check, account, 50, 0, 0);
            account.Do(new AccruePart(March(4), "SO-8", "DN-2", AccrualStep.Shipped, new List<LinePart>(), NoBudgets));
            Balances(check, account, 100, 0, 0);
        }

        private static void NewPolicy(Checks check, AccountStream account)
        {
            Instant april = LoyaltyProgramme.Noon(2026, 4, 2);
            account.Do(new AdoptLoyaltyPolicy(april, LoyaltyProgramme.April.Version));
            check.Equal("adopting moves no date", new LocalDate(2027, 4, 1), FirstExpiry(account));
            account.Do(new RedateLots(april, "MIG-1", LoyaltyProgramme.Points, "manager", "two years from April on"));
            check.Equal("the migration does", new LocalDate(2028, 4, 1), FirstExpiry(account));
        }

        private static LocalDate FirstExpiry(AccountStream account)
        {
            return account.State.Wallet(LoyaltyProgramme.Points).Lots[0].Lot.ExpiresAt.Value.InZone(FactChecks.Shanghai).Date;
        }

        private static void Balances(Checks check, AccountStream account, decimal available, decimal pending, decimal held)
        {
            WalletBalance wallet = account.State.Wallet(LoyaltyProgramme.Points);
            check.Equal("  available, pending, held", new Points(available) + ", " + new Points(pending) + ", " + new Points(held), wallet.Available + ", " + wallet.Pending + ", " + wallet.Held);
        }

        private static string Text(decimal value)
        {
            return value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
