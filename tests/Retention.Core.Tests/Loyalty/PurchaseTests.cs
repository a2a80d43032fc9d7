using System;
using System.Collections.Generic;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>What a purchase must be before an account decides on it.</summary>
public sealed class PurchaseTests
{
    public static TheoryData<string, string> Wrong => new TheoryData<string, string>
    {
        { "no number", "document: a purchase has a number" },
        { "a long number", "document: a purchase has a number" },
        { "no currency", "currency: a purchase has a currency" },
        { "no date", "orderedOn: a purchase has the date" },
        { "no lines", "lines: a purchase has at least one line" },
        { "two lines of one id", "lines: two lines have one id" },
        { "a line of the shipping charge's id", "lines: the id shipping is the shipping charge's" },
        { "negative shipping", "shipping, paidWithPoints and paidWithStoredValue are 0 or more" },
        { "more paid with points than it costs", "paidWithPoints and paidWithStoredValue are together at most" },
        { "more than can be shared", "lines: what is paid with points or stored value is shared among them" },
    };

    private static Dictionary<string, Action<PurchaseDraft>> Mistakes { get; } = new Dictionary<string, Action<PurchaseDraft>>(StringComparer.Ordinal)
    {
        ["no number"] = d => d.Document = " ",
        ["a long number"] = d => d.Document = new string('x', 129),
        ["no currency"] = d => d.Currency = "yuan",
        ["no date"] = d => d.OrderedOn = default,
        ["no lines"] = d => d.Lines.Clear(),
        ["two lines of one id"] = d => d.Lines.Add(d.Lines[0]),
        ["a line of the shipping charge's id"] = d => (d.Shipping, d.Lines[0]) = (1, Line("shipping", 10)),
        ["negative shipping"] = d => d.Shipping = -1,
        ["more paid with points than it costs"] = d => (d.PaidWithPoints, d.PaidWithStoredValue) = (60, 41),
        ["more than can be shared"] = d =>
        {
            d.Lines.Add(Line("huge", 900_000_000_000_000m));
            d.Lines.Add(Line("huger", 900_000_000_000_000m));
            d.PaidWithPoints = 10;
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Mistake_IsNamedWithItsFix(string mistake, string message)
    {
        PurchaseDraft draft = Good();
        Mistakes[mistake](draft);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new Purchase(draft)).Message, StringComparison.Ordinal);
    }

    /// <summary>The account refuses it with the other amounts out of range; a purchase by itself may be of any size.</summary>
    [Fact]
    public void HugePurchase_PaidWithMoney_IsTheAccountsToRefuse()
    {
        PurchaseDraft draft = Good();
        draft.Lines.Add(Line("huge", 900_000_000_000_000m));
        draft.Lines.Add(Line("huger", 900_000_000_000_000m));
        var account = new TestAccount(TestAccount.Plain());
        Assert.Equal(LoyaltyRefusals.PointsOutOfRange, account.Refused(new RecordPurchase(TestAccount.Day(2026, 1, 3), new Purchase(draft), MemberFacts.None, [])).Code);
    }

    [Fact]
    public void GoodDraft_IsTakenOver() => Assert.Single(new Purchase(Good()).Lines);

    private static PurchaseDraft Good()
    {
        var draft = new PurchaseDraft { Document = "SO-1", Currency = "CNY", OrderedOn = BusinessTime.At(TestAccount.Day(2026, 1, 2)) };
        draft.Lines.Add(Line("L1", 100));
        return draft;
    }

    private static PurchaseLine Line(string id, decimal amount) => TestAccount.Line(id, amount);
}
