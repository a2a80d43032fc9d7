using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A benefit was used.</summary>
public sealed class BenefitUsed : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="useId">The id of the use.</param>
    /// <param name="benefit">The code of the benefit.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="place">Where it was honoured.</param>
    /// <param name="cost">What is settled with the partner for it, in the programme's currency.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public BenefitUsed(Instant at, string useId, string benefit, int quantity, string place, decimal cost, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(useId);
        ArgumentNullException.ThrowIfNull(benefit);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(counters);
        this.UseId = useId;
        this.Benefit = benefit;
        this.Quantity = quantity;
        this.Place = place;
        this.CostUnits = FixedPoint.Exact(cost, nameof(cost));
        this.Counters = FixedList.Of(counters);
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal BenefitUsed(Instant at, string useId, string benefit, int quantity, string place, long cost, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        this.UseId = useId;
        this.Benefit = benefit;
        this.Quantity = quantity;
        this.Place = place;
        this.CostUnits = cost;
        this.Counters = counters;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.benefit-used";

    /// <summary>Gets the id of the use.</summary>
    public string UseId { get; }

    /// <summary>Gets the code of the benefit.</summary>
    public string Benefit { get; }

    /// <summary>Gets how many.</summary>
    public int Quantity { get; }

    /// <summary>Gets where it was honoured.</summary>
    public string Place { get; }

    /// <summary>Gets what is settled with the partner for it, in the programme's currency.</summary>
    public decimal Cost => FixedPoint.ToDecimal(this.CostUnits);

    /// <summary>Cost in ten-thousandths.</summary>
    internal long CostUnits { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("useId", this.UseId).Add("benefit", this.Benefit).Add("quantity", this.Quantity)
            .Add("place", this.Place).Add("cost", this.Cost).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new BenefitUsed(this.At, this.UseId, this.Benefit, this.Quantity, this.Place, this.Cost, who.OfAll(this.Counters));
}

/// <summary>A use was given back.</summary>
public sealed class BenefitRestored : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="useId">The id of the use.</param>
    /// <param name="benefit">The code of the benefit.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="place">Where it had been honoured.</param>
    /// <param name="cost">What is no longer settled with the partner.</param>
    /// <param name="counters">The counts that move; copied.</param>
    public BenefitRestored(Instant at, string useId, string benefit, int quantity, string place, decimal cost, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(useId);
        ArgumentNullException.ThrowIfNull(benefit);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(counters);
        this.UseId = useId;
        this.Benefit = benefit;
        this.Quantity = quantity;
        this.Place = place;
        this.CostUnits = FixedPoint.Exact(cost, nameof(cost));
        this.Counters = FixedList.Of(counters);
    }

    /// <summary>Makes it from counts, when its parts are known to be right.</summary>
    internal BenefitRestored(Instant at, string useId, string benefit, int quantity, string place, long cost, IReadOnlyList<CounterChange> counters)
        : base(at)
    {
        this.UseId = useId;
        this.Benefit = benefit;
        this.Quantity = quantity;
        this.Place = place;
        this.CostUnits = cost;
        this.Counters = counters;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.benefit-restored";

    /// <summary>Gets the id of the use.</summary>
    public string UseId { get; }

    /// <summary>Gets the code of the benefit.</summary>
    public string Benefit { get; }

    /// <summary>Gets how many.</summary>
    public int Quantity { get; }

    /// <summary>Gets where it had been honoured.</summary>
    public string Place { get; }

    /// <summary>Gets what is no longer settled with the partner.</summary>
    public decimal Cost => FixedPoint.ToDecimal(this.CostUnits);

    /// <summary>Cost in ten-thousandths.</summary>
    internal long CostUnits { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("useId", this.UseId).Add("benefit", this.Benefit).Add("quantity", this.Quantity)
            .Add("place", this.Place).Add("cost", this.Cost).AddAll("counters", this.Counters);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new BenefitRestored(this.At, this.UseId, this.Benefit, this.Quantity, this.Place, this.Cost, who.OfAll(this.Counters));
}
