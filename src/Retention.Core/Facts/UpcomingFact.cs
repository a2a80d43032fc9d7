using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Facts;

/// <summary>A customer about whom something is known that takes effect only at or after the as-of: a run brought forward must look again.</summary>
internal readonly struct UpcomingFact
{
    private UpcomingFact(CustomerId customer, Instant at)
    {
        this.Customer = customer;
        this.At = at;
    }

    internal CustomerId Customer { get; }

    internal Instant At { get; }

    internal static IReadOnlyList<UpcomingFact> Of(FactSet facts, DocumentRules rules, DateTimeZone zone, Instant asOf, Instant knownAt, Func<CustomerId, CustomerId> whose)
    {
        var upcoming = new List<UpcomingFact>();
        void Note(CustomerId customer, Instant at)
        {
            if (at >= asOf && !customer.IsEmpty)
            {
                upcoming.Add(new UpcomingFact(whose(customer), at));
                upcoming.Add(new UpcomingFact(customer, at));
            }
        }

        foreach (DocumentFact fact in facts.Documents.Where(d => d.RecordedAt <= knownAt))
        {
            if (fact.DateOf(rules.Date) is { } date)
            {
                Note(fact.PartyOf(rules.Party), date.ToInstant(facts.Organisations.TryGetValue(fact.Organisation, out Organisation? o) ? o.Zone : zone));
            }
        }

        foreach (OccurrenceFact fact in facts.Occurrences)
        {
            Note(fact.Customer, fact.OccurredAt.ToInstant(zone));
        }

        foreach (AttributeFact fact in facts.Attributes)
        {
            Note(fact.Customer, fact.EffectiveAt.ToInstant(zone));
        }

        foreach (IndicatorFact fact in facts.Indicators)
        {
            Note(fact.Customer, fact.EffectiveAt.ToInstant(zone));
        }

        foreach (TagFact fact in facts.Tags)
        {
            Note(fact.Customer, fact.From);
            Note(fact.Customer, fact.Until ?? Instant.MinValue);
        }

        foreach (AliasFact fact in facts.Aliases)
        {
            Note(fact.From, fact.EffectiveAt);
            Note(fact.To, fact.EffectiveAt);
        }

        foreach (HierarchyFact fact in facts.Hierarchy)
        {
            Note(fact.Child, fact.EffectiveAt);
            Note(fact.Parent ?? default, fact.EffectiveAt);
        }

        return upcoming;
    }
}
