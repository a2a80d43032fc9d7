using System;
using System.Collections.Generic;

namespace Retention.Core.Facts;

/// <summary>What a customer record must say, and how (G-2): required fields, code lists, forms, vague phrases, sources.</summary>
public sealed class RecordStandardOptions : OptionsNode
{
    /// <summary>Gets or sets the fields by attribute name.</summary>
    /// <value>The default value is empty; at least one is required.</value>
    public Dictionary<string, RecordFieldOptions> Fields { get; set; } = new Dictionary<string, RecordFieldOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets phrases, separated by commas, that say nothing and are refused in every field (大概, 若干, maybe).</summary>
    /// <value>The default value is null: none.</value>
    public string? VaguePhrases { get; set; }

    /// <summary>Gets or sets a value indicating whether every field that is filled in needs a source.</summary>
    /// <value>The default value is false.</value>
    public bool? SourceRequired { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Fields = visitor.Map("fields", this.Fields) ?? this.Fields;
        this.VaguePhrases = visitor.Text("vaguePhrases", this.VaguePhrases);
        this.SourceRequired = visitor.Flag("sourceRequired", this.SourceRequired);
    }
}

/// <summary>What one field of a customer record must say.</summary>
public sealed class RecordFieldOptions : KeyedOptionsNode
{
    /// <summary>Gets or sets the form of the value: <c>text</c>, <c>industry-code</c> (GB/T 4754: a letter A to T, then up to four digits), <c>contact</c> (姓 + 职位: a surname and a post, no full name), <c>date</c> (ISO) or <c>number</c>.</summary>
    /// <value>The default value is <c>text</c>.</value>
    public string? Form { get; set; }

    /// <summary>Gets or sets a value indicating whether the field must be filled in.</summary>
    /// <value>The default value is false.</value>
    public bool? Required { get; set; }

    /// <summary>Gets or sets how much the field counts in the completeness score, 0 or more with at most four decimals.</summary>
    /// <value>The default value is 1.</value>
    public decimal? Weight { get; set; }

    /// <summary>Gets or sets the values that are allowed, separated by commas.</summary>
    /// <value>The default value is null: any of the form.</value>
    public string? OneOf { get; set; }

    /// <inheritdoc/>
    internal override void Accept(OptionsVisitor visitor)
    {
        this.Form = visitor.Text("form", this.Form);
        this.Required = visitor.Flag("required", this.Required);
        this.Weight = visitor.Number("weight", this.Weight);
        this.OneOf = visitor.Text("oneOf", this.OneOf);
    }
}
