using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

public class PeriodCloseTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    [Requirement("L-7")]
    public void AClosedPeriod_StatesOpeningEveryMovementAndClosing()
    {
        AccountStream stream = January();
        ClosedPeriod january = Close(Month(1), null, stream.Book().Entries).Value;
        Assert.Equal((0m, 70m), (january.Opening.Net.Value, january.Closing.Outstanding.Value));
        Assert.Equal((100m, -30m), (january.Movements.Of(PointsMovementKind.Earned).Outstanding.Value, january.Movements.Of(PointsMovementKind.Redeemed).Outstanding.Value));
        Assert.Equal(64, january.Digest.Length);
        Assert.Empty(january.Corrections);

        stream.Now = Instant.FromUtc(2026, 2, 5, 0, 0);
        stream.Expire(1, 20);
        ClosedPeriod february = Close(Month(2), january, stream.Book().Entries).Value;
        Assert.Equal((january.Closing, 50m), (february.Opening, february.Closing.Outstanding.Value));
        Assert.Equal(1, february.Movements.Count);
    }

    // The account was settled only after the period had been closed: the expiry is dated inside it.
    [Fact]
    [Requirement("L-7")]
    public void ALateEntry_IsPostedInTheOpenPeriod_AndKeepsItsDate()
    {
        AccountStream stream = January();
        ClosedPeriod january = Close(Month(1), null, stream.Book().Entries).Value;
        stream.Now = Instant.FromUtc(2026, 1, 20, 0, 0);
        stream.Expire(1, 15);
        stream.Now = Instant.FromUtc(2026, 2, 10, 0, 0);
        stream.Earn("late", 5, earnedAt: Instant.FromUtc(2026, 1, 25, 0, 0));
        stream.Earn("new", 1);
        ClosedPeriod february = Close(Month(2), january, stream.Book().Entries).Value;
        Assert.Equal((70m, 61m, 3L), (february.Opening.Outstanding.Value, february.Closing.Outstanding.Value, february.Movements.Count));
        Assert.Equal(
            [(PointsMovementKind.Expired, Instant.FromUtc(2026, 1, 20, 0, 0), Month(2).From), (PointsMovementKind.Earned, Instant.FromUtc(2026, 1, 25, 0, 0), Instant.FromUtc(2026, 2, 10, 0, 0))],
            february.Corrections.Select(c => (c.Entry.Kind, c.OriginalAt, c.PostedAt)));
        Assert.True(PeriodClose.Verify(january, null, stream.Book().Entries));
        Assert.True(PeriodClose.Verify(february, january, stream.Book().Entries));
    }

    [Fact]
    public void OnlyNewEntries_OrAllAgain_CloseThePeriodAlike()
    {
        AccountStream stream = January();
        IReadOnlyList<PointsLedgerEntry> old = stream.Book().Entries;
        ClosedPeriod january = Close(Month(1), null, old).Value;
        stream.Now = Instant.FromUtc(2026, 2, 10, 0, 0);
        stream.Earn("o2", 5);
        IReadOnlyList<PointsLedgerEntry> all = stream.Book().Entries;
        string digest = Close(Month(2), january, all).Value.Digest;
        Assert.Equal(digest, Close(Month(2), january, all.Skip(old.Count)).Value.Digest);
        Assert.Equal(digest, Close(Month(2), january, all.Reverse().Concat(all)).Value.Digest);
        Assert.NotEqual(digest, Close(Month(2), january, old).Value.Digest);
    }

    [Fact]
    public void ADigest_NoticesAnotherEntry()
    {
        ClosedPeriod january = Close(Month(1), null, January().Book().Entries).Value;
        var other = new AccountStream("c1");
        int lot = other.Earn("o1", 100);
        other.Redeem("r2", lot, 30);
        Assert.False(PeriodClose.Verify(january, null, other.Book().Entries));
    }

    [Fact]
    public void EntriesBeforeTheFirstPeriod_AreItsOpeningBalance()
    {
        AccountStream stream = January();
        ClosedPeriod february = Close(Month(2), null, stream.Book().Entries).Value;
        Assert.Equal((70m, 70m, 0L), (february.Opening.Outstanding.Value, february.Closing.Outstanding.Value, february.Movements.Count));
        Assert.Equal(0, Close(Month(3), february, stream.Book().Entries).Value.Movements.Count);
    }

    [Fact]
    public void AClosedPeriodReadBackFromAStore_GoesOnAlike()
    {
        AccountStream stream = January();
        ClosedPeriod january = Close(Month(1), null, stream.Book().Entries).Value;
        var back = new ClosedPeriod(
            january.Period, january.ClosedAt, "A", "points", january.Opening, PointsFigures.From(january.Movements.Movements), january.Corrections, Intercompany.Sum(january.Intercompany.Entries), january.Posted, january.Digest);
        Assert.Equal(january.Closing, back.Closing);
        Assert.True(PeriodClose.Verify(back, null, stream.Book().Entries));
        Assert.Equal(Close(Month(2), january, []).Value.Digest, Close(Month(2), back, []).Value.Digest);
    }

    [Fact]
    public void GapsOverlapsAndOpenPeriods_AreRefused()
    {
        ClosedPeriod january = Close(Month(1), null, January().Book().Entries).Value;
        Assert.Equal(BookRefusals.PeriodGap, Close(Month(3), january, []).Refusal!.Code);
        Assert.Equal(BookRefusals.PeriodOverlap, Close(Month(1), january, []).Refusal!.Code);
        Assert.Equal(BookRefusals.PeriodNotOver, PeriodClose.Close(Month(2), Month(2).From, "A", "points", january, []).Refusal!.Code);
        Refusal other = PeriodClose.Close(Month(2), Month(2).To, "B", "points", january, []).Refusal!;
        Assert.Equal((BookRefusals.OtherBooks, "B", "A"), (other.Code, other["organisation"], other["closedOrganisation"]));
        Assert.Equal("The period begins at 2026-02-28T16:00:00Z, after the last closed one ends; begin it at 2026-01-31T16:00:00Z.", Close(Month(3), january, []).Refusal!.ToText(Language.English));
        Assert.False(PeriodClose.CloseAll(Month(3), Month(3).To, [january], []).IsAccepted);
        Assert.Throws<ArgumentException>(() => new LedgerPeriod(Month(1).To, Month(1).From));
    }

    [Fact]
    public void ThePeriodOfEveryOrganisation_IsClosedTogether_WithWhatTheyOweEachOther()
    {
        AccountStream stream = January();
        int lot = stream.Earn("o9", 10, "B");
        stream.Redeem("r9", lot, 4, "in-a");
        IReadOnlyList<ClosedPeriod> closed = PeriodClose.CloseAll(Month(1), Month(1).To, [], stream.Book(d => d == "in-a" ? "A" : null).Entries).Value;
        Assert.Equal([("A", 70m), ("B", 6m)], closed.Select(c => (c.Organisation, c.Closing.Outstanding.Value)));
        Assert.Empty(closed[0].Intercompany.Entries);
        IntercompanyEntry owed = Assert.Single(closed[1].Intercompany.Entries);
        Assert.Equal(("B", "A", 4m), (owed.Debtor, owed.Creditor, owed.Points.Value));
    }

    private static AccountStream January()
    {
        var stream = new AccountStream("c1");
        int lot = stream.Earn("o1", 100);
        stream.Redeem("r1", lot, 30);
        return stream;
    }

    private static LedgerPeriod Month(int month) => LedgerPeriod.Of(new YearMonth(2026, month), Shanghai);

    private static Outcome<ClosedPeriod> Close(LedgerPeriod period, ClosedPeriod? previous, IEnumerable<PointsLedgerEntry> entries) =>
        PeriodClose.Close(period, period.To, "A", "points", previous, entries);
}
