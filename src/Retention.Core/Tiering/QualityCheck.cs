using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Facts;
using Retention.Core.Figures;
using Retention.Core.Measures;

namespace Retention.Core.Tiering;

/// <summary>The data-quality findings of a run (T-11): those of reading, and those of measures and attributes.</summary>
internal static class QualityCheck
{
    internal static IReadOnlyList<Finding> Of(TieringPolicy policy, MeasureTable table, MeasureColumn?[] columns, FactReading? reading, FindingList measuring)
    {
        var findings = new List<Finding>(reading?.Findings ?? []);
        findings.AddRange(measuring.ToFindings());
        for (int m = 0; m < columns.Length; m++)
        {
            CheckMeasure(policy.Measures[m], columns[m], table, findings);
        }

        if (reading is null)
        {
            CheckColumns(policy, table, findings);
        }

        if (table.Histories is { } histories)
        {
            CheckAttributes(policy.Quality, histories, findings);
        }

        return Sequence.Copy(findings.OrderBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Subject, StringComparer.Ordinal));
    }

    private static void CheckMeasure(MeasureDefinition measure, MeasureColumn? column, MeasureTable table, List<Finding> findings)
    {
        if ((measure.PossibleFrom is not null || measure.PossibleTo is not null) && column is not null)
        {
            CustomerId[] impossible = Rows(table, row => column[row] is { } value && (value < measure.PossibleFrom || value > measure.PossibleTo));
            AddIfAny(findings, FindingCodes.ValueImpossible, measure.Key, impossible);
        }

        if (measure.CompletenessAtLeast > 0 && IsIncomplete(column?.CountValid() ?? 0, table.Count, measure.CompletenessAtLeast))
        {
            AddIfAny(findings, FindingCodes.CompletenessLow, measure.Key, Rows(table, row => column?.IsValid(row) != true));
        }
    }

    /// <summary>A table's columns and the policy's measures meet by key, so a misspelt one would go unnoticed.</summary>
    private static void CheckColumns(TieringPolicy policy, MeasureTable table, List<Finding> findings)
    {
        foreach (MeasureDefinition measure in policy.Measures.Where(m => table.Column(m.Key) is null))
        {
            findings.Add(new Finding(FindingCodes.MeasureNotGiven, measure.Key, table.Count, []));
        }

        foreach (string key in table.Keys.Where(k => !policy.Measures.Any(m => string.Equals(m.Key, k, StringComparison.Ordinal))))
        {
            findings.Add(new Finding(FindingCodes.ColumnUnknown, key, 1, []));
        }
    }

    private static void CheckAttributes(TieringQualityOptions quality, IReadOnlyList<CustomerHistory> histories, List<Finding> findings)
    {
        foreach (KeyValuePair<string, decimal> attribute in quality.CompleteAttributes)
        {
            CustomerId[] without = histories.Where(h => !h.Attributes.ContainsKey(attribute.Key)).Select(h => h.Customer).ToArray();
            if (IsIncomplete(histories.Count - without.Length, histories.Count, attribute.Value))
            {
                AddIfAny(findings, FindingCodes.CompletenessLow, attribute.Key, without);
            }
        }

        foreach (string attribute in TextList.Split(quality.UniqueAttributes))
        {
            CustomerId[] shared = histories
                .Where(h => h.Attributes.ContainsKey(attribute))
                .GroupBy(h => h.Attributes[attribute], StringComparer.Ordinal)
                .Where(g => g.Count() > 1)
                .SelectMany(g => g.Select(h => h.Customer))
                .ToArray();
            AddIfAny(findings, FindingCodes.CustomerPossiblyDuplicate, attribute, shared);
        }
    }

    private static bool IsIncomplete(long present, long all, decimal requiredPercent) => all > 0 && present * 100m < requiredPercent * all;

    private static CustomerId[] Rows(MeasureTable table, Func<int, bool> concerned) =>
        Enumerable.Range(0, table.Count).Where(concerned).Select(r => table.Customers[r]).ToArray();

    private static void AddIfAny(List<Finding> findings, string code, string subject, CustomerId[] customers)
    {
        if (customers.Length > 0)
        {
            findings.Add(new Finding(code, subject, customers.Length, customers));
        }
    }
}
