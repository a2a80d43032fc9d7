using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>A cycle of a clock of a case, with its deadline.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it. A running clock has missed its deadline once the deadline is past.</remarks>
public sealed class SlaDeadlineRow
{
    private SlaDeadlineRow()
    {
    }

    /// <summary>Gets the category of the case's stream.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets the case's key.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; private set; } = string.Empty;

    /// <summary>Gets which cycle of it, from 1: a case that is opened again starts another.</summary>
    public int Cycle { get; private set; }

    /// <summary>Gets the customer's id; null if the case has none.</summary>
    public string? Customer { get; private set; }

    /// <summary>Gets what the clock measures in small letters, such as <c>resolution</c>.</summary>
    public string Metric { get; private set; } = string.Empty;

    /// <summary>Gets the code of the target that was chosen.</summary>
    public string Target { get; private set; } = string.Empty;

    /// <summary>Gets the code of the calendar by which it runs.</summary>
    public string Calendar { get; private set; } = string.Empty;

    /// <summary>Gets its state in small letters, such as <c>running</c>.</summary>
    public string State { get; private set; } = string.Empty;

    /// <summary>Gets when the cycle started.</summary>
    public Instant StartedAt { get; private set; }

    /// <summary>Gets when its state changed last.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Gets the deadline; null where it has none now.</summary>
    public Instant? Due { get; private set; }

    /// <summary>Gets whether it was met; null while that is open.</summary>
    public bool? IsMet { get; private set; }
}
