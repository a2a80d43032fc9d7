using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Rules;

namespace Retention.Core.Tests.Health;

/// <summary>One group <c>g</c> of given scores <c>m0</c>, <c>m1</c> … in UTC, good from 50 on, to be changed by each test.</summary>
internal static class HealthSample
{
    internal static Instant Now { get; } = Instant.FromUtc(2026, 3, 1, 0, 0);

    internal static HealthOptions Options(int measures, Action<HealthOptions>? change = null)
    {
        var options = new HealthOptions { Zone = "UTC" };
        options.Groups["g"] = new HealthGroupOptions();
        for (int i = 0; i < measures; i++)
        {
            options.Measures["m" + i] = new HealthMeasureOptions { Group = "g" };
        }

        options.Grades["good"] = new HealthGradeOptions { Order = 1, AtLeast = 50 };
        options.Grades["bad"] = new HealthGradeOptions { Order = 2 };
        change?.Invoke(options);
        return options;
    }

    internal static HealthModel Model(int measures, Action<HealthOptions>? change = null) => new HealthModel(HealthPolicy.Compile(Options(measures, change)).Policy);

    /// <summary>Facts of one reading for each value that isn't null, now.</summary>
    internal static HealthFacts Facts(params decimal?[] values) => Facts(_ => { }, values);

    internal static HealthFacts Facts(Action<HealthFactsDraft> change, params decimal?[] values)
    {
        var draft = new HealthFactsDraft(Given.Customer("c"));
        draft.Readings.AddRange(values.Select((v, i) => v is null ? null : new HealthReading("m" + i, v, Now)).OfType<HealthReading>());
        change(draft);
        return new HealthFacts(draft);
    }

    internal static HealthResult Evaluate(this HealthModel model, params decimal?[] values) => model.Evaluate(Facts(values), Now);

    internal static HealthExceptionOptions Cap(decimal cap, ConditionOptions when) => new HealthExceptionOptions { Cap = cap, When = when };

    internal static HealthOverride ByHand(HealthOverrideKind kind, decimal score, Instant? since = null, Instant? until = null) =>
        new HealthOverride(kind, new Score(score), "ann", "known better", since ?? Now, until);

    internal static MeasureTable Table(params decimal?[][] rows) => new MeasureTable(
        rows.Select((_, i) => Given.Customer("c" + i)).ToArray(),
        Enumerable.Range(0, rows.Length == 0 ? 0 : rows[0].Length).Select(m => new MeasureColumn("m" + m, rows.Select(r => r[m]).ToArray())));
}
