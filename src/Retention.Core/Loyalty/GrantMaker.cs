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

        FixedList<GrantCap> caps = this.CapsOf(before, budgets);
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
            GrantWallets(rules, draft, to, perRule);
            if (this.Refuses(before, rules, draft, from, to, perRule) is { } refusal)
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
            award = AwardChange.With(before, lines, FixedList.Own([.. before.Grants, grant]));
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
    internal PointsReAwarded ReGrant(Award award, int index, AwardGrant grant, GrantCap cap, long extra, string returnDocument)
    {
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
        if (CounterOf(cap) is { } counter)
        {
            this.counters.Add(new CounterChange(counter, cap.PeriodStart, cap.KeepUntil, FixedPoint.ToDecimal(extra)));
        }

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

    private FixedList<GrantCap> CapsOf(Award award, IReadOnlyList<BudgetRoom> budgets)
    {
        EarningCap[] caps = this.policy.Parts.Caps;
        if (caps.Length == 0)
        {
            return FixedList<GrantCap>.Empty;
        }

        var result = new List<GrantCap>();
        foreach (EarningCap cap in caps)
        {
            int rule = -1;
            for (int r = 0; r < award.Rules.Count && cap.Rule >= 0 && rule < 0; r++)
            {
                rule = string.Equals(award.Rules[r].Rule, this.policy.Parts.Rules[cap.Rule].Code, StringComparison.Ordinal) ? r : -1;
            }

            string wallet = this.policy.Parts.Wallets[cap.Wallet].Code;
            if ((cap.Rule >= 0 && rule < 0) || !award.Rules.Any(r => string.Equals(r.Wallet, wallet, StringComparison.Ordinal)))
            {
                continue;
            }

            if (cap.AtMost != long.MaxValue)
            {
                PeriodSpan span = this.policy.Periods.Around(cap.Period, award.BusinessAt);
                decimal used = cap.Period == CapPeriod.Transaction ? 0 : this.state.Count(cap.Counter, span.Start);
                long room = Math.Max(0, cap.AtMost - FixedPoint.Exact(used, "use of a cap"));
                Instant keep = span.End == Instant.MaxValue ? Instant.MaxValue : this.policy.ClosesAt(span.End);
                result.Add(new GrantCap(cap.Code, rule, wallet, Points.FromTenThousandths(room), span.Start, cap.Period == CapPeriod.Transaction ? CapPeriods.Ever : keep));
            }

            if (cap.Budget is { } budget)
            {
                BudgetRoom? given = budgets.FirstOrDefault(b => string.Equals(b.Budget, budget, StringComparison.Ordinal));
                if (given is null)
                {
                    this.Refusal = new Refusal(LoyaltyRefusals.BudgetNotGiven, new RefusalArgument("budget", budget));
                    break;
                }

                // Kept no longer than the event: the budget's own stream counts.
                result.Add(new GrantCap(cap.BudgetCounter, rule, wallet, given.Room, CapPeriods.Ever, this.at));
            }
        }

        return FixedList.Own(result.ToArray());
    }

    private static void GrantWallets(FixedList<RuleAward> rules, AwardGrant grant, long[] to, long[] perRule)
    {
        for (int r = 0; r < rules.Count; r++)
        {
            if (IsFirstOfWallet(rules, r))
            {
                AwardFunction.Granted(rules, grant, rules[r].Wallet, to, perRule);
            }
        }
    }

    private static bool IsFirstOfWallet(FixedList<RuleAward> rules, int index)
    {
        for (int r = 0; r < index; r++)
        {
            if (string.Equals(rules[r].Wallet, rules[index].Wallet, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A cap that refuses and would take something.</summary>
    private Refusal? Refuses(Award award, FixedList<RuleAward> rules, AwardGrant grant, long[] from, long[] to, long[] perRule)
    {
        foreach (GrantCap cap in grant.Caps)
        {
            EarningCap? rule = Array.Find(this.policy.Parts.Caps, c => string.Equals(c.Code, cap.Cap, StringComparison.Ordinal) || string.Equals(c.BudgetCounter, cap.Cap, StringComparison.Ordinal));
            if (rule is not { Refuses: true })
            {
                continue;
            }

            long asked = 0;
            long given = 0;
            for (int r = 0; r < rules.Count; r++)
            {
                if (AwardFunction.Applies(cap, r, rules[r].Wallet))
                {
                    asked = checked(asked + to[r] - from[r]);
                    given += perRule[r];
                }
            }

            if (asked > cap.Room.TenThousandths && given < asked)
            {
                PeriodSpan span = this.policy.Periods.Around(rule.Period, award.BusinessAt);
                return new Refusal(
                    LoyaltyRefusals.CapExceeded,
                    new RefusalArgument("cap", cap.Cap),
                    new RefusalArgument("asked", FixedPoint.Text(asked)),
                    new RefusalArgument("room", cap.Room.ToString()),
                    span.End == Instant.MaxValue || rule.Budget is not null ? new RefusalArgument("until", "never") : StreamRules.Argument("until", span.End));
            }
        }

        return null;
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
        if (this.Waiting(this.RuleOf(rule)?.Activation, award) is { } wait)
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

    /// <summary>What points wait for; null: nothing, they are spendable now.</summary>
    private PendingPoints? Waiting(ActivationRule? activation, Award award)
    {
        bool credit = this.isCredit && this.policy.Parts.CreditPends;
        if (activation is null && !credit)
        {
            return null;
        }

        Instant notBefore = award.BusinessAt;
        string[] awaits = activation?.Awaits ?? [];
        if (credit && Array.IndexOf(awaits, Milestones.Paid) < 0)
        {
            awaits = [.. awaits, Milestones.Paid];
        }

        if (activation is { AfterReturnWindow: true })
        {
            notBefore = Later(notBefore, this.policy.Parts.ReturnWindow!.After(award.BusinessAt, this.policy.Zone));
        }

        if (activation?.On is { } date)
        {
            notBefore = Later(notBefore, LocalDays.StartOf(date, this.policy.Zone));
        }

        Length? delay = activation?.After;
        if (delay is not null && awaits.Length == 0)
        {
            notBefore = Later(notBefore, delay.After(award.BusinessAt, this.policy.Zone));
            delay = null;
        }

        if (awaits.Length == 0 && notBefore <= this.at)
        {
            return null;
        }

        Instant? cancelAt = awaits.Length == 0 ? null : activation?.CancelAfter?.After(award.BusinessAt, this.policy.Zone);
        cancelAt = cancelAt <= this.at ? this.at : cancelAt;
        return new PendingPoints(NoLot, FixedList.Own(awaits), notBefore, delay?.Text, cancelAt);
    }

    /// <summary>Stands where a lot is not known yet.</summary>
    private static readonly Lot NoLot = new Lot(new LotOrigin(string.Empty, new PolicyVersion("none", "none")), 0, string.Empty, null, 0, 0, 0);

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;

    private void CountCaps(FixedList<GrantCap> caps, FixedList<RuleAward> rules, long[] perRule)
    {
        for (int c = 0; c < caps.Count; c++)
        {
            long used = 0;
            for (int r = 0; r < rules.Count; r++)
            {
                used += AwardFunction.Applies(caps[c], r, rules[r].Wallet) ? perRule[r] : 0;
            }

            if (CounterOf(caps[c]) is { } counter && used > 0)
            {
                this.counters.Add(new CounterChange(counter, caps[c].PeriodStart, caps[c].KeepUntil, FixedPoint.ToDecimal(used)));
            }
        }
    }

    /// <summary>What a cap is counted under; null: a cap of one transaction isn't counted.</summary>
    internal static string? CounterOf(GrantCap cap) => cap.Cap.StartsWith("budget:", StringComparison.Ordinal) ? cap.Cap
        : cap.KeepUntil == CapPeriods.Ever ? null
        : "cap:" + cap.Cap;

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

/// <summary>Milestones that the library itself knows.</summary>
internal static class Milestones
{
    /// <summary>A credit sale was paid.</summary>
    internal const string Paid = "paid";
}
