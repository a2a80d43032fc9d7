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
    private readonly Func<CustomerId, CustomerId> whose;

    private FactReading(Instant asOf, Instant knownAt, DateTimeZone zone, CustomerHistory[] histories, DocumentTally tally, IEnumerable<Finding> findings, Func<CustomerId, CustomerId> whose, IReadOnlyList<UpcomingFact> upcoming)
    {
        this.AsOf = asOf;
        this.KnownAt = knownAt;
        this.Zone = zone;
        this.Histories = Sequence.Copy(histories);
        this.Tally = tally;
        this.Findings = Sequence.Copy(findings);
        this.whose = whose;
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
        var hierarchy = new CustomerHierarchy(facts.Hierarchy, asOf, known, aliases);
        CustomerId Whose(CustomerId id)
        {
            CustomerId resolved = aliases.Resolve(id);
            return rules.Level == CustomerLevel.Group ? hierarchy.GroupOf(resolved) : resolved;
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
        IEnumerable<Finding> all = findings.ToFindings().Concat(ControlTotals.Check(facts, rules, documents.Posted, days, asOf));
        return new FactReading(asOf, known, days, histories, documents.Tally(), all, Whose, UpcomingFact.Of(facts, rules, days, asOf, known, Whose));
    }

    /// <summary>For whom a customer's facts count at the as-of: the id it was merged or recoded into and, where the rules say so, that one's group.</summary>
    /// <param name="customer">The id in a fact.</param>
    /// <returns>The id in the base; the id itself if nothing changed it.</returns>
    public CustomerId Resolve(CustomerId customer) => this.whose(customer);

    /// <summary>The history of a customer.</summary>
    /// <param name="customer">The customer; an alias or a member of a group gives the history of the id it counts for.</param>
    /// <returns>The history, or null if no fact names the customer.</returns>
    public CustomerHistory? Find(CustomerId customer) =>
        this.byCustomer.TryGetValue(this.Resolve(customer), out CustomerHistory? history) ? history : null;
}
