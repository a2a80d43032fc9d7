using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Health;

/// <summary>What is known of a customer's health: readings, attributes and tags for exceptions, overrides by hand.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthFacts
{
    /// <summary>Makes the facts.</summary>
    /// <param name="draft">What is known; copied.</param>
    public HealthFacts(HealthFactsDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        this.Customer = draft.Customer;
        this.ReadingList = draft.Readings.ToArray();
        this.Readings = Array.AsReadOnly(this.ReadingList);
        this.Attributes = Sequence.Copy(draft.Attributes);
        this.Tags = Sequence.Copy(draft.Tags);
        this.Overrides = Sequence.Copy(draft.Overrides);
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets the readings, in any order. Of two of one measure and instant the later in the list holds.</summary>
    public IReadOnlyList<HealthReading> Readings { get; }

    /// <summary>Gets the attributes by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Gets the tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Gets the overrides by hand.</summary>
    public IReadOnlyList<HealthOverride> Overrides { get; }

    internal HealthReading[] ReadingList { get; }
}

/// <summary>What is known of a customer's health, while it is written down; <see cref="HealthFacts(HealthFactsDraft)"/> copies it. Not thread-safe.</summary>
public sealed class HealthFactsDraft
{
    /// <summary>Makes an empty draft.</summary>
    /// <param name="customer">The customer.</param>
    public HealthFactsDraft(CustomerId customer) => this.Customer = customer;

    /// <summary>Makes a draft of what is known already, to change some of it.</summary>
    /// <param name="facts">What is known.</param>
    public HealthFactsDraft(HealthFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        this.Customer = facts.Customer;
        this.Readings = facts.Readings.ToList();
        this.Attributes = facts.Attributes.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        this.Tags = facts.Tags.ToList();
        this.Overrides = facts.Overrides.ToList();
    }

    /// <summary>Gets or sets the customer.</summary>
    /// <value>Required.</value>
    public CustomerId Customer { get; set; }

    /// <summary>Gets or sets the readings.</summary>
    /// <value>The default value is empty.</value>
    public List<HealthReading> Readings { get; set; } = new List<HealthReading>();

    /// <summary>Gets or sets the attributes by name.</summary>
    /// <value>The default value is empty.</value>
    public Dictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the tags.</summary>
    /// <value>The default value is empty.</value>
    public List<string> Tags { get; set; } = new List<string>();

    /// <summary>Gets or sets the overrides by hand.</summary>
    /// <value>The default value is empty.</value>
    public List<HealthOverride> Overrides { get; set; } = new List<HealthOverride>();
}
