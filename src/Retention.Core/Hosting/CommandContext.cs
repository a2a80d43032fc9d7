namespace Retention.Core.Hosting;

/// <summary>Who asks for something, because of what.</summary>
/// <remarks>Ids only: never a name. Stored beside the decision. Immutable and thread-safe.</remarks>
public sealed class CommandContext
{
    /// <summary>The greatest length of each of its ids: 200 UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Makes a context.</summary>
    /// <param name="actor">The id of who asks; null: not said.</param>
    /// <param name="approvedBy">The id of who approved it; null: nobody.</param>
    /// <param name="sourceDocument">The number of the document that it comes from; null: none.</param>
    /// <param name="correlationId">The host's id of the request or the job; null: none.</param>
    /// <exception cref="System.ArgumentException">One is blank, longer than 200 characters, or has characters that a store can't keep.</exception>
    public CommandContext(string? actor, string? approvedBy = null, string? sourceDocument = null, string? correlationId = null)
    {
        this.Actor = Checked(actor, nameof(actor));
        this.ApprovedBy = Checked(approvedBy, nameof(approvedBy));
        this.SourceDocument = Checked(sourceDocument, nameof(sourceDocument));
        this.CorrelationId = Checked(correlationId, nameof(correlationId));
    }

    /// <summary>Gets the context that says nothing.</summary>
    public static CommandContext None { get; } = new CommandContext(null);

    /// <summary>Gets the id of who asks; null: not said.</summary>
    public string? Actor { get; }

    /// <summary>Gets the id of who approved it; null: nobody.</summary>
    public string? ApprovedBy { get; }

    /// <summary>Gets the number of the document that it comes from; null: none.</summary>
    public string? SourceDocument { get; }

    /// <summary>Gets the host's id of the request or the job; null: none.</summary>
    public string? CorrelationId { get; }

    private static string? Checked(string? value, string name) => value is null || PlainText.Is(value, MaxLength)
        ? value
        : throw new System.ArgumentException("It has 1 to 200 characters, isn't blank, and has no control characters and no half of a surrogate pair; or give null.", name);
}
