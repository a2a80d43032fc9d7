using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The tier changed.</summary>
public sealed class LoyaltyTierChanged : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="from">The code of the tier before; null for the first.</param>
    /// <param name="to">The code of the tier from now on.</param>
    /// <param name="cause">Why.</param>
    /// <param name="value">The progress that decided, in the unit of the ladder's measure.</param>
    /// <param name="since">Since when the member has it: usually the instant of the event.</param>
    /// <param name="protectedUntil">Until when it can't fall, exclusive; null: no protection.</param>
    public LoyaltyTierChanged(Instant at, string? from, string to, LoyaltyTierCause cause, decimal value, Instant since, Instant? protectedUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(to);
        this.From = from;
        this.To = to;
        this.Cause = cause;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
        this.Since = since;
        this.ProtectedUntil = protectedUntil;
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal LoyaltyTierChanged(Instant at, string? from, string to, LoyaltyTierCause cause, long value, Instant since, Instant? protectedUntil)
        : base(at)
    {
        this.From = from;
        this.To = to;
        this.Cause = cause;
        this.ValueUnits = value;
        this.Since = since;
        this.ProtectedUntil = protectedUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-tier-changed";

    /// <summary>Gets the code of the tier before; null for the first.</summary>
    public string? From { get; }

    /// <summary>Gets the code of the tier from now on.</summary>
    public string To { get; }

    /// <summary>Gets why.</summary>
    public LoyaltyTierCause Cause { get; }

    /// <summary>Gets the progress that decided, in the unit of the ladder's measure.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    /// <summary>Gets since when the member has it: usually the instant of the event.</summary>
    public Instant Since { get; }

    /// <summary>Gets until when it can't fall, exclusive; null: no protection.</summary>
    public Instant? ProtectedUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("from", this.From).Add("to", this.To).Add("cause", this.Cause)
            .Add("value", this.Value).Add("since", this.Since).Add("protectedUntil", this.ProtectedUntil);
    }
}

/// <summary>The progress no longer holds the tier; it falls at a stated instant unless progress recovers.</summary>
public sealed class LoyaltyTierFalling : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="to">The code of the tier it falls to.</param>
    /// <param name="due">When it falls.</param>
    /// <param name="value">The progress now.</param>
    public LoyaltyTierFalling(Instant at, string tier, string to, Instant due, decimal value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(to);
        this.Tier = tier;
        this.To = to;
        this.Due = due;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal LoyaltyTierFalling(Instant at, string tier, string to, Instant due, long value)
        : base(at)
    {
        this.Tier = tier;
        this.To = to;
        this.Due = due;
        this.ValueUnits = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-tier-falling";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the code of the tier it falls to.</summary>
    public string To { get; }

    /// <summary>Gets when it falls.</summary>
    public Instant Due { get; }

    /// <summary>Gets the progress now.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tier", this.Tier).Add("to", this.To).Add("due", this.Due)
            .Add("value", this.Value);
    }
}

/// <summary>The progress recovered before the tier fell.</summary>
public sealed class LoyaltyTierKept : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="value">The progress now.</param>
    public LoyaltyTierKept(Instant at, string tier, decimal value)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        this.Tier = tier;
        this.ValueUnits = FixedPoint.Exact(value, nameof(value));
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal LoyaltyTierKept(Instant at, string tier, long value)
        : base(at)
    {
        this.Tier = tier;
        this.ValueUnits = value;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-tier-kept";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets the progress now.</summary>
    public decimal Value => FixedPoint.ToDecimal(this.ValueUnits);

    /// <summary>Value in ten-thousandths.</summary>
    internal long ValueUnits { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tier", this.Tier).Add("value", this.Value);
    }
}

/// <summary>The tier was set by hand.</summary>
public sealed class LoyaltyTierOverridden : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tier">The code of the tier.</param>
    /// <param name="until">When it ends, exclusive; null: when it is cleared.</param>
    /// <param name="actor">The id of who decides.</param>
    /// <param name="reason">Why.</param>
    public LoyaltyTierOverridden(Instant at, string tier, Instant? until, string actor, string reason)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        this.Tier = tier;
        this.Until = until;
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-tier-overridden";

    /// <summary>Gets the code of the tier.</summary>
    public string Tier { get; }

    /// <summary>Gets when it ends, exclusive; null: when it is cleared.</summary>
    public Instant? Until { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tier", this.Tier).Add("until", this.Until).Add("actor", this.Actor)
            .AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new LoyaltyTierOverridden(this.At, this.Tier, this.Until, this.Actor, string.Empty);
}

/// <summary>The tier set by hand ended.</summary>
public sealed class LoyaltyTierOverrideEnded : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="actor">The id of who cleared it; null: its time was over.</param>
    /// <param name="reason">Why.</param>
    public LoyaltyTierOverrideEnded(Instant at, string? actor, string? reason)
        : base(at)
    {
        this.Actor = actor;
        this.Reason = reason;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.loyalty-tier-override-ended";

    /// <summary>Gets the id of who cleared it; null: its time was over.</summary>
    public string? Actor { get; }

    /// <summary>Gets why. Personal.</summary>
    public string? Reason { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("actor", this.Actor).AddPersonal("reason", this.Reason);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new LoyaltyTierOverrideEnded(this.At, this.Actor, ErasedIdentity.Blank(this.Reason));
}
