using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>How a customer gets to the next better grade by changing one measure, and which improvements are worth most.</summary>
/// <remarks>
/// Ways are worked out with the policy's exceptions and the overrides in force, so that a cap which holds leaves no way by a measure that doesn't lift it.
/// Of several ways the smallest is the one that changes its own measure's score by the fewest points, up or (where that lifts an exception) down. Immutable and thread-safe.
/// </remarks>
public sealed class HealthWayUp
{
    private const long Whole = 100 * FixedPoint.One;
    private const int MostImprovements = 3;

    private HealthWayUp(HealthGrade? target, IEnumerable<HealthStep> steps, IEnumerable<HealthStep> improvements)
    {
        this.Target = target;
        this.Steps = Sequence.Copy(steps);
        this.Improvements = Sequence.Copy(improvements);
    }

    /// <summary>Gets the next better grade; null if the customer has the best, or the health is unknown.</summary>
    public HealthGrade? Target { get; }

    /// <summary>Gets the smallest single-measure change that reaches it; null if none does.</summary>
    public HealthStep? Smallest => this.Steps.Count == 0 ? null : this.Steps[0];

    /// <summary>Gets the single-measure changes that reach it, the smallest first.</summary>
    public IReadOnlyList<HealthStep> Steps { get; }

    /// <summary>Gets the three measures whose best score would raise the computed score most, the most valuable first; fewer if fewer would raise it.</summary>
    public IReadOnlyList<HealthStep> Improvements { get; }

    internal static HealthWayUp Of(HealthResult result)
    {
        if (result.ScoreUnits < 0)
        {
            return new HealthWayUp(null, [], []);
        }

        var trial = new HealthTrial(result);
        int measures = result.Policy.MeasureList.Length;
        HealthStep[] improvements = result.ComputedUnits < 0 ? [] : Enumerable.Range(0, measures).Select(trial.Best).OfType<HealthStep>()
            .OrderByDescending(s => s.Gain.TenThousandths).Take(MostImprovements).ToArray();
        if (result.GradeUnits == 0)
        {
            return new HealthWayUp(null, [], improvements);
        }

        HealthGrade target = result.Policy.GradeList[result.GradeUnits - 1];
        IEnumerable<HealthStep> steps = Enumerable.Range(0, measures).Select(m => trial.Least(m, result.GradeUnits - 1)).OfType<HealthStep>().OrderBy(s => Math.Abs(s.ScoreChange.TenThousandths));
        return new HealthWayUp(target, steps, improvements);
    }

    /// <summary>Tries other values of one measure on a copy of a result.</summary>
    private sealed class HealthTrial : ICutVisitor
    {
        private readonly HealthResult result;
        private readonly HealthSheet sheet;
        private readonly List<long> cuts = new List<long>();

        internal HealthTrial(HealthResult result)
        {
            this.result = result;
            this.sheet = new HealthSheet(result.Policy, result.Policy.MeasureList.Select((m, i) => result.Sheet.ScaleOf(i)).ToArray());
        }

        public void Visit(long cut)
        {
            this.cuts.Add(cut);
            this.cuts.Add(cut - 1);
        }

        /// <summary>What the measure's best score would add; null if nothing.</summary>
        internal HealthStep? Best(int m)
        {
            HealthMeasure measure = this.result.Policy.MeasureList[m];
            long best = measure.Highest(this.sheet.ScaleOf(m));
            long? now = this.result.Sheet.ScoreOf(m);
            if (best < 0 || now >= best || this.With(m, best) - this.result.ComputedUnits is not (> 0 and { } gain))
            {
                return null;
            }

            return new HealthStep(measure, this.result.Sheet.Value(m), this.ValueFor(m, best), now, best, gain);
        }

        /// <summary>The value of the measure with the least change of its score with which the grade is reached; null if no value does.</summary>
        /// <remarks>
        /// What is reached changes only where the computed score comes to the grade, or where an exception begins or ceases to apply; so only values on
        /// either side of such a place are tried, those around the score now, and those of the lowest and the highest score.
        /// </remarks>
        internal HealthStep? Least(int m, int grade)
        {
            HealthMeasure measure = this.result.Policy.MeasureList[m];
            long? valueNow = this.result.Sheet.Value(m);
            long? scoreNow = this.result.Sheet.ScoreOf(m);
            this.Collect(m, grade);
            HealthStep? least = null;
            foreach (long candidate in this.Candidates(measure).OrderBy(c => Math.Abs((decimal)c - (valueNow ?? 0))).ToArray())
            {
                if (this.IsReachedBy(m, candidate, grade, out long score) && !(Math.Abs(least?.ScoreChange.TenThousandths ?? long.MaxValue) <= Math.Abs(score - (scoreNow ?? 0))))
                {
                    least = new HealthStep(measure, valueNow, candidate, scoreNow, score, Math.Max(0, this.sheet.Computed) - Math.Max(0, this.result.ComputedUnits));
                }
            }

            return least;
        }

