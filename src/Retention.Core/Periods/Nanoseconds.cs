using System;
using NodaTime;

namespace Retention.Core.Periods;

/// <summary>Instants as nanoseconds since the Unix epoch, half the size of an <see cref="Instant"/>.</summary>
internal static class Nanoseconds
{
    private const long PerDay = NodaConstants.NanosecondsPerDay;

    // A few years short of what 64 bits hold, so that adding an expiry can't overflow.
    private static readonly Instant First = Instant.FromUtc(1678, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2262, 1, 1, 0, 0);

    /// <summary>The last instant at which a process takes a command: a century before the end, as lots and limits live on from there.</summary>
    private static readonly Instant LastCommand = Instant.FromUtc(2150, 1, 1, 0, 0);

    /// <summary>Whether a process may decide at an instant, or take it as a business date.</summary>
    internal static bool Holds(Instant instant) => instant >= First && instant < LastCommand;

    internal static long Of(Instant instant)
    {
        if (instant < First || instant >= Last)
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, "An instant here lies between 1678 and 2262; correct it.");
        }

        Duration since = instant - NodaConstants.UnixEpoch;
        return (since.Days * PerDay) + since.NanosecondOfDay;
    }

    /// <summary>An instant, or the latest that can be kept: time may go on beyond it, and what lapses has lapsed by then.</summary>
    internal static long Clamped(Instant instant) => instant < Last ? Of(instant) : long.MaxValue - 1;

    internal static long OfOptional(Instant? instant) => instant is { } known ? Of(known) : long.MaxValue;

    internal static Instant ToInstant(long nanoseconds) => NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds);
}
