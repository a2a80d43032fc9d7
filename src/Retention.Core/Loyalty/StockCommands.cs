using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a host asks of the stock of a reward.</summary>
public abstract class StockCommand : Message, ICommand
{
    private protected StockCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Opens the stock of a reward.</summary>
public sealed class OpenStock : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reward">The code of the reward.</param>
    /// <param name="quantity">How many pieces there are, 0 or more.</param>
    /// <param name="actor">The id of who decides.</param>
    public OpenStock(Instant at, string reward, long quantity, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(actor);
        this.Reward = reward;
        this.Quantity = quantity;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.open-stock";

    /// <summary>Gets the code of the reward.</summary>
    public string Reward { get; }

    /// <summary>Gets how many pieces there are, 0 or more.</summary>
    public long Quantity { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reward", this.Reward).Add("quantity", this.Quantity).Add("actor", this.Actor);
    }
}

/// <summary>Adds pieces to the stock.</summary>
public sealed class Restock : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="quantity">How many pieces, more than 0.</param>
    /// <param name="actor">The id of who decides.</param>
    public Restock(Instant at, long quantity, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(actor);
        this.Quantity = quantity;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.restock";

    /// <summary>Gets how many pieces, more than 0.</summary>
    public long Quantity { get; }

    /// <summary>Gets the id of who decides.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("quantity", this.Quantity).Add("actor", this.Actor);
    }
}

/// <summary>Sets pieces aside for a redemption under way.</summary>
public sealed class ReserveReward : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">What it is for: a hold or redemption, unique within the stock.</param>
    /// <param name="quantity">How many pieces, more than 0.</param>
    /// <param name="until">When the reservation lapses, exclusive.</param>
    public ReserveReward(Instant at, string reference, long quantity, Instant until)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.Until = until;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.reserve-reward";

    /// <summary>Gets what it is for: a hold or redemption, unique within the stock.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces, more than 0.</summary>
    public long Quantity { get; }

    /// <summary>Gets when the reservation lapses, exclusive.</summary>
    public Instant Until { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("until", this.Until);
    }
}

/// <summary>Hands out what was reserved.</summary>
public sealed class ConfirmReward : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">The reference of the reservation.</param>
    /// <param name="keepUntil">Until when it can be returned, exclusive.</param>
    public ConfirmReward(Instant at, string reference, Instant keepUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.KeepUntil = keepUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.confirm-reward";

    /// <summary>Gets the reference of the reservation.</summary>
    public string Reference { get; }

    /// <summary>Gets until when it can be returned, exclusive.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Gives back what was reserved.</summary>
public sealed class ReleaseReward : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">The reference of the reservation.</param>
    public ReleaseReward(Instant at, string reference)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.release-reward";

    /// <summary>Gets the reference of the reservation.</summary>
    public string Reference { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference);
    }
}

/// <summary>Hands out pieces at once, without a reservation.</summary>
public sealed class IssueReward : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">What it is for: a hold or redemption, unique within the stock.</param>
    /// <param name="quantity">How many pieces, more than 0.</param>
    /// <param name="keepUntil">Until when they can be returned, exclusive.</param>
    public IssueReward(Instant at, string reference, long quantity, Instant keepUntil)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
        this.KeepUntil = keepUntil;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.issue-reward";

    /// <summary>Gets what it is for: a hold or redemption, unique within the stock.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces, more than 0.</summary>
    public long Quantity { get; }

    /// <summary>Gets until when they can be returned, exclusive.</summary>
    public Instant KeepUntil { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity).Add("keepUntil", this.KeepUntil);
    }
}

/// <summary>Takes back pieces that were handed out.</summary>
public sealed class ReturnReward : StockCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="reference">The reference under which they were handed out.</param>
    /// <param name="quantity">How many pieces, more than 0; at most what is still out.</param>
    public ReturnReward(Instant at, string reference, long quantity)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        this.Reference = reference;
        this.Quantity = quantity;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.return-reward";

    /// <summary>Gets the reference under which they were handed out.</summary>
    public string Reference { get; }

    /// <summary>Gets how many pieces, more than 0; at most what is still out.</summary>
    public long Quantity { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("reference", this.Reference).Add("quantity", this.Quantity);
    }
}
