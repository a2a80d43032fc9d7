using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <content>The commands that have much to say.</content>
internal sealed partial class LoyaltyScript
{
    /// <summary>A purchase of one line or several, often now, sometimes earlier; free lines, credit and mixed payment are common.</summary>
    internal Purchase Purchase(string document)
    {
        var draft = new PurchaseDraft
        {
            Document = document,
            Currency = this.dice.Percent(96) ? this.policy.Currency : "USD",
            OrderedOn = this.When(),
            ShippedOn = this.dice.Percent(30) ? this.When() : null,
            PaidOn = this.dice.Percent(30) ? this.When() : null,
            IsCredit = this.dice.Percent(12),
            Shipping = this.dice.Of(0, 0, 0, 8m),
        };
        int lines = this.dice.Of(1, 1, 1, 2, 3);
        for (int i = 0; i < lines; i++)
        {
            decimal amount = this.Amount();
            draft.Lines.Add(new PurchaseLine(
                "L" + (i + 1).ToString(CultureInfo.InvariantCulture), "S", this.dice.Of(string.Empty, "food"), this.dice.Of(1m, 1m, 2m, 3m, 0.5m), amount, this.dice.Of(0m, 0m, 5m), this.dice.Percent(20) ? Math.Round(amount / 11, 2) : 0));
        }

        decimal total = draft.Lines.Sum(l => l.Amount) + draft.Shipping;
        if (total < 1_000_000_000 && this.dice.Percent(12))
        {
            draft.PaidWithPoints = this.dice.Of(total, Math.Round(total / 3, 2, MidpointRounding.ToEven), Math.Min(total, 1));
        }
        else if (total < 1_000_000_000 && this.dice.Percent(8))
        {
            draft.PaidWithStoredValue = this.dice.Of(total, Math.Min(total, 10));
        }

        return new Purchase(draft);
    }

    private static BudgetRoom[] Budgets() => [new BudgetRoom("campaign", new Points(150))];

    private decimal Amount() => this.dice.Weighted([10, 6, 6, 4, 2, 1]) switch
    {
        0 => this.dice.Between(1, 30_000) / 100m,
        1 => this.dice.Of(0m, 0.01m, 0.1m, 1m, 2.5m, 3m, 9.99m, 10m, 20m),
        2 => this.dice.Between(1, 300),
        3 => this.policy.Tiers.Count == 0 ? 500 : this.dice.OfList(this.policy.Tiers).AtLeast + this.dice.Of(0m, 0m, 1m),
        4 => this.dice.Of(1_000_000m, 1234.5678m, 0.0001m),
        _ => this.dice.Percent(20) ? this.dice.Of(400_000_000_000_000m, 900_000_000_000_000m) : 33.33m,
    };

    private Points Points()
    {
        decimal available = this.state.Wallets.Count == 0 ? 0 : this.state.Wallets[0].Available.Value;
        return this.dice.Weighted([4, 3, 4, 1]) switch
        {
            0 => new Points(this.dice.Between(1, 100)),
            1 => this.dice.OfList(this.state.Wallets.Count == 0 ? [default] : this.state.Wallets.Select(w => w.Available).ToArray()),
            2 => Core.Points.Round(available / this.dice.Between(2, 5)),
            _ => new Points(this.dice.Of(0m, -5m, available + 1, available + 0.0001m, 900_000_000_000_000m)),
        };
    }

    private Points? PartOf(Points whole) => this.dice.Percent(40) ? null : Core.Points.Round(whole.Value * this.dice.Of(0.5m, 0.3333m, 1m, 1.1m));

    private BusinessTime When() => this.dice.Weighted([10, 4, 3, 2]) switch
    {
        0 => BusinessTime.At(this.now),
        1 => BusinessTime.On(this.now.InZone(this.policy.Zone).Date),
        2 => BusinessTime.At(this.now - Duration.FromHours(this.dice.Between(1, 24 * 40))),
        _ => BusinessTime.On(this.now.InZone(this.policy.Zone).Date.PlusDays(this.dice.Of(-1, 1, -29, -365, -90))),
    };

