using NodaTime;
using Retention.ErpHost.Desks;

namespace Retention.ErpHost.Views;

/// <summary>A customer in the list.</summary>
public sealed record CustomerLine(
    string Id,
    string Name,
    string Tier,
    Saying TierName,
    string? Level,
    Saying? LevelName,
    string? Stage,
    Saying? StageName,
    bool IsAtRisk,
    decimal? Health,
    Saying? Grade,
    string? Colour,
    decimal Points,
    decimal Pending,
    Deadline? Next);

/// <summary>What comes next for a customer: a promise to keep, or something that time does by itself.</summary>
public sealed record Deadline(string At, Saying What, bool IsMissed)
{
    public static Deadline Of(Instant at, Saying what, Instant now) => new Deadline(Local.Text(at), what, at < now);
}
