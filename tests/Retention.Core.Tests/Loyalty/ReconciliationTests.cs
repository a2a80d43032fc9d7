using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class ReconciliationTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDate Day = new LocalDate(2026, 1, 1);

    [Fact]
    [Requirement("L-7")]
    public void DocumentsWithoutAwards_AwardsWithoutDocuments_AndDifferences_AreListed()
    {
        var one = new AccountStream("c1");
        one.Earn("met", 100);
        one.Earn("amount", 90);
        one.Earn("elsewhere", 10, "B");
        one.Earn("unexplained", 10);
        one.Earn("twice", 10);
        one.Now = Instant.FromUtc(2026, 1, 1, 16, 0);
        one.Earn("date", 10);
        one.Add(new PointsAwarded(one.Now, AccountStream.Award("nothing", "A", Instant.FromUtc(2026, 1, 1, 0, 0), 10), string.Empty, false, [], [], [], [], []));
        one.Add(new PointsAwarded(one.Now, AccountStream.Award("review-1", "A", one.Now, 0, activity: "review"), string.Empty, false, [], [], [], [], []));
        var other = new AccountStream("c2");
        other.Earn("twice", 10);
        EarningDocument[] documents =
        [
            Document("met", 100), Document("amount", 100), Document("elsewhere", 10), Document("missing", 10), Document("twice", 10),
            Document("date", 10), Document("nothing", 10), Document("met", 100),
        ];
        Reconciliation result = Reconciliation.Of(documents, PointsBook.Merge([one.Book(), other.Book()]).Awards, Shanghai);
        Assert.Equal(6, result.Matched);
        Assert.Equal(["missing"], result.DocumentsWithoutAward.Select(d => d.Number));
        Assert.Equal(["unexplained"], result.AwardsWithoutDocument.Select(a => a.Document));
        Assert.Equal(
            [
                "amount Amount 100 90", "date Date 2026-01-01 2026-01-02", "elsewhere Organisation A B", "met ListedTwice 100 100", "nothing NoPoints 10 0", "twice AwardedTwice c1 c2",
            ],
            result.Differences.Select(d => d.Document + " " + d.Kind + " " + d.Expected + " " + d.Actual));
        Assert.False(result.IsClean);
        Assert.True(Reconciliation.Of([Document("met", 100)], one.Book().Awards.Where(a => a.Document == "met"), Shanghai).IsClean);
    }

    [Fact]
    public void PartsOfADocument_AreOneAward()
    {
        var stream = new AccountStream("c1");
        stream.Earn("o1", 60);
        stream.Earn("o1", 40);
        AwardedDocument award = Assert.Single(stream.Book().Awards);
        Assert.Equal(100m, award.Points.Value);
    }

    [Fact]
    public void TheSameNumberInTwoOrganisations_IsTwoDocuments()
    {
        var one = new AccountStream("c1");
        one.Earn("7", 10, "A");
        var other = new AccountStream("c2");
        other.Earn("7", 10, "B");
        Reconciliation result = Reconciliation.Of(
            [new EarningDocument("7", "B", 10, Day), new EarningDocument("7", "A", 10, Day)], one.Book().Awards.Concat(other.Book().Awards), Shanghai);
        Assert.Equal((2, true), (result.Matched, result.IsClean));
    }

    private static EarningDocument Document(string number, decimal amount) => new EarningDocument(number, "A", amount, Day);
}
