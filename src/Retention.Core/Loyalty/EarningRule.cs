using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>Dates between which something is in force, by the business date.</summary>
internal sealed class DateRange
{
    private DateRange(LocalDate? from, LocalDate? until)
    {
        this.From = from;
        this.Until = until;
    }

    internal LocalDate? From { get; }

    internal LocalDate? Until { get; }

    internal bool IsOpen => this.From is null && this.Until is null;

    internal static DateRange Compile(string? from, string? until, string path, ProblemList problems)
    {
        LocalDate? first = Date(from, path + ":from", problems);
        LocalDate? last = Date(until, path + ":until", problems);
        if (first > last)
        {
            problems.Error(path + ":until", "dates-inverted", "lies before from, so it is never in force; swap them.");
        }

        return new DateRange(first, last);
    }

    internal static LocalDate? Date(string? text, string path, ProblemList problems)
    {
        if (text is null)
        {
            return null;
        }

        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success)
        {
            problems.Error(path, "date-unreadable", "\"" + text + "\" is not a date; write it as yyyy-MM-dd.");
            return null;
        }

        return parsed.Value;
    }

    internal bool Contains(LocalDate date) => this.IsOpen || ((this.From is not { } from || date >= from) && (this.Until is not { } until || date <= until));
}

/// <summary>When the points of a rule become spendable.</summary>
internal sealed class ActivationRule
{
    private ActivationRule(string[] awaits, Length? after, LocalDate? on, bool afterReturnWindow, Length? cancelAfter)
    {
        this.Awaits = awaits;
        this.After = after;
        this.On = on;
        this.AfterReturnWindow = afterReturnWindow;
        this.CancelAfter = cancelAfter;
    }

    internal string[] Awaits { get; }

    internal Length? After { get; }

    internal LocalDate? On { get; }

    internal bool AfterReturnWindow { get; }

    internal Length? CancelAfter { get; }

    internal static ActivationRule? Compile(ActivationOptions? options, string path, ProblemList problems)
    {
        if (options is null)
        {
            return null;
        }

        string[] awaits = TextList.Split(options.Awaits);
        problems.Stray(path + ":cancelAfter", options.CancelAfter is not null && awaits.Length == 0);
        return new ActivationRule(
            awaits,
            Length.Compile(options.After, path + ":after", problems),
            DateRange.Date(options.On, path + ":on", problems),
            options.AfterReturnWindow ?? false,
            Length.Compile(options.CancelAfter, path + ":cancelAfter", problems));
    }
}

/// <summary>One way to earn points.</summary>
internal sealed class EarningRule
{
    internal EarningRule(string code, int index, int wallet, EarningRuleOptions options, Condition? when, string path, ProblemList problems)
    {
        this.Code = code;
        this.Index = index;
        this.Wallet = wallet;
        this.When = when;
        this.By = problems.Choice(path + ":by", options.By, EarningBasis.Amount);
        this.Activity = options.Activity;
        this.Points = problems.Fixed(path + ":points", options.Points ?? 0);
        this.Per = problems.Fixed(path + ":per", options.Per ?? 1);
        this.PerByCurrency = options.PerByCurrency.ToDictionary(p => p.Key, p => problems.Fixed(path + ":perByCurrency:" + p.Key, p.Value), StringComparer.Ordinal);
        this.WholeSteps = options.WholeSteps ?? true;
        this.Scope = problems.Choice(path + ":scope", options.Scope, EarningScope.Order);
        this.BeforeDiscount = problems.Choice(path + ":discount", options.Discount, Moment.After) == Moment.Before;
        this.TaxIn = problems.Choice(path + ":tax", options.Tax, Inclusion.In) == Inclusion.In;
        this.ShippingIn = problems.Choice(path + ":shipping", options.Shipping, Inclusion.Out) == Inclusion.In;
        this.PaidWithPointsIn = problems.Choice(path + ":paidWithPoints", options.PaidWithPoints, Inclusion.Out) == Inclusion.In;
        this.Dates = DateRange.Compile(options.From, options.Until, path, problems);
        this.Precision = problems.Within(path + ":precision", options.Precision ?? 0, 0, 4);
        this.Rounding = problems.Choice(path + ":rounding", options.Rounding, PointsRounding.Down);
        EarningScope each = problems.Choice(path + ":roundEach", options.RoundEach, this.Scope == EarningScope.Order ? EarningScope.Order : EarningScope.Line);
        this.RoundsLines = each != EarningScope.Order;
        this.Carries = problems.Choice(path + ":remainder", options.Remainder, Remainder.Dropped) == Remainder.Carried;
        this.Activation = ActivationRule.Compile(options.Activation, path + ":activation", problems);
        this.Cooldown = Length.Compile(options.Cooldown, path + ":cooldown", problems);
        this.CooldownRefuses = problems.Choice(path + ":cooldownExceeded", options.CooldownExceeded, CooldownResponse.Skip) == CooldownResponse.Refuse;
        this.Qualifies = options.Qualifies ?? true;
        this.ReadsLines = ReadsLine(when);
        this.CooldownCounter = "cooldown:" + code;
        this.CarryCounter = "carry:" + code;
        this.Check(options, path, problems);
    }

