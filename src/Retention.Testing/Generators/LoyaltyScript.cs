using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>Writes one history while the account runs.</summary>
internal sealed partial class LoyaltyScript
{
    private static readonly int[] Weights =
    [
        22, 14, 8, 6, 4, 3, 7, 5, 7, 5, 3, 4, 3, 9, 3, 2, 1, 3, 1, 2, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1,
    ];

    private static readonly PendingEnd[] Ends = [PendingEnd.BadDebt, PendingEnd.OrderCancelled, PendingEnd.NotDelivered, PendingEnd.TimedOut];

    private readonly LoyaltySetting setting;
    private readonly Dice dice;
    private readonly string member;
    private readonly LoyaltyPolicy policy;
    private readonly List<PointsCommand> commands = new List<PointsCommand>();
    private readonly List<string> documents = ["D0"];
    private readonly List<string> ids = ["X0"];
    private PointsAccountState state;
    private Instant now;
    private int next;
    private bool isBroken;

    internal LoyaltyScript(LoyaltySetting setting, Dice dice, string member)
    {
        this.setting = setting;
        this.dice = dice;
        this.member = member;
        this.policy = setting.Book.Entries[0].Policy;
        this.state = setting.Original.Initial;
        this.now = dice.Of(Instant.FromUtc(2024, 2, 28, 16, 0), Instant.FromUtc(2023, 12, 31, 23, 59), Instant.FromUtc(2024, 1, 1, 5, 0), Instant.FromUtc(2023, 3, 12, 6, 59), Instant.FromUtc(2024, 8, 31, 12, 0));
    }

    internal PointsAccountState State => this.state;

    internal Instant Now => this.now;

    internal int Length => this.commands.Count;

    internal PointsCommand[] Run(int length)
    {
        LocalDate today = this.now.InZone(this.policy.Zone).Date;
        this.Do(new OpenAccount(this.now, new CustomerId(this.member), this.dice.Of(today, today, today.PlusDays(-364), new LocalDate(2020, 2, 29), today.PlusDays(3)), string.Empty));
        if (this.dice.Percent(10))
        {
            this.Do(this.Import());
        }

        for (int i = this.commands.Count; i < length && !this.isBroken; i++)
        {
            this.now = this.Time();
            this.Do(this.Command());
        }

        return this.commands.ToArray();
    }

    internal void GoTo(Instant at) => this.now = at;

    /// <summary>Adds a command and lets the account follow it.</summary>
    internal void Do(PointsCommand command)
    {
        this.commands.Add(command);
        try
        {
            Decision<PointsEvent> decision = this.setting.Original.Handle(this.state, command);
            this.state = this.setting.Original.Fold(this.state, decision.Events);
            _ = this.setting.Original.NextDue(this.state);
        }
#pragma warning disable CA1031 // The history ends here; the law that runs it again says what went wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            this.isBroken = true;
        }