    private MemberFacts Facts() => this.dice.Percent(60)
        ? MemberFacts.None
        : new MemberFacts(this.dice.Percent(50) ? ["core"] : [], this.dice.Percent(30) ? ["vip", "core"] : [], this.dice.Of<LocalDate?>(null, new LocalDate(2000, 2, 29), this.now.InZone(this.policy.Zone).Date.PlusYears(-30)));

    private RedemptionRequest Request()
    {
        bool order = this.dice.Percent(25);
        OrderLine[] lines = order ? [new OrderLine("L1", this.dice.Of(10m, 0m, 99.99m), 13), new OrderLine("L2", this.dice.Of(1m, 33.33m), this.dice.Of(0m, 6m))] : [];
        return new RedemptionRequest(
            this.Wallet(), this.dice.Of(RedemptionType.Discount, RedemptionType.Gift), this.Points(), order ? "O" : null, order ? this.policy.Currency : null, lines, null, this.dice.Percent(10) ? new CustomerId("S1") : default, "u1", this.dice.Of(null, "u2"));
    }

    private RecordReturn Return()
    {
        string document = this.Document();
        return new RecordReturn(this.now, document, this.dice.Percent(80) ? BusinessTime.At(this.now) : this.When(), this.NewId(), this.ReturnedLines(document));
    }

    private LinePart[] ReturnedLines(string document)
    {
        if (this.dice.Percent(30) || this.state.Awards.FirstOrDefault(a => a.Document == document) is not { } award)
        {
            return this.dice.Percent(90) ? [] : [new LinePart("L1", 1, null)];
        }

        var parts = new List<LinePart>();
        int count = this.dice.Between(1, 2);
        for (int i = 0; i < count; i++)
        {
            AwardLine line = this.dice.OfList(award.Lines);
            decimal left = line.AccruedAmount - line.ReturnedAmount;
            decimal pieces = line.AccruedQuantity - line.ReturnedQuantity;
            decimal? quantity = this.dice.Of<decimal?>(null, 1, pieces, 0.5m, pieces + 1);
            decimal? amount = quantity is null || this.dice.Percent(20) ? this.dice.Of(left, Math.Round(left / 3, 2, MidpointRounding.ToEven), Math.Min(left, 1), left + 1, 0) : null;
            parts.Add(new LinePart(this.dice.Percent(97) ? line.Line : "L9", quantity, amount));
        }

        return parts.ToArray();
    }

    private CancelRedemption Cancel()
    {
        Redemption? redemption = this.state.Redemptions.Count == 0 ? null : this.dice.OfList(this.state.Redemptions);
        return new CancelRedemption(this.now, redemption?.RedemptionId ?? this.dice.OfList(this.ids), this.NewId(), this.PartOf(redemption?.Points ?? default));
    }

    private AdjustPoints Adjust()
    {
        Points change = this.Points();
        return new AdjustPoints(this.now, this.NewId(), this.Wallet(), this.dice.Percent(50) ? change : default(Points) - change, this.dice.Percent(70) ? null : this.When(), "u1", "asked", this.dice.Of(null, "u2"));
    }

    private RecordActivity Activity()
    {
        string activity = this.policy.Activities.Count == 0 || this.dice.Percent(5) ? this.dice.Of("visit", "no-such-activity") : this.dice.OfList(this.policy.Activities);
        return new RecordActivity(this.now, activity, this.NewDocument(), this.dice.Of(1m, 1m, 1m, 2m, 0.5m, 0m), this.When(), string.Empty, string.Empty, this.Facts(), Budgets());
    }

    private RecordExchange Exchange()
    {
        string document = this.Document();
        return new RecordExchange(this.now, document, BusinessTime.At(this.now), this.ReturnedLines(document), this.Purchase(this.NewDocument()), this.Facts(), Budgets());
    }

    private AccruePart Part()
    {
        string document = this.Document();
        Award? award = this.state.Awards.FirstOrDefault(a => a.Document == document);
        LinePart[] lines = [];
        if (award is not null && this.dice.Percent(60))
        {
            AwardLine line = this.dice.OfList(award.Lines);
            decimal left = line.Quantity - line.AccruedQuantity;
            lines = [this.dice.Percent(70) ? new LinePart(line.Line, this.dice.Of(1m, left, left / 2), null) : new LinePart(line.Line, null, Math.Round((line.Amount - line.AccruedAmount) / this.dice.Between(1, 3), 2))];
        }

        return new AccruePart(this.now, document, "P" + this.dice.Next(6).ToString(CultureInfo.InvariantCulture), this.dice.Of(AccrualStep.Shipped, AccrualStep.Invoiced, AccrualStep.Paid), lines, Budgets());
    }

