using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Core.Health;

/// <summary>A compiled health score: what <see cref="HealthModel"/> evaluates by.</summary>
/// <remarks>Immutable and thread-safe; compile once and share.</remarks>
public sealed class HealthPolicy : IPolicy
{
    /// <summary>The greatest number of measures, groups or exceptions of a policy: 64 each.</summary>
    public const int MaxEntries = 64;

    private readonly Dictionary<string, int> indexes = new Dictionary<string, int>(StringComparer.Ordinal);

    internal HealthPolicy(PolicyVersion version, HealthParts parts)
    {
        this.Version = version;
        this.Zone = parts.Zone!;
        this.Documents = parts.Documents!;
        this.MeasureList = parts.Measures;
        this.GroupList = parts.Groups;
        this.GradeList = parts.Grades;
        this.ExceptionList = parts.Exceptions;
        this.Measures = Sequence.Copy(parts.Measures);
        this.Groups = Sequence.Copy(parts.Groups);
        this.Grades = Sequence.Copy(parts.Grades);
        this.Coverage = parts.Coverage;
        this.TrendOver = parts.TrendOver!;
        this.DeadBand = parts.DeadBand;
        for (int i = 0; i < parts.Measures.Length; i++)
        {
            this.indexes.Add(parts.Measures[i].Key, i);
        }

        // Only ratios matter, so small weights stand for large ones and products stay small.
        this.Weights = new HealthWeights(
            [.. parts.Groups.SelectMany(g => Reduced(parts.Measures.Skip(g.First).Take(g.End - g.First).Select(m => m.WeightUnits).ToArray()))],
            Reduced(parts.Groups.Select(g => g.WeightUnits).ToArray()));
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the measures, group by group.</summary>
    public IReadOnlyList<HealthMeasure> Measures { get; }

    /// <summary>Gets the groups in their order.</summary>
    public IReadOnlyList<HealthGroup> Groups { get; }

    /// <summary>Gets the grades from the best to the worst.</summary>
    public IReadOnlyList<HealthGrade> Grades { get; }

    /// <summary>Gets the percentage of the weights that must be known.</summary>
    public Score CoverageAtLeast => Score.FromTenThousandths(this.Coverage);

    /// <summary>Gets by how many points a score must have changed, more than which it rises or falls.</summary>
    public Score TrendDeadBand => Score.FromTenThousandths(this.DeadBand);

    /// <summary>
    /// Gets the weight of each measure over all groups in percent, where everything is known; all add up to 100 exactly. They are what
    /// <see cref="WeightFit.Of"/> takes as the weights set by hand.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> OverallWeights
    {
        get
        {
            var all = new Dictionary<string, decimal>(StringComparer.Ordinal);
            long[] groups = Proportion.Share(100 * FixedPoint.One, this.Weights.Groups);
            for (int g = 0; g < this.GroupList.Length; g++)
            {
                HealthGroup group = this.GroupList[g];
                long[] shares = Proportion.Share(groups[g], this.Weights.Measures.Skip(group.First).Take(group.End - group.First).ToArray());
                for (int i = 0; i < shares.Length; i++)
                {
                    all.Add(this.MeasureList[group.First + i].Key, FixedPoint.ToDecimal(shares[i]));
                }
            }

            return Sequence.Copy(all);
        }
    }

    internal DocumentRules Documents { get; }

    internal HealthMeasure[] MeasureList { get; }

    internal HealthGroup[] GroupList { get; }

    internal HealthGrade[] GradeList { get; }

    internal HealthException[] ExceptionList { get; }

    internal HealthWeights Weights { get; }

    internal long Coverage { get; }

    internal Period TrendOver { get; }

    internal long DeadBand { get; }

    /// <summary>Compiles options into a policy.</summary>
    /// <param name="options">The options; not kept.</param>
    /// <param name="presets">The presets that <see cref="HealthOptions.Preset"/> may name; null: none.</param>
    /// <param name="zones">The time zones; null: the IANA zones that NodaTime brings.</param>
    /// <returns>The policy, or every problem at once with its path and what to write instead.</returns>
    public static Compilation<HealthPolicy> Compile(HealthOptions options, PresetCatalogue<HealthOptions>? presets = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HealthCompiler(zones ?? DateTimeZoneProviders.Tzdb).Compile(options, presets);
    }

    /// <summary>The grade of a score.</summary>
    /// <param name="score">The score, 0 to 100.</param>
    /// <returns>The grade; null for a score outside 0 to 100.</returns>
    public HealthGrade? GradeOf(Score score)
    {
        int index = this.GradeIndex(score.TenThousandths);
        return index < 0 || score.TenThousandths is < 0 or > 100 * FixedPoint.One ? null : this.GradeList[index];
    }

    /// <summary>The index of the measure of a key; -1 if there is none. A guess that is right costs no search.</summary>
    internal int IndexOf(string measure, int guess)
    {
        if (guess < this.MeasureList.Length && string.Equals(this.MeasureList[guess].Key, measure, StringComparison.Ordinal))
        {
            return guess;
        }

        return this.indexes.TryGetValue(measure, out int index) ? index : -1;
    }

    internal int GradeIndex(long score)
    {
        for (int i = 0; i < this.GradeList.Length; i++)
        {
            if (score >= this.GradeList[i].Band.Lowest)
            {
                return i;
            }
        }

        return -1;
    }

    private static long[] Reduced(long[] weights)
    {
        long divisor = 0;
        foreach (long weight in weights)
        {
            long other = weight;
            while (other != 0)
            {
                (divisor, other) = (other, divisor % other);
            }
        }

        return divisor <= 1 ? weights : weights.Select(w => w / divisor).ToArray();
    }
}

/// <summary>Weights of measures within their groups, and of groups.</summary>
internal sealed class HealthWeights
{
    internal HealthWeights(long[] measures, long[] groups)
    {
        this.Measures = measures;
        this.Groups = groups;
    }

    internal long[] Measures { get; }

    internal long[] Groups { get; }
}

/// <summary>A compiled exception.</summary>
internal sealed class HealthException
{
    internal HealthException(string code, HealthExceptionOptions options, Condition when, HealthOverrideKind kind, long score)
    {
        this.Code = code;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.When = when;
        this.Kind = kind;
        this.Score = score;
    }

    internal string Code { get; }

    internal string Name { get; }

    internal string NameChinese { get; }

    internal Condition When { get; }

    internal HealthOverrideKind Kind { get; }

    internal long Score { get; }
}

/// <summary>What the compiler has found so far.</summary>
internal sealed class HealthParts
{
    internal DateTimeZone? Zone { get; set; }

    internal DocumentRules? Documents { get; set; }

    internal HealthMeasure[] Measures { get; set; } = [];

    internal HealthGroup[] Groups { get; set; } = [];

    internal HealthGrade[] Grades { get; set; } = [];

    internal HealthException[] Exceptions { get; set; } = [];

    internal long Coverage { get; set; }

    internal Period? TrendOver { get; set; }

    internal long DeadBand { get; set; }
}
