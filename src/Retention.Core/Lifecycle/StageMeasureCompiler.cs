using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Measures;

namespace Retention.Core.Lifecycle;

/// <summary>Turns measures into what reads them of a customer's stream.</summary>
internal sealed class StageMeasureCompiler
{
    private readonly ProblemList problems;

    internal StageMeasureCompiler(ProblemList problems) => this.problems = problems;

    /// <summary>Compiles the measures of the policy, and those of the stage after them.</summary>
    /// <returns>The keys in the order of the measures; the last three are those of <see cref="StageMeasures"/>.</returns>
    internal string[] Compile(Dictionary<string, MeasureOptions> options, LifecycleParts parts)
    {
        foreach (string reserved in options.Keys.Where(k => k.StartsWith("stage.", StringComparison.Ordinal)))
        {
            this.problems.Error("measures:" + reserved, "key-reserved", "begins with \"stage.\", as the measures of the stage do; name it otherwise.");
        }

        var measures = new List<StageMeasure>();
        var keys = new List<string>();
        foreach (MeasureDefinition definition in MeasureDefinition.Compile(options, "measures", this.problems))
        {
            if (this.CompileOne(definition) is { } measure)
            {
                measures.Add(measure);
                keys.Add(definition.Key);
                parts.MeasureNames[definition.Key] = [definition.Name, definition.NameChinese];
            }
        }

        measures.Add(new ElapsedMeasure(r => r.Since is null ? null : r.SinceDay, false, true));
        measures.Add(new PurchasesInStageMeasure());
        measures.Add(new ElapsedMeasure(r => r.QuietSince(), false, true));
        parts.Measures = [.. measures];
        return [.. keys, StageMeasures.Days, StageMeasures.Purchases, StageMeasures.QuietDays];
    }

    private StageMeasure? CompileOne(MeasureDefinition definition)
    {
        string path = "measures:" + definition.Key;
        if (definition.Window.IsOfCalendar)
        {
            this.problems.Error(path + ":window", "window-of-calendar", "\"" + definition.Window.Text + "\" begins with a period of the calendar; a stage needs a length such as 90d or 12m, or all.");
            return null;
        }

        switch (definition.Kind)
        {
            case MeasureKind.RecencyDays or MeasureKind.RecencyMonths:
                return new ElapsedMeasure(r => r.LastPurchaseDay, definition.Kind == MeasureKind.RecencyMonths);
            case MeasureKind.SilenceDays or MeasureKind.SilenceMonths:
                return new ElapsedMeasure(r => r.LastInteractionDay(definition.OccurrenceCodes), definition.Kind == MeasureKind.SilenceMonths);
            case MeasureKind.TenureDays or MeasureKind.TenureMonths:
                return new ElapsedMeasure(r => r.Start(definition.StartAttribute), definition.Kind == MeasureKind.TenureMonths);
            case MeasureKind.Frequency or MeasureKind.Spend or MeasureKind.Occurrences:
                return new WindowMeasure(Window(definition), definition.Kind, definition.OccurrenceCodes);
            case MeasureKind.LatestValue:
                return new LatestMeasure(new Answers(definition.OccurrenceCodes, definition.Factors, Window(definition)));
            case MeasureKind.Indicator:
                return new GivenMeasure(definition.Indicator);
            case MeasureKind.ChangePercent when definition.Of!.Kind is MeasureKind.Frequency or MeasureKind.Spend or MeasureKind.Occurrences:
                var now = new WindowMeasure(Window(definition.Of), definition.Of.Kind, definition.Of.OccurrenceCodes);
                return new ChangeMeasure(now, new WindowMeasure(new DayWindow(definition.Before!.Near, definition.Before.Far), definition.Of.Kind, definition.Of.OccurrenceCodes));
            default:
                this.problems.Error(path + ":kind", "kind-not-of-stages", ProblemList.Kebab(definition.Kind.ToString()) + " can't be followed from day to day; use recency, silence, tenure, frequency, spend, occurrences, latest-value, change-percent of one of these, or an indicator that the host states.");
                return null;
        }
    }

    private static DayWindow Window(MeasureDefinition definition) => new DayWindow(definition.Window.Near, definition.Window.Far);
}
