using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>Finds out which rules count what of a purchase or an activity, and by which multipliers.</summary>
internal struct AwardTrail
{
    private readonly LoyaltyPolicy policy;
    private readonly PointsAccountState state;
    private readonly EarningFacts facts;
    private readonly MemberFacts member;
    private readonly LocalDate date;
    private readonly Instant at;

    internal AwardTrail(LoyaltyPolicy policy, PointsAccountState state, EarningFacts facts, MemberFacts member, LocalDate date, Instant at)
    {
        this.policy = policy;
        this.state = state;
        this.facts = facts;
        this.member = member;
        this.date = date;
        this.at = at;
    }

    /// <summary>Gets why the command is refused, once a rule rests and refuses.</summary>
    internal Refusal? Refusal { get; private set; }

    /// <summary>The rules that count something of a purchase, in the order in which they are applied.</summary>
    internal FixedList<RuleAward> OfPurchase(Purchase purchase)
    {
        var result = default(FixedListDraft<RuleAward>);
        foreach (EarningRule rule in this.policy.Parts.Rules)
        {
            if (rule.By == EarningBasis.Activity || !this.IsInForce(rule) || this.Per(rule, purchase.Currency) is not { } per)
            {
                continue;
            }

            if (this.BasesOf(rule, purchase) is { Count: > 0 } bases && !this.Rests(rule))
            {
                result.Add(this.Award(rule, per, bases));
            }
        }

        return result.ToList();
    }

    /// <summary>The rules that count an activity.</summary>
    internal FixedList<RuleAward> OfActivity(string activity, long quantity)
    {
        var result = default(FixedListDraft<RuleAward>);
        foreach (EarningRule rule in this.policy.Parts.Rules)
        {
            if (rule.By == EarningBasis.Activity && string.Equals(rule.Activity, activity, System.StringComparison.Ordinal)
                && this.IsInForce(rule) && this.Holds(rule.When) && !this.Rests(rule))
            {
                long factor = this.FactorOf(rule, out string codes);
                result.Add(this.Award(rule, rule.Per, FixedList.One(new AwardBase(0, quantity, factor, codes))));
            }
        }

        return result.ToList();
    }

    private bool IsInForce(EarningRule rule) => rule.Dates.Contains(this.date);

    private bool Holds(Condition? condition) => condition is null || condition.Evaluate(this.facts) == ConditionOutcome.Met;

    private long? Per(EarningRule rule, string currency)
    {
        if (rule.By != EarningBasis.Amount || string.Equals(currency, this.policy.Currency, System.StringComparison.Ordinal))
        {
            return rule.Per;
        }

        return rule.PerByCurrency.TryGetValue(currency, out long per) ? per : null;
    }

    private bool Rests(EarningRule rule)
    {
        if (rule.Cooldown is null || this.state.Latest(rule.CooldownCounter, this.at) is not { } resting)
        {
            return false;
        }

        if (rule.CooldownRefuses)
        {
            this.Refusal ??= new Refusal(LoyaltyRefusals.RuleResting, new RefusalArgument("rule", rule.Code), StreamRules.Argument("until", resting.KeepUntil));
        }

        return true;
    }

    private RuleAward Award(EarningRule rule, long per, FixedList<AwardBase> bases)
    {
        long carried = rule.Carries ? FinePoint.Exact(this.state.Count(rule.CarryCounter, CapPeriods.Ever), "carried fraction") : 0;
        bool qualifies = rule.Qualifies && this.policy.Parts.Ladder is { Measure: LadderMeasure.Points } ladder && ladder.Wallet == rule.Wallet;
        return new RuleAward(
            rule.Code,
            this.policy.Parts.Wallets[rule.Wallet].Code,
            qualifies,
            rule.By,
            rule.Scope,
            Points.FromTenThousandths(rule.Points),
            per,
            rule.WholeSteps,
            rule.Precision,
            rule.Rounding,
            rule.RoundsLines,
            rule.Carries,
            carried,
            bases);
    }

