using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Xunit;

namespace Retention.Core.Tests.Loyalty;

/// <summary>An account that tests drive by hand, with everything it went through.</summary>
internal sealed class TestAccount
{
    internal const string Wallet = LoyaltyPresets.Wallet;

    internal static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private int ids;

    internal TestAccount(LoyaltyOptions options, string member = "M1", LocalDate? joinedOn = null, Instant? openedAt = null)
        : this(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options, LoyaltyPresets.Catalogue).Policy), member, joinedOn, openedAt)
    {
    }

    internal TestAccount(PolicyBook<LoyaltyPolicy> book, string member = "M1", LocalDate? joinedOn = null, Instant? openedAt = null)
    {
        this.Process = new PointsAccount(book);
        this.State = this.Process.Initial;
        this.Do(new OpenAccount(openedAt ?? Day(2026, 1, 1), new CustomerId(member), joinedOn ?? new LocalDate(2026, 1, 1), string.Empty));
    }

    internal PointsAccount Process { get; }

    internal PointsAccountState State { get; private set; }

    internal List<PointsEvent> Events { get; } = [];

    internal WalletBalance Points => this.State.Wallet(Wallet);

    internal decimal Available => this.Points.Available.Value;

    /// <summary>A plain programme: a point per yuan in whole yuan, a hundred points for one yuan back, clawback into debt.</summary>
    internal static LoyaltyOptions Plain(Action<LoyaltyOptions>? change = null)
    {
        var options = new LoyaltyOptions { Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets[Wallet] = new WalletOptions { Expiry = new ExpiryOptions { After = "12m", RoundUpTo = "month" }, Redemption = new RedemptionOptions { PointsPerUnit = 100 } };
        options.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 1 };
        change?.Invoke(options);
        return options;
    }

    /// <summary>Noon in Shanghai.</summary>
    internal static Instant Day(int year, int month, int day, int hour = 12) => new LocalDateTime(year, month, day, hour, 0).InZoneStrictly(Shanghai).ToInstant();

    internal static Purchase Sale(string document, Instant at, params decimal[] lines) => Sale(document, at, null, lines);

    internal static Purchase Sale(string document, Instant at, Action<PurchaseDraft>? change, params decimal[] lines)
    {
        var draft = new PurchaseDraft { Document = document, Currency = "CNY", OrderedOn = BusinessTime.At(at) };
        for (int i = 0; i < lines.Length; i++)
        {
            draft.Lines.Add(Line("L" + (i + 1), lines[i]));
        }

        change?.Invoke(draft);
        return new Purchase(draft);
    }

    internal static PurchaseLine Line(string line, decimal amount, decimal quantity = 1, string category = "", string sku = "", decimal discount = 0, decimal tax = 0) =>
        new PurchaseLine(line, sku, category, quantity, amount, discount, tax);

    internal static RedemptionRequest Request(decimal points, params OrderLine[] lines) => new RedemptionRequest(
        Wallet, RedemptionType.Discount, new Points(points), lines.Length == 0 ? null : "O", lines.Length == 0 ? null : "CNY", lines, null, default, null, null);

    internal Decision<PointsEvent> Try(PointsCommand command) => this.Process.Handle(this.State, command);

    internal IReadOnlyList<PointsEvent> Do(PointsCommand command)
    {
        Decision<PointsEvent> decision = this.Try(command);
        Assert.True(decision.IsAccepted, decision.Refusal?.ToText(Language.English));
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision.Events;
    }

    internal Refusal Refused(PointsCommand command)
    {
        Decision<PointsEvent> decision = this.Try(command);
        Assert.False(decision.IsAccepted, command + " was accepted.");
        return decision.Refusal!;
    }

    internal IReadOnlyList<PointsEvent> Buy(Instant at, decimal amount, string? document = null, MemberFacts? facts = null) =>
        this.Do(new RecordPurchase(at, Sale(document ?? "D" + ++this.ids, at, amount), facts ?? MemberFacts.None, []));

    internal IReadOnlyList<PointsEvent> Buy(Instant at, Purchase purchase, MemberFacts? facts = null) => this.Do(new RecordPurchase(at, purchase, facts ?? MemberFacts.None, []));

    internal IReadOnlyList<PointsEvent> Return(Instant at, string document, params LinePart[] lines) =>
        this.Do(new RecordReturn(at, document, BusinessTime.At(at), "R" + ++this.ids, lines));

    internal IReadOnlyList<PointsEvent> ReturnAmount(Instant at, string document, decimal amount) => this.Return(at, document, new LinePart("L1", null, amount));

    internal IReadOnlyList<PointsEvent> Redeem(Instant at, decimal points, string? id = null) => this.Do(new RedeemPoints(at, id ?? "P" + ++this.ids, Request(points)));

    internal void Settle(Instant at)
    {
        IReadOnlyList<PointsEvent> events = this.Process.Settle(this.State, at);
        this.State = this.Process.Fold(this.State, events);
        this.Events.AddRange(events);
    }

    /// <summary>A text that is equal iff two states are: balances, lots, holds, redemptions, awards, counts, progress, tier and the rest.</summary>
    internal static string Describe(PointsAccountState state) => Balances(state)
        + "\nawards " + string.Join("\n", state.Awards)
        + "\nholds " + string.Join(";", state.Holds.Select(h => h.HoldId + " " + h.Until + " " + string.Join(",", h.Parts)))
        + "\nredemptions " + string.Join(";", state.Redemptions.Select(r => r.RedemptionId + " " + r.Value + " " + string.Join(",", r.Parts)))
        + "\ntier " + state.Tier.Tier + " " + state.Tier.Since + " " + state.Tier.ProtectedUntil + " " + state.Tier.Falling
        + "\nextras " + string.Join(";", state.Coupons.Select(c => c.CouponId + c.UsedFor)) + string.Join(";", state.BenefitUses.Select(u => u.Used.UseId))
        + "\nstatus " + state.Status + " " + state.Member + " " + state.PolicyVersion + " " + state.LastEventAt + " " + state.Purchases;

    /// <summary>Balances, lots, counts and progress.</summary>
    internal static string Balances(PointsAccountState state) =>
        string.Join("\n", state.Wallets.Select(w => w.Wallet + " " + string.Join(" ", Enum.GetValues<LedgerAccount>().Select(a => a + "=" + w.Of(a)))
            + "\n lots " + string.Join(" ", w.Lots) + "\n pending " + string.Join(" ", w.PendingLots)))
        + "\ncounters " + string.Join(";", state.Counters.OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.PeriodStart).Select(c => c.Name + "@" + c.PeriodStart + "=" + c.Value))
        + "\nprogress " + string.Join(";", state.Progress);
}
