using System;
using NodaTime;

namespace Retention.Core.Health;

/// <summary>A score set, capped or floored by hand.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HealthOverride : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="score">The score, 0 to 100.</param>
    /// <param name="author">The id of who decided.</param>
    /// <param name="reason">Why; free text that may be personal, so it is never printed.</param>
    /// <param name="since">When it begins, inclusive.</param>
    /// <param name="until">When it ends, exclusive; null: when it is taken back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score lies outside 0 to 100.</exception>
    public HealthOverride(HealthOverrideKind kind, Score score, string author, string reason, Instant since, Instant? until)
    {
        if (score.TenThousandths is < 0 or > 100 * FixedPoint.One)
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A health score lies between 0 and 100.");
        }

        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(reason);
        this.Kind = kind;
        this.Score = score;
        this.Author = author;
        this.Reason = reason;
        this.Since = since;
        this.Until = until;
    }

    /// <summary>Gets what it does.</summary>
    public HealthOverrideKind Kind { get; }

    /// <summary>Gets the score, 0 to 100.</summary>
    public Score Score { get; }

    /// <summary>Gets the id of who decided.</summary>
    public string Author { get; }

    /// <summary>Gets why; free text that may be personal, so it is never printed. Personal.</summary>
    public string Reason { get; }

    /// <summary>Gets when it begins, inclusive.</summary>
    public Instant Since { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is taken back.</summary>
    public Instant? Until { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("kind", this.Kind).Add("score", this.Score).Add("author", this.Author).AddPersonal("reason", this.Reason)
            .Add("since", this.Since).Add("until", this.Until);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new HealthOverride(this.Kind, this.Score, this.Author, string.Empty, this.Since, this.Until);
}
