using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Retention.Core.Tests.Loyalty;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>A person who is forgotten is named nowhere, and everything else stays.</summary>
public sealed class ErasureTests
{
    private static readonly CustomerId Gone = new CustomerId("erased-1");

    public static TheoryData<Type> Contents => [.. Library.Contents];

    [Theory]
    [MemberData(nameof(Contents))]
    public void Erased_HasNothingPersonal_AndElseWhatItHad(Type type)
    {
        var content = (MessageContent)Samples.One(type);
        CustomerId[] ids = Ids(content).Distinct().ToArray();
        foreach (CustomerId id in ids.Append(new CustomerId("somebody else")))
        {
            var erasure = new Erasure(id, Gone);
            Violations.AssertNone(type.Name + ", as " + id + " is erased:", Wrong(content, erasure));
        }
    }

    // The rule above must notice a type that forgets to forget.
    [Fact]
    public void ATypeThatForgetsToForget_IsNoticed()
    {
        var person = new CustomerId("c1");
        var erasure = new Erasure(person, Gone);
        Assert.Contains("remark is still there", Wrong(new Forgetful("kept", "secret", default), erasure));
        Assert.Contains("owner is c1", Wrong(new Forgetful("kept", string.Empty, person), erasure));
        Assert.Contains("note → remark is still there", Wrong(new Wrapper(new Forgetful("kept", "secret", default)), erasure));
    }

