using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>Grants one part of an award: caps, lots, activation, repaid debt, counts and progress.</summary>
internal struct GrantMaker
{
    private static readonly FixedList<int>[] SingleRules = Enumerable.Range(0, 8).Select(i => FixedList.One(i)).ToArray();

    /// <summary>What rules granted before a first grant, by their number; never written to.</summary>
    private static readonly long[][] Zeros = Enumerable.Range(0, 8).Select(i => new long[i]).ToArray();
    private static readonly FixedList<Points>[] ZeroPoints = Zeros.Select(PointsOf).ToArray();

    private readonly LoyaltyPolicy policy;
    private readonly PointsAccountState state;
    private readonly Instant at;
    private readonly bool isCredit;
    private readonly PostingDraft postings = new PostingDraft();
    private FixedListDraft<Lot> lots;
    private FixedListDraft<PendingPoints> pending;
    private FixedListDraft<CounterChange> counters;
    private int nextLot;

    internal GrantMaker(LoyaltyPolicy policy, PointsAccountState state, Instant at, bool isCredit)
    {
        this.policy = policy;
        this.state = state;
        this.at = at;
        this.isCredit = isCredit;
        this.nextLot = state.NextLot;
    }

    internal Refusal? Refusal { get; private set; }

    /// <summary>Gets a value indicating whether a lot lapses no later than now, so that it lapses with the award.</summary>
    internal bool HasLapsed { get; private set; }

    /// <summary>
    /// The event that grants what lines have accrued beyond the earlier grants; <paramref name="before"/> is the award before this part, or
    /// the award without grants.
    /// </summary>
    internal PointsAwarded? Grant(Award before, FixedList<AwardLine> lines, string part, bool isFirst, IReadOnlyList<BudgetRoom> budgets)
    {
        var rules = (FixedList<RuleAward>)before.Rules;

        // A new award is nobody else's yet; one from the state, whatever it has, never changes.
        bool isNew = before.Grants.Count == 0 && ReferenceEquals(before.Lines, lines);
        long[] from = isNew && rules.Count < Zeros.Length ? Zeros[rules.Count] : new long[rules.Count];
        var to = new long[rules.Count];
        for (int r = 0; r < to.Length; r++)
        {
            if (before.Grants.Count > 0)
            {
                from[r] = AwardFunction.Raw(rules[r], before.Lines);
            }

            to[r] = Math.Max(from[r], AwardFunction.Raw(rules[r], lines));
        }

        FixedList<GrantCap> caps = GrantCaps.Of(this.policy, this.state, before, budgets, this.at, out Refusal? unknown);
        this.Refusal = unknown;
        if (this.Refusal is not null)
        {
            return null;
        }

        FixedList<Points> pointsFrom = isNew && rules.Count < ZeroPoints.Length ? ZeroPoints[rules.Count] : PointsOf(from);
        FixedList<Points> pointsTo = PointsOf(to);
        long[] perRule;
        if (caps.Count == 0)
        {
            perRule = Uncapped(from, to, isNew);
        }
        else
        {
            perRule = new long[to.Length];
            var draft = new AwardGrant(part, pointsFrom, pointsTo, caps, false, FixedList<GrantLot>.Empty);
            AwardFunction.Granted(rules, draft, to, perRule);
            if (GrantCaps.Refuses(this.policy, before, draft, from, to, perRule) is { } refusal)
            {
                this.Refusal = refusal;
                return null;
            }
        }

        bool separable = IsSeparable(rules, from, to, perRule);
        FixedList<GrantLot> granted = this.LotsOf(before, rules, lines, perRule, separable);
        var grant = new AwardGrant(part, pointsFrom, pointsTo, caps, separable, granted);
        this.CountCaps(caps, rules, perRule);
        this.CountRules(before, rules, lines, perRule);
        Award award = before;
        if (isNew)
        {
            award.Begin(grant);
        }
        else
        {
            award = AwardChange.With(before, lines, FixedList.Own([.. before.Grants.Select(g => UpTo(g, from)), grant]));
        }

        return new PointsAwarded(
            this.at,
            award,
            part,
            isFirst,
            this.postings.ToList(),
            this.lots.ToList(),
            this.pending.ToList(),
            this.counters.ToList(),
            isNew ? AwardProgress.First(award, perRule) : AwardProgress.Change(before, award));
    }

    /// <summary>
    /// An earlier grant without what came back of it: the new one begins where the kept points end, so a point would otherwise be granted,
    /// and taken back, by both.
    /// </summary>
    private static AwardGrant UpTo(AwardGrant grant, long[] kept)
    {
        bool fits = true;
        for (int r = 0; r < kept.Length; r++)
        {
            fits &= grant.To[r].TenThousandths <= kept[r];
        }

        return fits ? grant : new AwardGrant(grant.Part, Least(grant.From, kept), Least(grant.To, kept), grant.Caps, grant.IsSeparable, grant.Lots);
    }

