using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Sla;

/// <summary>What is known of a case, while it is written down; <see cref="CaseFacts(CaseFactsDraft)"/> copies it. Not thread-safe.</summary>
public sealed class CaseFactsDraft
{
    /// <summary>Makes an empty draft.</summary>
    public CaseFactsDraft()
    {
    }

    /// <summary>Makes a draft of what is known already, to change some of it.</summary>
    /// <param name="facts">What is known.</param>
    public CaseFactsDraft(CaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        this.Type = facts.Type;
        this.Priority = facts.Priority;
        this.Tier = facts.Tier;
        this.Channel = facts.Channel;
        this.Organisation = facts.Organisation;
        this.CustomerCalendar = facts.CustomerCalendar;
        this.Tags = facts.Tags.ToList();
    }

    /// <summary>Gets or sets what it is about, such as <c>product</c> or <c>complaint</c>.</summary>
    /// <value>The default value is empty.</value>
    public string Type { get; set; } = string.Empty;

    /// <summary>Gets or sets how pressing it is, such as <c>urgent</c>.</summary>
    /// <value>The default value is empty.</value>
    public string Priority { get; set; } = string.Empty;

    /// <summary>Gets or sets the customer's tier.</summary>
    /// <value>The default value is null: unknown.</value>
    public string? Tier { get; set; }

    /// <summary>Gets or sets how it came.</summary>
    /// <value>The default value is null: unknown.</value>
    public string? Channel { get; set; }

    /// <summary>Gets or sets the organisation.</summary>
    /// <value>The default value is empty: there is one only.</value>
    public string Organisation { get; set; } = string.Empty;

    /// <summary>Gets or sets the code of the customer's calendar.</summary>
    /// <value>The default value is null: none.</value>
    public string? CustomerCalendar { get; set; }

    /// <summary>Gets or sets the tags of the case and its customer.</summary>
    /// <value>The default value is empty.</value>
    public List<string> Tags { get; set; } = new List<string>();
}
