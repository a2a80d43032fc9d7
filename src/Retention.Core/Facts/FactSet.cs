using System;
using System.Collections.Generic;

namespace Retention.Core.Facts;

/// <summary>Everything a host knows about its customers: documents, occurrences, attributes, indicators, tags, aliases, hierarchy.</summary>
/// <remarks>The order of the facts never matters. Immutable and thread-safe.</remarks>
public sealed class FactSet
{
    /// <summary>Makes a set from what a host filled in.</summary>
    /// <param name="draft">The draft; copied.</param>
    /// <exception cref="ArgumentException">The base currency is not an ISO code, or an organisation is listed twice.</exception>
    public FactSet(FactSetDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!Money.IsCurrency(draft.BaseCurrency))
        {
            throw new ArgumentException("The base currency is an ISO 4217 code of three capital letters, such as CNY.", nameof(draft));
        }

        var organisations = new Dictionary<string, Organisation>(StringComparer.Ordinal);
        foreach (Organisation organisation in draft.Organisations)
        {
            if (organisations.ContainsKey(organisation.Code))
            {
                throw new ArgumentException("The organisation \"" + organisation.Code + "\" is listed twice; list it once.", nameof(draft));
            }

            organisations.Add(organisation.Code, organisation);
        }

        this.BaseCurrency = draft.BaseCurrency;
        this.Organisations = Sequence.Copy(organisations);
        this.Customers = Sequence.Copy(draft.Customers);
        this.Documents = Sequence.Copy(draft.Documents);
        this.Occurrences = Sequence.Copy(draft.Occurrences);
        this.Attributes = Sequence.Copy(draft.Attributes);
        this.Indicators = Sequence.Copy(draft.Indicators);
        this.Tags = Sequence.Copy(draft.Tags);
        this.Aliases = Sequence.Copy(draft.Aliases);
        this.Hierarchy = Sequence.Copy(draft.Hierarchy);
        this.ControlTotals = Sequence.Copy(draft.ControlTotals);
    }

    /// <summary>Gets the ISO currency in which measures are summed.</summary>
    public string BaseCurrency { get; }

    /// <summary>Gets the organisations by code.</summary>
    public IReadOnlyDictionary<string, Organisation> Organisations { get; }

    /// <summary>Gets customers to include even if no fact names them.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Gets the document lines.</summary>
    public IReadOnlyList<DocumentFact> Documents { get; }

    /// <summary>Gets what customers did.</summary>
    public IReadOnlyList<OccurrenceFact> Occurrences { get; }

    /// <summary>Gets what is said of customers in words.</summary>
    public IReadOnlyList<AttributeFact> Attributes { get; }

    /// <summary>Gets numbers given to customers.</summary>
    public IReadOnlyList<IndicatorFact> Indicators { get; }

    /// <summary>Gets confirmed tags.</summary>
    public IReadOnlyList<TagFact> Tags { get; }

    /// <summary>Gets merges, unmerges and recodings.</summary>
    public IReadOnlyList<AliasFact> Aliases { get; }

    /// <summary>Gets who belongs to which group.</summary>
    public IReadOnlyList<HierarchyFact> Hierarchy { get; }

    /// <summary>Gets totals that finance vouches for.</summary>
    public IReadOnlyList<ControlTotal> ControlTotals { get; }
}
