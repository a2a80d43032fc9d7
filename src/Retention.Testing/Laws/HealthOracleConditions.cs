using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime.Text;
using Retention.Core.Rules;

namespace Retention.Testing.Laws;

/// <summary>Conditions of exceptions in Kleene's logic: null is unknown.</summary>
internal sealed class HealthOracleConditions
{
    private readonly HealthExpectation expected;
    private readonly IReadOnlyDictionary<string, string> attributes;
    private readonly IReadOnlyList<string> tags;

    internal HealthOracleConditions(HealthExpectation expected, IReadOnlyDictionary<string, string> attributes, IReadOnlyList<string> tags)
    {
        this.expected = expected;
        this.attributes = attributes;
        this.tags = tags;
    }

    internal bool? IsMet(ConditionOptions condition)
    {
        if (condition.All.Count > 0)
        {
            bool?[] parts = condition.All.Values.Select(this.IsMet).ToArray();
            return parts.Contains(false) ? false : parts.Contains(null) ? (bool?)null : true;
        }

        if (condition.Any.Count > 0)
        {
            bool?[] parts = condition.Any.Values.Select(this.IsMet).ToArray();
            return parts.Contains(true) ? true : parts.Contains(null) ? (bool?)null : false;
        }

        if (condition.Not is not null)
        {
            return !this.IsMet(condition.Not);
        }

        if (condition.Tag is not null)
        {
            return this.tags.Contains(condition.Tag, StringComparer.Ordinal);
        }

        return condition.Attribute is not null ? this.Attribute(condition) : Number(condition, this.Number(condition));
    }

    private static bool? Number(ConditionOptions condition, decimal? number)
    {
        if (condition.Missing is { } missing)
        {
            return number is null == missing;
        }

        return number is { } known
            ? !(known < condition.AtLeast) && !(known <= condition.MoreThan) && !(known > condition.AtMost) && !(known >= condition.LessThan)
            : (bool?)null;
    }

    private decimal? Number(ConditionOptions condition)
    {
        if (condition.Measure is not null)
        {
            return this.expected.Measures.Single(m => m.Key == condition.Measure).Value;
        }

        HealthExpectationLine line = condition.Score is not null ? this.expected.Measures.Single(m => m.Key == condition.Score) : this.expected.Groups.Single(g => g.Key == condition.Composite);
        return condition.Score is not null && !line.IsPresent ? null : line.Score / 10_000m;
    }

    private bool? Attribute(ConditionOptions condition)
    {
        string? text = this.attributes.TryGetValue(condition.Attribute!, out string? found) ? found : null;
        if (condition.Missing is { } missing)
        {
            return text is null == missing;
        }

        if (text is null)
        {
            return null;
        }

        if (condition.Is is not null)
        {
            return text == condition.Is;
        }

        if (condition.OneOf is not null)
        {
            return condition.OneOf.Split(',').Any(t => t.Trim() == text);
        }

        // ISO dates stand in the order of their texts.
        return !LocalDatePattern.Iso.Parse(text).Success ? (bool?)null
            : (condition.OnOrAfter is null || string.CompareOrdinal(text, condition.OnOrAfter) >= 0) && (condition.Before is null || string.CompareOrdinal(text, condition.Before) < 0);
    }
}
