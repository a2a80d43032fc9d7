using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Generates histories of commands for a customer's tier assignment.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class TierCommandGenerators
{
    /// <summary>Sequences of commands whose times rise, stand still, or now and then go back.</summary>
    /// <param name="policy">The policy whose tiers and tags the commands name.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<TierCommand[]> Histories(TieringPolicy policy)
    {
        TieringPolicy given = policy ?? throw new ArgumentNullException(nameof(policy));
        return Arb.From(Step(given).ArrayOf().Select(InTime), Shrinking.Smaller);
    }

    /// <summary>Gets histories of 1 to 40 commands of a run's review.</summary>
    public static Arbitrary<RunCommand[]> Reviews { get; } = Walk.Of(new RunReview(), (dice, state, now) => (state.Status == RunStatus.None ? dice.Percent(80) : dice.Percent(8))
        ? new DraftRun(now, dice.Of("run1", "run1", " "), now, dice.Next(100), "digest", new PolicyVersion("2026", "f"), dice.Of("u1", "u2", " "))
        : (RunCommand)new AdvanceRun(now, dice.Enum<RunStep>(), dice.Of("u1", "u2", "u3", " ")));

    /// <summary>Gives each step its time: the sum of the hours before it.</summary>
    private static TierCommand[] InTime(KeyValuePair<int, Func<Instant, TierCommand>>[] steps)
    {
        Instant now = Instant.FromUtc(2024, 2, 28, 16, 0);
        var commands = new List<TierCommand>();
        foreach (KeyValuePair<int, Func<Instant, TierCommand>> step in steps)
        {
            now = now.Plus(Duration.FromHours(step.Key));
            commands.Add(step.Value(now));
        }

        return commands.ToArray();
    }

    private static Gen<KeyValuePair<int, Func<Instant, TierCommand>>> Step(TieringPolicy policy) =>
        from hours in Gen.Frequency((2, Gen.Constant(0)), (6, Gen.Choose(1, 24 * 40)), (1, Gen.Choose(-48, -1)))
        from make in Gen.Frequency((6, Assess(policy)), (2, Override(policy)), (1, Clear()), (2, Review(policy)))
        select new KeyValuePair<int, Func<Instant, TierCommand>>(hours, make);

    private static Gen<Func<Instant, TierCommand>> Assess(TieringPolicy policy) =>
        from composite in Gen.Frequency((6, Gen.Choose(0, 1_000_000)), (2, Gen.Elements(800_000, 799_999, 650_000, 649_999, 500_000, 500_001, 620_000)), (1, Gen.Constant(-1)))
        from tier in Gen.Elements(policy.Tiers.Select(t => t.Code).ToArray())
        from proposed in policy.Tags.Count == 0 ? Gen.Constant(Array.Empty<string>()) : Gen.SubListOf(policy.Tags.Select(t => t.Code).ToArray()).Select(l => l.ToArray())
        let score = composite < 0 ? (Score?)null : Score.FromTenThousandths(composite)
        let computed = policy.Bands is { } bands ? (score is { } s ? bands.Find(s)?.Code ?? Tier.UnscoredCode : Tier.UnscoredCode) : tier
        select new Func<Instant, TierCommand>(at => new AssessTier(at, "run", at, computed, score, proposed, policy.Version));

    private static Gen<Func<Instant, TierCommand>> Override(TieringPolicy policy) =>
        from tier in Gen.Elements(policy.Tiers.Select(t => t.Code).Concat(["no-such-tier"]).ToArray())
        from days in Gen.Choose(-1, 60)
        from reason in Gen.Frequency((9, Gen.Constant("asked by the customer")), (1, Gen.Constant(" ")))
        select new Func<Instant, TierCommand>(at => new OverrideTier(at, tier, "u1", reason, days == 60 ? null : at.Plus(Duration.FromDays(days))));

    private static Gen<Func<Instant, TierCommand>> Clear() => Gen.Constant(new Func<Instant, TierCommand>(at => new ClearOverride(at, "u2", "done")));

    private static Gen<Func<Instant, TierCommand>> Review(TieringPolicy policy) =>
        from tag in Gen.Elements(policy.Tags.Select(t => t.Code).Concat(["no-such-tag"]).ToArray())
        from verdict in Gen.Elements(TagVerdict.Confirm, TagVerdict.Reject, TagVerdict.Withdraw)
        select new Func<Instant, TierCommand>(at => new ReviewTag(at, tag, verdict, "u3"));
}
