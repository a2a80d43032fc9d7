using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Health;

namespace Retention.Testing.Laws;

/// <summary>The laws of health, for hosts to run against their own scores.</summary>
/// <remarks>Thread-safe.</remarks>
public static class HealthLaws
{
    /// <summary>Checks every law on generated customers and bases.</summary>
    /// <param name="options">Complete options that compile: of a preset those that it stands for, not its name.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="policy">The policy to check that ought to say what the options say, such as one that was stored; null: what they compile to.</param>
    /// <returns>One report per law that applies to the score.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckAll(HealthOptions options, LawSettings? settings = null, HealthPolicy? policy = null)
    {
        LawSettings how = LawSettings.Of(settings);
        var subject = new HealthSubject(options ?? throw new ArgumentNullException(nameof(options)), policy);
        Arbitrary<HealthTrial> trials = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => HealthTrial.Make(subject.Options, seed)), HealthTrial.Smaller);
        LawReport Of(string law, Func<HealthSubject, HealthTrial, string?> violation) => Law.Check(law, trials, t => violation(subject, t), t => t.ToString(), how);
        return new List<LawReport>
        {
            Of("The result is what exact fractions give.", HealthScoreLaws.Exact),
            Of("Evaluating twice gives the same, and the order of readings doesn't matter but for ties.", HealthScoreLaws.Order),
            Of("Contributions add up to the computed score, effective weights to 100, in every group and over all.", HealthScoreLaws.Sums),
            Of("The computed score lies between the least and the greatest score that counts.", HealthScoreLaws.Between),
            Of("Raising the value of a counted positive measure never lowers the computed score or grade.", HealthScoreLaws.Monotone),
            Of("The scale of weights and every order of writing don't matter to score and grade.", HealthScoreLaws.WeightScale),
            Of("Removing a measure whose score is its group's exact mean changes nothing.", HealthScoreLaws.RemovingTheMean),
            Of("A value counts and is held until its very instant, and not a nanosecond longer.", HealthScoreLaws.Boundaries),
            Of("The trend is the difference of two scores against the dead band.", HealthChangeLaws.Trend),
            Of("A change is the sum of its parts, under one policy and from one to another.", HealthChangeLaws.Attribution),
            Of("Each step up reaches the next grade, and no smaller change of its measure does.", HealthChangeLaws.WayUp),
            Of("Improvements gain what they say, and no other measure more.", HealthChangeLaws.Improvements),
            Of("A weight keeps the grade up to both ends of its range, and not one step beyond.", HealthChangeLaws.WeightRanges),
            Of("A run gives each customer what looking at it alone gives, with any number of threads and with frozen ranks.", HealthRunLaws.Run),
            Of("Sensitivity is what scoring everybody anew with the other weight gives.", HealthRunLaws.Sensitivity),
            Of("A roll-up is the mean of the children that count, and every child is counted or left out for a reason.", HealthRunLaws.RollUp),
        };
    }

    /// <summary>Checks, on a score of few measures with small whole weights, what is found quickly against trying everything.</summary>
    /// <param name="options">Options such as <see cref="Generators.HealthPolicyGenerators.MakeSmall"/> makes.</param>
    /// <param name="settings">How hard to check, null: the defaults; each case tries thousands of values.</param>
    /// <returns>One report per law.</returns>
    /// <exception cref="PolicyException">The options don't make a policy.</exception>
    public static IReadOnlyList<LawReport> CheckByTrying(HealthOptions options, LawSettings? settings = null)
    {
        LawSettings how = LawSettings.Of(settings);
        var subject = new HealthSubject(options ?? throw new ArgumentNullException(nameof(options)));
        Arbitrary<HealthTrial> trials = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => HealthTrial.Make(subject.Options, seed)), HealthTrial.Smaller);
        LawReport Of(string law, Func<HealthSubject, HealthTrial, string?> violation) => Law.Check(law, trials, t => violation(subject, t), t => t.ToString(), how);
        return new List<LawReport>
        {
            Of("No value on a grid reaches the next grade with a smaller change than the way up.", HealthTryingLaws.WayUp),
            Of("A weight keeps the grade iff it lies in its range.", HealthTryingLaws.WeightRanges),
        };
    }
}
