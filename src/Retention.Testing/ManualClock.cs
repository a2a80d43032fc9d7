using NodaTime;

namespace Retention.Testing;

/// <summary>A clock that stands still until it is told to move.</summary>
/// <remarks>Thread-safe: whoever looks sees one of the instants that were set, never half of one.</remarks>
public sealed class ManualClock : IClock
{
    private readonly object gate = new object();
    private Instant now;

    /// <summary>Makes a clock.</summary>
    /// <param name="now">What it shows first.</param>
    public ManualClock(Instant now) => this.now = now;

    /// <summary>Gives what the clock shows.</summary>
    /// <returns>The instant that was set last, with every advance since.</returns>
    public Instant GetCurrentInstant()
    {
        lock (this.gate)
        {
            return this.now;
        }
    }

    /// <summary>Moves the clock.</summary>
    /// <param name="duration">How far. A negative duration moves it back, on purpose: servers' clocks do, and a test should show what happens then.</param>
    /// <exception cref="System.OverflowException">The instant would lie outside of NodaTime's range; the clock stays.</exception>
    public void Advance(Duration duration)
    {
        lock (this.gate)
        {
            this.now += duration;
        }
    }

    /// <summary>Sets the clock.</summary>
    /// <param name="now">What it shows from now on; an earlier instant moves it back, on purpose.</param>
    public void Set(Instant now)
    {
        lock (this.gate)
        {
            this.now = now;
        }
    }
}
