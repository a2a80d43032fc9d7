using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Health;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Health;

/// <summary>Every problem that a health score can have, with its path.</summary>
[Requirement("H-4")]
public class HealthCompilerTests
{
    private static readonly ConditionOptions Always = new ConditionOptions { Tag = "any" };

    private static readonly Dictionary<string, Action<HealthOptions>> Problems = new Dictionary<string, Action<HealthOptions>>(StringComparer.Ordinal)
    {
        ["zone zone-missing"] = o => o.Zone = null,
        ["zone zone-unknown"] = o => o.Zone = "Moon",
        ["label label-blank"] = o => o.Label = " ",
        ["label label-text"] = o => o.Label = "2026\nQ1",
        ["preset preset-unknown"] = o => o.Preset = "none",
        ["measures measures-missing"] = o => Replace(o, measures: 0, groups: 0),
        ["groups groups-missing"] = o => Replace(o, measures: 0, groups: 0),
        ["grades grades-missing"] = o => o.Grades.Remove("bad"),
        ["grades too-many"] = o => Grades(o, 13),
        ["measures too-many"] = o => Replace(o, measures: 65, groups: 1),
        ["groups too-many"] = o => Replace(o, measures: 65, groups: 65),
        ["exceptions too-many"] = o => o.Exceptions = Enumerable.Range(0, 65).ToDictionary(i => "e" + i, _ => HealthSample.Cap(40, Always), StringComparer.Ordinal),
        ["coverageAtLeast out-of-range"] = o => o.CoverageAtLeast = 100.0001m,
        ["coverageAtLeast too-precise"] = o => o.CoverageAtLeast = 0.00001m,
        ["trend:over length-unreadable"] = o => o.Trend = new HealthTrendOptions { Over = "long" },
        ["trend:over length-of-clock"] = o => o.Trend = new HealthTrendOptions { Over = "12h" },
        ["trend:deadBand out-of-range"] = o => o.Trend = new HealthTrendOptions { DeadBand = -1 },
        ["groups:g:weight weight-out-of-range"] = o => o.Groups["g"].Weight = 0,
        ["groups:h group-empty"] = o => o.Groups["h"] = new HealthGroupOptions(),
        ["measures:m0:group group-unknown"] = o => o.Measures["m0"].Group = "elsewhere",
        ["measures:m1:group group-unknown"] = o => TwoGroups(o).Measures["m1"].Group = null,
        ["measures:m0:weight weight-out-of-range"] = o => o.Measures["m0"].Weight = 1_000_000.0001m,
        ["measures:m0:weight too-precise"] = o => o.Measures["m0"].Weight = 0.00001m,
        ["measures:m0:polarity unknown-name"] = o => o.Measures["m0"].Polarity = "upwards",
        ["measures:m0:missing unknown-name"] = o => o.Measures["m0"].Missing = "guess",
        ["measures:m0:missing out-of-range"] = o => o.Measures["m0"].Missing = "101",
        ["measures:m0:holdFor length-missing"] = o => o.Measures["m0"].Missing = "hold-last",
        ["measures:m0:holdFor option-not-taken"] = o => o.Measures["m0"].HoldFor = "90d",
        ["measures:m0:validFor length-of-clock"] = o => o.Measures["m0"].ValidFor = "90min",
        ["measures:m0:validFor length-unreadable"] = o => o.Measures["m0"].ValidFor = "ninety",
        ["measures:m0:scale:kind scale-missing"] = o => Alone(o).Measures["m0"].Scale = new ScaleOptions(),
        ["measures:m0:scale:kind scale-not-of-health"] = o => Alone(o).Measures["m0"].Scale = new ScaleOptions { Kind = "ntile" },
        ["measures:m0:scale score-out-of-range"] = o => o.Measures["m0"].Scale = Bands(-1),
        ["measures:m0:scale:points points-missing"] = o => Alone(o).Measures["m0"].Scale = new ScaleOptions { Kind = "points" },
        ["grades:bad:order order-unusable"] = o => o.Grades["bad"].Order = null,
        ["grades:good:order order-unusable"] = o => o.Grades["good"].Order = 0,
        ["grades grades-incomplete"] = o => o.Grades["good"].AtMost = 99,
        ["grades:good:atLeast bands-overlap"] = o => o.Grades["bad"].AtMost = 50,
        ["exceptions:e exception-kind"] = o => o.Exceptions["e"] = new HealthExceptionOptions { When = Always },
        ["exceptions:f exception-kind"] = o => o.Exceptions["f"] = new HealthExceptionOptions { When = Always, Set = 5, Floor = 4 },
        ["exceptions:e:when condition-missing"] = o => o.Exceptions["e"] = new HealthExceptionOptions { Cap = 4 },
        ["exceptions:e:cap out-of-range"] = o => o.Exceptions["e"] = HealthSample.Cap(101, Always),
        ["exceptions:e:when:measure measure-unknown"] = o => o.Exceptions["e"] = HealthSample.Cap(40, new ConditionOptions { Measure = "none", AtLeast = 1 }),
        ["exceptions:e:when:score score-unknown"] = o => o.Exceptions["e"] = HealthSample.Cap(40, new ConditionOptions { Score = "g", AtLeast = 1 }),
        ["exceptions:e:when:composite composite-unknown"] = o => o.Exceptions["e"] = HealthSample.Cap(40, new ConditionOptions { Composite = "m0", AtLeast = 1 }),
        ["exceptions:e:when:signal signal-unknown"] = o => o.Exceptions["e"] = HealthSample.Cap(40, new ConditionOptions { Signal = "any" }),
        ["exceptions:e:when:tag tag-unknown"] = o => o.Exceptions["e"] = HealthSample.Cap(40, new ConditionOptions { Tag = "any", Proposed = true }),
    };

