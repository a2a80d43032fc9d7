using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Measures;

namespace Retention.Testing.Laws;

/// <summary>Health as the documentation tells it, in exact fractions: slow, obvious, and with nothing of the library's arithmetic.</summary>
internal sealed class HealthOracle
{
    private const long Whole = 1_000_000;

    private readonly HealthOptions options;
    private readonly DateTimeZone zone;

    internal HealthOracle(HealthOptions options)
    {
        this.options = options;
        this.zone = DateTimeZoneProviders.Tzdb[options.Zone!];
    }

    /// <summary>Gets the keys of the measures in the policy's order.</summary>
    internal IEnumerable<string> Keys => this.Groups().SelectMany(g => this.MeasuresOf(g.Key)).Select(m => m.Key);

    /// <summary>One customer's health; ranks are those among the rows of a table.</summary>
    internal HealthExpectation Evaluate(HealthFacts facts, Instant asOf, MeasureTable population)
    {
        var expected = new HealthExpectation();
        foreach (string key in this.Keys)
        {
            expected.Measures.Add(this.Read(key, facts, asOf, population));
        }

        this.Compute(expected);
        this.Except(expected, facts.Attributes, facts.Tags);
        OverruleByHand(expected, facts.Overrides, asOf);
        expected.Grade = expected.Score is { } score ? this.GradeOf(score) : null;
        return expected;
    }

    /// <summary>The health of a row of a table.</summary>
    internal HealthExpectation Evaluate(MeasureTable table, int row)
    {
        var expected = new HealthExpectation();
        foreach (string key in this.Keys)
        {
            decimal? value = table.Column(key)?[row];
            expected.Measures.Add(this.Judge(key, value, HealthInput.Known, HealthInput.Missing, table));
        }

        this.Compute(expected);
        this.Except(expected, new Dictionary<string, string>(StringComparer.Ordinal), Array.Empty<string>());
        expected.Grade = expected.Score is { } score ? this.GradeOf(score) : null;
        return expected;
    }

    /// <summary>The grade of a score in ten-thousandths: that of the highest lower bound that it reaches.</summary>
    internal string GradeOf(long score)
    {
        KeyValuePair<string, HealthGradeOptions>[] grades = this.options.Grades.OrderBy(g => g.Value.Order).ToArray();
        for (int i = 0; i < grades.Length - 1; i++)
        {
            HealthGradeOptions own = grades[i].Value;
            HealthGradeOptions next = grades[i + 1].Value;
            decimal value = score / 10_000m;
            bool reached = own.AtLeast is { } least ? value >= least : own.MoreThan is { } more ? value > more : next.AtMost is { } most ? value > most : value >= next.LessThan;
            if (reached)
            {
                return grades[i].Key;
            }
        }

        return grades[grades.Length - 1].Key;
    }

    /// <summary>The last instant at which a length of days or months from an instant isn't over.</summary>
    internal Instant After(Instant from, string length) => this.Shift(from, length, 1);

