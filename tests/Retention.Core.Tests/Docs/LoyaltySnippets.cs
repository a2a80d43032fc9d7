using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The code samples of the pages about loyalty, compiled, run and compared with the page by <see cref="Snippets"/>.</summary>
public class LoyaltySnippets
{
    private readonly Snippets.Screen Console = new Snippets.Screen();

    [Fact]
    public void OneAccount()
    {
        #region account
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy;
        var process = new PointsAccount(new PolicyBook<LoyaltyPolicy>(policy));
        PointsAccountState state = process.Initial;
        Instant now = Instant.FromUtc(2026, 3, 2, 4, 0);

        var sale = new PurchaseDraft { Document = "SO-1001", Currency = "CNY", OrderedOn = BusinessTime.At(now) };
        sale.Lines.Add(new PurchaseLine("1", "T-77", "tea", quantity: 2, amount: 1280.50m, discount: 0, tax: 147.31m));

        var commands = new PointsCommand[]
        {
            new OpenAccount(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), organisation: ""),
            new RecordPurchase(now, new Purchase(sale), MemberFacts.None, new List<BudgetRoom>()),
        };
        foreach (PointsCommand command in commands)
        {
            Decision<PointsEvent> decision = process.Handle(state, command); // settle, then decide
            state = process.Fold(state, decision.Events);                    // your store appends decision.Events
            foreach (PointsEvent happened in decision.Events)
            {
                Console.WriteLine(happened.Explain(Language.English));
            }
        }

        decimal available = state.Wallet("points").Available.Value; // 1280
        string? tier = state.Tier.Tier;                             // silver
        Instant? wakeMe = process.NextDue(state);                   // the midnight at which something changes by itself
        #endregion
        Assert.Equal(1280, available);
        Assert.Equal("silver", tier);
        Assert.NotNull(wakeMe);
        Assert.Contains("1280", Console.ToString(), StringComparison.Ordinal);

        #region dry-run
        var request = new RedemptionRequest(
            "points", RedemptionType.Discount, new Points(500), "SO-1002", "CNY",
            new[] { new OrderLine("1", 20m, 13m), new OrderLine("2", 10m, 6m) }, null, default, null, null);
        Decision<PointsEvent> whatIf = process.Handle(state, new RedeemPoints(now, "RD-1", request)); // nothing is stored
        string answer = whatIf.IsAccepted
            ? string.Join("\n", whatIf.Events.Select(e => e.Explain(Language.Chinese)))
            : whatIf.Refusal!.ToText(Language.Chinese);
        #endregion
        Assert.Contains("500", answer, StringComparison.Ordinal);
        Assert.Empty(state.Redemptions);