    public static TheoryData<string> Expected => new TheoryData<string>(Problems.Keys);

    [Theory]
    [MemberData(nameof(Expected))]
    public void EveryProblem_IsReportedOnce_WithItsPath(string problem)
    {
        HealthOptions options = HealthSample.Options(2, Problems[problem]);
        PolicyProblem[] found = HealthPolicy.Compile(options).Errors.ToArray();
        string[] missing = ["measures measures-missing", "groups groups-missing"];
        Assert.Equal(missing.Contains(problem, StringComparer.Ordinal) ? missing : problem == "groups too-many" ? ["measures too-many", problem] : [problem], found.Select(p => p.Path + " " + p.Code));
        Assert.All(found, p => Assert.EndsWith(".", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AllProblems_AreReportedAtOnce()
    {
        HealthOptions options = HealthSample.Options(2, o =>
        {
            o.Zone = null;
            o.Measures["m0"].Weight = -1;
            o.Measures["m1"].Polarity = "no";
            o.Exceptions["e"] = new HealthExceptionOptions { Cap = 4 };
        });
        Assert.Equal(4, HealthPolicy.Compile(options).Errors.Count());
    }

    [Fact]
    public void Limits_AreAllowed()
    {
        HealthOptions options = HealthSample.Options(0, o =>
        {
            Replace(o, measures: 64, groups: 64);
            Grades(o, 12);
            o.Measures["m0"].Weight = 1_000_000;
            o.Measures["m1"].Weight = 0.0001m;
        });
        Assert.Empty(HealthPolicy.Compile(options).Problems);
    }

    private static ScaleOptions Bands(decimal below)
    {
        var scale = new ScaleOptions { Kind = "bands", Below = below };
        scale.Points["a"] = new ScalePointOptions { At = 1, Score = 100 };
        return scale;
    }

    private static HealthOptions TwoGroups(HealthOptions options)
    {
        options.Groups["h"] = new HealthGroupOptions();
        options.Measures["m2"] = new HealthMeasureOptions { Group = "h" };
        return options;
    }

    /// <summary>The only measure: its group isn't said to be empty where only the measure is wrong.</summary>
    private static HealthOptions Alone(HealthOptions options)
    {
        options.Measures.Remove("m1");
        return options;
    }

    private static void Replace(HealthOptions options, int measures, int groups)
    {
        options.Groups = Enumerable.Range(0, groups).ToDictionary(i => "g" + i, _ => new HealthGroupOptions(), StringComparer.Ordinal);
        options.Measures = Enumerable.Range(0, measures).ToDictionary(i => "m" + i, i => new HealthMeasureOptions { Group = "g" + (i % Math.Max(1, groups)) }, StringComparer.Ordinal);
    }

    private static void Grades(HealthOptions options, int count) =>
        options.Grades = Enumerable.Range(0, count).ToDictionary(i => "grade" + i, i => new HealthGradeOptions { Order = i + 1, AtLeast = i == count - 1 ? null : 90 - i }, StringComparer.Ordinal);
}
