using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What happened to the stock of a reward.</summary>
public abstract class StockEvent : Message, IEvent
{
    private protected StockEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>The stock of a reward was opened.</summary>
public sealed class StockOpened : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reward">The code of the reward.</param>
    /// <param name="quantity">How many pieces there are.</param>
    /// <param name="actor">The id of who decides.</param>
    public StockOpened(Instant at, string reward, long quantity, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(actor);
        this.Reward = reward;
        this.Quantity = quantity;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.stock-opened";

    /// <summary>Gets the code of the reward.</summary>
    public string Reward { get; }

    /// <summary>Gets how many pieces there are.</summary>
    public long Quantity { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reward", this.Reward).Add("quantity", this.Quantity).Add("actor", this.Actor);
    }
}

/// <summary>Pieces were added.</summary>
public sealed class StockAdded : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="quantity">How many pieces.</param>
    /// <param name="onHand">How many pieces are there after it.</param>
    /// <param name="actor">The id of who decides.</param>
    public StockAdded(Instant at, long quantity, long onHand, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Quantity = quantity;
        this.OnHand = onHand;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.stock-added";

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets how many pieces are there after it.</summary>
    public long OnHand { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("quantity", this.Quantity).Add("onHand", this.OnHand).Add("actor", this.Actor);
    }
}

/// <summary>Pieces were set aside.</summary>
public sealed class RewardReserved : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What for.</param>
    /// <param name="quantity">How many pieces.</param>
    /// <param name="available">How many pieces are free after it.</param>
    /// <param name="until">When the reservation lapses, exclusive.</param>
    public RewardReserved(Instant at, string reference, long quantity, long available, Instant until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.Available = available;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reward-reserved";

    /// <summary>Gets what for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets how many pieces are free after it.</summary>
    public long Available { get; }

    /// <summary>Gets when the reservation lapses, exclusive.</summary>
    public Instant Until { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("available", this.Available)
            .Add("until", this.Until);
    }
}

/// <summary>A reservation ended, and its pieces are free again.</summary>
public sealed class RewardReleased : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What they had been reserved for.</param>
    /// <param name="quantity">How many pieces.</param>
    /// <param name="available">How many pieces are free after it.</param>
    /// <param name="end">Why.</param>
    public RewardReleased(Instant at, string reference, long quantity, long available, HoldEnd end)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.Available = available;
        this.End = end;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reward-released";

    /// <summary>Gets what they had been reserved for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets how many pieces are free after it.</summary>
    public long Available { get; }

    /// <summary>Gets why.</summary>
    public HoldEnd End { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("available", this.Available)
            .Add("end", this.End);
    }
}

/// <summary>Pieces were handed out.</summary>
public sealed class RewardIssued : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What for.</param>
    /// <param name="quantity">How many pieces.</param>
    /// <param name="onHand">How many pieces are there after it.</param>
    /// <param name="isReserved">Whether they had been reserved under the reference.</param>
    /// <param name="keepUntil">Until when they can be returned, exclusive.</param>
    public RewardIssued(Instant at, string reference, long quantity, long onHand, bool isReserved, Instant keepUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.OnHand = onHand;
        this.IsReserved = isReserved;
        this.KeepUntil = keepUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reward-issued";

    /// <summary>Gets what for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets how many pieces are there after it.</summary>
    public long OnHand { get; }

    /// <summary>Gets a value indicating whether they had been reserved under the reference.</summary>
    public bool IsReserved { get; }

    /// <summary>Gets until when they can be returned, exclusive.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("onHand", this.OnHand)
            .Add("isReserved", this.IsReserved).Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Pieces came back.</summary>
public sealed class RewardReturned : StockEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="reference">What they had been handed out for.</param>
    /// <param name="quantity">How many pieces.</param>
    /// <param name="onHand">How many pieces are there after it.</param>
    public RewardReturned(Instant at, string reference, long quantity, long onHand)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.OnHand = onHand;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reward-returned";

    /// <summary>Gets what they had been handed out for.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces.</summary>
    public long Quantity { get; }

    /// <summary>Gets how many pieces are there after it.</summary>
    public long OnHand { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("onHand", this.OnHand);
    }
}
