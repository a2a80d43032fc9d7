using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>An event, with what its decision says of it.</summary>
/// <remarks>Read-only: a row of the view over decisions, never tracked.</remarks>
public sealed class EventRow
{
    private EventRow()
    {
    }

    /// <summary>Gets the category of its stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the key of its stream.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the place of its decision in the stream, from 1.</summary>
    public long Version { get; private set; }

    /// <summary>Gets its place in the decision, from 1.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Gets the name of its type, such as <c>loyalty.points-awarded</c>.</summary>
    public string Type { get; private set; } = string.Empty;

    /// <summary>Gets the version of its text.</summary>
    public int TypeVersion { get; private set; }

    /// <summary>Gets its fields as a JSON object.</summary>
    public string Data { get; private set; } = string.Empty;

    /// <summary>Gets the decision time.</summary>
    public Instant DecidedAt { get; private set; }

    /// <summary>Gets when the decision was recorded, by the host's clock.</summary>
    public Instant RecordedAt { get; private set; }

    /// <summary>Gets the id of who asked; null: not said.</summary>
    public string? Actor { get; private set; }

    /// <summary>Gets the number of the document the decision came from; null: none.</summary>
    public string? SourceDocument { get; private set; }

    /// <summary>Gets the host's id of the request; null: none.</summary>
    public string? CorrelationId { get; private set; }
}
