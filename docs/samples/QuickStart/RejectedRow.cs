namespace Retention.QuickStart;

/// <summary>A row that could not be read. It counts for nothing, and is kept so that it can be put right.</summary>
/// <param name="LineNumber">The number of its first line in the file, from 1.</param>
/// <param name="Column">The header of the column at fault; empty where it is the row as a whole.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">The row as it was written.</param>
internal sealed record RejectedRow(int LineNumber, string Column, RejectReason Reason, string Text);
