using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>Generates histories of commands for budgets, reward stocks, referrals and survey tokens.</summary>
/// <remarks>A history is made while the stream runs, so that commands meet what is there. Some are refused. Immutable and thread-safe.</remarks>
public static class ProgrammeCommandGenerators
{
    /// <summary>Gets histories of 1 to 40 commands of a budget.</summary>
    public static Arbitrary<BudgetCommand[]> Budgets { get; } = Walk.Of(new ProgrammeBudget(), Budget);

    /// <summary>Gets histories of 1 to 40 commands of a reward stock.</summary>
    public static Arbitrary<StockCommand[]> Stocks { get; } = Walk.Of(new RewardStock(), Stock);

    /// <summary>Gets histories of 1 to 40 commands of a survey's tokens.</summary>
    public static Arbitrary<SurveyTokenCommand[]> Tokens { get; } = Walk.Of(new SurveyTokens(), Token);

    /// <summary>Histories of 1 to 40 commands of a referral.</summary>
    /// <param name="rules">The rules under which it stands.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<ReferralCommand[]> Referrals(ReferralRules rules) => Walk.Of(new Referral(rules ?? throw new ArgumentNullException(nameof(rules))), Referral);

    private static BudgetCommand Budget(Dice dice, ProgrammeBudgetState state, Instant now)
    {
        if (state.Budget is null ? dice.Percent(90) : dice.Percent(2))
        {
            return new OpenBudget(now, "campaign", new Points(dice.Of(100m, 1_000m, 0.0001m, 0m)), Actor(dice));
        }

        Points amount = dice.Of(new Points(dice.Between(1, 60)), state.Left, state.Left + new Points(0.0001m), state.Drawn, default, new Points(-1));
        return dice.Weighted([6, 4, 2]) switch
        {
            0 => new DrawBudget(now, Reference(dice, state.Draws.Select(d => d.Reference), 40), dice.Of("P1", "P2"), amount, now + Duration.FromHours(dice.Of(0, 1, 24 * 30))),
            1 => new RestoreBudget(now, Reference(dice, state.Draws.Select(d => d.Reference), 85), dice.Flag() && state.Draws.Count > 0 ? state.Draws.First().Amount : amount),
            _ => new ChangeBudget(now, dice.Of(amount, state.Drawn, state.Total + new Points(50)), Actor(dice), "because"),
        };
    }

    private static StockCommand Stock(Dice dice, RewardStockState state, Instant now)
    {
        if (state.Reward is null ? dice.Percent(90) : dice.Percent(2))
        {
            return new OpenStock(now, "mug", dice.Of(0, 5, 10, -1), Actor(dice));
        }

        long quantity = dice.Of(1, 1, 2, state.Available, Math.Min(state.Available, 1_000_000) + 1, 0, -1);
        string reserved = Reference(dice, state.Reservations.Select(r => r.Reference), 85);
        Instant until = now + Duration.FromHours(dice.Of(0, 1, 24));
        return dice.Weighted([2, 5, 3, 3, 3, 3]) switch
        {
            0 => new Restock(now, dice.Of(1, 5, 0, long.MaxValue), Actor(dice)),
            1 => new ReserveReward(now, Reference(dice, state.Reservations.Select(r => r.Reference), 10), quantity, until),
            2 => new ConfirmReward(now, reserved, until),
            3 => new ReleaseReward(now, reserved),
            4 => new IssueReward(now, Reference(dice, state.Issues.Select(i => i.Reference), 10), quantity, until),
            _ => new ReturnReward(now, Reference(dice, state.Issues.Select(i => i.Reference), 90), dice.Of(1, 1, quantity)),
        };
    }

    private static ReferralCommand Referral(Dice dice, ReferralState state, Instant now) => dice.Weighted(state.Status == ReferralStatus.None ? [8, 1, 1] : [1, 4, 3]) switch
    {
        0 => new InviteMember(now, "R1", "CODE", new CustomerId("A"), new CustomerId(dice.Of("B", "B", "B", "A", "C")), dice.Flag() ? [new CustomerId("C")] : [], dice.Of(0, 1, 1_000)),
        1 => new QualifyReferral(now, dice.Of("D1", "D2", " "), dice.Of(0m, 100m, 99.99m, 1_000_000m), dice.Of(0, 1, 1_000)),
        _ => new RevokeReferral(now, dice.Of("D1", "D1", "D2"), dice.Enum<ReferralRevocation>()),
    };

    private static SurveyTokenCommand Token(Dice dice, SurveyTokenState state, Instant now)
    {
        string One() => SurveyToken.Hash("token " + dice.Next(12).ToString(CultureInfo.InvariantCulture));
        return dice.Percent(35)
            ? new IssueTokens(now, dice.Of("S1", "S1", "S1", "S2", " "), Enumerable.Range(0, dice.Between(0, 4)).Select(_ => dice.Percent(95) ? One() : "not hashed").ToArray())
            : new RedeemToken(now, dice.Percent(60) && state.OpenHashes.Any() ? dice.OfList(state.OpenHashes.OrderBy(h => h, StringComparer.Ordinal).ToArray()) : One());
    }

    /// <summary>One that is there, in so many of a hundred cases; else one of few.</summary>
    private static string Reference(Dice dice, IEnumerable<string> known, int percent)
    {
        string[] there = known.ToArray();
        return there.Length > 0 && dice.Percent(percent) ? dice.OfList(there) : dice.Of("D", "D", "D", " ") + dice.Between(1, 30).ToString(CultureInfo.InvariantCulture);
    }

    private static string Actor(Dice dice) => dice.Percent(4) ? " " : dice.Of("u1", "u2");
}
