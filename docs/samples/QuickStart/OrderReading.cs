using System.Collections.Generic;
using NodaTime;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>What a file gave.</summary>
internal sealed class OrderReading
{
    /// <summary>Gets the header, or null if the file is empty.</summary>
    internal OrderFileHeader? Header { get; init; }

    /// <summary>Gets the name of the encoding.</summary>
    internal required string Encoding { get; init; }

    /// <summary>Gets the delimiter.</summary>
    internal char Delimiter { get; init; }

    /// <summary>Gets the document lines of the rows that could be read.</summary>
    internal List<DocumentFact> Documents { get; } = [];

    /// <summary>Gets the rows that could not.</summary>
    internal List<RejectedRow> Rejected { get; } = [];

    /// <summary>Gets the number of rows, the header apart.</summary>
    internal int Rows { get; set; }

    /// <summary>Gets the number of lines without content.</summary>
    internal int BlankLines { get; set; }

    /// <summary>Gets the first order date among the rows read.</summary>
    internal LocalDate? FirstDate { get; set; }

    /// <summary>Gets the last order date among the rows read.</summary>
    internal LocalDate? LastDate { get; set; }

    /// <summary>Whether more rows were rejected than the percentage allows.</summary>
    internal bool HasTooManyRejects(decimal percent) => this.Rejected.Count * 100m > percent * this.Rows;
}
