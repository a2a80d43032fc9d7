using System;

namespace Retention.Core.Loyalty;

/// <summary>The part of a price that is deferred until the points sold with the goods are spent.</summary>
/// <remarks>
/// Points that give a material right are a performance obligation of their own (IFRS 15 B39–B43; CAS 14 art. 35). The price is shared by
/// relative stand-alone selling prices, the points' net of the breakage expected; the deferred part is recognised as points are spent, in
/// proportion to all that are expected to be spent (IFRS 15 IE267–IE270). A revised expectation changes the revenue to date, not what was
/// deferred. Every amount is rounded once, half away from zero, to the currency's decimals, and the parts add up exactly. Immutable and
/// thread-safe.
/// </remarks>
public sealed class DeferredRevenue : MessageContent
{
    private readonly decimal goods;
    private readonly decimal deferred;
    private readonly decimal recognised;
    private readonly decimal step;
    private readonly string currency;

    private DeferredRevenue(string currency, int decimals, decimal goods, decimal deferred, decimal recognised, decimal step)
    {
        this.currency = currency;
        this.Decimals = decimals;
        this.goods = goods;
        this.deferred = deferred;
        this.recognised = recognised;
        this.step = step;
    }

    /// <summary>Gets the currency's decimals.</summary>
    public int Decimals { get; }

    /// <summary>Gets the part of the price that is the goods', recognised at the sale.</summary>
    public Money Goods => new Money(this.goods, this.currency);

    /// <summary>Gets the part of the price that is the points', deferred at the sale.</summary>
    public Money Deferred => new Money(this.deferred, this.currency);

    /// <summary>Gets how much of the deferred part was recognised so far.</summary>
    public Money Recognised => new Money(this.recognised, this.currency);

    /// <summary>Gets how much the last step recognised; negative where a revised expectation took revenue back.</summary>
    public Money LastStep => new Money(this.step, this.currency);

    /// <summary>Gets what is still deferred: the contract liability.</summary>
    public Money Remaining => new Money(this.deferred - this.recognised, this.currency);

    /// <summary>Shares a price between goods and points.</summary>
    /// <param name="price">The transaction price.</param>
    /// <param name="goodsAlone">The stand-alone selling price of the goods.</param>
    /// <param name="pointsAlone">The stand-alone selling price of the points, if all were spent.</param>
    /// <param name="breakagePercent">The share of the points that will never be spent, 0 to 100.</param>
    /// <param name="decimals">The currency's decimals, 0 to 4.</param>
    /// <returns>The deferral: price × points net of breakage ÷ (goods + points net of breakage) for the points, the rest for the goods.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or both stand-alone prices are 0.</exception>
    public static DeferredRevenue Allocate(Money price, Money goodsAlone, Money pointsAlone, decimal breakagePercent, int decimals)
    {
        CurrencyRounding.CheckPercent(breakagePercent);
        Money common = price + goodsAlone + pointsAlone;
        decimal points = pointsAlone.Amount * (100 - breakagePercent) / 100;
        decimal whole = goodsAlone.Amount + points;
        if (goodsAlone.Amount < 0 || pointsAlone.Amount < 0 || whole == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(goodsAlone), goodsAlone, "Stand-alone selling prices are 0 or more, and not both 0; estimate them.");
        }

        if (CurrencyRounding.Round(price.Amount, decimals) != price.Amount)
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, "A price has no more decimals than its currency; round it before.");
        }

        decimal share = CurrencyRounding.Round(price.Amount * points / whole, decimals);
        return new DeferredRevenue(common.Currency, decimals, price.Amount - share, share, 0, 0);
    }

    /// <summary>Recognises revenue as points are spent.</summary>
    /// <param name="redeemedToDate">The points spent since the sale, all together.</param>
    /// <param name="expectedInTotal">The points now expected to be spent in the end, those spent already among them.</param>
    /// <returns>The deferral with deferred × redeemed ÷ expected recognised to date; refused if fewer are expected than were spent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The points are negative.</exception>
    public Outcome<DeferredRevenue> Recognise(Points redeemedToDate, Points expectedInTotal)
    {
        if (redeemedToDate < default(Points))
        {
            throw new ArgumentOutOfRangeException(nameof(redeemedToDate), redeemedToDate, "The points spent are 0 or more.");
        }

        if (expectedInTotal < redeemedToDate)
        {
            return Outcome.Refuse<DeferredRevenue>(new Refusal(
                BookRefusals.ExpectedBelowRedeemed,
                new RefusalArgument("redeemed", redeemedToDate.ToString()),
                new RefusalArgument("expected", expectedInTotal.ToString())));
        }

        // With nothing left to be spent, the obligation is met.
        decimal total = redeemedToDate == expectedInTotal
            ? this.deferred
            : CurrencyRounding.Round(this.deferred * redeemedToDate.Value / expectedInTotal.Value, this.Decimals);
        return Outcome.Of(new DeferredRevenue(this.currency, this.Decimals, this.goods, this.deferred, total, total - this.recognised));
    }

    /// <summary>Both deferrals together.</summary>
    /// <param name="other">The other deferral, of the same currency and decimals.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentException">The decimals differ.</exception>
    public DeferredRevenue Merge(DeferredRevenue other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Decimals != this.Decimals)
        {
            throw new ArgumentException("One currency has one number of decimals; allocate both with " + this.Decimals + ".", nameof(other));
        }

        return new DeferredRevenue(
            (this.Goods + other.Goods).Currency, this.Decimals, this.goods + other.goods, this.deferred + other.deferred, this.recognised + other.recognised, this.step + other.step);
    }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("goods", this.Goods).Add("deferred", this.Deferred).Add("recognised", this.Recognised).Add("lastStep", this.LastStep).Add("decimals", this.Decimals);
    }
}
