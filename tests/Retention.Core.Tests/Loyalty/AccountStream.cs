using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Loyalty;

namespace Retention.Core.Tests.Loyalty;

/// <summary>A hand-built stream of one points account, an hour between events.</summary>
internal sealed class AccountStream
{
    internal static readonly PolicyVersion First = new PolicyVersion("v1", new string('a', 64));
    internal static readonly PolicyVersion Second = new PolicyVersion("v2", new string('b', 64));

    private readonly Dictionary<int, Points> available = new Dictionary<int, Points>();
    private int lots;

    internal AccountStream(string account, string organisation = "A")
    {
        this.Account = new CustomerId(account);
        this.Add(new AccountOpened(this.Now, this.Account, new LocalDate(2026, 1, 1), organisation, First));
    }

    internal CustomerId Account { get; }

    internal List<PointsEvent> Events { get; } = new List<PointsEvent>();

    internal Instant Now { get; set; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    internal IReadOnlyList<int> Lots => this.available.Where(a => a.Value > default(Points)).Select(a => a.Key).ToList();

    internal Points Left(int lot) => this.available[lot];

    internal PointsBook Book(Func<string, string?>? organisationOf = null) => PointsBook.Of(this.Account, this.Events, organisationOf);

    internal static Posting Move(int lot, LedgerAccount from, LedgerAccount to, decimal amount) => new Posting("points", lot, from, to, new Points(amount));

    internal static Award Award(string document, string organisation, Instant at, decimal amount, PolicyVersion? version = null, string? activity = null) => new Award(
        document, organisation, activity, false, version ?? First, at, null, new LocalDate(2026, 1, 1), at, at, activity is null ? [new AwardLine("1", amount, 1, amount, 1, 0, 0, 0, 0)] : [], [], [], []);

    internal int Earn(string document, decimal points, string organisation = "A", LedgerAccount to = LedgerAccount.Available, Instant? earnedAt = null, PolicyVersion? version = null)
    {
        Instant earned = earnedAt ?? this.Now;
        Award award = Award(document, organisation, earned, points, version);
        Lot lot = this.NewLot(document, earned, version);
        IReadOnlyList<PendingPoints> pending = to == LedgerAccount.Pending ? [new PendingPoints(lot, ["paid"], earned, null, null)] : [];
        this.Add(new PointsAwarded(this.Now, award, string.Empty, false, [Move(lot.Number, LedgerAccount.Issued, to, points)], to == LedgerAccount.Pending ? [] : [lot], pending, [], []));
        return lot.Number;
    }

    internal void Activate(int lot, decimal points) => this.Add(new PointsActivated(this.Now, [Move(lot, LedgerAccount.Pending, LedgerAccount.Available, points)], []));

    internal void Redeem(string id, int lot, decimal points, string? document = null, LedgerAccount from = LedgerAccount.Available) => this.Add(new PointsRedeemed(
        this.Now, id, null, Request(points, document), new Points(points), new Money(points / 100, "CNY"), [], this.Now, [Move(lot, from, LedgerAccount.Redeemed, points)], []));

    internal void Cancel(string id, int lot, decimal points, LedgerAccount to = LedgerAccount.Available) => this.Add(new RedemptionCancelled(
        this.Now, id, id + "-c", new Points(points), new Money(points / 100, "CNY"), [Move(lot, LedgerAccount.Redeemed, to, points)], [], []));

    internal void Hold(int lot, decimal points) =>
        this.Add(new PointsHeld(this.Now, "h", Request(points, null), null, [Move(lot, LedgerAccount.Available, LedgerAccount.Held, points)], []));

    internal void Release(int lot, decimal points) =>
        this.Add(new HoldReleased(this.Now, "h", HoldEnd.Released, [Move(lot, LedgerAccount.Held, LedgerAccount.Available, points)], [], []));

    internal void Expire(int lot, decimal points) => this.Add(new PointsExpired(this.Now, [Move(lot, LedgerAccount.Available, LedgerAccount.Expired, points)]));

    internal void Return(string document, int lot, decimal points, decimal intoDebt = 0, string organisation = "A")
    {
        var postings = new List<Posting>();
        if (points > 0)
        {
            postings.Add(Move(lot, LedgerAccount.Available, LedgerAccount.Reversed, points));
        }

        if (intoDebt > 0)
        {
            postings.Add(Move(0, LedgerAccount.Debt, LedgerAccount.Reversed, intoDebt));
        }

        this.Add(new PointsReturned(this.Now, Award(document, organisation, this.Now, 1), document + "-r", [], false, postings, [], []));
    }

    internal int EarnAndRepay(string document, decimal points, decimal repaid, string organisation = "A")
    {
        Lot lot = this.NewLot(document, this.Now, null);
        this.Add(new PointsAwarded(
            this.Now, Award(document, organisation, this.Now, points), string.Empty, false,
            [Move(lot.Number, LedgerAccount.Issued, LedgerAccount.Available, points), Move(lot.Number, LedgerAccount.Available, LedgerAccount.Debt, repaid)], [lot], [], [], []));
        return lot.Number;
    }

    internal Lot NewLot(string document, Instant earnedAt, PolicyVersion? version) =>
        new Lot(++this.lots, "points", version ?? First, document, null, earnedAt, earnedAt, earnedAt + Duration.FromDays(365));

    internal void Add(PointsEvent @event)
    {
        this.Events.Add(@event);
        foreach (Posting posting in @event.Postings)
        {
            this.Change(posting.Lot, posting.From, default(Points) - posting.Amount);
            this.Change(posting.Lot, posting.To, posting.Amount);
        }

        this.Now += Duration.FromHours(1);
    }

    /// <summary>The naive balances: every posting, on both its sides.</summary>
    internal Points Balance(params LedgerAccount[] accounts)
    {
        Points sum = default;
        foreach (Posting posting in this.Events.SelectMany(e => e.Postings))
        {
            sum += accounts.Contains(posting.To) ? posting.Amount : default;
            sum -= accounts.Contains(posting.From) ? posting.Amount : default;
        }

        return sum;
    }

    private static RedemptionRequest Request(decimal points, string? document) =>
        new RedemptionRequest("points", RedemptionType.Discount, new Points(points), document, null, [], null, default, null, null);

    private void Change(int lot, LedgerAccount account, Points change)
    {
        if (account == LedgerAccount.Available)
        {
            this.available[lot] = (this.available.TryGetValue(lot, out Points before) ? before : default) + change;
        }
    }
}
