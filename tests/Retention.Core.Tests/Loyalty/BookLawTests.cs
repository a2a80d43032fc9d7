using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Retention.Core.Tests.Tiering;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>What must hold of the books of any accounts.</summary>
public class BookLawTests
{
    private static readonly LedgerAccount[] Balances = [LedgerAccount.Pending, LedgerAccount.Available, LedgerAccount.Held];

    [Fact]
    [Requirement("L-7")]
    public void FiguresOfAnyPartition_MergeIntoThoseOfTheWhole() => Check((streams, codes) =>
    {
        Instant asOf = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromHours(codes.Length / 3);
        List<PointsBook> books = streams.Select(s => s.Book(Home)).ToList();
        LoyaltyFigures whole = Figures(books, asOf);
        int split = codes.Length == 0 ? 1 : Math.Abs(codes[0] % 4);
        LoyaltyFigures left = Figures(books.Take(split), asOf);
        LoyaltyFigures right = Figures(books.Skip(split), asOf);
        Assert.Equal(Text(whole), Text(left.Merge(right)));
        Assert.Equal(Text(whole), Text(right.Merge(left)));
        Assert.Equal(Text(whole), Text(books.Select(b => Figures([b], asOf)).Aggregate((a, b) => a.Merge(b))));
        Assert.Equal(
            Intercompany.Of(books.SelectMany(b => b.Entries)).Entries,
            books.Select(b => Intercompany.Of(b.Entries)).Aggregate((a, b) => a.Merge(b)).Entries);
    });

    [Fact]
    [Requirement("L-7")]
    public void OpeningAndMovements_AreClosing_AndClosingIsTheSumOfBalances() => Check((streams, codes) =>
    {
        IReadOnlyList<PointsLedgerEntry> entries = PointsBook.Merge(streams.Select(s => s.Book(Home))).Entries;
        IReadOnlyList<ClosedPeriod> closed = [];
        Instant from = Instant.FromUtc(2026, 1, 1, 0, 0);
        foreach (int hours in new[] { 5, 11, 10_000 })
        {
            var period = new LedgerPeriod(from, from + Duration.FromHours(hours));
            IReadOnlyList<ClosedPeriod> next = PeriodClose.CloseAll(period, period.To, closed, entries).Value;
            foreach (ClosedPeriod one in next)
            {
                ClosedPeriod? before = closed.SingleOrDefault(c => c.Organisation == one.Organisation && c.Wallet == one.Wallet);
                Assert.Equal(before?.Closing ?? new LedgerBalance(default, default), one.Opening);
                Assert.Equal(one.Closing.Outstanding, one.Opening.Outstanding + Sum(one.Movements.Movements.Select(m => m.Outstanding)));
                Assert.Equal(one.Closing.Debt, one.Opening.Debt + Sum(one.Movements.Movements.Select(m => m.Debt)));
                Assert.True(PeriodClose.Verify(one, before, entries));
            }

            closed = next;
            from = period.To;
        }

        Assert.Equal(Sum(streams.Select(s => s.Balance(Balances))), Sum(closed.Select(c => c.Closing.Outstanding)));
        Assert.Equal(Sum(streams.Select(s => s.Balance(LedgerAccount.Debt))), Sum(closed.Select(c => c.Closing.Debt)));
    });

    private static string? Home(string document) => document.StartsWith('b') ? "B" : null;

    private static LoyaltyFigures Figures(IEnumerable<PointsBook> books, Instant asOf) => LoyaltyFigures.Of(PointsBook.Merge(books).Entries, asOf, DateTimeZone.Utc);

    private static string Text(LoyaltyFigures figures) => string.Join(
        "\n",
        figures.Groups.Select(g => g.Organisation + g.Wallet + g.PolicyVersion + All(g.Figures))
            .Concat(figures.Cohorts.Select(c => c.Month + All(c.Figures)))
            .Concat(figures.OutstandingByAge.Select(a => a.Months + " " + a.Outstanding))
            .Append(All(figures.Total)).Append(figures.EstimatedBreakagePercent.ToString()));

    private static string All(PointsFigures figures) => string.Join(",", figures.Movements);

    private static Points Sum(IEnumerable<Points> points) => points.Aggregate(default(Points), (a, b) => a + b);

    private static void Check(Action<AccountStream[], int[]> law) => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(TieringLawTests.Settings.Cases),
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), codes =>
        {
            law(Streams(codes), codes);
            return true;
        }));

    /// <summary>Four accounts that do what the codes say, as far as they can.</summary>
    private static AccountStream[] Streams(int[] codes)
    {
        AccountStream[] streams = Enumerable.Range(0, 4).Select(i => new AccountStream("c" + i, i % 2 == 0 ? "A" : "B")).ToArray();
        for (int i = 0; i < codes.Length; i++)
        {
            uint code = unchecked(((uint)codes[i] * 2654435761u) ^ ((uint)i * 2246822519u));
            Act(streams[code % 4], (code >> 8) % 8, (code >> 16) % 2 == 0 ? "a" + i : "b" + i, (code >> 18) % 50);
        }

        return streams;
    }

    private static void Act(AccountStream stream, uint what, string document, uint amount)
    {
        string organisation = Home(document) ?? "A";
        decimal some = amount + 0.25m;
        int lot = stream.Lots.Count > 0 ? stream.Lots[(int)(amount % stream.Lots.Count)] : 0;
        decimal left = lot == 0 ? 0 : Math.Min(some, stream.Left(lot).Value);
        decimal debt = -stream.Balance(LedgerAccount.Debt).Value;
        switch (what)
        {
            case 1 when left > 0:
                stream.Redeem(document, lot, left, document);
                if (amount % 3 == 0)
                {
                    stream.Cancel(document, lot, left, amount % 2 == 0 ? LedgerAccount.Available : LedgerAccount.Expired);
                }

                break;
            case 2 when left > 0:
                stream.Expire(lot, left);
                break;
            case 3:
                stream.Return(document, lot, left, some - left, organisation);
                break;
            case 4 when left > 0:
                stream.Hold(lot, left);
                stream.Release(lot, Math.Floor(left / 2));
                break;
            case 5 when debt > 0:
                stream.EarnAndRepay(document, some, Math.Min(some, debt), organisation);
                break;
            case 6:
                stream.Earn(document, some, organisation, LedgerAccount.Pending, version: AccountStream.Second);
                break;
            default:
                stream.Earn(document, some, organisation);
                break;
        }
    }
}
