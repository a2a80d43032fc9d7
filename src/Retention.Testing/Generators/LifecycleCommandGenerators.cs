using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;

namespace Retention.Testing.Generators;

/// <summary>Generates histories of commands for a customer's life.</summary>
/// <remarks>
/// A history is made while the life runs, so that commands meet what is there: midnights and the edges of windows to the nanosecond, several
/// things at one instant, and things that become known late. Some commands are refused. Immutable and thread-safe.
/// </remarks>
public static class LifecycleCommandGenerators
{
    /// <summary>Histories of 1 to 40 commands.</summary>
    /// <param name="book">The policies; every version is adopted now and then.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<LifecycleCommand[]> Histories(PolicyBook<LifecyclePolicy> book)
    {
        var setting = new LifecycleSetting(book ?? throw new ArgumentNullException(nameof(book)));
        return Arb.From(Dice.Seeds.Select(seed => Make(setting, seed)), Shrinking.Smaller);
    }

    /// <summary>The history of a seed.</summary>
    internal static LifecycleCommand[] Make(LifecycleSetting setting, long seed)
    {
        var dice = new Dice(seed);
        int length = dice.Weighted([5, 6, 2]) switch
        {
            0 => dice.Between(1, 6),
            1 => dice.Between(6, 18),
            _ => dice.Between(18, 40),
        };
        return new LifecycleScript(setting, dice, depth: 0).Run(length);
    }
}

/// <summary>What a history may name.</summary>
internal sealed class LifecycleSetting
{
    internal LifecycleSetting(PolicyBook<LifecyclePolicy> book)
    {
        this.Book = book;
        this.Original = new CustomerLifecycle(book);
        this.Zone = book.Entries[0].Policy.Zone;
        this.Stages = book.Entries.SelectMany(e => e.Policy.Stages.Select(s => s.Code)).Distinct(StringComparer.Ordinal).ToArray();
    }

    internal PolicyBook<LifecyclePolicy> Book { get; }

    /// <summary>Gets the library's own process, which writes the histories.</summary>
    internal CustomerLifecycle Original { get; }

    internal DateTimeZone Zone { get; }

    internal IReadOnlyList<string> Stages { get; }
}
