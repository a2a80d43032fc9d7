using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Facts;

/// <summary>When something happened, as a business document says it: an instant, or only a date.</summary>
/// <remarks>
/// A date-only time counts from the start of the organisation's local day. <c>default</c> is the date 1 January 0001. Immutable and
/// thread-safe.
/// </remarks>
public readonly struct BusinessTime : IEquatable<BusinessTime>
{
    private readonly Instant instant;
    private readonly LocalDate date;

    private BusinessTime(Instant instant, LocalDate date, bool isInstant)
    {
        this.instant = instant;
        this.date = date;
        this.HasTime = isInstant;
    }

    /// <summary>Gets a value indicating whether the time of day is known.</summary>
    public bool HasTime { get; }

    /// <summary>Whether two times are the same instant or the same date (a date is never equal to an instant).</summary>
    /// <param name="left">One time.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if equal.</returns>
    public static bool operator ==(BusinessTime left, BusinessTime right) => left.Equals(right);

    /// <summary>Whether two times differ.</summary>
    /// <param name="left">One time.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(BusinessTime left, BusinessTime right) => !left.Equals(right);

    /// <summary>A known instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The time.</returns>
    public static BusinessTime At(Instant instant) => new BusinessTime(instant, default, true);

    /// <summary>A date whose time of day is not known.</summary>
    /// <param name="date">The organisation's local date.</param>
    /// <returns>The time.</returns>
    public static BusinessTime On(LocalDate date) => new BusinessTime(default, date, false);

    /// <summary>The instant from which it counts.</summary>
    /// <param name="zone">The organisation's zone.</param>
    /// <returns>The instant itself, or the start of the local day.</returns>
    public Instant ToInstant(DateTimeZone zone) => this.HasTime ? this.instant : LocalDays.StartOf(this.date, zone);

    /// <summary>The organisation's local date.</summary>
    /// <param name="zone">The organisation's zone.</param>
    /// <returns>The date.</returns>
    public LocalDate ToDate(DateTimeZone zone) => this.HasTime ? LocalDays.DateOf(this.instant, zone) : this.date;

    /// <inheritdoc/>
    public bool Equals(BusinessTime other) => this.HasTime == other.HasTime && this.instant == other.instant && this.date == other.date;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BusinessTime other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.HasTime ? this.instant.GetHashCode() : this.date.GetHashCode();

    /// <summary>Gives the ISO text of the instant or date.</summary>
    /// <returns>For example <c>2026-03-01T08:00:00Z</c> or <c>2026-03-01</c>.</returns>
    public override string ToString() => this.HasTime
        ? NodaTime.Text.InstantPattern.ExtendedIso.Format(this.instant)
        : NodaTime.Text.LocalDatePattern.Iso.Format(this.date);
}
