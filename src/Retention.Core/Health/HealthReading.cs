using System;
using NodaTime;

namespace Retention.Core.Health;

/// <summary>A value of a measure, as it was measured once.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthReading : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="measure">The key of the measure.</param>
    /// <param name="value">The value, with at most four decimals; null: it was looked for, and there is none.</param>
    /// <param name="measuredAt">When it was measured.</param>
    /// <param name="assessedBy">The id of who assessed it, where somebody did; null for none.</param>
    /// <param name="reviewedBy">The id of who reviewed it; null: nobody yet.</param>
    /// <param name="reviewedAt">When it was reviewed; null: not yet.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than four decimals or is out of range.</exception>
    public HealthReading(string measure, decimal? value, Instant measuredAt, string? assessedBy = null, string? reviewedBy = null, Instant? reviewedAt = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        this.Measure = measure;
        this.Units = value is { } number ? FixedPoint.Exact(number, nameof(value)) : null;
        this.MeasuredAt = measuredAt;
        this.AssessedBy = assessedBy;
        this.ReviewedBy = reviewedBy;
        this.ReviewedAt = reviewedAt;
    }

    /// <summary>Gets the key of the measure.</summary>
    public string Measure { get; }

    /// <summary>Gets the value; null: it was looked for, and there is none.</summary>
    public decimal? Value => this.Units is { } units ? FixedPoint.ToDecimal(units) : null;

    /// <summary>Gets when it was measured.</summary>
    public Instant MeasuredAt { get; }

    /// <summary>Gets the id of who assessed it; null for none.</summary>
    public string? AssessedBy { get; }

    /// <summary>Gets the id of who reviewed it; null: nobody yet.</summary>
    public string? ReviewedBy { get; }

    /// <summary>Gets when it was reviewed; null: not yet.</summary>
    public Instant? ReviewedAt { get; }

    /// <summary>Gets the value in ten-thousandths.</summary>
    internal long? Units { get; }

    /// <summary>Whether somebody other than who assessed it had reviewed it by an instant.</summary>
    internal bool IsReviewedAt(Instant asOf) => !string.IsNullOrWhiteSpace(this.ReviewedBy) && !string.Equals(this.ReviewedBy, this.AssessedBy, StringComparison.Ordinal) && this.ReviewedAt <= asOf;

    private protected override void Describe(MessageParts parts) => parts.Add("measure", this.Measure).Add("value", this.Value).Add("measuredAt", this.MeasuredAt)
        .Add("assessedBy", this.AssessedBy).Add("reviewedBy", this.ReviewedBy).Add("reviewedAt", this.ReviewedAt);
}
