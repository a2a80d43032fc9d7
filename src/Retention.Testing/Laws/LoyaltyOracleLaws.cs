using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>The account beside the oracle; null if they agree.</summary>
internal sealed class LoyaltyOracleLaws
{
    private readonly IProcess<PointsAccountState, PointsCommand, PointsEvent> process;
    private readonly LoyaltyPolicy policy;
    private readonly LoyaltyOptions options;

    internal LoyaltyOracleLaws(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, LoyaltyPolicy policy, LoyaltyOptions options)
    {
        this.process = process;
        this.policy = policy;
        this.options = options;
    }

    /// <summary>Balances and lots after every command, and as time goes on.</summary>
    internal string? Balances(PointsCommand[] commands)
    {
        var oracle = new LoyaltyOracle();
        var run = new LoyaltyRun(this.process);
        foreach (PointsCommand command in commands)
        {
            foreach (PointsEvent e in run.Do(command).Events)
            {
                oracle.Add(e);
            }

            if (run.State.LastEventAt is not { } last)
            {
                continue;
            }

            var instants = new List<Instant> { last, last + Duration.FromDays(40), last + Duration.FromDays(500) };
            if (this.process.NextDue(run.State) is { } due)
            {
                instants.AddRange([due.PlusNanoseconds(-1), due, due + Duration.FromDays(1)]);
            }

            foreach (string wallet in this.policy.Wallets.Select(w => w.Code))
            {
                string lots = string.Join(" ", oracle.Left(wallet, LedgerAccount.Available).OrderBy(l => l.Key).Select(l => l.Key + ":" + Points.FromTenThousandths(l.Value)));
                string seenLots = string.Join(" ", run.State.Wallet(wallet).Lots.OrderBy(l => l.Lot.Number).Select(l => l.Lot.Number + ":" + l.Amount));
                if (lots != seenLots)
                {
                    return "lots " + seenLots + " instead of " + lots + " after " + command;
                }

                foreach (Instant at in instants.Where(i => i == last || oracle.Knows(wallet)))
                {
                    WalletBalance balance = this.process.View(run.State, at).Wallet(wallet);
                    string seen = "available " + balance.Available + " pending " + balance.Pending + " held " + balance.Held + " debt " + balance.Debt;
                    string? expected = oracle.At(wallet, at);
                    if (seen != expected)
                    {
                        return wallet + " at " + at + ": " + seen + " instead of " + expected + " after " + command;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Which lots pay, and that nobody spends more than there is.</summary>
    internal string? Spending(PointsCommand[] commands)
    {
        var oracle = new LoyaltyOracle();
        var run = new LoyaltyRun(this.process);
        foreach (PointsCommand command in commands)
        {
            IReadOnlyList<PointsEvent> settled = run.Process.Settle(run.State, command.At);
            Decision<PointsEvent> decision = run.Do(command);
            if (!decision.IsAccepted)
            {
                continue;
            }

            foreach (PointsEvent e in settled)
            {
                oracle.Add(e);
            }

            foreach (PointsEvent e in decision.Events.Skip(settled.Count))
            {
                bool pays = e is PointsHeld or PointsSent or PointsRedeemed { HoldId: null } || (e is PointsAdjusted && e.Postings[0].From == LedgerAccount.Available);
                if (pays && this.Wrong(oracle, e) is { } wrong)
                {
                    return wrong + " under " + command;
                }

                oracle.Add(e);
            }
        }

        return null;
    }

    /// <summary>What awards grant and returns take back, from what was recorded.</summary>
    internal string? Awards(PointsCommand[] commands)
    {
        var latest = new Dictionary<string, Award>(StringComparer.Ordinal);
        foreach (PointsEvent e in new LoyaltyRun(this.process).DoAll(commands).Events)
        {
            foreach (string wallet in this.policy.Wallets.Select(w => w.Code))
            {
                if (e is PointsReturned silent && silent.Taken.All(t => t.Wallet != wallet) && latest.TryGetValue(silent.Award.Document, out Award? before)
                    && LoyaltyAwardOracle.OfWallet(before, wallet) != LoyaltyAwardOracle.OfWallet(silent.Award, wallet))
                {
                    return "nothing is said to be taken from " + wallet + " in " + e + ", before which the award was " + before;
                }

                if (e is PointsAwarded awarded)
                {
                    Points issued = Sum(e.Postings.Where(p => p.Wallet == wallet && p.From == LedgerAccount.Issued));
                    Points granted = Sum(awarded.Award.Grants[awarded.Award.Grants.Count - 1].Lots.Where(l => l.Wallet == wallet).Select(l => l.Amount));
                    bool whole = awarded.Award.Grants.Count == 1;
                    if (issued != granted || (whole && issued.TenThousandths != LoyaltyAwardOracle.OfWallet(awarded.Award, wallet)))
                    {
                        return issued + " issued, " + granted + " granted, " + Points.FromTenThousandths(LoyaltyAwardOracle.OfWallet(awarded.Award, wallet)) + " due in " + e;
                    }
                }

                foreach (TakenPoints taken in e is PointsReturned returned ? returned.Taken.Where(t => t.Wallet == wallet) : [])
                {
                    long left = LoyaltyAwardOracle.OfWallet(((PointsReturned)e).Award, wallet);
                    Points back = taken.FromAward + taken.FromOthers + taken.IntoDebt + taken.WrittenOff;

                    // What an exchange couldn't take from the old award is taken once the new one is there; the old one stays as it is.
                    bool exchanged = taken.Before == taken.After;
                    if (taken.After.TenThousandths != left || (!exchanged && taken.Before - taken.After != back) || Sum(e.Postings.Where(p => p.Wallet == wallet && p.To == LedgerAccount.Reversed)) != back - taken.WrittenOff)
                    {
                        return taken + " instead of " + Points.FromTenThousandths(left) + " left in " + e;
                    }
                }
            }

            if (AwardOf(e) is { } award)
            {
                latest[award.Document] = award;
            }
        }

        return null;
    }

    /// <summary>The entitlements that count in a period never exceed a cap of it; accounts that were merged bring theirs along.</summary>
    internal string? Caps(PointsCommand[] commands)
    {
        List<PointsEvent> events = new LoyaltyRun(this.process).DoAll(commands).Events;
        if (events.Any(e => e is AccountReceived or AccountReopened))
        {
            return null;
        }

        var latest = new Dictionary<string, Award>(StringComparer.Ordinal);
        foreach (PointsEvent e in events)
        {
            if (AwardOf(e) is not { } award)
            {
                continue;
            }

            latest[award.Document + "@" + award.BusinessAt] = award;
            foreach (KeyValuePair<string, CapOptions> cap in this.options.Caps.Where(c => c.Value.AtMost is not null && e is PointsAwarded or PointsReAwarded))
            {
                string period = this.PeriodOf(cap.Value.Period, award);
                long used = latest.Values.Where(a => this.PeriodOf(cap.Value.Period, a) == period).Sum(a => this.Counted(cap.Value, a));
                if (Points.FromTenThousandths(used).Value > cap.Value.AtMost)
                {
                    return "cap " + cap.Key + " of " + cap.Value.AtMost + " gave " + Points.FromTenThousandths(used) + " with " + e;
                }
            }
        }

        return null;
    }

    /// <summary>What an award has drawn from each budget is what it grants under it, each point once; accounts that were merged bring theirs along.</summary>
    internal string? Budgets(PointsCommand[] commands)
    {
        List<PointsEvent> events = new LoyaltyRun(this.process).DoAll(commands).Events;
        if (events.Any(e => e is AccountReceived or AccountReopened))
        {
            return null;
        }

        var drawn = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (PointsEvent e in events)
        {
            if (AwardOf(e) is not { } award)
            {
                continue;
            }

            foreach (string budget in award.Grants.SelectMany(g => g.Caps).Select(c => c.Cap).Where(c => c.StartsWith(BudgetDraws.CounterPrefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
            {
                string key = budget + " of " + award.Document + "@" + award.BusinessAt;
                drawn.TryGetValue(key, out decimal before);
                drawn[key] = before + e.Counters.Where(c => c.Counter == budget).Sum(c => c.Change);
                Points due = Points.FromTenThousandths(LoyaltyAwardOracle.Drawn(award, budget));
                if (drawn[key] != due.Value)
                {
                    return key + " has drawn " + drawn[key] + " instead of " + due + " with " + e;
                }

                if (award.Grants.Count == 1 && due > award.Grants[0].Caps.First(c => c.Cap == budget).Room)
                {
                    return key + " gave " + due + " with " + e;
                }
            }
        }

        return null;
    }

    private static Award? AwardOf(PointsEvent e) => e switch
    {
        PointsAwarded awarded => awarded.Award,
        PointsReturned returned => returned.Award,
        PointsReAwarded again => again.Award,
        PendingCancelled cancelled => cancelled.Award,
        _ => null,
    };

    private static Points Sum(IEnumerable<Posting> postings) => Sum(postings.Select(p => p.Amount));

    private static Points Sum(IEnumerable<Points> amounts) => amounts.Aggregate(default(Points), (sum, a) => sum + a);

    private string? Wrong(LoyaltyOracle oracle, PointsEvent e)
    {
        string wallet = e.Postings[0].Wallet;
        long asked = Sum(e.Postings).TenThousandths;
        var expected = new List<string>();
        foreach (KeyValuePair<Lot, long> lot in oracle.Paying(wallet, this.policy.Wallets.First(w => w.Code == wallet).Consumption))
        {
            long now = Math.Min(asked, lot.Value);
            asked -= now;
            if (now > 0)
            {
                expected.Add(lot.Key.Number + ":" + Points.FromTenThousandths(now));
            }

            if (lot.Key.ExpiresAt <= e.At)
            {
                return "lot " + lot.Key + " had lapsed";
            }
        }

        string seen = string.Join(" ", e.Postings.Select(p => p.Lot + ":" + p.Amount));
        return asked > 0 ? "more is spent than there is: " + e
            : seen == string.Join(" ", expected) ? null : "lots " + seen + " paid instead of " + string.Join(" ", expected);
    }

    private long Counted(CapOptions cap, Award award)
    {
        long[] perRule = LoyaltyAwardOracle.PerRule(award);
        string? wallet = cap.Wallet ?? (cap.Rule is null ? this.policy.Wallets[0].Code : null);
        return Enumerable.Range(0, perRule.Length).Where(r => cap.Rule is null ? award.Rules[r].Wallet == wallet : award.Rules[r].Rule == cap.Rule).Sum(r => perRule[r]);
    }

    private string PeriodOf(string? period, Award award)
    {
        LocalDate date = award.BusinessAt.InZone(this.policy.Zone).Date;
        return period switch
        {
            "day" => date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            "week" => date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            "month" => date.ToString("uuuu-MM", System.Globalization.CultureInfo.InvariantCulture),
            "year" => date.ToString("uuuu", System.Globalization.CultureInfo.InvariantCulture),
            "lifetime" => "ever",
            _ => award.Document + "@" + award.BusinessAt,
        };
    }
}
