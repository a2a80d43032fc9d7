using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Sla;

namespace Retention.Testing.Generators;

/// <summary>Generates histories of commands for a case.</summary>
/// <remarks>
/// A history is made while the case runs, so that commands meet what is there: deadlines to the nanosecond, closing times, several things at
/// one instant, and things entered late. Some commands are refused. Immutable and thread-safe.
/// </remarks>
public static class CaseCommandGenerators
{
    /// <summary>Histories of 1 to 60 commands that begin with the case's opening.</summary>
    /// <param name="book">The policies; every version is adopted now and then.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<CaseCommand[]> Histories(PolicyBook<SlaPolicy> book)
    {
        var setting = new CaseSetting(book ?? throw new ArgumentNullException(nameof(book)));
        return Arb.From(Dice.Seeds.Select(seed => Make(setting, seed)), Shrinking.Smaller);
    }

    /// <summary>The history of a seed.</summary>
    internal static CaseCommand[] Make(CaseSetting setting, long seed)
    {
        var dice = new Dice(seed);
        int length = dice.Weighted([6, 6, 3]) switch
        {
            0 => dice.Between(1, 8),
            1 => dice.Between(8, 25),
            _ => dice.Between(25, 60),
        };
        return new CaseScript(setting, dice, depth: 0).Run(length);
    }
}

/// <summary>What a history may name.</summary>
internal sealed class CaseSetting
{
    internal CaseSetting(PolicyBook<SlaPolicy> book)
    {
        this.Book = book;
        this.Original = new SlaCase(book);
        this.Calendars = book.Entries.SelectMany(e => e.Policy.Calendars.Select(c => e.Policy.Calendar(c)!)).ToArray();
        this.Clocks = book.Entries.SelectMany(e => e.Policy.Clocks.Select(c => c.Code)).Distinct(StringComparer.Ordinal).OrderBy(c => c, StringComparer.Ordinal).ToArray();
    }

    internal PolicyBook<SlaPolicy> Book { get; }

    /// <summary>Gets the library's own process, which writes the histories.</summary>
    internal SlaCase Original { get; }

    internal IReadOnlyList<Core.Calendars.BusinessCalendar> Calendars { get; }

    internal IReadOnlyList<string> Clocks { get; }
}