    private FixedList<AwardBase> BasesOf(EarningRule rule, Purchase purchase)
    {
        var lines = (FixedList<PurchaseLine>)purchase.Lines;
        var bases = new FixedListDraft<AwardBase>(lines.Count);
        long factor = 0;
        string codes = string.Empty;
        bool factorKnown = false;
        bool varies = this.Varies(rule);
        for (int i = 0; i < lines.Count; i++)
        {
            PurchaseLine line = lines[i];
            bool shipping = ReferenceEquals(line.Line, Purchase.ShippingLine);
            if (shipping && (!rule.ShippingIn || rule.By == EarningBasis.Quantity))
            {
                continue;
            }

            this.facts.Line = line;
            if (!this.Holds(rule.When))
            {
                continue;
            }

            long value = rule.By == EarningBasis.Quantity ? line.QuantityUnits : this.AmountOf(rule, purchase, line, i);
            if (value <= 0)
            {
                continue;
            }

            if (varies || !factorKnown)
            {
                factor = this.FactorOf(rule, out codes);
                factorKnown = true;
            }

            bases.Add(new AwardBase(i, value, factor, codes));
        }

        this.facts.Line = null;
        return bases.ToList();
    }

    /// <summary>The amount that a rule counts on a line: what was paid for in points or stored value is taken out in proportion.</summary>
    private long AmountOf(EarningRule rule, Purchase purchase, PurchaseLine line, int index)
    {
        long amount = line.AmountUnits;
        if (amount == 0 && !rule.BeforeDiscount)
        {
            return 0;
        }

        long counted = checked(amount + (rule.BeforeDiscount ? line.DiscountUnits : 0) - (rule.TaxIn ? 0 : line.TaxUnits));
        long uncounted = rule.PaidWithPointsIn || purchase.PointsShares is null ? 0 : purchase.PointsShares[index];
        uncounted += this.policy.Parts.StoredValueOnLoad && purchase.StoredValueShares is not null ? purchase.StoredValueShares[index] : 0;
        return uncounted == 0 ? counted : amount <= uncounted ? 0 : Proportion.Of(counted, amount - uncounted, amount);
    }

    private bool Varies(EarningRule rule)
    {
        foreach (Multiplier multiplier in this.policy.Parts.Multipliers)
        {
            if (multiplier.ReadsLines && multiplier.WorksOn(rule))
            {
                return true;
            }
        }

        return false;
    }

    private long FactorOf(EarningRule rule, out string codes)
    {
        List<Multiplier>? matching = null;
        foreach (Multiplier multiplier in this.policy.Parts.Multipliers)
        {
            if (multiplier.WorksOn(rule) && multiplier.Dates.Contains(this.date)
                && (!multiplier.IsBirthday || multiplier.IsNear(this.member.Birthday, this.date))
                && this.Holds(multiplier.When)
                && !(multiplier.Group is { } group && matching is not null && HasGroup(matching, group)))
            {
                (matching ??= new List<Multiplier>()).Add(multiplier);
            }
        }

        if (matching is null)
        {
            codes = string.Empty;
            return FixedPoint.One;
        }

        long factor = Multiplier.Combine(matching, this.policy.Parts.Combination);
        codes = CodesOf(matching, factor, this.policy.Parts.Combination);
        return factor;
    }

    /// <summary>The codes behind the factor: of the highest, the one that won.</summary>
    private static bool HasGroup(List<Multiplier> multipliers, string group)
    {
        foreach (Multiplier multiplier in multipliers)
        {
            if (string.Equals(multiplier.Group, group, System.StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string CodesOf(List<Multiplier> matching, long factor, MultiplierCombination combination)
    {
        if (combination == MultiplierCombination.Highest)
        {
            return matching.Find(m => m.Factor == factor)!.Code;
        }

        return matching.Count == 1 ? matching[0].Code : string.Join("+", matching.ConvertAll(m => m.Code));
    }
}
