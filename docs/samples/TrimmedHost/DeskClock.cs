using NodaTime;

namespace Retention.TrimmedHost;

/// <summary>A clock that stands still until it is moved, so that the program prints the same every time. A real host gives NodaTime's system clock.</summary>
internal sealed class DeskClock : IClock
{
    private Instant now;

    internal DeskClock(Instant now) => this.now = now;

    public Instant GetCurrentInstant() => this.now;

    internal void Pass(Duration time) => this.now += time;
}
