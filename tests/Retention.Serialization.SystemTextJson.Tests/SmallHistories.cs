using System;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;
using Retention.Core.Tiering;
using Retention.Testing.Generators;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>Histories of the small processes: commands on few ids, so that they meet.</summary>
internal static class SmallHistories
{
    internal static Arbitrary<TCommand[]> Of<TCommand>(Func<Dice, Instant, TCommand> command) => Arb.From(Dice.Seeds.Select(seed =>
    {
        var dice = new Dice(seed);
        Instant now = Instant.FromUtc(2026, 3, 1, 8, 0);
        var commands = new TCommand[dice.Between(1, 40)];
        for (int i = 0; i < commands.Length; i++)
        {
            now += Duration.FromHours(dice.Of(0, 0, 1, 30, 200, -1)) + Duration.FromNanoseconds(dice.Next(3));
            commands[i] = command(dice, now);
        }

        return commands;
    }), Shrinking.Smaller);

    internal static RunCommand Run(Dice dice, Instant at) => dice.Next(3) == 0
        ? new DraftRun(at, "run-1", at, 100, "digest", new PolicyVersion("v1", "f"), "u1")
        : new AdvanceRun(at, dice.Of(RunStep.Review, RunStep.Publish, RunStep.Reject), dice.Of("u1", "u2"));

    internal static BudgetCommand Budget(Dice dice, Instant at) => dice.Next(10) switch
    {
        0 or 1 => new OpenBudget(at, "spring 春", Amount(dice, 5_000), "u1"),
        2 => new ChangeBudget(at, Amount(dice, 5_000), "u1", "更多"),
        < 8 => new DrawBudget(at, Id(dice, "award"), dice.Of(string.Empty, "p1", "p2"), Amount(dice, 500), at + Duration.FromDays(dice.Between(-1, 30))),
        _ => new RestoreBudget(at, Id(dice, "award"), Amount(dice, 300)),
    };

    internal static StockCommand Stock(Dice dice, Instant at) => dice.Next(10) switch
    {
        0 or 1 => new OpenStock(at, "mug 杯", dice.Between(1, 40), "u1"),
        2 => new Restock(at, dice.Between(1, 20), "u1"),
        3 or 4 => new ReserveReward(at, Id(dice, "r"), dice.Between(1, 5), at + Duration.FromHours(dice.Between(-1, 90))),
        5 => new ConfirmReward(at, Id(dice, "r"), at + Duration.FromDays(dice.Between(-1, 30))),
        6 => new ReleaseReward(at, Id(dice, "r")),
        7 or 8 => new IssueReward(at, Id(dice, "r"), dice.Between(1, 5), at + Duration.FromDays(dice.Between(-1, 30))),
        _ => new ReturnReward(at, Id(dice, "r"), dice.Between(1, 3)),
    };

    internal static SurveyTokenCommand Token(Dice dice, Instant at) => dice.Next(3) == 0
        ? new IssueTokens(at, "survey-1", [.. Enumerable.Range(0, dice.Next(4)).Select(_ => Hash(dice)).Distinct(StringComparer.Ordinal)])
        : new RedeemToken(at, Hash(dice));

    internal static ReferralCommand Referral(Dice dice, Instant at) => dice.Next(6) switch
    {
        0 or 1 => new InviteMember(at, "ref-1", "CODE", new CustomerId("A"), new CustomerId(dice.Of("B", "B", "A")), [new CustomerId("Z")], dice.Next(3)),
        2 or 3 or 4 => new QualifyReferral(at, dice.Of("SO-1", "SO-2"), dice.Next(60), dice.Next(3)),
        _ => new RevokeReferral(at, dice.Of("SO-1", "SO-2"), dice.Of([.. Enum.GetValues<ReferralRevocation>()])),
    };

    private static string Id(Dice dice, string kind) => kind + "-" + dice.Next(6).ToString(CultureInfo.InvariantCulture);

    private static Points Amount(Dice dice, int most) => Points.FromTenThousandths(dice.Next(most * 10_000));

    private static string Hash(Dice dice) => SurveyToken.Hash("token-" + dice.Next(12).ToString(CultureInfo.InvariantCulture));
}
