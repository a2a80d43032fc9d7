using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Retention.Core;
using Retention.Core.Health;

namespace Retention.Testing.Laws;

/// <summary>What a health should be, as the oracle found it. Scores are in ten-thousandths.</summary>
internal sealed class HealthExpectation
{
    internal List<HealthExpectationLine> Measures { get; } = new List<HealthExpectationLine>();

    internal List<HealthExpectationLine> Groups { get; } = new List<HealthExpectationLine>();

    internal long Coverage { get; set; }

    internal HealthUnknown? Unknown { get; set; }

    internal long? Computed { get; set; }

    internal string? ComputedGrade { get; set; }

    internal List<string> Overrides { get; } = new List<string>();

    internal long? Score { get; set; }

    internal string? Grade { get; set; }

    public override string ToString() => HealthText.Print(
        this.Score, this.Grade, this.Computed, this.ComputedGrade, this.Unknown, this.Coverage, this.Overrides, this.Groups.Concat(this.Measures).Select(l => l.ToString()));
}

/// <summary>One measure or group of an expected health.</summary>
internal sealed class HealthExpectationLine
{
    internal HealthExpectationLine(string key, Fraction weight)
    {
        this.Key = key;
        this.Weight = weight;
    }

    internal string Key { get; }

    internal Fraction Weight { get; }

    internal decimal? Value { get; set; }

    internal long? Score { get; set; }

    internal HealthInput? Input { get; set; }

    internal HealthTreatment? Treatment { get; set; }

    internal long Contribution { get; set; }

    internal long Effective { get; set; }

    internal bool IsPresent => this.Input is HealthInput.Known or HealthInput.Held;

    public override string ToString() => HealthText.Line(this.Key, this.Value, this.Score, this.Input, this.Treatment, this.Contribution, this.Effective);
}

/// <summary>Texts that are equal iff the results they print are.</summary>
internal static class HealthText
{
    internal static string Print(HealthResult result) => Print(
        result.Score?.TenThousandths,
        result.Grade?.Code,
        result.ComputedScore?.TenThousandths,
        result.ComputedGrade?.Code,
        result.Unknown,
        result.Coverage.TenThousandths,
        result.Overrides.Select(o => Override(o.Exception ?? "by " + o.ByHand!.Author + " " + o.ByHand.Reason, o.Kind, o.Before?.TenThousandths, o.After.TenThousandths)),
        result.Groups.Select(g => Line(g.Group.Code, null, g.Score?.TenThousandths, null, null, g.Contribution.TenThousandths, g.EffectiveWeight.TenThousandths))
            .Concat(result.Measures.Select(m => Line(m.Measure.Key, m.Value, m.Score?.TenThousandths, m.Input, m.Treatment, m.Contribution.TenThousandths, m.EffectiveWeight.TenThousandths))));

    internal static string Print(long? score, string? grade, long? computed, string? computedGrade, HealthUnknown? unknown, long coverage, IEnumerable<string> overrides, IEnumerable<string> lines) =>
        Text(score) + " " + (grade ?? "–") + ", computed " + Text(computed) + " " + (computedGrade ?? "–") + " " + unknown + ", coverage " + Text(coverage)
        + "\n  " + string.Join("\n  ", overrides.Concat(lines));

    internal static string Line(string key, decimal? value, long? score, HealthInput? input, HealthTreatment? treatment, long contribution, long effective) =>
        key + " value " + (value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–") + " score " + Text(score) + " " + input + " " + treatment + " adds " + Text(contribution) + " weighs " + Text(effective);

    internal static string Override(string what, HealthOverrideKind kind, long? before, long after) => what + " " + kind + " " + Text(before) + " → " + Text(after);

    internal static string Text(long? units) => units is { } known ? Retention.Core.Score.FromTenThousandths(known).ToString() : "–";

    /// <summary>Null if two texts are equal, else what differs.</summary>
    internal static string? Same(string expected, string actual, string what = "the result") => string.Equals(expected, actual, StringComparison.Ordinal) ? null : what + ": expected\n" + expected + "\nbut was\n" + actual;
}