        #region return
        var goods = new RecordReturn(now, "SO-1001", BusinessTime.At(now), "RT-1", new[] { new LinePart("1", quantity: 1, amount: null) });
        Decision<PointsEvent> returned = process.Handle(state, goods);
        var taken = (PointsReturned)returned.Events[0]; // award(original) − award(what remains): 1280 − 640
        #endregion
        Assert.Equal(1280, taken.Taken[0].Before.Value);
        Assert.Equal(640, taken.Taken[0].After.Value);
    }

    [Fact]
    [Requirement("L-1")]
    public void AwardInTenLines()
    {
        #region award
        var process = new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy));
        Instant now = Instant.FromUtc(2026, 3, 2, 4, 0);
        var open = new OpenAccount(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), organisation: "");
        PointsAccountState state = process.Fold(process.Initial, process.Handle(process.Initial, open).Events);

        var sale = new PurchaseDraft { Document = "SO-1001", Currency = "CNY", OrderedOn = BusinessTime.At(now) };
        sale.Lines.Add(new PurchaseLine("1", "T-77", "tea", quantity: 2, amount: 1280.50m, discount: 0, tax: 147.31m));
        Decision<PointsEvent> decision = process.Handle(state, new RecordPurchase(now, new Purchase(sale), MemberFacts.None, new List<BudgetRoom>()));
        foreach (PointsEvent happened in decision.Events) // your store appends them
        {
            Console.WriteLine(happened.Explain(Language.Chinese));
        }
        #endregion
        Page page = Page.Read(Path.Combine(Page.ChineseFolder, "README.md"));
        Assert.Contains(Regex.Replace(Console.ToString(), "@[0-9a-f]+", "@…").TrimEnd('\n'), page.Fences("text"));
    }

    [Fact]
    [Requirement("L-1")]
    public void AwardInTenLines_InEnglish()
    {
        #region award-english
        var process = new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy));
        Instant now = Instant.FromUtc(2026, 3, 2, 4, 0);
        var open = new OpenAccount(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), organisation: "");
        PointsAccountState state = process.Fold(process.Initial, process.Handle(process.Initial, open).Events);

        var sale = new PurchaseDraft { Document = "SO-1001", Currency = "CNY", OrderedOn = BusinessTime.At(now) };
        sale.Lines.Add(new PurchaseLine("1", "T-77", "tea", quantity: 2, amount: 1280.50m, discount: 0, tax: 147.31m));
        Decision<PointsEvent> decision = process.Handle(state, new RecordPurchase(now, new Purchase(sale), MemberFacts.None, new List<BudgetRoom>()));
        foreach (PointsEvent happened in decision.Events) // your store appends them
        {
            Console.WriteLine(happened.Explain(Language.English));
        }
        #endregion
        Page page = Page.Read(Path.Combine(Library.Root, "README.md"));
        Assert.Contains(Regex.Replace(Console.ToString(), "@[0-9a-f]+", "@…").TrimEnd('\n'), page.Fences("text"));
    }

    [Fact]
    public void Options()
    {
        #region options
        var options = new LoyaltyOptions
        {
            Preset = LoyaltyPresets.BronzeToDiamond,
            Label = "2026-spring",
            Zone = "Asia/Shanghai",
        };
        options.Multipliers["spring-tea"] = new MultiplierOptions
        {
            Factor = 3,
            Rules = "purchase",
            From = "2026-03-01",
            Until = "2026-03-31",
            When = new ConditionOptions { Attribute = "category", OneOf = "tea, coffee" },
        };
        options.Caps["daily"] = new CapOptions { AtMost = 2000, Period = "day" };
        options.Rules["purchase"] = new EarningRuleOptions { Activation = new ActivationOptions { Awaits = "delivered", After = "7d" } };
        Compilation<LoyaltyPolicy> compiled = LoyaltyPolicy.Compile(options, LoyaltyPresets.Catalogue);
        #endregion
        Assert.True(compiled.Succeeded);
    }

    [Fact]
    public void Transfer()
    {
        LoyaltyOptions options = LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond);
        options.Wallets["points"].Transferable = true;
        var process = new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy));
        Instant now = Instant.FromUtc(2026, 3, 2, 4, 0);
        PointsAccountState sender = process.Fold(process.Initial, process.Handle(process.Initial, new OpenAccount(now, new CustomerId("C001"), new LocalDate(2026, 3, 2), string.Empty)).Events);
        PointsAccountState receiver = process.Fold(process.Initial, process.Handle(process.Initial, new OpenAccount(now, new CustomerId("C002"), new LocalDate(2026, 3, 2), string.Empty)).Events);
        sender = process.Fold(sender, process.Handle(sender, new AdjustPoints(now, "J", "points", new Points(100), null, "u1", "start", null)).Events);
        #region transfer
        var send = new SendPoints(now, "TR-1", "points", new Points(60), to: new CustomerId("C002"), actor: null, approvedBy: null);
        Decision<PointsEvent> sent = process.Handle(sender, send);
        ReceivePoints receive = AccountTransfers.Receive((PointsSent)sent.Events[0], sender: new CustomerId("C001"));
        Decision<PointsEvent> received = process.Handle(receiver, receive);
        bool both = sent.IsAccepted && received.IsAccepted; // append both streams together, or neither
        #endregion
        Assert.True(both);
    }
}
