using NodaTime;
using NodaTime.Text;

namespace Retention.ErpHost;

/// <summary>The machine's clock, or one that stands where it was set: a page made with it looks the same every day.</summary>
public sealed class ErpClock : IClock
{
    public ErpClock(string? now) => this.Now = now is null ? null : InstantPattern.ExtendedIso.Parse(now).Value;

    /// <summary>Gets or sets where the clock stands; null: it goes.</summary>
    public Instant? Now { get; set; }

    public Instant GetCurrentInstant() => this.Now ?? SystemClock.Instance.GetCurrentInstant();
}
