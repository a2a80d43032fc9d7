using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Facts;

/// <summary>Compares the documents with finance's totals (T-11): all that stand, also those that retention leaves out (walk-in, samples).</summary>
internal static class ControlTotals
{
    internal static IEnumerable<Finding> Check(FactSet facts, DocumentRules rules, List<PostedLine> posted, DateTimeZone zone, Instant asOf)
    {
        foreach (ControlTotal total in facts.ControlTotals.Where(t => t.Organisation is null || rules.InScope(t.Organisation)))
        {
            // A period that the as-of cuts short can't add up yet.
            IEnumerable<DateTimeZone> zones = total.Organisation is { } code && facts.Organisations.TryGetValue(code, out Organisation? one) ? [one.Zone]
                : facts.Organisations.Count == 0 ? [zone] : facts.Organisations.Values.Where(o => rules.InScope(o.Code)).Select(o => o.Zone);
            if (zones.Any(z => total.To > LocalDays.LastDateBefore(asOf, z)))
            {
                continue;
            }

            decimal sum = posted
                .Where(p => total.Organisation is null || string.Equals(p.Organisation, total.Organisation, StringComparison.Ordinal))
                .Where(p => In(p, total, facts.Organisations.TryGetValue(p.Organisation, out Organisation? o) ? o.Zone : zone))
                .Sum(p => FixedPoint.ToDecimal(p.Amount));
            bool sameCurrency = string.Equals(total.Amount.Currency, facts.BaseCurrency, StringComparison.Ordinal);
            if (!sameCurrency || Math.Abs(sum - total.Amount.Amount) > total.Tolerance)
            {
                string expected = total.Amount.ToString();
                yield return new Finding(FindingCodes.ControlTotalDiffers, FormattableString.Invariant($"{total.Name} ({expected}, documents {sum:0.####} {facts.BaseCurrency})"), 1, []);
            }
        }
    }

    private static bool In(PostedLine line, ControlTotal total, DateTimeZone zone)
    {
        LocalDate date = LocalDays.DateOf(line.At, zone);
        return date >= total.From && date <= total.To;
    }
}
