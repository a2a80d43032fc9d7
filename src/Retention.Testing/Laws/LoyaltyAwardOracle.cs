using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>An award again, from what it recorded, in whole numbers of any size.</summary>
internal static class LoyaltyAwardOracle
{
    private static readonly BigInteger Unit = 10_000;

    /// <summary>What a rule of an award is entitled to for the lines as they are, in ten-thousandths, after the caps as recorded.</summary>
    internal static long[] PerRule(Award award)
    {
        var result = new long[award.Rules.Count];
        foreach (AwardGrant grant in award.Grants)
        {
            Grant(award, grant, result);
        }

        return result;
    }

    /// <summary>What an award draws from a budget for the lines as they are, in ten-thousandths.</summary>
    internal static long Drawn(Award award, string budget)
    {
        long sum = 0;
        foreach (AwardGrant grant in award.Grants)
        {
            var perRule = new long[award.Rules.Count];
            Grant(award, grant, perRule);
            sum += Enumerable.Range(0, perRule.Length).Where(r => Under(award, grant, r).Any(c => c.Cap == budget)).Sum(r => perRule[r]);
        }

        return sum;
    }

    /// <summary>Adds what every rule gets of a grant. Caps that name one budget have one room.</summary>
    private static void Grant(Award award, AwardGrant grant, long[] perRule)
    {
        string[] names = grant.Caps.Select((c, i) => c.Cap.StartsWith(BudgetDraws.CounterPrefix, StringComparison.Ordinal) ? c.Cap : i.ToString(CultureInfo.InvariantCulture)).ToArray();
        Dictionary<string, long> room = names.Zip(grant.Caps, (name, cap) => (name, cap.Room.TenThousandths)).GroupBy(c => c.name, c => c.TenThousandths, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(), StringComparer.Ordinal);
        for (int r = 0; r < perRule.Length; r++)
        {
            long raw = Raw(award.Rules[r], award.Lines);
            long points = Math.Max(0, Math.Min(raw, grant.To[r].TenThousandths) - grant.From[r].TenThousandths);
            string[] over = names.Where((_, i) => Under(award, grant, r).Contains(grant.Caps[i])).Distinct(StringComparer.Ordinal).ToArray();
            points = over.Aggregate(points, (least, name) => Math.Min(least, room[name]));
            foreach (string name in over)
            {
                room[name] -= points;
            }

            perRule[r] += points;
        }
    }

    /// <summary>The caps that a rule's points are under.</summary>
    private static IEnumerable<GrantCap> Under(Award award, AwardGrant grant, int rule) => grant.Caps.Where(c => c.Wallet == award.Rules[rule].Wallet && (c.Rule < 0 || c.Rule == rule));

    /// <summary>The same for one wallet.</summary>
    internal static long OfWallet(Award award, string wallet)
    {
        long[] perRule = PerRule(award);
        return Enumerable.Range(0, perRule.Length).Where(r => award.Rules[r].Wallet == wallet).Sum(r => perRule[r]);
    }

    private static long Raw(RuleAward rule, IReadOnlyList<AwardLine> lines)
    {
        BigInteger fine = 0;
        if (rule.Scope == EarningScope.Order)
        {
            // Lines with one factor make their steps together.
            foreach (IGrouping<decimal, AwardBase> alike in rule.Bases.GroupBy(b => b.Factor))
            {
                BigInteger value = alike.Aggregate(BigInteger.Zero, (sum, b) => sum + Kept(rule, b, lines[b.Line]));
                fine += Steps(rule, value, Fixed(alike.Key));
            }
        }
        else
        {
            foreach (AwardBase one in rule.Bases)
            {
                BigInteger line = rule.Scope == EarningScope.Line ? Steps(rule, Kept(rule, one, lines[one.Line]), Fixed(one.Factor)) : OfUnits(rule, one, lines[one.Line]);
                fine += rule.RoundsLines ? Rounded(rule, line) * Unit : line;
            }
        }

        return (long)(rule.RoundsLines ? fine / Unit : fine.IsZero ? 0 : Rounded(rule, fine + new BigInteger(rule.CarriedIn * 100_000_000m)));
    }

    /// <summary>The price of one piece makes steps; its points times the pieces, as far as they are kept.</summary>
    private static BigInteger OfUnits(RuleAward rule, AwardBase one, AwardLine line)
    {
        BigInteger price = Fixed(one.Value) * Unit / Fixed(line.Quantity);
        BigInteger all = Steps(rule, price, Fixed(one.Factor)) * Fixed(line.Quantity) / Unit;
        return ByAmount(rule, line) ? all * Fixed(line.AccruedAmount - line.ReturnedAmount) / Fixed(line.Amount) : all * Fixed(line.AccruedQuantity - line.ReturnedQuantity) / Fixed(line.Quantity);
    }

    private static BigInteger Steps(RuleAward rule, BigInteger value, BigInteger factor)
    {
        BigInteger points = rule.Points.TenThousandths;
        return rule.WholeSteps ? value / Fixed(rule.Per) * points * factor : value * points * factor / Fixed(rule.Per);
    }

    private static BigInteger Kept(RuleAward rule, AwardBase one, AwardLine line)
    {
        bool amount = ByAmount(rule, line);
        BigInteger part = Fixed(amount ? line.AccruedAmount - line.ReturnedAmount : line.AccruedQuantity - line.ReturnedQuantity);
        BigInteger whole = Fixed(amount ? line.Amount : line.Quantity);
        return ((Fixed(one.Value) * part * 2) + whole) / (whole * 2);
    }

    private static bool ByAmount(RuleAward rule, AwardLine line) => rule.Counts == EarningBasis.Amount && line.Amount > 0;

    private static BigInteger Rounded(RuleAward rule, BigInteger fine)
    {
        if (fine.Sign <= 0)
        {
            return 0;
        }

        BigInteger unit = BigInteger.Pow(10, 4 - rule.Precision);
        BigInteger whole = BigInteger.DivRem(fine, unit * Unit, out BigInteger rest);
        int half = (rest * 2).CompareTo(unit * Unit);
        bool up = rule.Rounding switch
        {
            PointsRounding.Up => !rest.IsZero,
            PointsRounding.HalfUp => half >= 0,
            PointsRounding.HalfEven => half > 0 || (half == 0 && !whole.IsEven),
            _ => false,
        };
        return (whole + (up ? 1 : 0)) * unit;
    }

    private static BigInteger Fixed(decimal value) => new BigInteger(value * 10_000m);
}
