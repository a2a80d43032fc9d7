using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Periods;
using Retention.Core.Presets;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.Core.Tests;

/// <summary>Short spellings of facts and policies for tests.</summary>
internal static class Given
{
    internal static DateTimeZone Shanghai { get; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    internal static CustomerId Customer(string id) => new CustomerId(id);

    internal static LocalDate Date(string date) => LocalDatePattern.Iso.Parse(date).Value;

    internal static Instant At(string instant) => InstantPattern.ExtendedIso.Parse(instant).Value;

    /// <summary>The end of a local day in Shanghai, as <c>--as-of</c> means it.</summary>
    internal static Instant EndOf(string date) => LocalDays.EndOf(Date(date), Shanghai);

    internal static DocumentDraft Sale(string customer, string date, decimal amount, string number) => new DocumentDraft
    {
        Number = number,
        SoldTo = Customer(customer),
        OrderedOn = BusinessTime.On(Date(date)),
        Status = DocumentStatus.Approved,
        Amount = new Money(amount, "CNY"),
    };

    internal static DocumentDraft Return(string customer, string date, decimal amount, string number, string? origin)
    {
        DocumentDraft draft = Sale(customer, date, amount, number);
        draft.Kind = DocumentKind.Return;
        draft.Origin = origin;
        return draft;
    }

    internal static FactSet Facts(params DocumentDraft[] documents) => Facts(_ => { }, documents);

    internal static FactSet Facts(Action<FactSetDraft> more, params DocumentDraft[] documents)
    {
        var draft = new FactSetDraft();
        draft.Documents.AddRange(documents.Select(d => new DocumentFact(d)));
        more(draft);
        return new FactSet(draft);
    }

    internal static TieringPolicy Preset(string name, Action<TieringOptions>? change = null)
    {
        TieringOptions options = TieringPresets.Options(name);
        change?.Invoke(options);
        return TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;
    }

    /// <summary>A policy with the measures that a test asks for and a single tier.</summary>
    internal static TieringOptions Measuring(params (string Key, MeasureOptions Options)[] measures)
    {
        var options = new TieringOptions { Label = "test", Zone = "Asia/Shanghai" };
        foreach ((string key, MeasureOptions measure) in measures)
        {
            options.Measures[key] = measure;
        }

        options.Tiers["all"] = new TierOptions { Order = 1 };
        return options;
    }

    internal static TieringPolicy Compile(TieringOptions options) => TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;

    /// <summary>A policy that scores the host's column <c>x</c> by one scale, with the score as composite.</summary>
    internal static TieringOptions Scoring(ScaleOptions scale)
    {
        TieringOptions options = Measuring(("x", new MeasureOptions { Kind = "column" }));
        options.Scores["s"] = new ScoreOptions { Measure = "x", Scale = scale };
        options.Composites["c"] = new CompositeOptions { Weights = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["s"] = 1 } };
        return options;
    }

    internal static MeasureTable Table(params (string Key, decimal?[] Values)[] columns) => new MeasureTable(
        Enumerable.Range(0, columns[0].Values.Length).Select(i => Customer("C" + i.ToString("000000", CultureInfo.InvariantCulture))).ToArray(),
        columns.Select(c => new MeasureColumn(c.Key, c.Values)).ToArray());

    internal static TieringRun Run(TieringPolicy policy, MeasureTable table) => new TieringModel(policy).Evaluate(table, At("2026-01-01T00:00:00Z")).Value;

    internal static TieringRun Run(TieringPolicy policy, FactSet facts, string asOfDate) => new TieringModel(policy).Evaluate(facts, EndOf(asOfDate)).Value;

    internal static TieringResult Of(this TieringRun run, string customer) => run.Find(Customer(customer)).Value;
}