    private ReceivePoints Receive()
    {
        Instant? expires = this.dice.Of<Instant?>(null, this.now, this.now + Duration.FromDays(30), this.now + Duration.FromNanoseconds(1));
        LotAmount Lot(int number) => new LotAmount(new Lot(number, this.Wallet(), this.policy.Version, "their", null, this.now - Duration.FromDays(10), this.now, expires), this.dice.Of(new Points(25), new Points(0.0001m), this.Points()));
        return new ReceivePoints(this.now, this.NewId(), new CustomerId("M8"), this.dice.Percent(50) ? [Lot(1)] : [Lot(7), Lot(3)]);
    }

    private RedateLots Redate() => new RedateLots(this.now, this.NewId(), this.Wallet(), "u1", "migration");

    /// <summary>Another member's account, merged into this one.</summary>
    private ReceiveAccount Merge()
    {
        var other = new LoyaltyScript(this.setting, new Dice(this.dice.Next(int.MaxValue)), "M7") { now = this.now };
        string merge = "merge" + this.dice.Next(3).ToString(CultureInfo.InvariantCulture);
        other.Do(new OpenAccount(this.now, new CustomerId("M7"), new LocalDate(2024, 1, 1), string.Empty));
        int purchases = this.dice.Between(0, 3);
        for (int i = 0; i < purchases; i++)
        {
            other.Do(new RecordPurchase(this.now, other.Purchase(merge + "-" + (++this.next).ToString(CultureInfo.InvariantCulture)), MemberFacts.None, Budgets()));
        }

        if (purchases > 0 && this.dice.Percent(50))
        {
            other.Do(new RedeemPoints(this.now, "R", new RedemptionRequest(this.policy.Wallets[0].Code, RedemptionType.Gift, other.state.Wallet(this.policy.Wallets[0].Code).Available, null, null, [], null, default, null, null)));
            Award? award = other.state.Awards.Count == 0 ? null : other.state.Awards[0];
            other.Do(new RecordReturn(this.now, award?.Document ?? "none", BusinessTime.At(this.now), "RR", []));
            this.documents.Add(award?.Document ?? "none");
        }

        Decision<PointsEvent> sent = this.setting.Original.Handle(other.state, new SendAccount(this.now, merge, new CustomerId(this.member), "u1", "same person"));
        AccountClosed? closed = sent.Events.OfType<AccountClosed>().FirstOrDefault();
        return closed is null
            ? new ReceiveAccount(this.now, merge, new CustomerId("M7"), new AccountContents([], [], [], [], [], 0))
            : AccountTransfers.Receive(closed, new CustomerId("M7"));
    }

    private ImportBalance Import()
    {
        ImportedLot Lot() => new ImportedLot(this.Wallet(), new Points(this.dice.Of(100m, 0.5m, 33m)), "old", this.now - Duration.FromDays(100), this.now + Duration.FromDays(this.dice.Of(0, -1, 10)), this.dice.Of<Instant?>(null, this.now + Duration.FromDays(20), this.now, this.now + Duration.FromDays(5)));
        LocalDate today = this.now.InZone(this.policy.Zone).Date;
        return new ImportBalance(
            this.now,
            this.NewId(),
            Enumerable.Range(0, this.dice.Next(4)).Select(_ => Lot()).ToArray(),
            this.dice.Percent(20) ? [new WalletAmount(this.Wallet(), new Points(40))] : [],
            this.dice.Percent(40) ? [new ImportedProgress(today.PlusDays(-this.dice.Next(400)), 120), new ImportedProgress(today, 1)] : [],
            this.policy.Tiers.Count > 0 && this.dice.Percent(40) ? this.Tier() : null,
            null,
            this.dice.Percent(40) ? this.now + Duration.FromDays(30) : null);
    }
}
