using System.Globalization;
using Retention.Core.Hosting;

namespace Retention.Relational;

/// <summary>What is wrong, in kind.</summary>
public enum FindingKind
{
    /// <summary>A decision is missing in the middle of a stream, or lies beyond its end. Restore it from a backup.</summary>
    MissingDecision = 0,

    /// <summary>A decision's row, its command or one of its events can't be read. Restore it from a backup.</summary>
    Unreadable = 1,

    /// <summary>A command isn't the one that was fingerprinted: somebody changed it. Restore it from a backup.</summary>
    Fingerprint = 2,

    /// <summary>The stream's own row doesn't say what its last decision says. Rebuilding the stream puts policy and due instant right, never the version.</summary>
    StreamRow = 3,

    /// <summary>A decision names another policy version than the events lead to.</summary>
    PolicyVersion = 4,

    /// <summary>The last decision names another due instant than the state has: the row was changed, or the policies have since. A due run finds out at its instant.</summary>
    NextDue = 5,

    /// <summary>A row of a table for reports isn't as the stream says, is missing, or is one too many. Rebuilding the stream writes it anew.</summary>
    TableRow = 6,

    /// <summary>Rows belong to no stream, or to one whose kind has no such rows. Delete them once you know where they came from.</summary>
    Orphan = 7,
}

/// <summary>One thing that isn't as it should be.</summary>
/// <remarks>Ids, codes, instants and amounts only. Immutable and thread-safe.</remarks>
public sealed class VerifyFinding
{
    internal VerifyFinding(FindingKind kind, StreamId? stream, long version, string? table, string difference)
    {
        this.Kind = kind;
        this.Stream = stream;
        this.Version = version;
        this.Table = table;
        this.Difference = difference;
    }

    /// <summary>Gets what is wrong, in kind.</summary>
    public FindingKind Kind { get; }

    /// <summary>Gets the stream; null where rows belong to none.</summary>
    public StreamId? Stream { get; }

    /// <summary>Gets the decision that it is about; 0 where it is about the stream as a whole.</summary>
    public long Version { get; }

    /// <summary>Gets the table without its prefix; null where it is about the stream itself.</summary>
    public string? Table { get; }

    /// <summary>Gets what differs, and what it should be.</summary>
    public string Difference { get; }

    /// <summary>Gives everything in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Kind + " " + this.Stream + (this.Version == 0 ? string.Empty : " v" + this.Version.ToString(CultureInfo.InvariantCulture))
        + (this.Table is null ? string.Empty : " " + this.Table) + ": " + this.Difference;
}
