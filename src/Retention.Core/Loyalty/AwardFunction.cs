using System;
using System.Collections.Generic;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>
/// What an award grants for what the customer keeps, from the award as recorded. It depends on what is kept alone, and rises with it: so
/// any parts and any order of returns end at the same points.
/// </summary>
internal static class AwardFunction
{
    /// <summary>The points of a rule before caps for what is kept, in ten-thousandths.</summary>
    internal static long Raw(RuleAward rule, IReadOnlyList<AwardLine> lines)
    {
        long fine = Fine(rule, lines, -1);

        // Who keeps nothing gets nothing, not even what earlier awards carried over.
        return rule.RoundsLines ? fine / FinePoint.PerFixed : fine == 0 ? 0 : Rounded(checked(fine + rule.CarriedInUnits), rule);
    }

    /// <summary>The points of a rule that one line makes, in ten-thousandths; only for rules that round each line.</summary>
    internal static long RawOfLine(RuleAward rule, IReadOnlyList<AwardLine> lines, int line) => Fine(rule, lines, line) / FinePoint.PerFixed;

    /// <summary>The fraction of a point left over after rounding, in hundred-millionths, for rules that carry it.</summary>
    internal static long Rest(RuleAward rule, IReadOnlyList<AwardLine> lines)
    {
        long own = Fine(rule, lines, -1);
        long fine = checked(own + rule.CarriedInUnits);
        return own == 0 ? fine : fine - (Rounded(fine, rule) * FinePoint.PerFixed);
    }

    /// <summary>Rounds hundred-millionths to the precision of the rule, in ten-thousandths; an award is never negative.</summary>
    internal static long Rounded(long fine, RuleAward rule)
    {
        if (fine <= 0)
        {
            return 0;
        }

        long unit = Decimals.Unit(rule.Precision);
        long whole = Math.DivRem(fine, unit * FinePoint.PerFixed, out long rest);
        if (rest > 0)
        {
            long half = unit * FinePoint.PerFixed / 2;
            whole += rule.Rounding switch
            {
                PointsRounding.Up => 1,
                PointsRounding.HalfUp => rest >= half ? 1 : 0,
                PointsRounding.HalfEven => rest > half || (rest == half && (whole & 1) == 1) ? 1 : 0,
                _ => 0,
            };
        }

        return checked(whole * unit);
    }

    /// <summary>
    /// What one grant gives of its wallet's rules under its caps, in ten-thousandths; <paramref name="raw"/> are the points before caps by rule.
    /// What each rule gets is added to <paramref name="perRule"/>.
    /// </summary>
    internal static long Granted(IReadOnlyList<RuleAward> rules, AwardGrant grant, string wallet, long[] raw, long[]? perRule)
    {
        IReadOnlyList<GrantCap> caps = grant.Caps;
        long[]? used = caps.Count == 0 ? null : new long[caps.Count];
        long total = 0;
        for (int r = 0; r < rules.Count; r++)
        {
            if (!string.Equals(rules[r].Wallet, wallet, StringComparison.Ordinal))
            {
                continue;
            }

            long from = grant.From[r].TenThousandths;
            long points = Math.Max(0, Math.Min(raw[r], grant.To[r].TenThousandths) - from);
            for (int c = 0; c < caps.Count; c++)
            {
                if (Limits(caps, c, r, wallet))
                {
                    points = Math.Min(points, Math.Max(0, caps[c].Room.TenThousandths - used![c]));
                }
            }

            for (int c = 0; c < caps.Count; c++)
            {
                used![c] += Limits(caps, c, r, wallet) ? points : 0;
            }

            total = checked(total + points);
            if (perRule is not null)
            {
                perRule[r] += points;
            }
        }

        return total;
    }

    /// <summary>Adds what every rule gets of one grant, wallet by wallet.</summary>
    internal static void Granted(IReadOnlyList<RuleAward> rules, AwardGrant grant, long[] raw, long[] perRule)
    {
        for (int r = 0; r < rules.Count; r++)
        {
            bool first = true;
            for (int i = 0; i < r && first; i++)
            {
                first = !string.Equals(rules[i].Wallet, rules[r].Wallet, StringComparison.Ordinal);
            }

            if (first)
            {
                Granted(rules, grant, rules[r].Wallet, raw, perRule);
            }
        }
    }

