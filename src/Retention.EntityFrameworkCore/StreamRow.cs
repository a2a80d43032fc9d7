using NodaTime;

namespace Retention.EntityFrameworkCore;

/// <summary>A stream: one row for each account, case, life or assignment.</summary>
/// <remarks>Read-only: it is never tracked, and only the store writes it.</remarks>
public sealed class StreamRow
{
    private StreamRow()
    {
    }

    /// <summary>Gets the stream's number in this database, by which <see cref="DecisionRow.Stream"/> names it.</summary>
    public long Stream { get; private set; }

    /// <summary>Gets the category of its kind, such as <c>points</c>.</summary>
    public string Category { get; private set; } = string.Empty;

    /// <summary>Gets its key, such as the customer's id.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Gets how many decisions it has.</summary>
    public long Version { get; private set; }

    /// <summary>Gets the label of the policy under which it was decided last; null if it has none.</summary>
    public string? PolicyLabel { get; private set; }

    /// <summary>Gets the fingerprint of that policy; null if it has none.</summary>
    public string? PolicyFingerprint { get; private set; }

    /// <summary>Gets when time alone will do something next; null: never.</summary>
    public Instant? NextDue { get; private set; }

    /// <summary>Gets when it was set aside; null: it isn't.</summary>
    public Instant? SetAsideAt { get; private set; }

    /// <summary>Gets why it was set aside; null: it isn't.</summary>
    public string? SetAsideReason { get; private set; }
}
