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
        return Arb.From(Seeds.Select(seed => Make(setting, seed)), Shrinking.Smaller);
    }

    /// <summary>Gets a seed of a history.</summary>
    internal static Gen<long> Seeds { get; } = from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) select ((long)high << 31) + low;

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
        this.Process = new PointsAccount(book);
        this.Benefits = [.. benefits, "no-such-benefit"];
        this.Coupons = [.. coupons, "no-such-coupon"];
    }

    internal PolicyBook<LoyaltyPolicy> Book { get; }

    internal PointsAccount Process { get; }

    internal IReadOnlyList<string> Benefits { get; }

    internal IReadOnlyList<string> Coupons { get; }
}