    /// <summary>
    /// Whether a cap, by its position, limits a rule. Caps that name one budget are one limit, the first of them: they share its room, and a
    /// point counts once.
    /// </summary>
    internal static bool Limits(IReadOnlyList<GrantCap> caps, int cap, int rule, string wallet)
    {
        bool applies = Applies(caps[cap], rule, wallet);
        if (!GrantCaps.IsBudget(caps[cap].Cap))
        {
            return applies;
        }

        for (int c = 0; c < caps.Count; c++)
        {
            if (string.Equals(caps[c].Cap, caps[cap].Cap, StringComparison.Ordinal))
            {
                if (c < cap)
                {
                    return false;
                }

                applies |= Applies(caps[c], rule, wallet);
            }
        }

        return applies;
    }

    /// <summary>Whether a cap names a rule, or its wallet.</summary>
    internal static bool Applies(GrantCap cap, int rule, string wallet) => (cap.Rule == rule || cap.Rule < 0) && string.Equals(cap.Wallet, wallet, StringComparison.Ordinal);

    /// <summary>Hundred-millionths of points of one line, or of all (-1). Rules that round each line are rounded here.</summary>
    private static long Fine(RuleAward rule, IReadOnlyList<AwardLine> lines, int line)
    {
        IReadOnlyList<AwardBase> bases = rule.Bases;
        if (rule.Scope == EarningScope.Order)
        {
            return OverOrder(rule, lines);
        }

        long sum = 0;
        for (int b = 0; b < bases.Count; b++)
        {
            if (line < 0 || bases[b].Line == line)
            {
                long fine = rule.Scope == EarningScope.Unit ? OverUnits(rule, bases[b], lines[bases[b].Line]) : Steps(rule, Kept(rule, bases[b], lines[bases[b].Line]), bases[b].FactorUnits);
                sum = checked(sum + (rule.RoundsLines ? Rounded(fine, rule) * FinePoint.PerFixed : fine));
            }
        }

        return sum;
    }

    /// <summary>Lines with one multiplier make steps together; lines with different ones don't, so that more kept never means fewer points.</summary>
    private static long OverOrder(RuleAward rule, IReadOnlyList<AwardLine> lines)
    {
        IReadOnlyList<AwardBase> bases = rule.Bases;
        long sum = 0;
        for (int b = 0; b < bases.Count; b++)
        {
            long factor = bases[b].FactorUnits;
            bool first = true;
            for (int i = 0; i < b && first; i++)
            {
                first = bases[i].FactorUnits != factor;
            }

            if (!first)
            {
                continue;
            }

            long value = 0;
            for (int i = b; i < bases.Count; i++)
            {
                value = checked(value + (bases[i].FactorUnits == factor ? Kept(rule, bases[i], lines[bases[i].Line]) : 0));
            }

            sum = checked(sum + Steps(rule, value, factor));
        }

        return sum;
    }

    /// <summary>The part of a base that is kept.</summary>
    private static long Kept(RuleAward rule, AwardBase counted, AwardLine line)
    {
        bool byAmount = rule.Counts == EarningBasis.Amount && line.AmountUnits > 0;
        return byAmount ? Proportion.Of(counted.ValueUnits, line.KeptAmount, line.AmountUnits) : Proportion.Of(counted.ValueUnits, line.KeptQuantity, line.QuantityUnits);
    }

    private static long Steps(RuleAward rule, long value, long factor)
    {
        long points = rule.Points.TenThousandths;
        if (rule.WholeSteps)
        {
            return checked(value / rule.PerUnits * points * factor);
        }

        // value · points fits 128 bits; the factor comes after, as one division less is lost to rounding.
        var product = default(WideSum);
        product.AddProduct(value, checked(points * factor));
        return product.DivideFloor(rule.PerUnits, out _);
    }

    /// <summary>Steps in the price of one piece, times the pieces; what is kept is a share of that.</summary>
    private static long OverUnits(RuleAward rule, AwardBase counted, AwardLine line)
    {
        var price = default(WideSum);
        price.AddProduct(counted.ValueUnits, FixedPoint.One);
        long each = Steps(rule, price.DivideFloor(line.QuantityUnits, out _), counted.FactorUnits);
        var whole = default(WideSum);
        whole.AddProduct(each, line.QuantityUnits);
        long fine = whole.DivideFloor(FixedPoint.One, out _);
        bool byAmount = rule.Counts == EarningBasis.Amount && line.AmountUnits > 0;
        var kept = default(WideSum);
        kept.AddProduct(fine, byAmount ? line.KeptAmount : line.KeptQuantity);
        return kept.DivideFloor(byAmount ? line.AmountUnits : line.QuantityUnits, out _);
    }
}
