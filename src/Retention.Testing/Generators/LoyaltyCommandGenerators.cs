using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>Generates histories of commands for a member's points account.</summary>
/// <remarks>
/// A history is made while the account runs, so that commands meet what is there: holds that are open, documents that can still be returned,
/// instants at which something is due. Some commands are refused. Immutable and thread-safe.
/// </remarks>
public static class LoyaltyCommandGenerators
{
    /// <summary>Histories of 1 to 200 commands that begin with the account's opening.</summary>
    /// <param name="policy">The policy under which the account stands.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<PointsCommand[]> Histories(LoyaltyPolicy policy) => Histories(new PolicyBook<LoyaltyPolicy>(policy), [], []);

    /// <summary>Histories of 1 to 200 commands that begin with the account's opening.</summary>
    /// <param name="book">The policies; every version is adopted now and then.</param>
    /// <param name="benefits">The codes of benefits to use.</param>
    /// <param name="coupons">The codes of coupons to issue.</param>
    /// <returns>An arbitrary that shrinks by leaving commands out.</returns>
    public static Arbitrary<PointsCommand[]> Histories(PolicyBook<LoyaltyPolicy> book, IReadOnlyList<string> benefits, IReadOnlyList<string> coupons)
    {
        var setting = new LoyaltySetting(book ?? throw new ArgumentNullException(nameof(book)), benefits ?? throw new ArgumentNullException(nameof(benefits)), coupons ?? throw new ArgumentNullException(nameof(coupons)));
        return Arb.From(Dice.Seeds.Select(seed => Make(setting, seed)), Shrinking.Smaller);
    }

    /// <summary>The history of a seed.</summary>
    internal static PointsCommand[] Make(LoyaltySetting setting, long seed)
    {
        var dice = new Dice(seed);
        int length = dice.Weighted([6, 6, 3, 1]) switch
        {
            0 => dice.Between(1, 8),
            1 => dice.Between(8, 30),
            2 => dice.Between(30, 80),
            _ => dice.Between(80, 200),
        };
        return new LoyaltyScript(setting, dice, "M1").Run(length);
    }
}

/// <summary>What a history may name.</summary>
internal sealed class LoyaltySetting
{
    internal LoyaltySetting(PolicyBook<LoyaltyPolicy> book, IReadOnlyList<string> benefits, IReadOnlyList<string> coupons)
    {
        this.Book = book;
        this.Original = new PointsAccount(book);
        this.Process = this.Original;
        this.Benefits = [.. benefits, "no-such-benefit"];
        this.Coupons = [.. coupons, "no-such-coupon"];
    }

    internal PolicyBook<LoyaltyPolicy> Book { get; }

    /// <summary>Gets the library's own process, which writes the histories.</summary>
    internal PointsAccount Original { get; }

    /// <summary>Gets the process under laws: the library's own, or one that decorates it.</summary>
    internal IProcess<PointsAccountState, PointsCommand, PointsEvent> Process { get; private set; }

    internal IReadOnlyList<string> Benefits { get; }

    internal IReadOnlyList<string> Coupons { get; }

    /// <summary>The same setting with another process under laws.</summary>
    internal LoyaltySetting Under(IProcess<PointsAccountState, PointsCommand, PointsEvent> process)
    {
        var copy = (LoyaltySetting)this.MemberwiseClone();
        copy.Process = process;
        return copy;
    }
}