    internal string Code { get; }

    internal int Index { get; }

    internal int Wallet { get; }

    internal Condition? When { get; }

    internal EarningBasis By { get; }

    internal string? Activity { get; }

    internal long Points { get; }

    internal long Per { get; }

    internal Dictionary<string, long> PerByCurrency { get; }

    internal bool WholeSteps { get; }

    internal EarningScope Scope { get; }

    internal bool BeforeDiscount { get; }

    internal bool TaxIn { get; }

    internal bool ShippingIn { get; }

    internal bool PaidWithPointsIn { get; }

    internal DateRange Dates { get; }

    internal int Precision { get; }

    internal PointsRounding Rounding { get; }

    internal bool RoundsLines { get; }

    internal bool Carries { get; }

    internal ActivationRule? Activation { get; }

    internal Length? Cooldown { get; }

    internal bool CooldownRefuses { get; }

    internal bool Qualifies { get; }

    /// <summary>Gets a value indicating whether the condition may differ from line to line.</summary>
    internal bool ReadsLines { get; }

    internal string CooldownCounter { get; }

    internal string CarryCounter { get; }

    /// <summary>Whether a condition reads something of the line.</summary>
    internal static bool ReadsLine(Condition? condition) => condition is not null && condition.Leaves.Any(l =>
        (l.Subject == ConditionSubject.Attribute && l.Name is "sku" or "category") || (l.Subject == ConditionSubject.Measure && l.Name.StartsWith("line.", StringComparison.Ordinal)));

    private void Check(EarningRuleOptions options, string path, ProblemList problems)
    {
        bool activity = this.By == EarningBasis.Activity;
        if (options.Points is null or < 0)
        {
            problems.Error(path + ":points", "points-missing", "is not set to 0 or more; say the points per step.");
        }

        if (this.Per <= 0 || this.PerByCurrency.Any(p => p.Value <= 0))
        {
            problems.Error(path + ":per", "not-positive", "is not more than 0; a step has a size.");
        }

        foreach (string currency in this.PerByCurrency.Keys.Where(c => !Money.IsCurrency(c)))
        {
            problems.Error(path + ":perByCurrency:" + currency, "currency-unknown", "is not a currency; write its ISO 4217 code in capitals, such as USD.");
        }

        if (activity == string.IsNullOrWhiteSpace(options.Activity))
        {
            problems.Error(path + ":activity", "activity-mismatch", activity ? "is not set, but the rule is by activity; name it." : "is set, but the rule is by " + ProblemList.Kebab(this.By.ToString()) + "; set by: activity or remove it.");
        }

        if (this.RoundsLines && this.Scope == EarningScope.Order)
        {
            problems.Error(path + ":roundEach", "round-each-mismatch", "rounds each line, but steps are counted over the order; set scope: line.");
        }

        if (this.Carries && (this.RoundsLines || this.Rounding != PointsRounding.Down))
        {
            problems.Error(path + ":remainder", "carry-mismatch", "carries the rest, which needs roundEach: order and rounding: down.");
        }

        bool amount = this.By == EarningBasis.Amount;
        problems.Stray(path + ":discount", options.Discount is not null && !amount);
        problems.Stray(path + ":tax", options.Tax is not null && !amount);
        problems.Stray(path + ":shipping", options.Shipping is not null && !amount);
        problems.Stray(path + ":paidWithPoints", options.PaidWithPoints is not null && !amount);
        problems.Stray(path + ":perByCurrency", options.PerByCurrency.Count > 0 && !amount);
        problems.Stray(path + ":scope", options.Scope is not null && activity);
        problems.Stray(path + ":cooldownExceeded", options.CooldownExceeded is not null && options.Cooldown is null);
    }

    private enum Moment
    {
        After = 0,
        Before = 1,
    }

    private enum Inclusion
    {
        In = 0,
        Out = 1,
    }

    private enum Remainder
    {
        Dropped = 0,
        Carried = 1,
    }

    private enum CooldownResponse
    {
        Skip = 0,
        Refuse = 1,
    }
}
