using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;
using static Retention.Core.Tests.Loyalty.TestAccount;

namespace Retention.Core.Tests.Loyalty;

public sealed class EarningTests
{
    private static readonly Instant Start = Day(2026, 3, 2);

    [Fact]
    [Requirement("L-1")]
    public void Purchase_EarnsAPointPerYuan_AndSaysHow()
    {
        var account = new TestAccount(Plain());
        PointsAwarded awarded = Assert.IsType<PointsAwarded>(Assert.Single(account.Buy(Start, 123.45m, "A")));
        Assert.Equal(123, account.Available);
        RuleAward rule = Assert.Single(awarded.Award.Rules);
        Assert.Equal("base", rule.Rule);
        Assert.Equal(123.45m, Assert.Single(rule.Bases).Value);
        Assert.True(awarded.IsFirstPurchase);
        Lot lot = Assert.Single(awarded.Lots);
        Assert.Equal("A", lot.Document);
        Assert.Equal("L1", lot.Line);
        Assert.Equal(Start, lot.EarnedAt);
        Assert.Equal(Start, lot.ActiveAt);
        Assert.Equal(Day(2027, 4, 1, 0), lot.ExpiresAt);
        Assert.Equal(account.State.PolicyVersion, lot.PolicyVersion);
    }

    [Theory]
    [InlineData("order", 12)] // 7.50 + 5.50 = 13.00: one step of 12 together
    [InlineData("line", 0)]
    public void Steps_AreCountedOverTheOrderOrEachLine(string scope, int expected)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 12, Per = 12, Scope = scope }));
        account.Buy(Start, Sale("A", Start, 7.5m, 5.5m));
        Assert.Equal(expected, account.Available);
    }

    [Fact]
    public void Steps_OverAUnit_AreInThePriceOfOnePiece()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 10, Scope = "unit" }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 75, quantity: 3))));

        // 25 a piece: two steps each, three pieces.
        Assert.Equal(6, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(4, account.Available);
    }

    [Fact]
    public void Steps_OverAUnit_AndAnAllowance_KeepTheShareOfTheAmount()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 10, Scope = "unit" }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 75, quantity: 3))));
        account.ReturnAmount(Start, "A", 25);
        Assert.Equal(4, account.Available);
    }

    [Fact]
    public void Steps_OverALine_AreInItsWholeAmount_WhateverThePieces()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 10, Scope = "line" }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 75, quantity: 3))));
        Assert.Equal(7, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(5, account.Available);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("line")]
    [InlineData("unit")]
    public void FreeLine_WhoseDiscountCounts_ComesBackByThePiece(string scope)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 10, Scope = scope, Discount = "before" }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 0, quantity: 2, discount: 100))));
        Assert.Equal(10, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(5, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(0, account.Available);
    }

    [Fact]
    public void Base_TakesDiscountTaxShippingAndPaymentByPoints_AsTheRuleSays()
    {
        decimal Earned(Action<EarningRuleOptions> change)
        {
            var account = new TestAccount(Plain(o => change(o.Rules["base"])));
            account.Buy(Start, Sale("A", Start, d =>
            {
                d.Lines.Add(Line("L1", 113, discount: 20, tax: 13));
                d.Shipping = 10;
                d.PaidWithPoints = 61.5m;
            }));
            return account.Available;
        }

        // Half of the 123 was paid with points.
        Assert.Equal(56, Earned(_ => { }));
        Assert.Equal(113, Earned(r => r.PaidWithPoints = "in"));
        Assert.Equal(133, Earned(r => { r.PaidWithPoints = "in"; r.Discount = "before"; }));
        Assert.Equal(100, Earned(r => { r.PaidWithPoints = "in"; r.Tax = "out"; }));
        Assert.Equal(123, Earned(r => { r.PaidWithPoints = "in"; r.Shipping = "in"; }));
    }

    [Fact]
    public void Quantity_EarnsPerPiece()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { By = "quantity", Points = 3 }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 10, quantity: 4))));
        Assert.Equal(12, account.Available);
        account.Return(Start, "A", new LinePart("L1", 3, null));
        Assert.Equal(3, account.Available);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("line")]
    [InlineData("unit")]
    public void Quantity_IsLeftByAnAllowance_AndSoAreItsPoints(string scope)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { By = "quantity", Points = 3, Scope = scope }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 10, quantity: 4))));
        account.ReturnAmount(Start, "A", 5);
        Assert.Equal(12, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(9, account.Available);
    }

    [Fact]
    [Requirement("L-5")]
    public void Activity_EarnsAFixedAmount_OncePerReference()
    {
        var account = new TestAccount(Plain(o => o.Rules["survey"] = new EarningRuleOptions { By = "activity", Activity = "survey", Points = 10 }));
        account.Do(Survey("S1"));
        Assert.Equal(10, account.Available);
        Assert.Equal(LoyaltyRefusals.DocumentKnown, account.Refused(Survey("S1")).Code);
        Refusal unknown = account.Refused(new RecordActivity(Start, "dance", "X", 1, BusinessTime.At(Start), string.Empty, string.Empty, MemberFacts.None, []));
        Assert.Equal(LoyaltyRefusals.UnknownActivity, unknown.Code);
        Assert.Equal("survey", unknown["known"]);
        account.Do(new RecordReturn(Start, "S1", BusinessTime.At(Start), "undo", []));
        Assert.Equal(0, account.Available);

        static RecordActivity Survey(string reference) => new RecordActivity(Start, "survey", reference, 1, BusinessTime.At(Start), string.Empty, string.Empty, MemberFacts.None, []);
    }

    [Fact]
    public void Filters_ReadCategorySkuChannelTagTierSegmentOrganisationDatesAndAmounts()
    {
        ConditionOptions Attribute(string name, string value) => new ConditionOptions { Attribute = name, Is = value };
        var conditions = new Dictionary<string, ConditionOptions>(StringComparer.Ordinal)
        {
            ["category"] = Attribute("category", "tea"),
            ["sku"] = Attribute("sku", "T-1"),
            ["channel"] = Attribute("channel", "app"),
            ["organisation"] = Attribute("organisation", "sh"),
            ["currency"] = Attribute("currency", "CNY"),
            ["first"] = Attribute("first-purchase", "yes"),
            ["segment"] = new ConditionOptions { Tag = "core" },
            ["tag"] = new ConditionOptions { Tag = "summer" },
            ["order"] = new ConditionOptions { Measure = "order.amount", AtLeast = 100 },
            ["line"] = new ConditionOptions { Measure = "line.amount", MoreThan = 99.99m },
            ["not-sale"] = new ConditionOptions { Not = Attribute("category", "sale") },
        };
        foreach (KeyValuePair<string, ConditionOptions> condition in conditions)
        {
            var account = new TestAccount(Plain(o => o.Rules["base"].When = condition.Value));
            account.Buy(Start, Match(), new MemberFacts(["core"], [], null));
            Assert.True(account.Available == 100, condition.Key);
            var other = new TestAccount(Plain(o => o.Rules["base"].When = condition.Value));
            other.Buy(Start, Sale("X", Start, d => { d.Currency = "USD"; d.Lines.Add(Line("L1", 1, category: "sale")); }));
            decimal before = other.Available;
            other.Buy(Start, Sale("A", Start, d => { d.Currency = "USD"; d.Lines.Add(Line("L1", 99, category: "sale")); }));
            Assert.True(other.Available == before, condition.Key);
        }

        static Purchase Match() => Sale("A", Start, d =>
        {
            d.Channel = "app";
            d.Organisation = "sh";
            d.Tags.Add("summer");
            d.Lines.Add(Line("L1", 100, category: "tea", sku: "T-1"));
        });
    }

    [Fact]
    public void Exclusion_LeavesOutItsLines()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].When = new ConditionOptions { Not = new ConditionOptions { Attribute = "category", OneOf = "gift-card, tobacco" } }));
        account.Buy(Start, Sale("A", Start, d =>
        {
            d.Lines.Add(Line("L1", 30, category: "tobacco"));
            d.Lines.Add(Line("L2", 70, category: "tea"));
        }));
        Assert.Equal(70, account.Available);
        account.Return(Start, "A", new LinePart("L1", 1, null));
        Assert.Equal(70, account.Available);
    }

    [Fact]
    public void FirstPurchase_IsTheFirstAgainOnceItIsReturnedAsAWhole()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].When = new ConditionOptions { Attribute = "first-purchase", Is = "yes" }));
        account.Buy(Start, 100, "A");
        account.Buy(Start, 100, "B");
        Assert.Equal(100, account.Available);
        account.Return(Start, "A");
        account.Return(Start, "B");
        account.Buy(Start, 50, "C");
        Assert.Equal(50, account.Available);
    }

    [Fact]
    public void Parts_SumExactlyToTheWholeAward()
    {
        LoyaltyOptions options = Plain(o => { o.Earning = new EarningOptions { Accrual = "invoiced" }; o.Rules["base"].Per = 3; });
        var account = new TestAccount(options);
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 10, quantity: 7))));
        Assert.Equal(0, account.Available);
        for (int i = 0; i < 7; i++)
        {
            account.Do(new AccruePart(Start, "A", "I" + i, AccrualStep.Invoiced, [new LinePart("L1", 1, null)], []));
        }

        Assert.Equal(3, account.Available);
        Assert.Equal(LoyaltyRefusals.MoreThanLeft, account.Refused(new AccruePart(Start, "A", "I8", AccrualStep.Invoiced, [new LinePart("L1", 1, null)], [])).Code);
        Assert.Equal(LoyaltyRefusals.PartKnown, account.Refused(new AccruePart(Start, "A", "I1", AccrualStep.Invoiced, [], [])).Code);

        // Another step is noted and earns nothing.
        Assert.Empty(account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [], [])));
        account.Return(Start, "A");
        Assert.Equal(0, account.Available);
    }

    [Fact]
    public void Part_OfALineThatIsUnknown_IsRefused_AndAnyKnownLineMayComeFirst()
    {
        var account = new TestAccount(Plain(o => o.Earning = new EarningOptions { Accrual = "shipped" }));
        account.Buy(Start, Sale("A", Start, 10, 20));
        Refusal refusal = account.Refused(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L3", 1, null)], []));
        Assert.Equal((LoyaltyRefusals.LineUnknown, "A", "L3"), (refusal.Code, refusal["document"], refusal["line"]));
        account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L2", 1, null)], []));
        Assert.Equal(20, account.Available);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("line")]
    public void ReturnOfOnePartsGoods_TakesThatPartsPoints(string scope)
    {
        var account = new TestAccount(Plain(o => { o.Earning = new EarningOptions { Accrual = "shipped" }; o.Rules["base"].Scope = scope; }));
        account.Buy(Start, Sale("A", Start, d => d.Lines.Add(Line("L1", 100, quantity: 4))));
        account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
        account.Do(new AccruePart(Start, "A", "S2", AccrualStep.Shipped, [], []));
        Assert.Equal([25m, 75m], account.Points.Lots.Select(l => l.Amount.Value));
        account.Return(Start, "A", new LinePart("L1", 2, null));
        Assert.Equal([25m, 25m], account.Points.Lots.Select(l => l.Amount.Value));
    }

    [Fact]
    public void CreditSale_StaysPendingUntilPaid_AndBadDebtTakesItAll()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, Sale("A", Start, d => { d.IsCredit = true; d.Lines.Add(Line("L1", 100)); }));
        account.Buy(Start, Sale("B", Start, d => { d.IsCredit = true; d.Lines.Add(Line("L1", 50)); }));
        Assert.Equal(150, account.Points.Pending.Value);
        Assert.Equal(0, account.Available);
        account.Do(new ReportMilestone(Day(2026, 4, 1), "A", "paid"));
        Assert.Equal(100, account.Available);
        account.Do(new CancelPending(Day(2026, 4, 2), "B", PendingEnd.BadDebt));
        Assert.Equal(0, account.Points.Pending.Value);
        Assert.Equal(100, account.Available);
    }

    [Fact]
    public void CreditSaleInParts_EachPartWaitsUntilItIsPaid()
    {
        var account = new TestAccount(Plain(o => o.Earning = new EarningOptions { Accrual = "shipped" }));
        account.Buy(Start, Sale("A", Start, d => { d.IsCredit = true; d.Lines.Add(Line("L1", 100, quantity: 4)); }));
        account.Do(new AccruePart(Start, "A", "S1", AccrualStep.Shipped, [new LinePart("L1", 1, null)], []));
        Assert.Equal(25, account.Points.Pending.Value);
        account.Do(new ReportMilestone(Start, "A", "paid"));
        Assert.Equal(25, account.Available);
        account.Do(new AccruePart(Start, "A", "S2", AccrualStep.Shipped, [], []));
        Assert.Equal(75, account.Points.Pending.Value);
        Assert.Equal(25, account.Available);
    }

    [Fact]
    public void StoredValue_EarnsOnLoadOrOnSpend()
    {
        Purchase Paid(string document) => Sale(document, Start, d => { d.PaidWithStoredValue = 60; d.Lines.Add(Line("L1", 100)); });
        var onSpend = new TestAccount(Plain());
        onSpend.Buy(Start, Paid("A"));
        Assert.Equal(100, onSpend.Available);
        var onLoad = new TestAccount(Plain(o =>
        {
            o.Earning = new EarningOptions { StoredValue = "on-load" };
            o.Rules["load"] = new EarningRuleOptions { By = "activity", Activity = "load", Points = 1 };
        }));
        onLoad.Do(new RecordActivity(Start, "load", "C1", 60, BusinessTime.At(Start), string.Empty, string.Empty, MemberFacts.None, []));
        onLoad.Buy(Start, Paid("A"));
        Assert.Equal(100, onLoad.Available);
    }

    [Theory]
    [InlineData("into-debt")]
    [InlineData("down-to-zero")]
    [InlineData("only-pending")]
    public void Exchange_EarnsOnTheNetDifference_WhateverWasSpentAlready(string clawback)
    {
        var account = new TestAccount(Plain(o => o.Wallets[Wallet].Clawback = clawback));
        account.Buy(Start, 100, "A");
        account.Redeem(Start, 100);
        account.Do(new RecordExchange(Start, "A", BusinessTime.At(Start), [new LinePart("L1", 1, null)], Sale("B", Start, 130), MemberFacts.None, []));
        Assert.Equal(30, account.Available);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void Exchange_ForSomethingCheaper_TakesTheDifference_AndTheReplacementCanComeBackToo()
    {
        var account = new TestAccount(Plain(o => o.Caps["c"] = new CapOptions { AtMost = 400, Period = "day" }));
        account.Buy(Start, 400, "E1");
        account.Do(new RecordExchange(Start, "E1", BusinessTime.At(Start), [new LinePart("L1", 1, null)], Sale("E2", Start, d => { d.Lines.Add(Line("L1", 250)); d.Shipping = 12; }), MemberFacts.None, []));
        Assert.Equal(250, account.Available);
        account.Return(Start, "E2");
        Assert.Equal(0, account.Available);
        Assert.Equal(0, account.Points.Debt.Value);
    }

    [Fact]
    public void TheSameReturnTwice_CountsOnce()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100, "A");
        var back = new RecordReturn(Start, "A", BusinessTime.At(Start), "RT-1", [new LinePart("L1", null, 30)]);
        account.Do(back);
        Assert.Equal(LoyaltyRefusals.DocumentKnown, account.Refused(back).Code);
        var note = new RecordCreditNote(Start, "CN-1", CreditNoteKind.Rebate, 10, []);
        account.Do(note);
        Assert.Equal(LoyaltyRefusals.DocumentKnown, account.Refused(note).Code);
        Assert.Equal(60, account.Available);
    }

    [Fact]
    public void BusinessDateOfTomorrow_IsRefused()
    {
        var account = new TestAccount(Plain());
        Assert.Equal(LoyaltyRefusals.DateAhead, account.Refused(new RecordPurchase(Start, Sale("A", Day(2026, 3, 3, 0), 10))).Code);
        account.Buy(Start, Sale("B", Day(2026, 3, 2, 23), 10));
    }

    [Theory]
    [InlineData("down", 2, 12.34)]
    [InlineData("up", 2, 12.35)]
    [InlineData("up", 3, 12.345)]
    [InlineData("half-up", 2, 12.35)]
    [InlineData("half-even", 2, 12.34)]
    [InlineData("half-up", 0, 12)]
    [InlineData("half-up", 4, 12.345)]
    public void Rounding_IsAsNamed(string rounding, int precision, double expected)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Rounding = rounding, Precision = precision }));
        account.Buy(Start, 12.345m);
        Assert.Equal((decimal)expected, account.Available);
    }

    [Theory]
    [InlineData(12.345, 12.34)]
    [InlineData(12.355, 12.36)]
    [InlineData(12.3451, 12.35)]
    [InlineData(12.3549, 12.35)]
    public void HalfEven_GoesToTheEvenNeighbour_OnlyFromExactlyHalf(double amount, double expected)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Rounding = "half-even", Precision = 2 }));
        account.Buy(Start, (decimal)amount);
        Assert.Equal((decimal)expected, account.Available);
    }

    [Theory]
    [InlineData("order", "order", 21)] // 10.6 + 10.6 = 21.2
    [InlineData("line", "order", 21)]
    [InlineData("line", "line", 22)]
    public void Rounding_IsOfTheOrderOrOfEachLine(string scope, string roundEach, int expected)
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Rounding = "half-up", Scope = scope, RoundEach = roundEach }));
        account.Buy(Start, Sale("A", Start, 10.6m, 10.6m));
        Assert.Equal(expected, account.Available);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("line")]
    public void Remainder_IsCarriedToTheNextAward_AndGoesWithAReturn(string scope)
    {
        LoyaltyOptions options = Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Remainder = "carried", Scope = scope, RoundEach = "order" });
        var account = new TestAccount(options);
        account.Buy(Start, 0.6m, "A");
        Assert.Equal(0, account.Available);
        account.Buy(Start, 0.6m, "B");
        Assert.Equal(1, account.Available);
        account.Return(Start, "B");
        Assert.Equal(0, account.Available);
        account.Buy(Start, 0.4m, "C");
        Assert.Equal(1, account.Available);
    }

    [Fact]
    public void Remainder_ThatAReturnMadeMoreThanAPoint_GoesToWhoeverKeepsSomething()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Remainder = "carried" }));
        account.Buy(Start, 0.9m, "A");
        account.Buy(Start, 0.1m, "B");
        Assert.Equal(1, account.Available);
        account.Buy(Start, 0.9m, "C");

        // Now 1.8 are carried.
        account.Return(Start, "B");
        Assert.Equal(0, account.Available);
        account.Buy(Start, 0.1m, "D");
        Assert.Equal(1, account.Available);
        account.Return(Start, "D");
        Assert.Equal(0, account.Available);
        account.Buy(Start, 0.2m, "E");
        Assert.Equal(2, account.Available);
    }

    [Fact]
    public void Remainder_ThatReturnsLeftMissing_IsMadeUpForFirst()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"] = new EarningRuleOptions { Points = 1, WholeSteps = false, Remainder = "carried" }));
        account.Buy(Start, 0.9m, "A");
        account.Buy(Start, 0.2m, "B");
        account.Buy(Start, 0.85m, "C");
        account.Buy(Start, 0.1m, "D");
        Assert.Equal(2, account.Available);

        // What is kept, 0.3, made two points, as A and C lent it 1.75.
        account.Return(Start, "A");
        account.Return(Start, "C");
        Assert.Equal(2, account.Available);
        account.Buy(Start, 0.5m, "E");
        account.Buy(Start, 0.9m, "F");
        account.Buy(Start, 0.4m, "G");
        Assert.Equal(2, account.Available);
        account.Buy(Start, 0.9m, "H");
        Assert.Equal(3, account.Available);
    }

    [Fact]
    public void OtherCurrencies_EarnAtTheirOwnRate_OrNothing()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].PerByCurrency["USD"] = 0.14m));
        account.Buy(Start, Sale("A", Start, d => { d.Currency = "USD"; d.Lines.Add(Line("L1", 14)); }));
        Assert.Equal(100, account.Available);
        account.Buy(Start, Sale("B", Start, d => { d.Currency = "EUR"; d.Lines.Add(Line("L1", 14)); }));
        Assert.Equal(100, account.Available);
    }

    [Fact]
    public void Wallets_AreKeptApart()
    {
        var account = new TestAccount(Plain(o =>
        {
            o.Wallets["growth"] = new WalletOptions();
            o.Rules["base"].Wallet = Wallet;
            o.Rules["growth"] = new EarningRuleOptions { Points = 2, Wallet = "growth" };
        }));
        account.Buy(Start, 10);
        Assert.Equal(10, account.Available);
        Assert.Equal(20, account.State.Wallet("growth").Available.Value);
        Assert.Equal(LoyaltyRefusals.NotRedeemable, account.Refused(new RedeemPoints(Start, "P", new RedemptionRequest("growth", RedemptionType.Gift, new Points(1), null, null, [], null, default, null, null))).Code);
    }

    [Fact]
    public void EffectiveDate_MayDecideThePolicy()
    {
        LoyaltyPolicy Version(string label, decimal points) => LoyaltyPolicy.Compile(Plain(o => { o.Label = label; o.Rules["base"].Points = points; o.Earning = new EarningOptions { EffectiveDateDecides = true }; })).Policy;
        var account = new TestAccount(new PolicyBook<LoyaltyPolicy>([new PolicyBookEntry<LoyaltyPolicy>(Instant.MinValue, Version("v1", 1)), new PolicyBookEntry<LoyaltyPolicy>(Day(2026, 3, 5), Version("v2", 2))]));
        account.Buy(Day(2026, 3, 9), Sale("A", Day(2026, 3, 4), 10));
        account.Buy(Day(2026, 3, 9), Sale("B", Day(2026, 3, 6), 10));
        Assert.Equal(30, account.Available);
        Assert.Equal(["v1", "v2"], account.Points.Lots.Select(l => l.Lot.PolicyVersion.Label));
    }

    [Fact]
    public void BackdatedAward_LivesFromItsEffectiveDate_AndLapsesAtOnceIfThatIsOver()
    {
        LoyaltyOptions options = Plain(o => o.Wallets[Wallet].Expiry = new ExpiryOptions { After = "1m" });
        var account = new TestAccount(options);
        account.Buy(Day(2026, 4, 1), Sale("A", Day(2026, 3, 15), 10));
        Assert.Equal(Day(2026, 4, 15, 0), Assert.Single(account.Points.Lots).Lot.ExpiresAt);
        account.Buy(Day(2026, 4, 1), Sale("B", Day(2026, 2, 20), 10));
        Assert.IsType<PointsExpired>(account.Events[^1]);
        Assert.Equal(10, account.Available);
    }

    [Fact]
    public void DocumentWhoseAwardWouldBeClosed_IsRefused()
    {
        var account = new TestAccount(Plain(), openedAt: Day(2025, 1, 1));
        Refusal refusal = account.Refused(new RecordPurchase(Day(2026, 3, 2), Sale("A", Day(2025, 6, 1), 10), MemberFacts.None, []));
        Assert.Equal(LoyaltyRefusals.AwardClosed, refusal.Code);
    }

    [Fact]
    public void DryRun_IsDecideWithoutEvolve()
    {
        var account = new TestAccount(Plain());
        account.Buy(Start, 100);
        string before = Describe(account.State);
        Assert.True(account.Try(new RedeemPoints(Start, "P", Request(40))).IsAccepted);
        Assert.Equal(before, Describe(account.State));
    }

    [Fact]
    public void HugeAmounts_AreRefused_NotThrown()
    {
        var account = new TestAccount(Plain(o => o.Rules["base"].Points = 1_000_000));
        Assert.Equal(LoyaltyRefusals.PointsOutOfRange, account.Refused(new RecordPurchase(Start, Sale("A", Start, 900_000_000_000m), MemberFacts.None, [])).Code);
        Assert.Equal(LoyaltyRefusals.InstantOutOfRange, account.Refused(new RecordPurchase(Instant.FromUtc(2200, 1, 1, 0, 0), Sale("A", Start, 1), MemberFacts.None, [])).Code);
        Assert.Equal(RefusalCodes.AtBeforeStream, account.Refused(new RecordPurchase(Day(2025, 12, 31), Sale("A", Start, 1), MemberFacts.None, [])).Code);
    }
}
