using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>Runs one law through FsCheck and keeps what it finds.</summary>
internal static class Law
{
    /// <summary>Checks a law; it fails by returning what is wrong, and holds by returning null.</summary>
    internal static LawReport Check<T>(string law, Arbitrary<T> cases, Func<T, string?> violation, Func<T, string> show, LawSettings settings)
    {
        var runner = new LawRunner();
        ulong[]? seeds = settings.Seeds();
        Rnd first = seeds is null ? new Rnd((ulong)Dice.Seeds.Sample(1)[0]) : new Rnd(seeds[0], seeds[1]);
        FSharpOption<int> size = seeds?.Length == 3 ? FSharpOption<int>.Some((int)seeds[2]) : FSharpOption<int>.None;
        Config config = Config.Quick.WithMaxTest(settings.Cases).WithRunner(runner).WithReplay(new Replay(first, size));
        try
        {
            FsCheck.Check.One(config, Prop.ForAll(cases, c => Find(violation, c) is null));
        }
#pragma warning disable CA1031 // A generator that throws says nothing about the law: no case was made.
        catch (Exception thrown) when (thrown is not ThreadInterruptedException)
#pragma warning restore CA1031
        {
            return new LawReport(law, "The cases can't be made: " + thrown, null, Text(first, size), 0, 0);
        }

        if (runner.Result is not TestResult.Failed failed)
        {
            return new LawReport(law);
        }

        var smallest = (T)failed.Item3.Head;
        string wrong = Find(violation, smallest) ?? "The law failed, but not when it was looked at again: it depends on something else than the case.";
        return new LawReport(law, wrong, show(smallest), Text(failed.Item6, FSharpOption<int>.Some(failed.Item7)), failed.Item1.NumberOfTests, failed.Item1.NumberOfShrinks);
    }

    private static string Text(Rnd seed, FSharpOption<int> size) => string.Join(",", new[] { seed.Seed, seed.Gamma }.Concat(OptionModule.ToArray(size).Select(s => (ulong)s)).Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private static string? Find<T>(Func<T, string?> violation, T given)
    {
        try
        {
            return violation(given);
        }
#pragma warning disable CA1031 // Whatever a law throws is its counter-example's failure.
        catch (Exception thrown) when (thrown is not ThreadInterruptedException)
#pragma warning restore CA1031
        {
            return thrown.ToString();
        }
    }

    /// <summary>Keeps the result and says nothing.</summary>
    private sealed class LawRunner : IRunner
    {
        internal TestResult? Result { get; private set; }

        public void OnStartFixture(Type type)
        {
        }

        public void OnArguments(int number, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result) => this.Result = result;
    }
}