    /// <summary>An instant on the local clock so many days or months later, or with a negative sign earlier.</summary>
    internal Instant Shift(Instant from, string length, int sign)
    {
        int count = sign * int.Parse(length.Substring(0, length.Length - 1), CultureInfo.InvariantCulture);
        LocalDateTime local = from.InZone(this.zone).LocalDateTime;
        LocalDateTime end = length[length.Length - 1] switch
        {
            'd' => local.PlusDays(count),
            'w' => local.PlusWeeks(count),
            'm' => local.PlusMonths(count),
            'q' => local.PlusMonths(3 * count),
            _ => local.PlusYears(count),
        };
        NodaTime.TimeZones.ZoneLocalMapping mapping = this.zone.MapLocal(end);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    private IEnumerable<KeyValuePair<string, HealthGroupOptions>> Groups() => this.options.Groups.OrderBy(g => g.Value.Order ?? 0).ThenBy(g => g.Key, StringComparer.Ordinal);

    private IEnumerable<KeyValuePair<string, HealthMeasureOptions>> MeasuresOf(string group) =>
        this.options.Measures.Where(m => (m.Value.Group ?? this.options.Groups.Keys.Single()) == group).OrderBy(m => m.Value.Order ?? 0).ThenBy(m => m.Key, StringComparer.Ordinal);

    private HealthExpectationLine Read(string key, HealthFacts facts, Instant asOf, MeasureTable population)
    {
        HealthMeasureOptions measure = this.options.Measures[key];
        HealthReading[] made = facts.Readings.Where(r => r.Measure == key && r.MeasuredAt <= asOf).ToArray();
        HealthReading[] counting = made.Where(r => measure.SelfAssessed != true || (!string.IsNullOrWhiteSpace(r.ReviewedBy) && r.ReviewedBy != r.AssessedBy && r.ReviewedAt <= asOf)).ToArray();
        HealthReading? latest = counting.OrderBy(r => r.MeasuredAt).LastOrDefault();
        HealthReading? known = counting.Where(r => r.Value is not null).OrderBy(r => r.MeasuredAt).LastOrDefault();
        if (latest?.Value is { } value && (measure.ValidFor is null || asOf <= this.After(latest.MeasuredAt, measure.ValidFor)))
        {
            return this.Judge(key, value, HealthInput.Known, HealthInput.Missing, population);
        }

        if (measure.Missing == "hold-last" && known is not null && asOf <= this.After(known.MeasuredAt, measure.HoldFor!))
        {
            return this.Judge(key, known.Value, HealthInput.Held, HealthInput.Missing, population);
        }

        HealthInput why = latest?.Value is not null ? HealthInput.Stale : latest is null && made.Length > 0 ? HealthInput.Unreviewed : HealthInput.Missing;
        return this.Judge(key, null, HealthInput.Known, why, population);
    }

    private HealthExpectationLine Judge(string key, decimal? value, HealthInput present, HealthInput absent, MeasureTable population)
    {
        HealthMeasureOptions measure = this.options.Measures[key];
        MeasureColumn? column = population.Column(key);
        var scale = new HealthOracleScale(measure, column is null ? Array.Empty<decimal>() : Enumerable.Range(0, population.Count).Select(r => column[r]).OfType<decimal>());
        var line = new HealthExpectationLine(key, Fraction.Of(measure.Weight ?? 1)) { Value = value, Score = value is { } known ? scale.Score(known) : null };
        line.Input = line.Score is not null ? present : value is not null ? HealthInput.Unscored : absent;
        if (line.IsPresent)
        {
            line.Treatment = HealthTreatment.Counted;
            return line;
        }

        switch (measure.Missing)
        {
            case "worst":
                line.Score = scale.Worst;
                line.Treatment = HealthTreatment.Worst;
                break;
            case null:
            case "exclude":
            case "hold-last":
                line.Treatment = HealthTreatment.Excluded;
                break;
            case "require":
                line.Treatment = HealthTreatment.Required;
                break;
            default:
                line.Score = measure.Missing == "neutral" ? Whole / 2 : (long)(decimal.Parse(measure.Missing, CultureInfo.InvariantCulture) * 10_000);
                line.Treatment = HealthTreatment.Neutral;
                break;
        }

        return line;
    }

    private void Compute(HealthExpectation expected)
    {
        Fraction sum = Fraction.Of(0);
        Fraction counted = Fraction.Of(0);
        Fraction covered = Fraction.Of(0);
        Fraction all = Fraction.Of(0);
        bool isRequiredMissing = false;
        foreach (KeyValuePair<string, HealthGroupOptions> group in this.Groups())
        {
            HealthExpectationLine[] lines = this.MeasuresOf(group.Key).Select(m => expected.Measures.Single(l => l.Key == m.Key)).ToArray();
            Fraction weight = Fraction.Of(group.Value.Weight ?? 1);
            var own = new HealthExpectationLine(group.Key, weight) { Score = Mean(lines) };
            expected.Groups.Add(own);
            Fraction total = Weight(lines);
            covered += weight * Fraction.Of(total.IsZero ? 0 : (Fraction.Of(Whole) * Weight(lines.Where(l => l.IsPresent)) / total).Round());
            all += weight;
            isRequiredMissing |= lines.Any(l => l.Treatment == HealthTreatment.Required) || (own.Score is null && group.Value.Require == true);
            if (own.Score is { } score)
            {
                sum += weight * Fraction.Of(score);
                counted += weight;
            }
        }

        expected.Coverage = all.IsZero ? 0 : (covered / all).Round();
        expected.Unknown = isRequiredMissing ? HealthUnknown.RequiredMissing
            : counted.IsZero ? HealthUnknown.NothingKnown
            : expected.Coverage < (this.options.CoverageAtLeast ?? 0) * 10_000 ? HealthUnknown.CoverageTooLow
            : (HealthUnknown?)null;
        if (expected.Unknown is null)
        {
            expected.Computed = (sum / counted).Round();
            expected.ComputedGrade = this.GradeOf(expected.Computed.Value);
            this.Share(expected, counted);
        }
    }

    private static Fraction Weight(IEnumerable<HealthExpectationLine> lines) => lines.Aggregate(Fraction.Of(0), (sum, l) => sum + l.Weight);

    private static long? Mean(IReadOnlyList<HealthExpectationLine> lines)
    {
        HealthExpectationLine[] counted = lines.Where(l => l.Score is not null).ToArray();
        Fraction total = Weight(counted);
        return total.IsZero ? (long?)null : (counted.Aggregate(Fraction.Of(0), (sum, l) => sum + (l.Weight * Fraction.Of(l.Score!.Value))) / total).Round();
    }

    /// <summary>Groups share the score, then each group's measures the group's share; ties to the earlier.</summary>
    private void Share(HealthExpectation expected, Fraction counted)
    {
        long[] scores = LargestRemainders(expected.Computed!.Value, expected.Groups.Select(g => g.Score is { } s ? g.Weight * Fraction.Of(s) / counted : Fraction.Of(0)).ToArray());
        long[] weights = InProportion(Whole, expected.Groups.Select(g => g.Score is null ? Fraction.Of(0) : g.Weight).ToArray());
        for (int g = 0; g < expected.Groups.Count; g++)
        {
            HealthExpectationLine own = expected.Groups[g];
            own.Contribution = scores[g];
            own.Effective = weights[g];
            HealthExpectationLine[] lines = this.MeasuresOf(own.Key).Select(m => expected.Measures.Single(l => l.Key == m.Key)).ToArray();
            long[] contributions = InProportion(scores[g], lines.Select(l => l.Score is { } s ? l.Weight * Fraction.Of(s) : Fraction.Of(0)).ToArray());
            long[] effective = InProportion(weights[g], lines.Select(l => l.Score is null ? Fraction.Of(0) : l.Weight).ToArray());
            for (int i = 0; i < lines.Length; i++)
            {
                lines[i].Contribution = contributions[i];
                lines[i].Effective = effective[i];
            }
        }
    }

    /// <summary>A whole in proportion to parts.</summary>
    internal static long[] InProportion(long whole, IReadOnlyList<Fraction> parts)
    {
        Fraction total = parts.Aggregate(Fraction.Of(0), (sum, p) => sum + p);
        return total.IsZero ? new long[parts.Count] : LargestRemainders(whole, parts.Select(p => Fraction.Of(whole) * p / total).ToArray());
    }

    /// <summary>A rounded whole of exact parts: each rounded down, the rest to the largest remainders, ties to the earlier.</summary>
    internal static long[] LargestRemainders(long whole, IReadOnlyList<Fraction> exact)
    {
        long[] shares = exact.Select(e => e.Floor()).ToArray();
        int[] order = Enumerable.Range(0, shares.Length).OrderBy(i => i, Comparer<int>.Create((a, b) => (exact[b] - Fraction.Of(shares[b])).CompareTo(exact[a] - Fraction.Of(shares[a])))).ToArray();
        long left = whole - shares.Sum();
        for (int i = 0; i < left; i++)
        {
            shares[order[i]]++;
        }

        return shares;
    }

    /// <summary>The first exception that sets; then the floors, then the caps.</summary>
    private void Except(HealthExpectation expected, IReadOnlyDictionary<string, string> attributes, IReadOnlyList<string> tags)
    {
        var judge = new HealthOracleConditions(expected, attributes, tags);
        KeyValuePair<string, HealthExceptionOptions>[] met = this.options.Exceptions.OrderBy(e => e.Value.Order ?? 0).ThenBy(e => e.Key, StringComparer.Ordinal).Where(e => judge.IsMet(e.Value.When!) == true).ToArray();
        expected.Score = expected.Computed;
        foreach (KeyValuePair<string, HealthExceptionOptions> one in met.Where(e => e.Value.Set is not null).Take(1))
        {
            Apply(expected, one.Key, HealthOverrideKind.Set, one.Value.Set!.Value);
        }

        foreach (KeyValuePair<string, HealthExceptionOptions> one in met.Where(e => e.Value.Floor is not null))
        {
            Apply(expected, one.Key, HealthOverrideKind.Floor, one.Value.Floor!.Value);
        }

        foreach (KeyValuePair<string, HealthExceptionOptions> one in met.Where(e => e.Value.Cap is not null))
        {
            Apply(expected, one.Key, HealthOverrideKind.Cap, one.Value.Cap!.Value);
        }
    }

    /// <summary>Of those in force: the one set last, by when it began and then by its place; then the floors, then the caps.</summary>
    private static void OverruleByHand(HealthExpectation expected, IReadOnlyList<HealthOverride> all, Instant asOf)
    {
        HealthOverride[] held = all.Where(o => o.Since <= asOf && (o.Until is null || asOf < o.Until)).ToArray();
        IEnumerable<HealthOverride> set = held.Where(o => o.Kind == HealthOverrideKind.Set).OrderBy(o => o.Since).Reverse().Take(1);
        foreach (HealthOverride one in set.Concat(held.Where(o => o.Kind == HealthOverrideKind.Floor)).Concat(held.Where(o => o.Kind == HealthOverrideKind.Cap)))
        {
            Apply(expected, "by " + one.Author + " " + one.Reason, one.Kind, one.Score.Value);
        }
    }

    private static void Apply(HealthExpectation expected, string what, HealthOverrideKind kind, decimal bound)
    {
        long? before = expected.Score;
        long units = (long)(bound * 10_000);
        expected.Score = kind switch
        {
            HealthOverrideKind.Set => units,
            HealthOverrideKind.Cap => before is { } high ? Math.Min(high, units) : (long?)null,
            _ => before is { } low ? Math.Max(low, units) : (long?)null,
        };
        if (kind == HealthOverrideKind.Set || expected.Score != before)
        {
            expected.Overrides.Add(HealthText.Override(what, kind, before, expected.Score!.Value));
        }
    }
}