    private static FixedList<Points> Least(IReadOnlyList<Points> points, long[] most) => FixedList.Own(points.Select((p, r) => Points.FromTenThousandths(Math.Min(p.TenThousandths, most[r]))).ToArray());

    /// <summary>Without caps each rule grants all that is new.</summary>
    private static long[] Uncapped(long[] from, long[] to, bool isNew)
    {
        long[] perRule = isNew ? to : new long[to.Length];
        long total = 0;
        for (int r = 0; r < perRule.Length; r++)
        {
            perRule[r] = to[r] - from[r];
            total = checked(total + perRule[r]);
        }

        return perRule;
    }

    /// <summary>The event that grants more of an award, as a cap has more room.</summary>
    internal PointsReAwarded ReGrant(Award award, int index, AwardGrant grant, GrantCap cap, long[] perRule, string returnDocument)
    {
        long extra = perRule.Sum();
        var granted = new FixedListDraft<GrantLot>(grant.Lots.Count + 1);
        foreach (GrantLot lot in grant.Lots)
        {
            granted.Add(lot);
        }

        GrantLot? like = grant.Lots.FirstOrDefault(l => string.Equals(l.Wallet, cap.Wallet, StringComparison.Ordinal));
        int[] rules = Enumerable.Range(0, award.Rules.Count).Where(r => AwardFunction.Applies(cap, r, award.Rules[r].Wallet)).ToArray();
        this.Lot(ref granted, award, award.Rules[rules[0]], cap.Wallet, award.Lines.Count == 1 ? 0 : -1, award.Lines.Count == 1 ? award.Lines[0].Line : null, like is null ? FixedList.Own(rules) : (FixedList<int>)like.Rules, extra);
        var next = new AwardGrant(grant.Part, grant.From, grant.To, grant.Caps, false, granted.ToList());
        Award after = AwardChange.With(award, award.Lines, FixedList.Own(award.Grants.Select((g, i) => i == index ? next : g).ToArray()));
        this.CountCaps(grant.Caps, award.Rules, perRule);
        return new PointsReAwarded(this.at, after, returnDocument, this.postings.ToList(), this.lots.ToList(), this.pending.ToList(), this.counters.ToList(), AwardProgress.Change(award, after));
    }

    private static FixedList<Points> PointsOf(long[] amounts)
    {
        var points = new FixedListDraft<Points>(amounts.Length);
        foreach (long amount in amounts)
        {
            points.Add(Points.FromTenThousandths(amount));
        }

        return points.ToList();
    }

    /// <summary>Whether every line made its own points: each rule rounds lines for itself, and no cap took anything.</summary>
    private static bool IsSeparable(FixedList<RuleAward> rules, long[] from, long[] to, long[] perRule)
    {
        for (int r = 0; r < rules.Count; r++)
        {
            if (!rules[r].RoundsLines || perRule[r] != to[r] - from[r])
            {
                return false;
            }
        }

        return true;
    }

    private FixedList<GrantLot> LotsOf(Award award, FixedList<RuleAward> rules, FixedList<AwardLine> lines, long[] perRule, bool separable)
    {
        var granted = default(FixedListDraft<GrantLot>);
        var done = new bool[rules.Count];
        for (int r = 0; r < rules.Count; r++)
        {
            if (done[r])
            {
                continue;
            }

            FixedList<int> together = this.Together(rules, r, done);
            string wallet = rules[r].Wallet;
            if (!separable || lines.Count == 1)
            {
                long amount = 0;
                foreach (int index in together)
                {
                    amount = checked(amount + perRule[index]);
                }

                this.Lot(ref granted, award, rules[r], wallet, lines.Count == 1 ? 0 : -1, lines.Count == 1 ? lines[0].Line : null, together, amount);
                continue;
            }

            for (int line = 0; line < lines.Count; line++)
            {
                long amount = 0;
                foreach (int index in together)
                {
                    amount = checked(amount + AwardFunction.RawOfLine(rules[index], lines, line) - (award.Grants.Count == 0 ? 0 : AwardFunction.RawOfLine(rules[index], award.Lines, line)));
                }

                this.Lot(ref granted, award, rules[r], wallet, line, lines[line].Line, together, amount);
            }
        }

        return granted.ToList();
    }

    /// <summary>The rules from one on whose points go to one wallet and become spendable in one way.</summary>
    private FixedList<int> Together(FixedList<RuleAward> rules, int first, bool[] done)
    {
        ActivationRule? activation = this.RuleOf(rules[first])?.Activation;
        List<int>? more = null;
        for (int r = first; r < rules.Count; r++)
        {
            if (!done[r] && string.Equals(rules[r].Wallet, rules[first].Wallet, StringComparison.Ordinal) && ReferenceEquals(this.RuleOf(rules[r])?.Activation, activation))
            {
                done[r] = true;
                if (r > first)
                {
                    (more ??= new List<int> { first }).Add(r);
                }
            }
        }

        return more is not null ? FixedList.Own(more.ToArray()) : first < SingleRules.Length ? SingleRules[first] : FixedList.Own(first);
    }

