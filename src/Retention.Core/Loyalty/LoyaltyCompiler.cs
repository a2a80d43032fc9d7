using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>Turns <see cref="LoyaltyOptions"/> into a policy, or into every problem they have.</summary>
internal sealed class LoyaltyCompiler
{
    private static readonly string[] Attributes = ["category", "sku", "channel", "organisation", "currency", "tier", "first-purchase", "activity"];

    private readonly IDateTimeZoneProvider zones;
    private readonly ProblemList problems = new ProblemList();
    private readonly LoyaltyParts parts = new LoyaltyParts();

    internal LoyaltyCompiler(IDateTimeZoneProvider zones) => this.zones = zones;

    internal Compilation<LoyaltyPolicy> Compile(LoyaltyOptions given, PresetCatalogue<LoyaltyOptions>? presets)
    {
        LoyaltyOptions options = PolicyBasics.WithPreset(given, given.Label, given.Preset, presets, this.problems);
        this.parts.Zone = PolicyBasics.Zone(options.Zone, this.zones, this.problems);
        this.parts.Currency = options.Currency ?? string.Empty;
        if (!Money.IsCurrency(options.Currency))
        {
            this.problems.Error("currency", "currency-missing", "is not a currency; write its ISO 4217 code in capitals, such as CNY.");
        }

        this.Limit(options.Wallets.Count, 16, "wallets");
        this.Limit(options.Rules.Count, 64, "rules");
        this.Limit(options.Multipliers.Count, 64, "multipliers");
        this.Limit(options.Caps.Count, 64, "caps");
        this.CompileWallets(options);
        this.CompileEarning(options.Earning ?? new EarningOptions());
        this.CompileRules(options);
        this.CompileReturns(options.Returns ?? new ReturnOptions());
        this.CompileLadder(options);
        this.parts.Referral = ReferralRules.Compile(options.Referral, this.parts.ReturnWindow?.Period ?? Period.Zero, this.parts.Zone!, "referral", this.problems);
        ApprovalOptions approvals = options.Approvals ?? new ApprovalOptions();
        this.parts.AdjustAbove = this.Bound(approvals.AdjustAbove, "approvals:adjustAbove");
        this.parts.SendAbove = this.Bound(approvals.SendAbove, "approvals:sendAbove");
        this.parts.RedeemAbove = this.Bound(approvals.RedeemAbove, "approvals:redeemAbove");
        if (!this.problems.HasErrors)
        {
            LoyaltyLinter.Lint(this.parts, options, this.problems);
        }

        string label = options.Label ?? options.Preset ?? "unlabelled";
        return this.problems.Finish(() => new LoyaltyPolicy(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), this.parts));
    }

    private static IEnumerable<KeyValuePair<string, T>> Ordinal<T>(Dictionary<string, T> items) => items.OrderBy(i => i.Key, StringComparer.Ordinal);

    private void Limit(int count, int most, string path)
    {
        if (count > most)
        {
            this.problems.Error(path, "too-many", "has " + count + " entries; a policy has at most " + most + ".");
        }
    }

    private long? Bound(decimal? value, string path)
    {
        if (value < 0)
        {
            this.problems.Error(path, "negative", "is negative; use 0 so that everything needs approval.");
        }

        return value is { } given ? this.problems.Fixed(path, given) : null;
    }

    private void CompileWallets(LoyaltyOptions options)
    {
        if (options.Wallets.Count == 0)
        {
            this.problems.Error("wallets", "wallets-missing", "is empty; define at least one kind of points.");
        }

        this.parts.Wallets = Ordinal(options.Wallets).Select(w => new LoyaltyWallet(w.Key, w.Value, this.parts.Zone, "wallets:" + w.Key, this.problems)).ToArray();
    }

    private int WalletOf(string? code, string path)
    {
        if (code is null)
        {
            if (this.parts.Wallets.Length > 1)
            {
                this.problems.Error(path, "wallet-missing", "is not set, and there are several wallets: " + this.KnownWallets() + "; name one.");
            }

            return 0;
        }

        int index = Array.FindIndex(this.parts.Wallets, w => string.Equals(w.Code, code, StringComparison.Ordinal));
        if (index < 0)
        {
            this.problems.Error(path, "wallet-unknown", "\"" + code + "\" is not a wallet; the policy has " + this.KnownWallets() + ".");
        }

        return Math.Max(0, index);
    }

    private string KnownWallets() => string.Join(", ", this.parts.Wallets.Select(w => w.Code));

    private void CompileEarning(EarningOptions options)
    {
        this.parts.Accrual = this.problems.Choice("earning:accrual", options.Accrual, AccrualStep.Ordered);
        this.parts.BusinessDate = this.problems.Choice("earning:businessDate", options.BusinessDate, AccrualStep.Ordered);
        this.parts.EffectiveDateDecides = options.EffectiveDateDecides ?? false;
        this.parts.Combination = this.problems.Choice("earning:combination", options.Combination, MultiplierCombination.Highest);
        this.parts.CreditPends = this.problems.Choice("earning:creditSales", options.CreditSales, CreditSales.PendingUntilPaid) == CreditSales.PendingUntilPaid;
        this.parts.StoredValueOnLoad = this.problems.Choice("earning:storedValue", options.StoredValue, StoredValue.OnSpend) == StoredValue.OnLoad;
    }

    private void CompileRules(LoyaltyOptions options)
    {
        ConditionNames names = new ConditionNames()
            .Define(ConditionSubject.Measure, EarningFacts.Measures)
            .Define(ConditionSubject.Score, [])
            .Define(ConditionSubject.Composite, [])
            .Define(ConditionSubject.Attribute, Attributes)
            .Define(ConditionSubject.Tag, []);
        var conditions = new ConditionCompiler(names, this.problems);
        var rules = new List<EarningRule>();
        foreach (KeyValuePair<string, EarningRuleOptions> rule in options.Rules.OrderBy(r => r.Value.Order ?? 100).ThenBy(r => r.Key, StringComparer.Ordinal))
        {
            string path = "rules:" + rule.Key;
            Condition? when = this.When(rule.Value.When, path, conditions);
            rules.Add(new EarningRule(rule.Key, rules.Count, this.WalletOf(rule.Value.Wallet, path + ":wallet"), rule.Value, when, path, this.problems));
        }

        this.parts.Rules = rules.ToArray();
        this.parts.Multipliers = options.Multipliers.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => new Multiplier(m.Key, m.Value, this.parts.Rules, this.When(m.Value.When, "multipliers:" + m.Key, conditions), "multipliers:" + m.Key, this.problems))
            .OrderBy(m => m.Order).ThenByDescending(m => m.Factor).ThenBy(m => m.Code, StringComparer.Ordinal).ToArray();
        this.parts.Caps = Ordinal(options.Caps).Select(c => this.CompileCap(c.Key, c.Value)).ToArray();
        this.CheckBudgets();
    }

    private EarningCap CompileCap(string code, CapOptions options)
    {
        string path = "caps:" + code;
        if (code.StartsWith(BudgetDraws.CounterPrefix, StringComparison.Ordinal))
        {
            this.problems.Error(path, "code-unusable", "begins with budget:, by which the counts of budgets are known; choose another code.");
        }

        int rule = -1;
        if (options.Rule is { } name)
        {
            rule = Array.FindIndex(this.parts.Rules, r => string.Equals(r.Code, name, StringComparison.Ordinal));
            if (rule < 0)
            {
                this.problems.Error(path + ":rule", "rule-unknown", "\"" + name + "\" is not a rule; the policy has " + string.Join(", ", this.parts.Rules.Select(r => r.Code)) + ".");
            }

            this.problems.Stray(path + ":wallet", options.Wallet is not null);
        }

        int wallet = rule >= 0 ? this.parts.Rules[rule].Wallet : this.WalletOf(options.Wallet, path + ":wallet");
        return new EarningCap(code, rule, wallet, options, path, this.problems);
    }

    /// <summary>
    /// What an award grants must rise with what is kept, wallet by wallet. It does while of two budgets one covers all rules of the other, or
    /// they share none; and while no wallet takes from another what it gives back.
    /// </summary>
    private void CheckBudgets()
    {
        EarningCap[][] budgets = this.parts.Caps.Where(c => c.Budget is not null).GroupBy(c => c.Budget, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var covered = new List<int[]>();
        foreach (EarningCap[] caps in budgets)
        {
            EarningCap first = caps[0];
            if (Array.Find(caps, c => c.Wallet != first.Wallet) is { } other)
            {
                this.problems.Error("caps:" + other.Code + ":budget", "budget-of-wallets", "\"" + other.Budget + "\" is also that of caps:" + first.Code + ", which limits another wallet, and points of two wallets don't add up; name a budget for each.");
            }

            int[] rules = this.parts.Rules.Where(r => caps.Any(c => c.Rule == r.Index || (c.Rule < 0 && c.Wallet == r.Wallet))).Select(r => r.Index).ToArray();
            int clash = covered.FindIndex(o => o.Intersect(rules).Any() && o.Except(rules).Any() && rules.Except(o).Any());
            if (clash >= 0)
            {
                this.problems.Error("caps:" + first.Code + ":budget", "budgets-overlap", "\"" + first.Budget + "\" limits some rules that \"" + budgets[clash][0].Budget + "\" limits too, and each limits others besides, so that who keeps more could have fewer points; let one limit all rules of the other, or none.");
            }

            covered.Add(rules);
        }
    }

    private Condition? When(ConditionOptions? options, string path, ConditionCompiler conditions)
    {
        if (options is null || conditions.Compile(options, path + ":when") is not { } condition)
        {
            return null;
        }

        foreach (LeafCondition leaf in condition.Leaves.Where(l => l.Subject == ConditionSubject.Attribute && Array.IndexOf(Attributes, l.Name) < 0))
        {
            this.problems.Error(leaf.Path, "attribute-unknown", "\"" + leaf.Name + "\" is not known of a purchase; use one of " + string.Join(", ", Attributes) + ".");
        }

        return condition;
    }

    private void CompileReturns(ReturnOptions options)
    {
        this.parts.ReturnWindow = Length.CompileDays(options.Window ?? "30d", "returns:window", this.problems);
        this.parts.CloseAfter = Length.CompileDays(options.CloseAfter ?? "90d", "returns:closeAfter", this.problems);
        this.parts.CreditNotes = this.problems.Choice("returns:creditNotes", options.CreditNotes, CreditAllocation.Newest);
        this.parts.Allowances = this.problems.Choice("returns:allowances", options.Allowances, CreditAllocation.Proportional);
        this.parts.Rebates = this.problems.Choice("returns:rebates", options.Rebates, CreditAllocation.Proportional);
        this.parts.ReAwards = this.problems.Choice("returns:reAward", options.ReAward, ReAward.Never) == ReAward.LaterAwards;
        foreach (LoyaltyWallet wallet in this.parts.Wallets.Where(w => this.parts.ReAwards && w.Clawback != Clawback.IntoDebt))
        {
            // Without debt, what one part of a return gives to later awards would pay for what its next part takes back.
            this.problems.Error("returns:reAward", "re-award-without-debt", "later-awards needs wallets that claw back into debt, or returns in parts would end elsewhere than one return; let wallets:" + wallet.Code + ":clawback be into-debt, or use never.");
        }

        this.parts.CorrectsTier = this.problems.Choice("returns:tier", options.Tier, TierAfterReturn.Review) == TierAfterReturn.Correct;
    }

    private void CompileLadder(LoyaltyOptions options)
    {
        if (options.Ladder is { } ladder)
        {
            bool points = this.problems.Choice("ladder:measure", ladder.Measure, LadderMeasure.Points) == LadderMeasure.Points;
            this.parts.Ladder = new Ladder(ladder, points ? this.WalletOf(ladder.Wallet, "ladder:wallet") : 0, this.parts.Zone, this.problems);
        }
        else if (options.Benefits.Count > 0)
        {
            this.problems.Error("benefits", "benefits-without-ladder", "belong to tiers, but there is no ladder; define one.");
        }

        LoyaltyTier[] tiers = this.parts.Ladder?.Tiers ?? [];
        this.parts.Benefits = Ordinal(options.Benefits).Select(b => new Benefit(b.Key, b.Value, tiers, "benefits:" + b.Key, this.problems)).ToArray();
        this.parts.Coupons = Ordinal(options.Coupons).Select(c => new CouponRule(c.Key, c.Value, "coupons:" + c.Key, this.problems)).ToArray();
    }

    private enum CreditSales
    {
        PendingUntilPaid = 0,
        AtOnce = 1,
    }

    private enum StoredValue
    {
        OnSpend = 0,
        OnLoad = 1,
    }

    private enum ReAward
    {
        Never = 0,
        LaterAwards = 1,
    }

    private enum TierAfterReturn
    {
        Review = 0,
        Correct = 1,
    }
}
