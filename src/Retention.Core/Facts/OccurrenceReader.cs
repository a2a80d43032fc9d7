using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>Collects what is known of customers besides their documents.</summary>
internal sealed class OccurrenceReader
{
    private readonly ILookup<CustomerId, CountedOccurrence> occurrences;
    private readonly Dictionary<CustomerId, Dictionary<string, string>> attributes = new Dictionary<CustomerId, Dictionary<string, string>>();
    private readonly Dictionary<CustomerId, Dictionary<string, long>> indicators = new Dictionary<CustomerId, Dictionary<string, long>>();
    private readonly ILookup<CustomerId, string> tags;

    internal OccurrenceReader(FactSet facts, DateTimeZone zone, Instant asOf, Instant knownAt, Func<CustomerId, CustomerId> whose)
    {
        // A correction of an occurrence has its id and is recorded later.
        this.occurrences = facts.Occurrences
            .Where(o => o.RecordedAt <= knownAt)
            .GroupBy(o => o.Code + "\u001f" + o.Id, StringComparer.Ordinal)
            .Select(g => g.OrderBy(o => o.RecordedAt).ThenBy(o => o.OccurredAt.ToInstant(zone)).ThenBy(o => o.Value ?? decimal.MinValue).ThenBy(o => o.Customer).Last())
            .Where(o => o.OccurredAt.ToInstant(zone) < asOf)
            .ToLookup(o => whose(o.Customer), o => new CountedOccurrence(o.OccurredAt.ToInstant(zone), o.OccurredAt.ToDate(zone), o.Code, o.Value is { } v ? FixedPoint.TryRound(v) : null));
        foreach (AttributeFact fact in facts.Attributes
            .Where(a => a.RecordedAt <= knownAt && a.EffectiveAt.ToInstant(zone) < asOf)
            .OrderBy(a => a.EffectiveAt.ToInstant(zone)).ThenBy(a => a.RecordedAt).ThenBy(a => a.Value, StringComparer.Ordinal))
        {
            Set(this.attributes, whose(fact.Customer), fact.Name, fact.Value.Length == 0 ? null : fact.Value);
        }

        foreach (IndicatorFact fact in facts.Indicators
            .Where(i => i.RecordedAt <= knownAt && i.EffectiveAt.ToInstant(zone) < asOf)
            .OrderBy(i => i.EffectiveAt.ToInstant(zone)).ThenBy(i => i.RecordedAt).ThenBy(i => i.Value ?? decimal.MinValue))
        {
            Set(this.indicators, whose(fact.Customer), fact.Name, fact.Value is { } v ? FixedPoint.TryRound(v) : null);
        }

        this.tags = facts.Tags.Where(t => t.From < asOf && t.From <= knownAt && (t.Until is not { } until || until >= asOf || until > knownAt)).ToLookup(t => whose(t.Customer), t => t.Tag);
    }

    internal IEnumerable<CustomerId> Customers => this.occurrences.Select(g => g.Key).Concat(this.attributes.Keys).Concat(this.indicators.Keys).Concat(this.tags.Select(g => g.Key));

    internal CountedOccurrence[] OccurrencesOf(CustomerId customer) =>
        this.occurrences[customer].OrderBy(o => o.At).ThenBy(o => o.Code, StringComparer.Ordinal).ThenBy(o => o.Value ?? long.MinValue).ToArray();

    internal IReadOnlyDictionary<string, string> AttributesOf(CustomerId customer) =>
        Sequence.Copy(this.attributes.TryGetValue(customer, out Dictionary<string, string>? own) ? own : []);

    internal IReadOnlyDictionary<string, long> IndicatorsOf(CustomerId customer) =>
        Sequence.Copy(this.indicators.TryGetValue(customer, out Dictionary<string, long>? own) ? own : []);

    internal IReadOnlyList<string> TagsOf(CustomerId customer) => Sequence.Copy(this.tags[customer].Distinct(StringComparer.Ordinal).OrderBy(t => t, StringComparer.Ordinal));

    private static void Set(Dictionary<CustomerId, Dictionary<string, string>> values, CustomerId customer, string name, string? value) => SetOrRemove(values, customer, name, value, value is not null);

    private static void Set(Dictionary<CustomerId, Dictionary<string, long>> values, CustomerId customer, string name, long? value) => SetOrRemove(values, customer, name, value.GetValueOrDefault(), value is not null);

    /// <summary>Facts arrive in the order in which they take effect, so the last one stands.</summary>
    private static void SetOrRemove<T>(Dictionary<CustomerId, Dictionary<string, T>> values, CustomerId customer, string name, T? value, bool isSet)
    {
        if (!values.TryGetValue(customer, out Dictionary<string, T>? own))
        {
            values.Add(customer, own = new Dictionary<string, T>(StringComparer.Ordinal));
        }

        if (isSet)
        {
            own[name] = value!;
        }
        else
        {
            own.Remove(name);
        }
    }
}
