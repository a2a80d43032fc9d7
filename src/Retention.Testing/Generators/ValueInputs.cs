using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Figures;

namespace Retention.Testing.Generators;

/// <summary>The values that everything is made of.</summary>
internal static class ValueInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(d => d.Customer(), c => Shorter(c.Value).Where(CustomerId.IsValid).Select(v => new CustomerId(v)))
        .Add(d => d.Points(), p => Nearer(p.Value).Select(v => new Points(v)))
        .Add(d => d.Percent(90) ? d.Score() : new Score(d.Number()), s => Nearer(s.Value).Select(v => new Score(v)))
        .Add(d => d.Money(), m => Nearer(m.Amount).Select(v => new Money(v, m.Currency)))
        .Add(d => d.Version())
        .Add(d => d.Time())
        .Add(d => d.Instant())
        .Add(d => d.Date())
        .Add(d => new RefusalArgument(d.Code(), d.Text()))
        .Add(d => new Refusal(d.Code(), d.Many(x => new RefusalArgument(x.Id(), x.Text()))))
        .Add(d => d.LongCount() is var total && d.Percent(30) ? new Rate(d.Of(0, total), total) : Of(d.LongCount(), d.Count()))
        .Add(d => new Uplift(Values(d), Values(d)));

    private static Rate Of(long one, long other) => new Rate(Math.Min(one, other), Math.Max(one, other));

    private static Distribution Values(Dice dice) => Distribution.Of(dice.Many(d => d.Between(0, 1_000_000) / 100m));

    /// <summary>Nothing, half, the whole part.</summary>
    private static IEnumerable<decimal> Nearer(decimal value) =>
        new[] { 0m, Math.Truncate(value), decimal.Round(value / 2, 4), decimal.Round(value / 2) }.Where(v => Math.Abs(v) < Math.Abs(value) || (Math.Abs(v) == Math.Abs(value) && v != value)).Distinct();

    private static IEnumerable<string> Shorter(string text) => text.Length < 2 ? [] : [text.Substring(0, 1), text.Substring(0, text.Length / 2), text.Substring(0, text.Length - 1)];
}
