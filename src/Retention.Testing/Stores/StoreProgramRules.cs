using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Testing.Generators;

namespace Retention.Testing;

/// <summary>Programs of calls that nobody thought of, one after the other and at once.</summary>
internal static class StoreProgramRules
{
    private const int LongestProgram = 80;

    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Many("programs", "Whatever the calls, every answer is the one of a plain model.", Programs, StoreProgramRun.RunAsync, Show),
        StoreRule.Many("programs-at-once", "Whatever several writers do at once, what was answered as stored is there exactly once and in its place, and nothing else.", ProgramsAtOnce, StoreCrowd.RunAsync, ShowAtOnce, share: 5),
    ];

    private static Arbitrary<StoreStep[]> Programs => Arb.From(
        from length in Gen.Choose(1, LongestProgram) from seeds in Dice.Seeds.ArrayOf(length) select seeds.Select(StoreStep.Make).ToArray(),
        Smaller);

    private static Arbitrary<CrowdStep[][]> ProgramsAtOnce => Arb.From(
        from tasks in Gen.Choose(2, 6) from length in Gen.Choose(1, 20) from seeds in Dice.Seeds.ArrayOf(length).ArrayOf(tasks) select seeds.Select(p => p.Select(CrowdStep.Make).ToArray()).ToArray(),
        programs => Shrinking.Smaller(programs).Where(p => p.Length > 1)
            .Concat(programs.SelectMany((program, at) => Shrinking.Smaller(program).Select(smaller => programs.Select((p, i) => i == at ? smaller : p).ToArray()))));

    /// <summary>Without some of its steps, then with a smaller one.</summary>
    private static IEnumerable<StoreStep[]> Smaller(StoreStep[] steps) => Shrinking.Smaller(steps)
        .Concat(steps.SelectMany((step, at) => step.Smaller().Select(smaller => steps.Select((s, i) => i == at ? smaller : s).ToArray())));

    private static string Show(StoreStep[] steps) => string.Join("\n", steps.Select((s, i) => StoreDifference.Number(i + 1) + ". " + s));

    private static string ShowAtOnce(CrowdStep[][] programs) => string.Join("\n", programs.Select((p, i) => "writer " + StoreDifference.Number(i + 1) + ": " + string.Join("; ", p.Select(s => s.ToString()))));
}