        /// <summary>Collects the values to try.</summary>
        private void Collect(int m, int grade)
        {
            HealthMeasure measure = this.result.Policy.MeasureList[m];
            Scale? scale = this.sheet.ScaleOf(m);
            long now = this.result.Sheet.ScoreOf(m) ?? 0;
            int group = Array.FindIndex(this.result.Policy.GroupList, g => m < g.End);
            var scores = new List<long> { now, now + 1, measure.Worst(scale) + 1, measure.Highest(scale), this.LeastScore(m, s => this.Reaches(m, s, grade)) };
            this.cuts.Clear();
            this.cuts.Add(measure.Source.EdgeFor(0) ?? 0);
            foreach (NumberCondition leaf in this.result.Policy.ExceptionList.SelectMany(e => e.When.Leaves).OfType<NumberCondition>())
            {
                foreach (long edge in new[] { leaf.Lowest, leaf.Highest == long.MaxValue ? long.MaxValue : leaf.Highest + 1 }.Where(e => e is > long.MinValue and < long.MaxValue))
                {
                    switch (leaf.Subject)
                    {
                        case ConditionSubject.Measure when leaf.Index == m:
                            this.Visit(edge);
                            break;
                        case ConditionSubject.Score when leaf.Index == m:
                            scores.Add(edge);
                            break;
                        case ConditionSubject.Composite when leaf.Index == group:
                            scores.Add(this.LeastScore(m, s => this.GroupWith(m, s, group) >= edge));
                            break;
                    }
                }
            }

            foreach (long score in scores.Where(s => s >= 0).Distinct())
            {
                scale?.VisitCuts(measure.IsNegative ? Whole - score + 1 : score, this);
            }
        }

        /// <summary>The least score of the measure with which something holds that a higher score never undoes; -1 if there is none.</summary>
        private long LeastScore(int m, Func<long, bool> holds)
        {
            long low = -1;
            long high = this.result.Policy.MeasureList[m].Highest(this.sheet.ScaleOf(m));
            if (high < 0 || !holds(high))
            {
                return -1;
            }

            while (high - low > 1)
            {
                long middle = low + ((high - low) / 2);
                (low, high) = holds(middle) ? (low, middle) : (middle, high);
            }

            return high;
        }

        private long With(int m, long score)
        {
            this.sheet.Take(this.result.Sheet);
            this.sheet.SetScore(m, score);
            return this.sheet.Compute();
        }

        private long? GroupWith(int m, long score, int group)
        {
            this.With(m, score);
            return this.sheet.GroupScore(group);
        }

        private bool Reaches(int m, long score, int grade) => this.With(m, score) is >= 0 and { } computed && this.result.Policy.GradeIndex(computed) <= grade;

        /// <summary>Whether a value reaches the grade with exceptions and overrides.</summary>
        private bool IsReachedBy(int m, long value, int grade, out long score)
        {
            this.sheet.Take(this.result.Sheet);
            this.sheet.Set(m, value);
            this.sheet.Compute();
            score = this.sheet.ScoreOf(m) ?? 0;
            long overruled = this.sheet.Overrule(this.result.ByHand, this.result.AsOf, null);
            return this.sheet.Input(m) == HealthInput.Known && overruled >= 0 && this.result.Policy.GradeIndex(overruled) <= grade;
        }

        /// <summary>The values on either side of the cuts that the measure can have: days and orders come in whole numbers.</summary>
        private IEnumerable<long> Candidates(HealthMeasure measure) => this.cuts.SelectMany(c => measure.Source.IsWhole ? [Below(c), Below(c + FixedPoint.One - 1)] : new[] { c }).Distinct().Where(measure.Source.Allows);

        /// <summary>The greatest whole number that is not greater.</summary>
        private static long Below(long value) => value - (((value % FixedPoint.One) + FixedPoint.One) % FixedPoint.One);

        /// <summary>The value nearest to the one now whose score is at least so much; null if there is none.</summary>
        private long? ValueFor(int m, long score)
        {
            HealthMeasure measure = this.result.Policy.MeasureList[m];
            Scale? scale = this.sheet.ScaleOf(m);
            this.cuts.Clear();
            scale?.VisitCuts(measure.IsNegative ? Whole - score + 1 : score, this);
            long now = this.result.Sheet.Value(m) ?? 0;
            return this.Candidates(measure).Where(c => measure.Score(scale, c) >= score).OrderBy(c => Math.Abs((decimal)c - now)).Cast<long?>().FirstOrDefault();
        }
    }
}

/// <summary>A change of one measure, and what it does to the score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthStep
{
    internal HealthStep(HealthMeasure measure, long? valueNow, long? valueNeeded, long? scoreNow, long scoreNeeded, long gain)
    {
        this.Measure = measure;
        this.ValueNow = valueNow is { } now ? FixedPoint.ToDecimal(now) : null;
        this.ValueNeeded = valueNeeded is { } needed ? FixedPoint.ToDecimal(needed) : null;
        this.ScoreNow = scoreNow is { } score ? Score.FromTenThousandths(score) : null;
        this.ScoreNeeded = Score.FromTenThousandths(scoreNeeded);
        this.ScoreChange = Score.FromTenThousandths(scoreNeeded - (scoreNow ?? 0));
        this.Gain = Score.FromTenThousandths(gain);
    }

    /// <summary>Gets the measure.</summary>
    public HealthMeasure Measure { get; }

    /// <summary>Gets its value now; null if it is missing.</summary>
    public decimal? ValueNow { get; }

    /// <summary>Gets the nearest value that is enough; null if the scale names none: any value will do, or only values that the measure can't have.</summary>
    public decimal? ValueNeeded { get; }

    /// <summary>Gets its score now, a substitute included; null if it doesn't count.</summary>
    public Score? ScoreNow { get; }

    /// <summary>Gets the score of the value needed.</summary>
    public Score ScoreNeeded { get; }

    /// <summary>Gets by how many points its score changes; from 0 if it doesn't count now.</summary>
    public Score ScoreChange { get; }

    /// <summary>Gets by how many points the computed score rises.</summary>
    public Score Gain { get; }
}