        if (this.state.LastEventAt is { } last && last > this.now)
        {
            this.now = last;
        }
    }

    private PointsCommand Command()
    {
        switch (this.dice.Weighted(Weights))
        {
            case 0: return new RecordPurchase(this.now, this.Purchase(this.NewDocument()), this.Facts(), Budgets());
            case 1: return this.Return();
            case 2: return new RedeemPoints(this.now, this.NewId(), this.Request());
            case 3: return new HoldPoints(this.now, this.NewId(), this.Request(), this.dice.Percent(60) ? null : this.Time().PlusNanoseconds(this.dice.Next(2)));
            case 4: return new CaptureHold(this.now, this.HoldId(), this.PartOf(this.state.Holds.Count == 0 ? default : this.state.Holds[0].Points));
            case 5: return new ReleaseHold(this.now, this.HoldId());
            case 6: return this.Cancel();
            case 7: return this.Adjust();
            case 8: return this.Activity();
            case 9: return new ReportMilestone(this.now, this.Document(), this.dice.Of("delivered", "delivered", "paid", "nothing", string.Empty));
            case 10: return new CancelPending(this.now, this.Document(), this.dice.OfList(Ends));
            case 11: return new RecordCreditNote(this.now, this.NewId(), this.dice.Of(CreditNoteKind.CreditNote, CreditNoteKind.Allowance, CreditNoteKind.Rebate), this.Amount(), this.dice.Percent(50) ? [] : [this.Document()]);
            case 12: return this.Exchange();
            case 13: return this.Part();
            case 14: return new SetAccountStatus(this.now, this.dice.Of(AccountStatus.Active, AccountStatus.Active, AccountStatus.SpendingFrozen, AccountStatus.Frozen, AccountStatus.Closed), "u1", "asked");
            case 15: return new OverrideLoyaltyTier(this.now, this.Tier(), this.dice.Percent(30) ? null : this.Time(), "u1", this.dice.Of("asked", " "));
            case 16: return new ClearLoyaltyTierOverride(this.now, "u1", "done");
            case 17: return new UseBenefit(this.now, this.NewId(), this.dice.OfList(this.setting.Benefits), this.dice.Between(0, 2), string.Empty);
            case 18: return new RestoreBenefit(this.now, this.dice.OfList(this.ids));
            case 19: return new IssueCoupon(this.now, this.NewId(), this.dice.OfList(this.setting.Coupons), this.dice.Of<decimal?>(null, 100m, 99.99m), "campaign");
            case 20: return new UseCoupon(this.now, this.CouponId(), this.Document(), this.dice.Of(0m, 79.99m, 80m, 100m, 3.33333m));
            case 21: return new RestoreCoupon(this.now, this.CouponId());
            case 22: return new VoidCoupon(this.now, this.CouponId(), "u1", "mistake");
            case 23: return new SendPoints(this.now, this.NewId(), this.Wallet(), this.Points(), new CustomerId(this.dice.Of("M9", this.member)), "u1", this.dice.Of(null, "u2"));
            case 24: return this.Receive();
            case 25: return this.Redate();
            case 26: return new SetSpendingRight(this.now, new CustomerId("S1"), this.dice.Percent(70), this.dice.Percent(50) ? null : this.Points(), this.dice.Of(CapPeriod.Transaction, CapPeriod.Day, CapPeriod.Month, CapPeriod.Lifetime), "u1");
            case 27: return new AdoptLoyaltyPolicy(this.now, this.dice.OfList(this.setting.Book.Entries).Policy.Version);
            case 28: return this.Merge();
            case 29: return this.state.Wallets.Count > 0 && this.dice.Percent(20)
                ? new CloseAccount(this.now, this.dice.Of(CloseCause.Left, CloseCause.Erased, CloseCause.Merged), "u1", "asked")
                : new SplitAccount(this.now, "merge" + this.dice.Next(3).ToString(CultureInfo.InvariantCulture), "u1", "mistake");
            default: return this.Import();
        }
    }

    /// <summary>The next decision time: often the same, often an edge, now and then before the last.</summary>
    private Instant Time()
    {
        Instant at = this.dice.Weighted([25, 18, 8, 5, 4, 3, 8, 25, 8, 2, 2, 1]) switch
        {
            0 => this.now,
            1 => this.Near(this.setting.Original.NextDue(this.state)),
            2 => this.Midnight(1),
            3 => this.StartOf(this.now.InZone(this.policy.Zone).Date.With(DateAdjusters.EndOfMonth).PlusDays(1)),
            4 => this.ClockChange(),
            5 => this.StartOf(new LocalDate(this.now.InZone(this.policy.Zone).Year / 4 * 4, 2, 29)),
            6 => this.Near(this.OfLot()),
            7 => this.now + Duration.FromHours(this.dice.Between(1, 72)),
            8 => this.now + Duration.FromDays(this.dice.Between(1, 60)),
            9 => this.now + Duration.FromDays(this.dice.Between(300, 800)),
            10 => this.now + Duration.FromNanoseconds(this.dice.Between(1, 3)),
            _ => this.now - Duration.FromHours(this.dice.Between(1, 30)),
        };
        return at > this.now + Duration.FromDays(1_500) || at < this.now - Duration.FromDays(2) ? this.now : at;
    }

    private Instant Near(Instant? edge) => edge is { } at && at + Duration.FromNanoseconds(1) >= this.now ? at + Duration.FromNanoseconds(this.dice.Of(0, 0, -1, 1)) : this.now;

    private Instant? OfLot()
    {
        Instant[] ends = this.state.Wallets.SelectMany(w => w.Lots).Select(l => l.Lot.ExpiresAt).Where(e => e >= this.now).Select(e => e!.Value).ToArray();
        return ends.Length == 0 ? null : this.dice.OfList(ends);
    }

    private Instant Midnight(int days) => this.StartOf(this.now.InZone(this.policy.Zone).Date.PlusDays(days));

    private Instant StartOf(LocalDate date) => Core.Periods.LocalDays.StartOf(date, this.policy.Zone);

    private Instant ClockChange()
    {
        NodaTime.TimeZones.ZoneInterval interval = this.policy.Zone.GetZoneInterval(this.now);
        return interval.HasEnd ? interval.End + Duration.FromMinutes(this.dice.Of(-30, 0, 30)) : this.Midnight(1);
    }

    private string NewDocument()
    {
        if (this.dice.Percent(6))
        {
            return this.Document();
        }

        string document = "D" + (++this.next).ToString(CultureInfo.InvariantCulture);
        this.documents.Add(document);
        return document;
    }

    private string Document() => this.documents.Count > 4 && this.dice.Percent(70) ? this.documents[this.documents.Count - 1 - this.dice.Next(4)] : this.dice.OfList(this.documents);

    private string NewId()
    {
        if (this.dice.Percent(4))
        {
            return this.dice.OfList(this.ids);
        }

        string id = "X" + (++this.next).ToString(CultureInfo.InvariantCulture);
        this.ids.Add(id);
        return id;
    }

    private string HoldId() => this.state.Holds.Count > 0 && this.dice.Percent(90) ? this.dice.OfList(this.state.Holds).HoldId : this.dice.OfList(this.ids);

    private string CouponId() => this.state.Coupons.Count > 0 && this.dice.Percent(90) ? this.dice.OfList(this.state.Coupons).CouponId : this.dice.OfList(this.ids);

    private string Wallet() => this.dice.Percent(2) ? "no-such-wallet" : this.dice.OfList(this.policy.Wallets).Code;

    private string Tier() => this.policy.Tiers.Count == 0 || this.dice.Percent(10) ? "no-such-tier" : this.dice.OfList(this.policy.Tiers).Code;
}
