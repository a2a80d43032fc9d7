using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>A decision: what was asked, what followed, under which policy, by whom and when.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it.</remarks>
public sealed class DecisionRow
{
    private DecisionRow()
    {
    }

    /// <summary>Gets the number of its stream, <see cref="StreamRow.Stream"/>.</summary>
    public long Stream { get; private set; }

    /// <summary>Gets its place in the stream, from 1.</summary>
    public long Version { get; private set; }

    /// <summary>Gets the host's key of the request; null where time alone decided.</summary>
    public string? IdempotencyKey { get; private set; }

    /// <summary>Gets the fingerprint of the command; null where time alone decided.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>Gets the decision time.</summary>
    public Instant At { get; private set; }

    /// <summary>Gets when it was recorded, by the host's clock.</summary>
    public Instant RecordedAt { get; private set; }

    /// <summary>Gets the label of the policy; null if there is none.</summary>
    public string? PolicyLabel { get; private set; }

    /// <summary>Gets the fingerprint of the policy; null if there is none.</summary>
    public string? PolicyFingerprint { get; private set; }

    /// <summary>Gets when time alone would do something next, as it was then; null: never.</summary>
    public Instant? NextDue { get; private set; }

    /// <summary>Gets the id of who asked; null: not said.</summary>
    public string? Actor { get; private set; }

    /// <summary>Gets the id of who approved it; null: nobody.</summary>
    public string? ApprovedBy { get; private set; }

    /// <summary>Gets the number of the document it came from; null: none.</summary>
    public string? SourceDocument { get; private set; }

    /// <summary>Gets the host's id of the request; null: none.</summary>
    public string? CorrelationId { get; private set; }

    /// <summary>Gets the name of the command's type, such as <c>loyalty.record-purchase</c>; null where time alone decided.</summary>
    public string? CommandType { get; private set; }

    /// <summary>Gets the version of the command's text; null where time alone decided.</summary>
    public int? CommandVersion { get; private set; }

    /// <summary>Gets the command as JSON; null where time alone decided.</summary>
    public string? Command { get; private set; }

    /// <summary>Gets the events as a JSON array of <c>type</c>, <c>version</c> and <c>data</c>.</summary>
    public string Events { get; private set; } = string.Empty;
}
