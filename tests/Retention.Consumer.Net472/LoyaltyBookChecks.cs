using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>The books of two accounts: a closed month, what is owed, and what doesn't match.</summary>
    internal static class LoyaltyBookChecks
    {
        private static readonly LedgerPeriod March = LedgerPeriod.Of(new YearMonth(2026, 3), FactChecks.Shanghai);

        internal static void Run(Checks check)
        {
            AccountStream one = LoyaltyChecks.Open(check, "C-12", "HQ");
            AccountStream two = LoyaltyChecks.Open(check, "C-13", "HQ");
            one.Do(LoyaltyChecks.Order(2, "SO-1", 900));
            one.Do(new RedeemPoints(LoyaltyChecks.March(3), "P-1", LoyaltyChecks.Discount(300, "SO-9")));
            two.Do(LoyaltyChecks.Order(4, "SO-2", 400));

            PointsBook book = PointsBook.Merge(new[] { BookOf(one), BookOf(two) });
            ClosedPeriod closed = PeriodClose.CloseAll(March, March.To, new List<ClosedPeriod>(), book.Entries).Value.Single();
            check.Equal("issued, redeemed, closing", "1300, 300, 1000", closed.Movements.Issued + ", " + closed.Movements.Redeemed + ", " + closed.Closing.Outstanding);
            check.Equal("the digest holds", true, PeriodClose.Verify(closed, null, book.Entries));
            check.Equal("a month closed before it is over", BookRefusals.PeriodNotOver, PeriodClose.Close(March, March.From, "HQ", LoyaltyProgramme.Points, null, book.Entries).Refusal.Code);
            Corrected(check, one, two, closed);
            Figures(check, book);
            Documents(check, book);
        }

        // A return in April is posted to April; March stays as it was closed.
        private static void Corrected(Checks check, AccountStream one, AccountStream two, ClosedPeriod march)
        {
            Instant april = LoyaltyProgramme.Noon(2026, 4, 3);
            two.Do(new RecordReturn(april, "SO-2", BusinessTime.On(new LocalDate(2026, 3, 4)), "RT-1", new List<LinePart>()));
            PointsBook book = PointsBook.Merge(new[] { BookOf(one), BookOf(two) });
            LedgerPeriod month = LedgerPeriod.Of(new YearMonth(2026, 4), FactChecks.Shanghai);
            ClosedPeriod closed = PeriodClose.Close(month, month.To, "HQ", LoyaltyProgramme.Points, march, book.Entries).Value;
            check.Equal("April: opening, reversed, closing", "1000, 400, 600", closed.Opening.Outstanding + ", " + closed.Movements.Reversed + ", " + closed.Closing.Outstanding);
        }

        private static void Figures(Checks check, PointsBook book)
        {
            LoyaltyFigures figures = LoyaltyFigures.Of(book.Entries, March.To, FactChecks.Shanghai);
            check.Equal("outstanding", new Points(1000), figures.Total.Outstanding);
            PointsLiability liability = figures.Liability(LoyaltyProgramme.Points, new Money(0.01m, "CNY"), 2);
            check.Equal("the liability", new Money(10m, "CNY"), liability.Total);
        }

        private static void Documents(Checks check, PointsBook book)
        {
            var documents = new List<EarningDocument>
            {
                new EarningDocument("SO-1", "HQ", 900, new LocalDate(2026, 3, 2)),
                new EarningDocument("SO-3", "HQ", 50, new LocalDate(2026, 3, 5)),
            };
            Reconciliation reconciliation = Reconciliation.Of(documents, book.Awards, FactChecks.Shanghai);
            check.Equal("matched", 1, reconciliation.Matched);
            check.Equal("a document without an award", "SO-3", reconciliation.DocumentsWithoutAward.Single().Number);
            check.Equal("an award without a document", "SO-2", reconciliation.AwardsWithoutDocument.Single().Document);
        }

        private static PointsBook BookOf(AccountStream account)
        {
            var draft = new PointsBookDraft(account.State.Member, null);
            foreach (PointsEvent happened in account.Events)
            {
                draft.Add(happened);
            }

            return draft.ToBook();
        }
    }
}
