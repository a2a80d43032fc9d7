using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>Every event of a points account can be explained to the member on the phone, in both languages.</summary>
public sealed class LoyaltyTextTests
{
    private static readonly PolicyVersion Version = new PolicyVersion("2026-Q1", "1a2b3c4d5e");
    private static readonly Instant At = Given.At("2026-03-01T08:00:00Z");
    private static readonly Instant Ordered = Given.At("2026-02-28T16:00:00Z");
    private static readonly Instant Closes = Given.At("2026-07-01T00:00:00Z");
    private static readonly Instant Expires = Given.At("2027-03-31T16:00:00Z");

    public static TheoryData<Type> Events => [.. Library.Messages.Where(t => typeof(PointsEvent).IsAssignableFrom(t))];

    [Theory]
    [MemberData(nameof(Events))]
    public void EveryEvent_HasATextInBothLanguages(Type type)
    {
        foreach (PointsEvent e in Variants(type))
        {
            string english = e.Explain(Language.English);
            string chinese = e.Explain(Language.Chinese);
            Assert.NotEqual(english, chinese);
            Assert.DoesNotContain(english, IsChinese);
            Assert.Contains(chinese, IsChinese);
            Assert.Equal(english.Split('\n').Length, chinese.Split('\n').Length);
            foreach (string text in new[] { english, chinese })
            {
                Assert.StartsWith(LoyaltyLines.Time(e.At) + ": ", text, StringComparison.Ordinal);
                Assert.EndsWith("\n", text, StringComparison.Ordinal);
                Assert.DoesNotContain("\n\n", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Texts_NeverSayAReason(Type type)
    {
        foreach (PointsEvent e in Variants(type))
        {
            Assert.DoesNotContain("reason-", e.Explain(Language.English) + e.Explain(Language.Chinese), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnEventWithoutAText_Throws() => Assert.Throws<NotSupportedException>(() => new Unwritten().Explain(Language.English));

    [Fact]
    public void EveryWord_IsWrittenInBothLanguages()
    {
        MethodInfo[] methods = typeof(LoyaltyWords).GetMethods(Library.Declared).Where(m => m.Name == "Of").ToArray();
        Assert.NotEmpty(methods);
        foreach (MethodInfo method in methods)
        {
            foreach (object value in Enum.GetValues(method.GetParameters()[0].ParameterType))
            {
                string english = (string)method.Invoke(null, [value, new LoyaltyLines(At, Language.English)])!;
                string chinese = (string)method.Invoke(null, [value, new LoyaltyLines(At, Language.Chinese)])!;
                Assert.DoesNotContain(english, IsChinese);
                Assert.Contains(chinese, IsChinese);
            }
        }
    }

    [Fact]
    public void Award_SaysRuleBaseRateMultipliersCapAndRounding()
    {
        PointsAwarded e = Awarded();
        Assert.Equal(
            """
            2026-03-01T08:00:00Z: Earned 150 points (main) for SO-1.
            It is the account's first purchase.
            Policy 2026-Q1@1a2b3c4d, rates of 2026-02-28T16:00:00Z, open to returns until 2026-07-01T00:00:00Z.
            Rule base (main): 5 points per 2.5 of the amount, whole steps, over the order; counted 90: 60 × 1.5 (gold), 30; carried in 0.25; rounded down to whole points → 240 points
            Caps that bit: daily had room for 150 points, 240 asked
            Lots: #7 100 points (main) of SO-1 line 1, spendable from 2026-03-01T08:00:00Z, lapses at 2027-03-31T16:00:00Z
            Pending: #8 50 points (main) of SO-1 line 2, waits for delivered, paid, then 7d, spendable not before 2026-03-01T08:00:00Z, cancelled at 2026-07-01T00:00:00Z if that hasn't come
            Debt repaid: #7 20 points (main)
            Tier progress: +150 (2026-03-01)

            """,
            e.Explain(Language.English));
        Assert.Equal(
            """
            2026-03-01T08:00:00Z: SO-1 获得 150 积分(main)。
            这是该账户的首次消费。
            策略 2026-Q1@1a2b3c4d,按 2026-02-28T16:00:00Z 的费率,退货可登记至 2026-07-01T00:00:00Z。
            规则 base(main): 每 2.5 金额得 5 积分,只计满档,按整单; 计入 90: 60 × 1.5 (gold), 30; 上次结转 0.25; 向下取整到整数 → 240 积分
            触及的上限: daily 剩余 150 积分,应发 240
            批次: #7 100 积分(main),来源 SO-1 行 1,自 2026-03-01T08:00:00Z 可用,2027-03-31T16:00:00Z 到期
            待生效: #8 50 积分(main),来源 SO-1 行 2,等待 delivered, paid,之后 7d,最早 2026-03-01T08:00:00Z 可用,到 2026-07-01T00:00:00Z 仍未发生则取消
            抵扣欠分: #7 20 积分(main)
            等级进度: +150 (2026-03-01)

            """,
            e.Explain(Language.Chinese));
    }

    // The caps of a rule come before those of its wallet; what they leave is what is asked of the wallet's.
    [Fact]
    public void CapsThatDidNotBite_AreNotNamed()
    {
        AwardGrant grant = Grant(
            [new Points(240), new Points(30)],
            new GrantCap("rule", 0, "main", new Points(100), Ordered, Closes),
            new GrantCap("wallet", -1, "main", new Points(130), Ordered, Closes),
            new GrantCap("other", 1, "main", new Points(30), Ordered, Closes));
        string text = new PointsAwarded(At, AwardOf([Base(), Base()], grant), string.Empty, false, [], [], [], [], []).Explain(Language.English);
        Assert.Contains("Caps that bit: rule had room for 100 points, 240 asked\n", text, StringComparison.Ordinal);
    }

    // Base makes 240 and 30; another cap leaves 50 of the first.
    [Theory]
    [InlineData(79, "Caps that bit: other had room for 50 points, 240 asked; budget:spring had room for 79 points, 80 asked\n")]
    [InlineData(80, "Caps that bit: other had room for 50 points, 240 asked\n")]
    public void CapsOfOneBudget_AreNamedOnce(int room, string expected)
    {
        AwardGrant grant = Grant(
            [new Points(240), new Points(30)],
            new GrantCap("other", 0, "main", new Points(50), Ordered, Closes),
            new GrantCap("budget:spring", 0, "main", new Points(room), Ordered, Closes),
            new GrantCap("budget:spring", 1, "main", new Points(room), Ordered, Closes));
        string text = new PointsAwarded(At, AwardOf([Base(), Base()], grant), string.Empty, false, [], [], [], [], []).Explain(Language.English);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void APart_SaysWhatItAddsToThePartsBefore()
    {
        AwardGrant first = new AwardGrant("D-1", [default], [new Points(90)], [], true, []);
        AwardGrant second = new AwardGrant("D-2", [new Points(90)], [new Points(240)], [], true, []);
        string text = new PointsAwarded(At, AwardOf([Base()], first, second), "D-2", false, [Issued(9, 150)], [], [], [], []).Explain(Language.English);
        Assert.Contains("Earned 150 points (main) for part D-2 of SO-1.\n", text, StringComparison.Ordinal);
        Assert.Contains(" → 240 − 90 = 150 points\n", text, StringComparison.Ordinal);

        string recorded = new PointsAwarded(At, AwardOf([Base()]), string.Empty, false, [], [], [], [], []).Explain(Language.English);
        Assert.Contains("Recorded SO-1; its parts will earn.\n", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public void Return_SaysWhatTheRestEarns_AndFromWhereItWasTaken()
    {
        var e = new PointsReturned(
            At,
            AwardOf([Base()], Grant([new Points(240)])),
            "RT-1",
            [new TakenPoints("main", new Points(150), new Points(110), new Points(25), new Points(5), new Points(8), new Points(2))],
            false,
            [
                new Posting("main", 7, LedgerAccount.Available, LedgerAccount.Reversed, new Points(25)),
                new Posting("main", 3, LedgerAccount.Available, LedgerAccount.Reversed, new Points(5)),
                new Posting("main", 0, LedgerAccount.Debt, LedgerAccount.Reversed, new Points(8)),
            ],
            [],
            [new ProgressChange(Given.Date("2026-03-01"), Closes, -40m)]);
        Assert.Equal(
            """
            2026-03-01T08:00:00Z: Return RT-1 of SO-1.
            Take back 150 (what it earned before) − 110 (what is left earns) = 40 points (main): 25 from its own lots, 5 from other lots, 8 owed from now on, 2 written off.
            Came back so far: line 2 quantity 1 of 3, amount 10 of 30
            By the award as recorded under policy 2026-Q1@1a2b3c4d, not by today's rules.
            Moved: available → reversed: #7 25 points (main), #3 5 points (main); debt → reversed: 8 points (main)
            Tier progress: -40 (2026-03-01)

            """,
            e.Explain(Language.English));
        Assert.Contains("扣回 150(退货前应得) − 110(剩余部分应得) = 40 积分(main): 25 自本单批次, 5 自其他批次, 8 记为欠分, 2 豁免。\n", e.Explain(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void Redemption_SaysWhichLotsPaidForWhat()
    {
        var request = new RedemptionRequest("main", RedemptionType.Discount, new Points(30), "SO-2", "CNY", [new OrderLine("1", 20m, 13m)], null, default, "clerk-1", null);
        var e = new PointsRedeemed(
            At,
            "RD-1",
            null,
            request,
            new Points(30),
            new Money(3m, "CNY"),
            [new RedemptionLine("1", new Points(30), 3m, 0.35m, 13m)],
            Closes,
            [
                new Posting("main", 7, LedgerAccount.Available, LedgerAccount.Redeemed, new Points(25)),
                new Posting("main", 9, LedgerAccount.Available, LedgerAccount.Redeemed, new Points(5)),
            ],
            []);
        Assert.Equal(
            """
            2026-03-01T08:00:00Z: Redemption RD-1: 30 points (main) spent on a discount on SO-2, worth 3 CNY.
            Who: entered by clerk-1
            Paid by lots: #7 25 points (main); #9 5 points (main)
            Borne by lines: 1 30 points = 3 (tax 0.35 at 13 %)
            It can be cancelled until 2026-07-01T00:00:00Z.

            """,
            e.Explain(Language.English));
    }

    [Fact]
    public void ARelease_SaysWhichLotsGotPointsBack_AndWhichLapsed()
    {
        var e = new HoldReleased(
            At,
            "H-1",
            HoldEnd.TimedOut,
            [
                new Posting("main", 7, LedgerAccount.Held, LedgerAccount.Available, new Points(25)),
                new Posting("main", 3, LedgerAccount.Held, LedgerAccount.Expired, new Points(5)),
            ],
            [new Lot(7, "main", Version, "SO-1", null, Ordered, Ordered, null)],
            []);
        Assert.Equal(
            """
            2026-03-01T08:00:00Z: Hold H-1: 30 points (main) given back, as its time was over.
            Lots: #7 25 points (main) of SO-1, spendable from 2026-02-28T16:00:00Z, never lapses
            Past their date, so lapsed: #3 5 points (main)

            """,
            e.Explain(Language.English));
    }

    // A count for ever begins at the epoch, which says nothing to a member.
    [Fact]
    public void ABenefitForEver_NamesNoPeriod()
    {
        BenefitUsed Used(Instant from) => new BenefitUsed(At, "U-1", "delivery", 1, string.Empty, 0m, [new CounterChange("benefit:delivery", from, Closes, 1m)]);
        Assert.Equal("2026-03-01T08:00:00Z: Use U-1: benefit delivery × 1.\n", Used(CapPeriods.Ever).Explain(Language.English));
        Assert.Equal("2026-03-01T08:00:00Z: Use U-1: benefit delivery × 1.\nCounts in the period from: 2026-02-28T16:00:00Z\n", Used(Ordered).Explain(Language.English));
    }

    [Fact]
    public void Tier_SaysByWhatAndUntilWhen()
    {
        var e = new LoyaltyTierChanged(At, "silver", "gold", LoyaltyTierCause.Qualified, 5000m, At, Expires);
        Assert.Equal("2026-03-01T08:00:00Z: Tier silver → gold: the progress reached it. Progress 5000; in force since 2026-03-01T08:00:00Z; it can't fall before 2027-03-31T16:00:00Z.\n", e.Explain(Language.English));
        Assert.Equal("2026-03-01T08:00:00Z: 等级 silver → gold: 进度达到该等级。进度 5000;自 2026-03-01T08:00:00Z 起;2027-03-31T16:00:00Z 前不会降级。\n", e.Explain(Language.Chinese));
    }

    [Fact]
    public void Expiry_SaysTheAmountOfEachLot() => Assert.Equal(
        "2026-03-01T08:00:00Z: 30.5 points (main), 1 point (gift) lapsed at their date.\nLots: #7 25 points (main); #9 5.5 points (main); #10 1 point (gift)\n",
        new PointsExpired(
            At,
            [
                new Posting("main", 7, LedgerAccount.Available, LedgerAccount.Expired, new Points(25)),
                new Posting("main", 9, LedgerAccount.Available, LedgerAccount.Expired, new Points(5.5m)),
                new Posting("gift", 10, LedgerAccount.Available, LedgerAccount.Expired, new Points(1)),
            ]).Explain(Language.English));

    /// <summary>The usual event, others beside it, and one for every value of an enum.</summary>
    private static IEnumerable<PointsEvent> Variants(Type type)
    {
        yield return (PointsEvent)Samples.Make(type);
        foreach (ParameterInfo parameter in Samples.ConstructorOf(type).GetParameters())
        {
            IEnumerable<object?> others = parameter.ParameterType.IsEnum ? Enum.GetValues(parameter.ParameterType).Cast<object?>() : Samples.Others(parameter);
            foreach (object? other in others)
            {
                yield return (PointsEvent)Samples.Make(type, parameter, other);
            }
        }
    }

    private static PointsAwarded Awarded()
    {
        var active = new Lot(7, "main", Version, "SO-1", "1", Ordered, At, Expires);
        var pending = new Lot(8, "main", Version, "SO-1", "2", Ordered, null, null);
        return new PointsAwarded(
            At,
            AwardOf([Base()], Grant([new Points(240)], new GrantCap("daily", -1, "main", new Points(150), Ordered, Closes))),
            string.Empty,
            true,
            [
                Issued(7, 100),
                new Posting("main", 8, LedgerAccount.Issued, LedgerAccount.Pending, new Points(50)),
                new Posting("main", 7, LedgerAccount.Available, LedgerAccount.Debt, new Points(20)),
            ],
            [active],
            [new PendingPoints(pending, ["delivered", "paid"], At, "7d", Closes)],
            [],
            [new ProgressChange(Given.Date("2026-03-01"), Closes, 150m)]);
    }

    private static Posting Issued(int lot, int amount) => new Posting("main", lot, LedgerAccount.Issued, LedgerAccount.Available, new Points(amount));

    private static RuleAward Base() => new RuleAward(
        "base", "main", true, EarningBasis.Amount, EarningScope.Order, new Points(5), 2.5m, true, 0, PointsRounding.Down, false, true, 0.25m, [new AwardBase(0, 60m, 1.5m, "gold"), new AwardBase(1, 30m, 1m, string.Empty)]);

    private static AwardGrant Grant(Points[] made, params GrantCap[] caps) => new AwardGrant(string.Empty, made.Select(_ => default(Points)).ToArray(), made, caps, false, []);

    private static Award AwardOf(RuleAward[] rules, params AwardGrant[] grants) => new Award(
        "SO-1", string.Empty, null, false, Version, Ordered, LadderMeasure.Points, Given.Date("2026-03-01"), Closes, Closes, [new AwardLine("1", 60m, 1m, 60m, 1m, 0m, 0m, 0m, 0m), new AwardLine("2", 30m, 3m, 30m, 3m, 10m, 1m, 0m, 0m)], rules, grants, []);

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';

    private sealed class Unwritten : PointsEvent
    {
        internal Unwritten()
            : base(LoyaltyTextTests.At)
        {
        }

        public override string TypeName => "loyalty.unwritten";

        private protected override void Describe(MessageParts parts) => parts.Add("at", this.At);
    }
}
