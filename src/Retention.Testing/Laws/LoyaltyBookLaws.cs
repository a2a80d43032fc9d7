using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>The books of an account beside the account; null if they agree.</summary>
internal static class LoyaltyBookLaws
{
    private static readonly CustomerId Member = new CustomerId("M1");

    /// <summary>Entries add up to what members have and owe.</summary>
    internal static string? Balances(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsCommand[] commands)
    {
        LoyaltyRun run = new LoyaltyRun(process).DoAll(commands);
        PointsLedgerEntry[] entries = Book(run).Entries.ToArray();
        foreach (WalletBalance wallet in run.State.Wallets)
        {
            PointsLedgerEntry[] own = entries.Where(e => e.Wallet == wallet.Wallet).ToArray();
            Points outstanding = Sum(own.Select(e => e.Outstanding));
            Points debt = Sum(own.Select(e => e.Debt));
            if (outstanding != wallet.Pending + wallet.Available + wallet.Held || debt != default(Points) - wallet.Debt)
            {
                return "the book of " + wallet.Wallet + " has " + outstanding + " and the debt " + debt + "; the account " + (wallet.Pending + wallet.Available + wallet.Held) + " and " + wallet.Debt + "\n" + string.Join("\n", own.Select(e => e.ToString()));
            }
        }

        return null;
    }

    /// <summary>Periods closed one after the other, each from what the one before left.</summary>
    internal static string? Closing(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, Trial<PointsCommand> one)
    {
        LoyaltyRun run = new LoyaltyRun(process).DoAll(one.Commands);
        if (run.Events.Count == 0)
        {
            return null;
        }

        PointsLedgerEntry[] entries = Book(run).Entries.ToArray();
        var dice = new Generators.Dice(one.Seed);
        Instant[] ends = run.Events.Select(e => e.At + Duration.FromNanoseconds(dice.Of(0, 1))).Where(_ => dice.Percent(40)).Append(run.Events[run.Events.Count - 1].At + Duration.Epsilon).Distinct().ToArray();
        Instant from = run.Events[0].At;
        IReadOnlyList<ClosedPeriod> before = [];
        foreach (Instant end in ends.Where(e => e > from))
        {
            Outcome<IReadOnlyList<ClosedPeriod>> closed = PeriodClose.CloseAll(new LedgerPeriod(from, end), end, before, entries);
            if (!closed.IsAccepted)
            {
                return "closing until " + end + " is refused: " + closed.Refusal;
            }

            foreach (ClosedPeriod period in closed.Value)
            {
                ClosedPeriod? previous = before.SingleOrDefault(b => b.Organisation == period.Organisation && b.Wallet == period.Wallet);
                if (!period.Opening.Equals(previous?.Closing ?? new LedgerBalance(default, default)))
                {
                    return StateText.Everything(period) + " doesn't open with what " + StateText.Everything(previous) + " closed with";
                }

                if (period.Closing.Outstanding != period.Opening.Outstanding + period.Movements.Outstanding || period.Closing.Debt != period.Opening.Debt + period.Movements.Debt)
                {
                    return StateText.Everything(period) + ": opening and movements aren't the closing";
                }

                if (!PeriodClose.Verify(period, previous, entries))
                {
                    return StateText.Everything(period) + " isn't verified by the entries of which it was made";
                }
            }

            before = closed.Value;
            from = end;
        }

        return Sum(before.Select(b => b.Closing.Outstanding)) == Sum(entries.Select(e => e.Outstanding)) ? null : "the periods close with another sum than the entries";
    }

    private static PointsBook Book(LoyaltyRun run) => PointsBook.Of(Member, run.Events, document => document.EndsWith("1", StringComparison.Ordinal) ? "north" : null);

    private static Points Sum(IEnumerable<Points> points) => points.Aggregate(default(Points), (a, b) => a + b);
}
