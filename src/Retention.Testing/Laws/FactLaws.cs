using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Tiering;
using Retention.Testing.Generators;

namespace Retention.Testing.Laws;

/// <summary>The laws of reading facts, checked through a policy's measures.</summary>
public static class FactLaws
{
    /// <summary>Checks every law on generated facts.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="settings">How hard to check; null: the defaults.</param>
    /// <param name="evaluate">How facts are evaluated as of an instant, as known at another or (null) whenever, for hosts that put something before <see cref="TieringModel"/>; null: the library's own way.</param>
    /// <returns>One report per law.</returns>
    public static IReadOnlyList<LawReport> CheckAll(TieringPolicy policy, LawSettings? settings = null, Func<FactSet, Instant, Instant?, TieringRun>? evaluate = null)
    {
        var own = new TieringModel(policy ?? throw new ArgumentNullException(nameof(policy)));
        Func<FactSet, Instant, Instant?, TieringRun> model = evaluate ?? ((facts, asOf, knownAt) => own.Evaluate(facts, asOf, null, knownAt).Value);
        LawSettings how = LawSettings.Of(settings);
        Arbitrary<KeyValuePair<FactSet, Instant>> cases = Arb.From(
            from facts in FactGenerators.FactSets.Generator
            from asOf in FactGenerators.AsOf
            select new KeyValuePair<FactSet, Instant>(facts, asOf),
            c => FactGenerators.FactSets.Shrinker(c.Key).Select(f => new KeyValuePair<FactSet, Instant>(f, c.Value)));
        return
        [
            Law.Check("The order in which facts arrive doesn't matter.", cases, c => Same(Print(model, c.Key, c.Value), Print(model, FactGenerators.Reordered(c.Key), c.Value)), Show, how),
            Law.Check("The same documents given twice count once.", cases, c => Same(Print(model, c.Key, c.Value), Print(model, FactGenerators.With(c.Key, c.Key.Documents), c.Value)), Show, how),
            Law.Check("Every document line is counted or left out for a reason.", cases, c => Tally(model, c.Key, c.Value), Show, how),
            Law.Check("What was recorded later doesn't change what was known before.", cases, c => KnownBefore(model, c.Key, c.Value), Show, how),
            Law.Check("What takes effect at or after the as-of doesn't count.", cases, c => Later(model, c.Key, c.Value), Show, how),
        ];
    }

    private static string? Tally(Func<FactSet, Instant, Instant?, TieringRun> model, FactSet facts, Instant asOf)
    {
        DocumentTally tally = model(facts, asOf, null).Reading!.Tally;
        return tally.Read == tally.Counted + tally.Excluded.Values.Sum() ? null : "read " + tally.Read.ToString(CultureInfo.InvariantCulture) + " lines, but the parts differ";
    }

    private static string? KnownBefore(Func<FactSet, Instant, Instant?, TieringRun> model, FactSet facts, Instant asOf)
    {
        Instant known = asOf.Minus(Duration.FromDays(30));
        var early = new FactSetDraft();
        early.Documents.AddRange(facts.Documents.Where(d => d.RecordedAt <= known));
        early.Occurrences.AddRange(facts.Occurrences.Where(o => o.RecordedAt <= known));
        early.Indicators.AddRange(facts.Indicators.Where(i => i.RecordedAt <= known));
        early.Aliases.AddRange(facts.Aliases.Where(a => a.RecordedAt <= known));
        return Same(Print(model, new FactSet(early), asOf), Print(model, facts, asOf, known));
    }

    private static string? Later(Func<FactSet, Instant, Instant?, TieringRun> model, FactSet facts, Instant asOf)
    {
        DocumentFact later = new DocumentFact(new DocumentDraft
        {
            Number = "later",
            SoldTo = new CustomerId("C1"),
            Status = DocumentStatus.Approved,
            OrderedOn = BusinessTime.At(asOf),
            ShippedOn = BusinessTime.At(asOf),
            InvoicedOn = BusinessTime.At(asOf),
            PaidOn = BusinessTime.At(asOf),
            EffectiveOn = BusinessTime.At(asOf),
            Amount = new Money(100m, "CNY"),
        });
        return Same(Print(model, facts, asOf), Print(model, FactGenerators.With(facts, [later]), asOf));
    }

    private static string? Same(string expected, string actual) => expected == actual ? null : "expected\n" + expected + "but was\n" + actual;

    /// <summary>Every customer's measures and tier, a line each.</summary>
    private static string Print(Func<FactSet, Instant, Instant?, TieringRun> model, FactSet facts, Instant asOf, Instant? knownAt = null)
    {
        TieringRun run = model(facts, asOf, knownAt);
        return string.Concat(Enumerable.Range(0, run.Count).Select(row =>
            run.Table.Customers[row] + " " + run.TierAt(row) + " " + string.Join(" ", run.Table.Keys.Select(k => k + "=" + (run.Table.Column(k)![row]?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–"))) + "\n"));
    }

    private static string Show(KeyValuePair<FactSet, Instant> c) => "as of " + c.Value + "\n" + string.Join("\n", c.Key.Documents.Select(d => string.Join(" ", [
            d.ToString(), d.Status.ToString(), d.SoldTo.Value, d.OrderedOn?.ToString(), d.ShippedOn?.ToString(), "recorded " + d.RecordedAt, d.Amount.ToString(), d.Origin]))
        .Concat(c.Key.Occurrences.Select(o => o.Id + " " + o.Customer + " " + o.Code + " " + o.OccurredAt + " recorded " + o.RecordedAt))
        .Concat(c.Key.Aliases.Select(a => a.Change + " " + a.From + " " + a.To + " " + a.EffectiveAt + " recorded " + a.RecordedAt))
        .Concat(c.Key.Indicators.Select(i => i.Customer + " " + i.Name + " " + i.EffectiveAt + " recorded " + i.RecordedAt)));
}