    private EarningRule? RuleOf(RuleAward award)
    {
        foreach (EarningRule rule in this.policy.Parts.Rules)
        {
            if (string.Equals(rule.Code, award.Rule, StringComparison.Ordinal))
            {
                return rule;
            }
        }

        return null;
    }

    private void Lot(ref FixedListDraft<GrantLot> granted, Award award, RuleAward rule, string wallet, int line, string? lineId, FixedList<int> together, long amount)
    {
        if (amount == 0)
        {
            return;
        }

        int index = this.policy.IndexOf(wallet);
        LoyaltyWallet rules = this.policy.Parts.Wallets[index];
        int number = this.nextLot++;
        granted.Add(new GrantLot(number, wallet, line, together, Points.FromTenThousandths(amount)));
        long earned = Nanoseconds.Of(award.BusinessAt);
        long expires = rules.Expiry is null || rules.Expiry.StartsActive ? long.MaxValue : rules.Expiry.ExpiryOf(award.BusinessAt);
        if (PendingWait.Of(this.policy, this.RuleOf(rule)?.Activation, award, this.isCredit, this.at) is { } wait)
        {
            var waiting = new Lot(this.policy.Origins[index], number, award.Document, lineId, earned, long.MaxValue, expires);
            this.pending.Add(new PendingPoints(waiting, wait.Awaits, wait.NotBefore, wait.Delay, wait.CancelAt));
            this.postings.Add(wallet, number, LedgerAccount.Issued, LedgerAccount.Pending, amount);
            this.HasLapsed |= expires <= Nanoseconds.Of(this.at);
            return;
        }

        expires = rules.Expiry is { StartsActive: true } ? rules.Expiry.ExpiryOf(this.at) : expires;
        this.lots.Add(new Lot(this.policy.Origins[index], number, award.Document, lineId, earned, Nanoseconds.Of(this.at), expires));
        this.postings.Add(wallet, number, LedgerAccount.Issued, LedgerAccount.Available, amount);
        if (expires <= Nanoseconds.Of(this.at))
        {
            this.HasLapsed = true;
            return;
        }

        this.Repay(wallet, number, amount);
    }

    /// <summary>What is owed is repaid from what is new and spendable.</summary>
    private void Repay(string wallet, int lot, long amount)
    {
        long debt = this.state.Find(wallet) is { } balance ? -balance.TotalOf(LedgerAccount.Debt) : 0;
        if (debt > 0)
        {
            this.postings.Add(wallet, lot, LedgerAccount.Available, LedgerAccount.Debt, Math.Min(amount, debt - this.postings.Repaid(wallet)));
        }
    }

    private void CountCaps(IReadOnlyList<GrantCap> caps, IReadOnlyList<RuleAward> rules, long[] perRule)
    {
        for (int c = 0; c < caps.Count; c++)
        {
            long used = 0;
            for (int r = 0; r < rules.Count; r++)
            {
                used += AwardFunction.Limits(caps, c, r, rules[r].Wallet) ? perRule[r] : 0;
            }

            if (GrantCaps.CounterOf(caps[c]) is { } counter && used > 0)
            {
                this.counters.Add(new CounterChange(counter, caps[c].PeriodStart, caps[c].KeepUntil, FixedPoint.ToDecimal(used)));
            }
        }
    }

    /// <summary>Cooldowns begin, and fractions are carried on.</summary>
    private void CountRules(Award award, FixedList<RuleAward> rules, FixedList<AwardLine> lines, long[] perRule)
    {
        for (int r = 0; r < rules.Count; r++)
        {
            if (this.RuleOf(rules[r]) is not { } rule)
            {
                continue;
            }

            if (rule.Cooldown is not null && perRule[r] > 0)
            {
                this.counters.Add(new CounterChange(rule.CooldownCounter, CapPeriods.Ever, rule.Cooldown.After(award.BusinessAt > this.at ? award.BusinessAt : this.at, this.policy.Zone), 1));
            }

            if (rule.Carries)
            {
                // At first the rest replaces what was carried in; later parts, like returns, move it by the difference.
                long before = award.Grants.Count == 0 ? rules[r].CarriedInUnits : AwardFunction.Rest(rules[r], award.Lines);
                long change = AwardFunction.Rest(rules[r], lines) - before;
                if (change != 0)
                {
                    this.counters.Add(new CounterChange(rule.CarryCounter, CapPeriods.Ever, Instant.MaxValue, FinePoint.ToDecimal(change)));
                }
            }
        }
    }
}
