using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Points were taken back, as what is left of the purchase would have earned less.</summary>
public sealed class PointsReturned : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="award">The award as it stands now.</param>
    /// <param name="returnDocument">The number of the return.</param>
    /// <param name="taken">What was taken per wallet, and from where; copied.</param>
    /// <param name="endsPurchase">Whether nothing is left of the purchase.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public PointsReturned(Instant at, Award award, string returnDocument, IReadOnlyList<TakenPoints> taken, bool endsPurchase, IReadOnlyList<Posting> postings, IReadOnlyList<CounterChange> counters, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(award);
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(progress);
        this.Award = award;
        this.ReturnDocument = returnDocument;
        this.Taken = FixedList.Of(taken);
        this.EndsPurchase = endsPurchase;
        this.Postings = FixedList.Of(postings);
        this.Counters = FixedList.Of(counters);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-returned";

    /// <summary>Gets the award as it stands now.</summary>
    public Award Award { get; }

    /// <summary>Gets the number of the return.</summary>
    public string ReturnDocument { get; }

    /// <summary>Gets what was taken per wallet, and from where.</summary>
    public IReadOnlyList<TakenPoints> Taken { get; }

    /// <summary>Gets a value indicating whether nothing is left of the purchase.</summary>
    public bool EndsPurchase { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("award", this.Award).Add("returnDocument", this.ReturnDocument).AddAll("taken", this.Taken)
            .Add("endsPurchase", this.EndsPurchase).AddAll("postings", this.Postings).AddAll("counters", this.Counters).AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) => new PointsReturned(
        this.At, this.Award, this.ReturnDocument, this.Taken, this.EndsPurchase, this.Postings, who.OfAll(this.Counters),
        this.Progress);
}

/// <summary>What a return takes back in one wallet.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TakenPoints : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="before">What the award granted for what the customer had.</param>
    /// <param name="after">What it grants for what is left.</param>
    /// <param name="fromAward">Taken from the award's own lots.</param>
    /// <param name="fromOthers">Taken from other lots.</param>
    /// <param name="intoDebt">Owed from now on.</param>
    /// <param name="writtenOff">Not taken, as the policy says.</param>
    public TakenPoints(string wallet, Points before, Points after, Points fromAward, Points fromOthers, Points intoDebt, Points writtenOff)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        this.Wallet = wallet;
        this.Before = before;
        this.After = after;
        this.FromAward = fromAward;
        this.FromOthers = fromOthers;
        this.IntoDebt = intoDebt;
        this.WrittenOff = writtenOff;
    }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets what the award granted for what the customer had.</summary>
    public Points Before { get; }

    /// <summary>Gets what it grants for what is left.</summary>
    public Points After { get; }

    /// <summary>Gets taken from the award's own lots.</summary>
    public Points FromAward { get; }

    /// <summary>Gets taken from other lots.</summary>
    public Points FromOthers { get; }

    /// <summary>Gets owed from now on.</summary>
    public Points IntoDebt { get; }

    /// <summary>Gets not taken, as the policy says.</summary>
    public Points WrittenOff { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("wallet", this.Wallet).Add("before", this.Before).Add("after", this.After).Add("fromAward", this.FromAward)
            .Add("fromOthers", this.FromOthers).Add("intoDebt", this.IntoDebt).Add("writtenOff", this.WrittenOff);
    }
}

/// <summary>A return made room under a cap, and what the cap had kept from a later award was granted after all.</summary>
public sealed class PointsReAwarded : PointsEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="award">The later award as it stands now.</param>
    /// <param name="returnDocument">The return that made room.</param>
    /// <param name="postings">The movements; copied.</param>
    /// <param name="lots">The lots that are new, or have other dates; copied.</param>
    /// <param name="pending">What is pending from now on, or waits for something else; copied.</param>
    /// <param name="counters">The counts that move; copied.</param>
    /// <param name="progress">The progress that moves; copied.</param>
    public PointsReAwarded(Instant at, Award award, string returnDocument, IReadOnlyList<Posting> postings, IReadOnlyList<Lot> lots, IReadOnlyList<PendingPoints> pending, IReadOnlyList<CounterChange> counters, IReadOnlyList<ProgressChange> progress)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(award);
        ArgumentNullException.ThrowIfNull(returnDocument);
        ArgumentNullException.ThrowIfNull(postings);
        ArgumentNullException.ThrowIfNull(lots);
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(progress);
        this.Award = award;
        this.ReturnDocument = returnDocument;
        this.Postings = FixedList.Of(postings);
        this.Lots = FixedList.Of(lots);
        this.Pending = FixedList.Of(pending);
        this.Counters = FixedList.Of(counters);
        this.Progress = FixedList.Of(progress);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.points-re-awarded";

    /// <summary>Gets the later award as it stands now.</summary>
    public Award Award { get; }

    /// <summary>Gets the return that made room.</summary>
    public string ReturnDocument { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Posting> Postings { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Lot> Lots { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PendingPoints> Pending { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<CounterChange> Counters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ProgressChange> Progress { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("award", this.Award).Add("returnDocument", this.ReturnDocument).AddAll("postings", this.Postings)
            .AddAll("lots", this.Lots).AddAll("pending", this.Pending).AddAll("counters", this.Counters).AddAll("progress", this.Progress);
    }

    private protected override MessageContent Erase(ErasedIdentity who) =>
        new PointsReAwarded(this.At, this.Award, this.ReturnDocument, this.Postings, this.Lots, this.Pending, who.OfAll(this.Counters), this.Progress);
}
