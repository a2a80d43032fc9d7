using System.Collections.Generic;

namespace Retention.Core.Facts;

/// <summary>Everything a host knows, as it fills it in; <see cref="FactSet"/> is made from it.</summary>
/// <remarks>A builder: mutable, not thread-safe.</remarks>
public sealed class FactSetDraft
{
    /// <summary>Gets or sets the ISO currency in which measures are summed.</summary>
    /// <value>The default value is <c>CNY</c>.</value>
    public string BaseCurrency { get; set; } = "CNY";

    /// <summary>Gets the organisations with their zones. A document of an organisation that is not listed is a data-quality finding.</summary>
    /// <value>The default value is empty: one organisation without a code, in the policy's zone.</value>
    public List<Organisation> Organisations { get; } = new List<Organisation>();

    /// <summary>Gets customers to include even if no fact names them (the customer register).</summary>
    /// <value>The default value is empty.</value>
    public List<CustomerId> Customers { get; } = new List<CustomerId>();

    /// <summary>Gets the document lines.</summary>
    /// <value>The default value is empty.</value>
    public List<DocumentFact> Documents { get; } = new List<DocumentFact>();

    /// <summary>Gets what customers did.</summary>
    /// <value>The default value is empty.</value>
    public List<OccurrenceFact> Occurrences { get; } = new List<OccurrenceFact>();

    /// <summary>Gets what is said of customers in words.</summary>
    /// <value>The default value is empty.</value>
    public List<AttributeFact> Attributes { get; } = new List<AttributeFact>();

    /// <summary>Gets numbers given to customers.</summary>
    /// <value>The default value is empty.</value>
    public List<IndicatorFact> Indicators { get; } = new List<IndicatorFact>();

    /// <summary>Gets confirmed tags.</summary>
    /// <value>The default value is empty.</value>
    public List<TagFact> Tags { get; } = new List<TagFact>();

    /// <summary>Gets merges, unmerges and recodings.</summary>
    /// <value>The default value is empty.</value>
    public List<AliasFact> Aliases { get; } = new List<AliasFact>();

    /// <summary>Gets who belongs to which group.</summary>
    /// <value>The default value is empty.</value>
    public List<HierarchyFact> Hierarchy { get; } = new List<HierarchyFact>();

    /// <summary>Gets totals that finance vouches for.</summary>
    /// <value>The default value is empty.</value>
    public List<ControlTotal> ControlTotals { get; } = new List<ControlTotal>();
}
