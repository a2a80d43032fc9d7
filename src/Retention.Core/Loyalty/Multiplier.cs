using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>A factor on what rules earn.</summary>
internal sealed class Multiplier
{
    private readonly bool[] rules;
    private readonly int? daysBefore;
    private readonly int? daysAfter;
    private readonly LeapDayRule leapDay;

    internal Multiplier(string code, MultiplierOptions options, EarningRule[] rules, Condition? when, string path, ProblemList problems)
    {
        this.Code = code;
        this.Factor = problems.Fixed(path + ":factor", options.Factor ?? 1);
        this.Order = options.Order ?? 100;
        this.Group = options.Group;
        this.When = when;
        this.Dates = DateRange.Compile(options.From, options.Until, path, problems);
        this.ReadsLines = EarningRule.ReadsLine(when);
        this.leapDay = problems.Choice(path + ":leapDay", options.LeapDay, LeapDayRule.February28);
        this.IsBirthday = options.BirthdayDaysBefore is not null || options.BirthdayDaysAfter is not null;
        this.daysBefore = problems.Within(path + ":birthdayDaysBefore", options.BirthdayDaysBefore ?? 0, 0, 180);
        this.daysAfter = problems.Within(path + ":birthdayDaysAfter", options.BirthdayDaysAfter ?? 0, 0, 180);
        problems.Stray(path + ":leapDay", options.LeapDay is not null && !this.IsBirthday);
        if (options.Factor is null or < 0 or > 1_000)
        {
            problems.Error(path + ":factor", "factor-missing", "is not set to a number from 0 to 1000; say the factor.");
        }

        this.rules = rules.Select(r => options.Rules is null && r.By != EarningBasis.Activity).ToArray();
        foreach (string name in TextList.Split(options.Rules))
        {
            int index = Array.FindIndex(rules, r => string.Equals(r.Code, name, StringComparison.Ordinal));
            if (index < 0)
            {
                problems.Error(path + ":rules", "rule-unknown", "\"" + name + "\" is not a rule; the policy has " + string.Join(", ", rules.Select(r => r.Code)) + ".");
                continue;
            }

            this.rules[index] = true;
        }
    }

    internal string Code { get; }

    /// <summary>Gets the factor in ten-thousandths.</summary>
    internal long Factor { get; }

    internal int Order { get; }

    internal string? Group { get; }

    internal Condition? When { get; }

    internal DateRange Dates { get; }

    internal bool IsBirthday { get; }

    internal bool ReadsLines { get; }

    internal bool WorksOn(EarningRule rule) => this.rules[rule.Index];

    /// <summary>Whether a date lies in the window around a birthday, across the turn of the year too.</summary>
    internal bool IsNear(LocalDate? birthday, LocalDate date)
    {
        if (birthday is not { } born)
        {
            return false;
        }

        for (int year = date.Year - 1; year <= date.Year + 1; year++)
        {
            if (year >= born.Year && Anniversary.In(born, year, this.leapDay) is var day
                && date >= day.PlusDays(-(this.daysBefore ?? 0)) && date <= day.PlusDays(this.daysAfter ?? 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The factors that apply, combined as the policy names it, in ten-thousandths.</summary>
    internal static long Combine(List<Multiplier> matching, MultiplierCombination combination)
    {
        long result = FixedPoint.One;
        switch (combination)
        {
            case MultiplierCombination.Highest:
                return matching.Count == 0 ? result : matching.Max(m => m.Factor);
            case MultiplierCombination.Sum:
                return Math.Max(0, result + matching.Sum(m => m.Factor - FixedPoint.One));
            case MultiplierCombination.InOrder:
                foreach (Multiplier m in matching)
                {
                    result = Scoring.Proportion.Of(result, m.Factor, FixedPoint.One);
                }

                return result;
            default:
                decimal product = 1;
                foreach (Multiplier m in matching)
                {
                    product *= FixedPoint.ToDecimal(m.Factor);
                }

                return FixedPoint.TryRound(product) ?? throw new OverflowException("The multipliers multiply beyond what points hold.");
        }
    }
}

/// <summary>A limit on what is earned.</summary>
internal sealed class EarningCap
{
    internal EarningCap(string code, int rule, int wallet, CapOptions options, string path, ProblemList problems)
    {
        this.Code = code;
        this.Rule = rule;
        this.Wallet = wallet;
        this.AtMost = options.AtMost is { } atMost ? problems.Fixed(path + ":atMost", atMost) : long.MaxValue;
        this.Period = problems.Choice(path + ":period", options.Period, CapPeriod.Transaction);
        this.Budget = options.Budget;
        this.Refuses = problems.Choice(path + ":exceeded", options.Exceeded, LimitResponse.Reduce) == LimitResponse.Refuse;
        this.Counter = "cap:" + code;
        this.BudgetCounter = "budget:" + options.Budget;
        if (options.AtMost is null && options.Budget is null)
        {
            problems.Error(path + ":atMost", "cap-missing", "is not set, nor is a budget; say the most points.");
        }
        else if (options.AtMost < 0)
        {
            problems.Error(path + ":atMost", "negative", "is negative; use 0 to earn nothing.");
        }

        problems.Stray(path + ":period", options.Period is not null && options.AtMost is null);
    }

    internal string Code { get; }

    /// <summary>Gets the index of the rule it limits; -1: all rules of the wallet.</summary>
    internal int Rule { get; }

    internal int Wallet { get; }

    internal long AtMost { get; }

    internal CapPeriod Period { get; }

    internal string? Budget { get; }

    internal bool Refuses { get; }

    internal string Counter { get; }

    internal string BudgetCounter { get; }
}