    [Fact]
    public void ASpendersCount_GoesWithTheSpender()
    {
        var spender = new CustomerId("S1");
        TestAccount account = Pooled(spender, new CustomerId("S12"));
        var erasure = new Erasure(spender, Gone);
        PointsAccountState state = account.Process.Fold(account.Process.Initial, account.Events.Select(erasure.Of));
        Assert.Equal(["spender:S12", "spender:erased-1"], state.Counters.Select(c => c.Name).Where(n => n.StartsWith("spender:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(30m, state.Counters.Single(c => c.Name == "spender:erased-1").Value);

        // What the spender has left is still known under the new id: 20 of 50.
        RedemptionRequest more = Request(Gone, 21);
        Refusal refusal = account.Process.Handle(state, new RedeemPoints(TestAccount.Day(2026, 2, 2), "P9", more)).Refusal!;
        Assert.Equal(LoyaltyRefusals.AboveLimit, refusal.Code);
        Assert.True(account.Process.Handle(state, new RedeemPoints(TestAccount.Day(2026, 2, 2), "P9", Request(Gone, 20))).IsAccepted);
    }

    [Fact]
    public void ADifferenceBetweenAccounts_NamesTheReplacement()
    {
        static AwardedDocument Award(string account) => new AwardedDocument(new CustomerId(account), "D1", string.Empty, null, TestAccount.Day(2026, 1, 1), 10, new Points(10));
        Reconciliation found = Reconciliation.Of([], [Award("C1"), Award("C2")], TestAccount.Shanghai);
        AwardDifference difference = Assert.Single(found.Differences);
        AwardDifference erased = new Erasure(new CustomerId("C2"), Gone).Of(difference);
        Assert.Equal(("C1", "erased-1"), (erased.Expected, erased.Actual));
        Assert.Same(difference, new Erasure(new CustomerId("C3"), Gone).Of(difference));
    }

    [Fact]
    public void AClosedPeriod_WhoseAccountsAreErased_PostsNothingTwice()
    {
        TestAccount account = Pooled(new CustomerId("S1"));
        var member = new CustomerId("M1");
        var erasure = new Erasure(member, Gone);
        LedgerPeriod january = LedgerPeriod.Of(new YearMonth(2026, 1), TestAccount.Shanghai);
        LedgerPeriod february = LedgerPeriod.Of(new YearMonth(2026, 2), TestAccount.Shanghai);
        ClosedPeriod Close(LedgerPeriod period, ClosedPeriod? previous, PointsBook book) =>
            PeriodClose.Close(period, period.To, string.Empty, TestAccount.Wallet, previous, book.Entries).Value;

        PointsBook book = PointsBook.Of(member, account.Events, null);
        ClosedPeriod first = Close(january, null, book);
        ClosedPeriod second = Close(february, first, book);
        var erased = new ClosedPeriod(
            first.Period,
            first.ClosedAt,
            first.Organisation,
            first.Wallet,
            first.Opening,
            first.Movements,
            first.Corrections.Select(erasure.Of).ToArray(),
            first.Intercompany,
            first.Posted.Select(erasure.Of).ToArray(),
            first.Digest);
        ClosedPeriod again = Close(february, erased, PointsBook.Of(Gone, account.Events.Select(erasure.Of), null));
        Assert.Equal((second.Opening, second.Movements, second.Closing), (again.Opening, again.Movements, again.Closing));
        Assert.Equal(Gone, Assert.Single(again.Posted).Account);
    }

    [Fact]
    public void ANullReason_StaysNull_SinceItTellsThatTimeWasOver()
    {
        var erasure = new Erasure(new CustomerId("c1"), Gone);
        Instant at = TestAccount.Day(2026, 1, 1);
        var byTime = new Core.Tiering.OverrideEnded(at, null, null);
        Assert.Same(byTime, erasure.Of(byTime));
        Assert.Equal(string.Empty, erasure.Of(new Core.Tiering.OverrideEnded(at, "u1", "moved to Lhasa")).Reason);
    }

    [Fact]
    public void AnErasure_NamesTwoCustomers()
    {
        var person = new CustomerId("c1");
        Assert.Throws<ArgumentException>(() => new Erasure(default, Gone));
        Assert.Throws<ArgumentException>(() => new Erasure(person, default));
        Assert.Throws<ArgumentException>(() => new Erasure(person, person));
        var erasure = new Erasure(person, Gone);
        Assert.Equal((person, Gone), (erasure.Customer, erasure.Replacement));
        Assert.Equal(Gone, erasure.Of(person));
        Assert.Equal(new CustomerId("C1"), erasure.Of(new CustomerId("C1")));
        Assert.Throws<ArgumentNullException>(() => erasure.Of<Message>(null!));
    }

    /// <summary>What is wrong with how a content is erased.</summary>
    private static IEnumerable<string> Wrong(MessageContent before, Erasure erasure)
    {
        MessageContent after = erasure.Of(before);
        List<string> wrong = Differences(before, after, erasure, string.Empty).ToList();
        if (!ReferenceEquals(erasure.Of(after), after))
        {
            wrong.Add("erasing it again gives another");
        }

        if (before.Equals(after) && !ReferenceEquals(before, after))
        {
            wrong.Add("nothing changed, and yet it was copied");
        }

        return wrong;
    }

    private static IEnumerable<string> Differences(MessageContent before, MessageContent after, Erasure erasure, string path) =>
        before.GetType() != after.GetType()
            ? [path + after.GetType().Name]
            : before.Parts().Zip(after.Parts(), (b, a) => Differences(b, a, erasure, path + b.Name)).SelectMany(d => d);

    private static IEnumerable<string> Differences(MessagePart before, MessagePart after, Erasure erasure, string path)
    {
        if (!before.IsPersonal)
        {
            return Differences(before.Value, after.Value, erasure, path);
        }

        bool isBlank = after.Value is null or "";
        return isBlank && (before.Value is not null || after.Value is null) ? [] : [path + " is still there"];
    }

    private static IEnumerable<string> Differences(object? before, object? after, Erasure erasure, string path) => (before, after) switch
    {
        (MessageContent b, MessageContent a) => Differences(b, a, erasure, path + " → "),
        (List<object?> b, List<object?> a) when a.Count == b.Count => b.Zip(a, (x, y) => Differences(x, y, erasure, path)).SelectMany(d => d),
        (CustomerId b, CustomerId a) => erasure.Of(b) == a ? [] : [path + " is " + a],
        _ => Equals(before, after) ? [] : [path + " is " + after],
    };

    private static IEnumerable<CustomerId> Ids(MessageContent content) => content.Parts().SelectMany(p => Ids(p.Value));

    private static IEnumerable<CustomerId> Ids(object? value) => value switch
    {
        CustomerId id => [id],
        MessageContent content => Ids(content),
        List<object?> list => list.SelectMany(Ids),
        _ => [],
    };

    /// <summary>An account from which two others spent 30 points each.</summary>
    private static TestAccount Pooled(params CustomerId[] spenders)
    {
        var account = new TestAccount(TestAccount.Plain());
        account.Buy(TestAccount.Day(2026, 1, 5), 500);
        foreach (CustomerId spender in spenders)
        {
            account.Do(new SetSpendingRight(TestAccount.Day(2026, 2, 1), spender, true, new Points(50), CapPeriod.Lifetime, "u1"));
            account.Do(new RedeemPoints(TestAccount.Day(2026, 2, 1), "P-" + spender, Request(spender, 30)));
        }

        return account;
    }

    private static RedemptionRequest Request(CustomerId spender, decimal points) =>
        new RedemptionRequest(TestAccount.Wallet, RedemptionType.Discount, new Points(points), null, null, [], null, spender, null, null);

    private sealed class Forgetful : MessageContent
    {
        private readonly string kept;
        private readonly string remark;
        private readonly CustomerId owner;

        public Forgetful(string kept, string remark, CustomerId owner)
        {
            this.kept = kept;
            this.remark = remark;
            this.owner = owner;
        }

        private protected override void Describe(MessageParts parts) => parts.Add("kept", this.kept).AddPersonal("remark", this.remark).Add("owner", this.owner);
    }

    private sealed class Wrapper : MessageContent
    {
        private readonly Forgetful note;

        public Wrapper(Forgetful note) => this.note = note;

        private protected override void Describe(MessageParts parts) => parts.Add("note", this.note);
    }
}
