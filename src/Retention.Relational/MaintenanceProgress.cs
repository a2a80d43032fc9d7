namespace Retention.Relational;

/// <summary>How far verifying or rebuilding got.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MaintenanceProgress
{
    internal MaintenanceProgress(string category, long streams, string? next)
    {
        this.Category = category;
        this.Streams = streams;
        this.Next = next;
    }

    /// <summary>Gets the category under way.</summary>
    public string Category { get; }

    /// <summary>Gets how many of its streams are done.</summary>
    public long Streams { get; }

    /// <summary>Gets where to go on if it stops here, for <see cref="RelationalMaintenance.RebuildAsync"/>; null: the category is done.</summary>
    public string? Next { get; }
}
