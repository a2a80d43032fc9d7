using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>How progress counts towards a tier: in which bucket, until when, and how much of it at an instant.</summary>
internal sealed class LadderBuckets
{
    /// <summary>The date of the one bucket of progress that counts for ever.</summary>
    private static readonly LocalDate Ever = new LocalDate(2000, 1, 1);

    private readonly Ladder ladder;

    /// <summary>The last bucket asked about. Replaced as a whole, so that threads see one or the other.</summary>
    private BucketEnd? memo;

    internal LadderBuckets(Ladder ladder) => this.ladder = ladder;

    /// <summary>The date of the bucket in which something on a date counts.</summary>
    internal LocalDate DateOf(LocalDate date, PointsAccountState state) => this.ladder.Period switch
    {
        LadderPeriod.Lifetime => Ever,
        LadderPeriod.CalendarYear => new LocalDate(date.Year, 1, 1),
        LadderPeriod.MembershipYear when state.Opened is { } opened => this.YearStart(opened.JoinedOn, date),
        _ => date,
    };

    /// <summary>When a bucket no longer counts, exclusive.</summary>
    internal Instant Until(LocalDate bucket)
    {
        BucketEnd? last = this.memo;
        if (last is null || last.Bucket != bucket)
        {
            last = new BucketEnd(bucket, this.EndOf(bucket));
            this.memo = last;
        }

        return last.End;
    }

    private Instant EndOf(LocalDate bucket) => this.ladder.Period switch
    {
        LadderPeriod.Lifetime => Instant.MaxValue,
        LadderPeriod.Rolling => LocalDays.StartOf(bucket.Plus(this.ladder.Window), this.ladder.Zone),

        // A year begun on 29 February may end a day later; years since a tier was reached may begin any day of the bucket's second year.
        LadderPeriod.TierYear => LocalDays.StartOf(bucket.PlusYears(2).PlusDays(1), this.ladder.Zone),
        _ => LocalDays.StartOf(bucket.PlusYears(2).PlusDays(1), this.ladder.Zone),
    };

    /// <summary>The progress that counts at an instant, in ten-thousandths.</summary>
    internal long At(PointsAccountState state, Instant at)
    {
        ProgressLog log = state.ProgressLog;
        if (this.ladder.Period is LadderPeriod.Rolling or LadderPeriod.Lifetime)
        {
            long counted = log.Total;
            for (int i = 0; i < log.Count && log[i].KeepUntil <= at; i++)
            {
                counted -= log[i].ChangeUnits;
            }

            return counted;
        }

        LocalDate date = LocalDays.DateOf(at, this.ladder.Zone);
        LocalDate start = this.YearStart(this.Anchor(state), date);
        LocalDate previous = this.YearStart(this.Anchor(state), start.PlusDays(-1));
        long current = 0;
        long before = 0;

        // What made the tier was earned up to the day it was reached, that day included.
        bool first = this.ladder.Period == LadderPeriod.TierYear && start == this.Anchor(state);
        for (int i = 0; i < log.Count; i++)
        {
            current += log[i].Date >= start ? log[i].ChangeUnits : 0;
            before += log[i].Date >= previous && (log[i].Date < start || (first && log[i].Date == start)) ? log[i].ChangeUnits : 0;
        }

        // What qualified in the year before holds the tier through this one.
        return current > before ? current : before;
    }

    /// <summary>The instants after one at which progress stops counting, in order; enough of them to see every change.</summary>
    internal IEnumerable<Instant> LossesAfter(PointsAccountState state, Instant at)
    {
        switch (this.ladder.Period)
        {
            case LadderPeriod.Lifetime:
                yield break;
            case LadderPeriod.Rolling:
                Instant last = at;
                for (int i = 0; i < state.ProgressLog.Count; i++)
                {
                    Instant until = state.ProgressLog[i].KeepUntil;
                    if (until > last)
                    {
                        last = until;
                        yield return until;
                    }
                }

                break;
            default:
                LocalDate start = this.YearStart(this.Anchor(state), LocalDays.DateOf(at, this.ladder.Zone));
                for (int year = 0; year < 3; year++)
                {
                    start = this.NextYear(state, start);
                    yield return LocalDays.StartOf(start, this.ladder.Zone);
                }

                break;
        }
    }

    /// <summary>When a rolling window will first hold too little for a tier; as the losses above, in one pass over the buckets.</summary>
    internal Instant? RollingLoss(ProgressLog log, Instant at, LoyaltyTier tier)
    {
        long counted = log.Total;
        int dropped = 0;
        Instant last = at;
        for (int i = 0; i < log.Count && tier.Rank > 0; i++)
        {
            Instant until = log[i].KeepUntil;
            if (until <= last)
            {
                continue;
            }

            last = until;
            while (dropped < log.Count && log[dropped].KeepUntil <= until)
            {
                counted -= log[dropped++].ChangeUnits;
            }

            if (this.ladder.Reached(counted).Rank < tier.Rank)
            {
                return until;
            }
        }

        return null;
    }

    /// <summary>The end of the period under way at an instant: of the year, or of the month for windows that roll and for ever.</summary>
    internal Instant PeriodEnd(PointsAccountState state, Instant at)
    {
        LocalDate date = LocalDays.DateOf(at, this.ladder.Zone);
        return LocalDays.StartOf(
            this.ladder.Period is LadderPeriod.Rolling or LadderPeriod.Lifetime
                ? CalendarRounding.Up(date.PlusDays(1), CalendarUnit.Month)
                : this.NextYear(state, this.YearStart(this.Anchor(state), date)),
            this.ladder.Zone);
    }

    private LocalDate Anchor(PointsAccountState state) => this.ladder.Period switch
    {
        LadderPeriod.MembershipYear when state.Opened is { } opened => opened.JoinedOn,
        LadderPeriod.TierYear when state.Tier.Since is { } since => LocalDays.DateOf(since, this.ladder.Zone),
        _ => Ever,
    };

    private LocalDate NextYear(PointsAccountState state, LocalDate start)
    {
        LocalDate anchor = this.Anchor(state);
        return start < anchor ? this.YearStart(anchor, start.PlusDays(400)) : Anniversary.NextAfter(anchor, start, this.ladder.LeapDay);
    }

    /// <summary>The start of the year of membership, of the tier or of the calendar in which a date lies, before the anchor too.</summary>
    private LocalDate YearStart(LocalDate anchor, LocalDate date)
    {
        LocalDate thisYear = In(anchor, date.Year, this.ladder.LeapDay);
        return thisYear <= date ? thisYear : In(anchor, date.Year - 1, this.ladder.LeapDay);
    }

    /// <summary>The anniversary in a year, also before the anchor's own.</summary>
    private static LocalDate In(LocalDate anchor, int year, LeapDayRule rule) =>
        Anniversary.In(anchor.Year <= year ? anchor : new LocalDate(anchor.Year - (4 * (((anchor.Year - year) / 4) + 1)), anchor.Month, anchor.Day is 29 && anchor.Month is 2 ? 28 : anchor.Day), year, rule);

    private sealed class BucketEnd
    {
        internal BucketEnd(LocalDate bucket, Instant end)
        {
            this.Bucket = bucket;
            this.End = end;
        }

        internal LocalDate Bucket { get; }

        internal Instant End { get; }
    }
}
