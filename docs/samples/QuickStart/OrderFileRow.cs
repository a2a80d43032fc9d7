namespace Retention.QuickStart;

/// <summary>A row as it stands in the file.</summary>
/// <param name="LineNumber">The number of its first line, from 1.</param>
/// <param name="Text">The row as it was written.</param>
/// <param name="Cells">Its cells; null if the quotes don't fit.</param>
internal sealed record OrderFileRow(int LineNumber, string Text, string[]? Cells);
