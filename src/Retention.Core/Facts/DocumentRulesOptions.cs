namespace Retention.Core.Facts;

/// <summary>Which documents count, by which date, for whom.</summary>
public sealed class DocumentRulesOptions : OptionsNode
{
    /// <summary>Gets or sets the tenant whose documents are read.</summary>
    /// <value>The default value is empty: the tenant without a name.</value>
    public string? Tenant { get; set; }

    /// <summary>Gets or sets the organisations whose documents are read, as codes separated by commas.</summary>
    /// <value>The default value is null: all, consolidated. One code evaluates that organisation alone, in its zone.</value>
    public string? Organisations { get; set; }

    /// <summary>Gets or sets which date counts: <c>ordered</c>, <c>shipped</c>, <c>invoiced</c>, <c>paid</c> or <c>effective</c>.</summary>
    /// <value>The default value is <c>ordered</c>. Lines without that date don't count yet.</value>
    public string? Date { get; set; }

    /// <summary>Gets or sets from which status on a document counts: <c>approved</c> or <c>draft</c>.</summary>
    /// <value>The default value is <c>approved</c>: drafts don't count. Un-approved, cancelled and red-lettered revisions never count.</value>
    public string? CountFrom { get; set; }

    /// <summary>Gets or sets which party is the customer: <c>sold-to</c>, <c>bill-to</c>, <c>ship-to</c> or <c>payer</c>.</summary>
    /// <value>The default value is <c>sold-to</c>.</value>
    public string? Party { get; set; }

    /// <summary>Gets or sets whom a document counts for: the <c>customer</c>, or its topmost parent, the <c>group</c>.</summary>
    /// <value>The default value is <c>customer</c>.</value>
    public string? Level { get; set; }

    /// <summary>Gets or sets what a negative amount on a sale is: a <c>return</c>, as which it counts, or an error to <c>reject</c>.</summary>
    /// <value>The default value is <c>return</c>.</value>
    public string? NegativeAmounts { get; set; }

    /// <summary>Gets or sets when a return lowers spending: on its <c>own</c> date, or on the date of the sale it takes back, its <c>origin</c>.</summary>
    /// <value>The default value is <c>own</c>. A return without a known origin always counts on its own date.</value>
    public string? ReturnsCountOn { get; set; }

    /// <summary>Gets or sets a value indicating whether a sale that was returned in full still counts as an order (frequency, recency, first order).</summary>
    /// <value>The default value is false: it doesn't, from the last return's date on.</value>
    public bool? CountFullyReturned { get; set; }

    /// <summary>Gets or sets which policy version a backdated document falls under: the one in force on its <c>business-date</c>, or when it was <c>recorded</c>.</summary>
    /// <value>The default value is <c>business-date</c>.</value>
    public string? BackdatedUnder { get; set; }

    /// <summary>Gets or sets a value indicating whether sales to unnamed walk-in customers count.</summary>
    /// <value>The default value is false: they are left out, and counted.</value>
    public bool? IncludeWalkIn { get; set; }

    /// <summary>Gets or sets a value indicating whether sales within the group count.</summary>
    /// <value>The default value is false: they are left out, and counted.</value>
    public bool? IncludeIntercompany { get; set; }

    /// <summary>Gets or sets a value indicating whether sales to employees count.</summary>
    /// <value>The default value is false: they are left out, and counted.</value>
    public bool? IncludeEmployee { get; set; }

    /// <summary>Gets or sets a value indicating whether samples count.</summary>
    /// <value>The default value is false: they are left out, and counted.</value>
    public bool? IncludeSample { get; set; }

    /// <summary>Gets or sets a value indicating whether replacements count.</summary>
    /// <value>The default value is false: they are left out, and counted.</value>
    public bool? IncludeReplacement { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Tenant = visitor.Text("tenant", this.Tenant);
        this.Organisations = visitor.Text("organisations", this.Organisations);
        this.Date = visitor.Text("date", this.Date);
        this.CountFrom = visitor.Text("countFrom", this.CountFrom);
        this.Party = visitor.Text("party", this.Party);
        this.Level = visitor.Text("level", this.Level);
        this.NegativeAmounts = visitor.Text("negativeAmounts", this.NegativeAmounts);
        this.ReturnsCountOn = visitor.Text("returnsCountOn", this.ReturnsCountOn);
        this.CountFullyReturned = visitor.Flag("countFullyReturned", this.CountFullyReturned);
        this.BackdatedUnder = visitor.Text("backdatedUnder", this.BackdatedUnder);
        this.IncludeWalkIn = visitor.Flag("includeWalkIn", this.IncludeWalkIn);
        this.IncludeIntercompany = visitor.Flag("includeIntercompany", this.IncludeIntercompany);
        this.IncludeEmployee = visitor.Flag("includeEmployee", this.IncludeEmployee);
        this.IncludeSample = visitor.Flag("includeSample", this.IncludeSample);
        this.IncludeReplacement = visitor.Flag("includeReplacement", this.IncludeReplacement);
    }
}
