using NodaTime;

namespace Retention.Consumer.Net472
{
    /// <summary>The clock of this host: it stands still until it is set.</summary>
    internal sealed class HostClock : IClock
    {
        internal HostClock(Instant now)
        {
            this.Now = now;
        }

        internal Instant Now { get; set; }

        public Instant GetCurrentInstant()
        {
            return this.Now;
        }
    }
}
