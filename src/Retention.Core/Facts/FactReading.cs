using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Facts;

/// <summary>Facts read under document rules, as of one instant and as known at another: every customer's history, and what was left out.</summary>
/// <remarks>The same facts in any order give the same reading. Immutable and thread-safe.</remarks>
public sealed class FactReading
{
    private readonly Dictionary<CustomerId, CustomerHistory> byCustomer;

    private FactReading(Instant asOf, Instant knownAt, DateTimeZone zone, CustomerHistory[] histories, DocumentTally tally, IEnumerable<Finding> findings, CustomerAliases aliases, IReadOnlyList<UpcomingFact> upcoming)
    {
        this.AsOf = asOf;
        this.KnownAt = knownAt;
        this.Zone = zone;
        this.Histories = Sequence.Copy(histories);
        this.Tally = tally;
        this.Findings = Sequence.Copy(findings);
        this.Aliases = aliases;
        this.Upcoming = upcoming;
        this.byCustomer = histories.ToDictionary(h => h.Customer);
    }

    /// <summary>Gets the as-of: only what lies before it counts.</summary>
    public Instant AsOf { get; }

    /// <summary>Gets the instant of knowledge: only what was recorded at or before it counts.</summary>
    public Instant KnownAt { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the last local date before the as-of: for the end of a day, that day.</summary>
    public LocalDate AsOfDate => LocalDays.LastDateBefore(this.AsOf, this.Zone);

    /// <summary>Gets the customers' histories in ordinal order of their ids.</summary>
    public IReadOnlyList<CustomerHistory> Histories { get; }

    /// <summary>Gets how many lines were read, counted and left out.</summary>
    public DocumentTally Tally { get; }

    /// <summary>Gets what is doubtful in the facts.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Gets what every customer id stands for at the as-of.</summary>
    public CustomerAliases Aliases { get; }

    /// <summary>Gets what is known already and takes effect at or after the as-of.</summary>
    internal IReadOnlyList<UpcomingFact> Upcoming { get; }

    /// <summary>Reads facts.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="rules">Which documents count, by which date, for whom.</param>
    /// <param name="zone">The zone in which days begin; where the rules name one organisation that is listed, its own zone is used instead.</param>
    /// <param name="asOf">The as-of: only what lies before it counts. For a whole day use <see cref="LocalDays.EndOf"/>.</param>
    /// <param name="knownAt">Only what was recorded at or before this instant counts; null: everything given.</param>
    /// <returns>The reading.</returns>
    public static FactReading Read(FactSet facts, DocumentRules rules, DateTimeZone zone, Instant asOf, Instant? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        Instant known = knownAt ?? Instant.MaxValue;
        DateTimeZone days = rules.Organisations.Count == 1 && facts.Organisations.TryGetValue(rules.Organisations[0], out Organisation? only) ? only.Zone : zone;
        var aliases = new CustomerAliases(facts.Aliases, asOf, known);
        var hierarchy = new CustomerHierarchy(facts.Hierarchy, asOf, known);
        CustomerId Whose(CustomerId id)
        {
            CustomerId resolved = aliases.Resolve(id);
            return rules.Level == CustomerLevel.Group ? aliases.Resolve(hierarchy.GroupOf(resolved)) : resolved;
        }

        var findings = new FindingList();
        var documents = new DocumentReader(facts, rules, days, asOf, known, Whose, findings);
        documents.Read();
        var others = new OccurrenceReader(facts, days, asOf, known, Whose);
        foreach (CustomerId customer in facts.Customers.Where(c => !c.IsEmpty))
        {
            documents.Touch(Whose(customer));
        }

        CustomerHistory[] histories = documents.Customers
            .Concat(others.Customers)
            .Distinct()
            .OrderBy(c => c)
            .Select(c => new CustomerHistory(c, documents.LinesOf(c), documents.OrdersOf(c), others.OccurrencesOf(c), others.AttributesOf(c), others.IndicatorsOf(c), others.TagsOf(c)))
            .ToArray();
        IEnumerable<Finding> all = findings.ToFindings().Concat(ControlTotals.Check(facts, rules, documents.Posted, days));
        return new FactReading(asOf, known, days, histories, documents.Tally(), all, aliases, UpcomingFact.Of(facts, rules, days, asOf, known, Whose));
    }

    /// <summary>The same reading with other histories.</summary>
    internal FactReading With(CustomerHistory[] histories) => new FactReading(this.AsOf, this.KnownAt, this.Zone, histories, this.Tally, this.Findings, this.Aliases, this.Upcoming);

    /// <summary>The history of a customer.</summary>
    /// <param name="customer">The customer; an alias gives the history of the id it stands for.</param>
    /// <returns>The history, or null if no fact names the customer.</returns>
    public CustomerHistory? Find(CustomerId customer) =>
        this.byCustomer.TryGetValue(this.Aliases.Resolve(customer), out CustomerHistory? history) ? history : null;
}
