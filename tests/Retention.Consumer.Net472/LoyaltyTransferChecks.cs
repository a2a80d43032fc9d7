using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>What moves between accounts: transfers, merges, opening balances; and who may spend.</summary>
    internal static class LoyaltyTransferChecks
    {
        private static readonly CustomerId One = new CustomerId("C-3");

        private static readonly CustomerId Two = new CustomerId("C-4");

        internal static void Run(Checks check)
        {
            Transfer(check);
            Merge(check);
            Import(check);
            Pooled(check);
        }

        private static void Transfer(Checks check)
        {
            AccountStream sender = LoyaltyChecks.Open(check, One.Value, "HQ");
            AccountStream receiver = LoyaltyChecks.Open(check, Two.Value, "HQ");
            sender.Do(LoyaltyChecks.Order(2, "SO-1", 2000));
            Instant at = LoyaltyChecks.March(3);
            sender.Refused(new SendPoints(at, "T-1", LoyaltyProgramme.Points, new Points(1200), Two, "clerk", null), RefusalCodes.NeedsApproval);
            PointsSent sent = sender.Do<PointsSent>(new SendPoints(at, "T-1", LoyaltyProgramme.Points, new Points(1200), Two, "clerk", "manager"));
            ReceivePoints receive = AccountTransfers.Receive(sent, One);
            check.Equal("the receiver's command", new ReceivePoints(at, "T-1", One, sent.Sent), receive);
            receiver.Do(receive);
            check.Equal("after a transfer of 1200 of 2000", "800 and 1200", LoyaltyChecks.Available(sender) + " and " + LoyaltyChecks.Available(receiver));
            check.Equal("the expiry", Expiry(sender), Expiry(receiver));
            sender.Refused(new SendPoints(at, "T-2", LoyaltyProgramme.Points, new Points(100), One, null, null), LoyaltyRefusals.SameAccount);
        }

        private static void Merge(Checks check)
        {
            AccountStream old = LoyaltyChecks.Open(check, One.Value, "HQ");
            AccountStream kept = LoyaltyChecks.Open(check, Two.Value, "HQ");
            old.Do(LoyaltyChecks.Order(2, "SO-1", 600));
            kept.Do(LoyaltyChecks.Order(2, "SO-2", 500));
            AccountClosed closed = old.Do<AccountClosed>(new SendAccount(LoyaltyChecks.March(3), "M-1", Two, "clerk", "the same person"));
            ReceiveAccount receive = AccountTransfers.Receive(closed, One);
            check.Equal("the surviving account's command", new ReceiveAccount(closed.At, "M-1", One, closed.Contents), receive);
            kept.Do(receive);
            check.Equal("after the merge", "1100, silver", LoyaltyChecks.Available(kept) + ", " + kept.State.Tier.Tier);
            check.Equal("the merged account", AccountStatus.Closed, old.State.Status);

            // Another person after all.
            AccountSplit split = kept.Do<AccountSplit>(new SplitAccount(LoyaltyChecks.March(4), "M-1", "clerk", "another person after all"));
            ReopenAccount reopen = AccountTransfers.Reopen(split);
            check.Equal("the reopened account's command", new ReopenAccount(split.At, "M-1", split.Contents), reopen);
            old.Do(reopen);
            check.Equal("after undoing it", "600 and 500", LoyaltyChecks.Available(old) + " and " + LoyaltyChecks.Available(kept));

            old.Do(new SetAccountStatus(LoyaltyChecks.March(5), AccountStatus.SpendingFrozen, "clerk", "card reported lost"));
            old.Refused(new RedeemPoints(LoyaltyChecks.March(5), "P-1", LoyaltyChecks.Discount(100, "SO-3")), LoyaltyRefusals.AccountStatus);
            old.Do(LoyaltyChecks.Order(5, "SO-4", 50));
            old.Do(new SetAccountStatus(LoyaltyChecks.March(6), AccountStatus.Active, "clerk", "card found"));
            old.Do(new CloseAccount(LoyaltyChecks.March(7), CloseCause.Left, "clerk", "asked for it"));
            check.Equal("points of an account that was closed", 0m, LoyaltyChecks.Available(old));
            old.Refused(LoyaltyChecks.Order(8, "SO-5", 50), LoyaltyRefusals.AccountStatus);
        }

        private static void Import(Checks check)
        {
            AccountStream account = LoyaltyChecks.Open(check, "C-5", "HQ");
            Instant earned = LoyaltyProgramme.Noon(2025, 6, 1);
            var lots = new List<ImportedLot>
            {
                new ImportedLot(LoyaltyProgramme.Points, new Points(300), "OLD-1", earned, earned, LoyaltyProgramme.Noon(2026, 7, 1)),
                new ImportedLot(LoyaltyProgramme.Points, new Points(40.5m), "OLD-2", earned, earned, null),
            };
            var progress = new List<ImportedProgress> { new ImportedProgress(new LocalDate(2025, 6, 1), 1200) };
            account.Do(new ImportBalance(LoyaltyChecks.March(1), "IMP-1", lots, new List<WalletAmount>(), progress, "gold", earned, LoyaltyProgramme.Noon(2026, 6, 1)));
            check.Equal("after the import", "340.5, gold", LoyaltyChecks.Available(account) + ", " + account.State.Tier.Tier);
            check.Equal("what falls due first", LoyaltyProgramme.Noon(2026, 6, 1), account.Process.NextDue(account.State));
            PointsAccountState june = account.Process.View(account.State, LoyaltyProgramme.Noon(2026, 7, 2));
            check.Equal("in July", "40.5 points", june.Wallet(LoyaltyProgramme.Points).Available + " points");
        }

        private static void Pooled(Checks check)
        {
            AccountStream company = LoyaltyChecks.Open(check, "COMPANY", "HQ");
            var buyer = new CustomerId("BUYER");
            company.Do(LoyaltyChecks.Order(2, "SO-1", 900));
            company.Refused(Spend("P-1", 300, buyer), LoyaltyRefusals.NoSpendingRight);
            company.Do(new SetSpendingRight(LoyaltyChecks.March(3), buyer, true, new Points(400), CapPeriod.Month, "director"));
            company.Do(Spend("P-1", 300, buyer));
            company.Refused(Spend("P-2", 200, buyer), LoyaltyRefusals.AboveLimit);
            check.Equal("who may spend", buyer, company.State.SpendingRights.Single().Spender);
            company.Do(new SetSpendingRight(LoyaltyChecks.March(5), buyer, false, null, CapPeriod.Month, "director"));
            check.Equal("how many may spend", 0, company.State.SpendingRights.Count);
        }

        private static RedeemPoints Spend(string id, decimal points, CustomerId spender)
        {
            var request = new RedemptionRequest(LoyaltyProgramme.Points, RedemptionType.Service, new Points(points), null, null, new List<OrderLine>(), null, spender, null, null);
            return new RedeemPoints(LoyaltyChecks.March(4), id, request);
        }

        private static Instant? Expiry(AccountStream account)
        {
            return account.State.Wallet(LoyaltyProgramme.Points).Lots.Single().Lot.ExpiresAt;
        }
    }
}
