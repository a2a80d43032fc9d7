using System;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using Retention.Testing.Laws;

namespace Retention.Testing;

/// <summary>One promise of <see cref="Core.Hosting.IEventStore"/>, and how to see whether a store keeps it.</summary>
internal sealed class StoreRule
{
    private readonly Func<StoreTrial, LawSettings, LawReport> check;

    private StoreRule(string name, string law, Func<StoreTrial, LawSettings, LawReport> check)
    {
        this.Name = name;
        this.Law = law;
        this.check = check;
    }

    /// <summary>Gets the name, which never changes: 1 to 32 of a–z and the hyphen.</summary>
    internal string Name { get; }

    /// <summary>Gets name and promise.</summary>
    internal string Law { get; }

    /// <summary>A rule that is tried once.</summary>
    internal static StoreRule Once(string name, string promise, Func<StoreTrial, Task> check)
    {
        string law = name + ": " + promise;
        return new StoreRule(name, law, (trial, _) => Failure(() => check(trial)) is { } wrong ? new LawReport(law, wrong) : new LawReport(law));
    }

    /// <summary>A rule that is tried on generated cases.</summary>
    internal static StoreRule Many<T>(string name, string promise, Arbitrary<T> cases, Func<StoreTrial, T, Task> check, Func<T, string> show, int share = 1)
    {
        string law = name + ": " + promise;
        return new StoreRule(name, law, (trial, settings) =>
        {
            var how = new LawSettings { Cases = Math.Max(1, settings.Cases / share), Replay = settings.Replay };
            return Laws.Law.Check(law, cases, c => Failure(() => check(trial, c)), show, how);
        });
    }

    internal LawReport Check(StoreTrial trial, LawSettings settings) => this.check(trial, settings);

    /// <summary>What went wrong; null if nothing. Not on the caller's thread, so that its synchronisation context can't hold anything up.</summary>
    private static string? Failure(Func<Task> check)
    {
        try
        {
#pragma warning disable RS0030 // The kit is a test, and a test may have threads.
            Task.Run(check).GetAwaiter().GetResult();
#pragma warning restore RS0030
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            return broken.Message;
        }
#pragma warning disable CA1031 // Whatever a store throws where it should answer is what the report says.
        catch (Exception thrown) when (thrown is not ThreadInterruptedException)
#pragma warning restore CA1031
        {
            return "The store threw " + thrown;
        }
    }
}
