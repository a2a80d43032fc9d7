using System;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;

namespace Retention.Benchmarks;

/// <summary>Accounts with fifty live lots that lapse month by month, and commands and events for them.</summary>
internal static class LoyaltyAccounts
{
    /// <summary>The number of live lots.</summary>
    internal const int Lots = 50;

    /// <summary>The points in each lot.</summary>
    internal const int PointsPerLot = 100;

    private const string Line = "L1";

    private static readonly LocalDate FirstMonth = new LocalDate(2022, 1, 15);

    /// <summary>Gets the instant of the commands: two weeks after the newest lot was earned.</summary>
    internal static Instant Now { get; } = Day(FirstMonth.PlusMonths(Lots - 1).PlusDays(14));

    /// <summary>A point per yuan in one wallet, lots that lapse at the end of a month; with the ladder of <c>bronze-to-diamond</c> if asked.</summary>
    /// <param name="ladder">Whether there is a ladder.</param>
    /// <param name="life">How long a lot lives: by default as many months as there are lots, so that an account that earns monthly keeps about so many.</param>
    internal static PointsAccount Process(bool ladder, string life = "50m")
    {
        var options = new LoyaltyOptions { Zone = "Asia/Shanghai", Currency = "CNY" };
        options.Wallets[LoyaltyPresets.Wallet] = new WalletOptions
        {
            Expiry = new ExpiryOptions { After = life, RoundUpTo = "month" },
            Redemption = new RedemptionOptions { PointsPerUnit = 100 },
        };
        options.Rules["base"] = new EarningRuleOptions { Points = 1, Per = 1 };
        options.Ladder = ladder ? LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond).Ladder : null;
        return new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy));
    }

    /// <summary>An account that earned one lot a month; its awards are closed, but for the last four.</summary>
    internal static PointsAccountState FiftyLots(PointsAccount process) => WithLots(process, Lots);

    /// <summary>An account that earned one lot a month.</summary>
    internal static PointsAccountState WithLots(PointsAccount process, int lots)
    {
        PointsAccountState state = Do(process, process.Initial, new OpenAccount(Day(FirstMonth.PlusDays(-14)), new CustomerId("M1"), FirstMonth, string.Empty));
        for (int month = 0; month < lots; month++)
        {
            state = Do(process, state, Purchase(Day(FirstMonth.PlusMonths(month)), Documents[month], PointsPerLot));
        }

        return process.View(state, Now);
    }

    /// <summary>An account with lots and no open award: a year has passed, and a status change noticed it.</summary>
    internal static PointsAccountState WithClosedAwards(PointsAccount process, int lots) =>
        Do(process, WithLots(process, lots), new SetAccountStatus(Now + Duration.FromDays(300), AccountStatus.SpendingFrozen, "A", "R"));

    /// <summary>One-line purchases of 1 to 200 yuan.</summary>
    internal static PointsCommand[] Earns()
    {
        var commands = new PointsCommand[64];
        for (int i = 0; i < commands.Length; i++)
        {
            commands[i] = Purchase(Now, "E" + Text(i), 1 + (i * 37 % 200));
        }

        return commands;
    }

    /// <summary>Redemptions that take three, four or five lots.</summary>
    internal static PointsCommand[] Redemptions()
    {
        var commands = new PointsCommand[64];
        for (int i = 0; i < commands.Length; i++)
        {
            commands[i] = Redeem(Now, "P" + Text(i), (PointsPerLot * (2 + (i % 3))) + 50);
        }

        return commands;
    }

    /// <summary>Purchases a day apart, and after every tenth a redemption of what they earned.</summary>
    internal static PointsCommand[] Chain(int purchases)
    {
        var commands = new List<PointsCommand>();
        for (int i = 1; i <= purchases; i++)
        {
            Instant at = Now + Duration.FromDays(i);
            commands.Add(Purchase(at, "C" + Text(i), PointsPerLot));
            if (i % 10 == 0)
            {
                commands.Add(Redeem(at + Duration.FromHours(1), "Q" + Text(i), 10 * PointsPerLot));
            }
        }

        return commands.ToArray();
    }

    /// <summary>What happens to an account after it has fifty lots: a purchase a month, returns, redemptions, and what lapses unspent.</summary>
    internal static PointsEvent[] History(PointsAccount process, PointsAccountState state, int length)
    {
        var events = new List<PointsEvent>();
        var random = new DeterministicNumbers(50);
        for (int i = 1; events.Count < length; i++)
        {
            Instant at = Now + Duration.FromDays(i * 30);
            string document = "H" + Text(i);
            var commands = new List<PointsCommand> { Purchase(at, document, PointsPerLot + random.Next(PointsPerLot)) };
            if (i % 8 == 0)
            {
                commands.Add(new RecordReturn(at + Duration.FromHours(2), document, BusinessTime.At(at), "R" + Text(i), [new LinePart(Line, null, 40)]));
            }

            if (i % 4 == 0)
            {
                commands.Add(Redeem(at + Duration.FromHours(3), "S" + Text(i), PointsPerLot * 3));
            }

            foreach (PointsCommand command in commands)
            {
                IReadOnlyList<PointsEvent> decided = Accepted(process.Handle(state, command));
                events.AddRange(decided);
                state = process.Fold(state, decided);
            }
        }

        return events.ToArray();
    }

    /// <summary>The events of a decision that was accepted.</summary>
    internal static IReadOnlyList<PointsEvent> Accepted(Decision<PointsEvent> decision) =>
        decision.IsAccepted ? decision.Events : throw new InvalidOperationException(decision.Refusal!.ToText(Language.English));

    private static readonly string[] Documents = MakeDocuments();

    private static string[] MakeDocuments()
    {
        var documents = new string[Lots];
        for (int i = 0; i < Lots; i++)
        {
            documents[i] = "D" + Text(i);
        }

        return documents;
    }

    private static string Text(int number) => number.ToString("00000000", CultureInfo.InvariantCulture);

    private static PointsAccountState Do(PointsAccount process, PointsAccountState state, PointsCommand command) =>
        process.Fold(state, Accepted(process.Handle(state, command)));

    private static Instant Day(LocalDate date) => date.At(new LocalTime(12, 0)).InUtc().ToInstant();

    private static RecordPurchase Purchase(Instant at, string document, decimal amount)
    {
        var draft = new PurchaseDraft { Document = document, Currency = "CNY", OrderedOn = BusinessTime.At(at) };
        draft.Lines.Add(new PurchaseLine(Line, "SKU-1", string.Empty, 1, amount, 0, 0));
        return new RecordPurchase(at, new Purchase(draft), MemberFacts.None, []);
    }

    private static RedeemPoints Redeem(Instant at, string id, decimal points) =>
        new RedeemPoints(at, id, new RedemptionRequest(LoyaltyPresets.Wallet, RedemptionType.Discount, new Points(points), null, null, [], null, default, null, null));
}
