using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Reads the events of one account into its book, one by one.</summary>
/// <remarks>
/// A lot is booked in the organisation of the award that granted it; a lot without an award (imported, transferred, adjusted) in that of its
/// source document as the host names it, else in the account's own. Debts are repaid oldest first. Mutable: one thread fills it.
/// </remarks>
public sealed class PointsBookDraft
{
    private readonly CustomerId account;
    private readonly Func<string, string?> organisationOf;
    private readonly List<PointsLedgerEntry> entries = new List<PointsLedgerEntry>();
    private readonly Dictionary<int, LotBooking> lots = new Dictionary<int, LotBooking>();
    private readonly Dictionary<int, string> sources = new Dictionary<int, string>();
    private readonly Dictionary<string, string> honoured = new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly Dictionary<string, AwardedDocument> awards = new Dictionary<string, AwardedDocument>(StringComparer.Ordinal);
    private readonly HashSet<string> received = new HashSet<string>(StringComparer.Ordinal);
    private readonly BookedDebts debts = new BookedDebts();
    private string home = string.Empty;
    private Instant last = Instant.MinValue;

    /// <summary>Begins the book of one account.</summary>
    /// <param name="account">The holder.</param>
    /// <param name="organisationOf">The organisation of a document's number, or null where it isn't known; null: no document's is known.</param>
    public PointsBookDraft(CustomerId account, Func<string, string?>? organisationOf)
    {
        this.account = account;
        this.organisationOf = organisationOf ?? (_ => null);
    }

    /// <summary>Adds the next event of the stream.</summary>
    /// <param name="event">The event.</param>
    /// <exception cref="ArgumentException">It lies before the one ahead of it.</exception>
    public void Add(PointsEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (@event.At < this.last)
        {
            throw new ArgumentException("The event at " + @event.At + " lies before the one ahead of it at " + this.last + "; give the stream in its order.", nameof(@event));
        }

        this.last = @event.At;
        if (@event is AccountOpened opened)
        {
            this.home = opened.Organisation;
        }

        this.LearnLots(@event);
        this.LearnAward(@event);
        this.LearnRedemption(@event);
        foreach (Posting posting in @event.Postings)
        {
            foreach (PostingLeg leg in PostingLeg.Of(posting, @event))
            {
                this.Post(@event, posting, leg);
            }
        }
    }

    /// <summary>Gives the book so far.</summary>
    /// <returns>A book that later events don't change.</returns>
    public PointsBook ToBook() => new PointsBook(
        FixedList.Own(this.entries.ToArray()),
        FixedList.Own(this.awards.Values.OrderBy(a => a.Document, StringComparer.Ordinal).ToArray()));

    private void LearnLots(PointsEvent @event)
    {
        IEnumerable<Award> brought = @event switch
        {
            AccountReceived merged => merged.Awards,
            AccountReopened reopened => reopened.Awards,
            _ => FixedList<Award>.Empty,
        };
        var granted = new Dictionary<int, string>();
        foreach (Award award in brought)
        {
            this.received.Add(award.Document);
            foreach (GrantLot lot in award.Grants.SelectMany(g => g.Lots))
            {
                granted[lot.Lot] = award.Organisation;
            }
        }

        string? own = AwardOf(@event)?.Organisation;
        foreach (Lot lot in @event.Lots.Concat(@event.Pending.Select(p => p.Lot)))
        {
            if (!this.lots.ContainsKey(lot.Number))
            {
                string organisation = own ?? (granted.TryGetValue(lot.Number, out string? known) ? known : null) ?? this.organisationOf(lot.Document) ?? this.home;
                this.lots.Add(lot.Number, new LotBooking(organisation, lot.PolicyVersion, lot.EarnedAt));
                this.sources.Add(lot.Number, lot.Document);
            }
        }
    }

    private void LearnAward(PointsEvent @event)
    {
        if (@event is not (PointsAwarded or PointsReAwarded) || AwardOf(@event) is not { } award)
        {
            return;
        }

        Points granted = default;
        foreach (Posting posting in @event.Postings.Where(p => p.From == LedgerAccount.Issued))
        {
            granted += posting.Amount;
        }

        bool isKnown = this.awards.TryGetValue(award.Document, out AwardedDocument? before);
        if (!isKnown && (@event is PointsReAwarded || this.received.Contains(award.Document)))
        {
            // The account from which it came counts it.
            return;
        }

        this.awards[award.Document] = new AwardedDocument(
            this.account, award.Document, award.Organisation, award.Activity, award.BusinessAt,
            award.Activity is null ? award.Lines.Sum(l => l.Amount) : 0, isKnown ? before!.Points + granted : granted);
    }

    private void LearnRedemption(PointsEvent @event)
    {
        if (@event is PointsRedeemed { Request.Document: { } document } redeemed && this.organisationOf(document) is { } organisation)
        {
            this.honoured[redeemed.RedemptionId] = organisation;
        }
    }

    private void Post(PointsEvent @event, Posting posting, PostingLeg leg)
    {
        if (!leg.IsDebt)
        {
            LotBooking booking = this.BookingOf(posting.Lot, @event);
            if (leg.Kind == PointsMovementKind.SetAgainstDebt && leg.Change < default(Points))
            {
                foreach (DebtPart part in this.debts.Oldest(posting.Wallet, posting.Amount))
                {
                    this.Write(@event, posting, leg.Kind, booking, part.Booking?.Organisation ?? booking.Organisation, part.Amount, default(Points) - part.Amount, default);
                }

                return;
            }

            this.Write(@event, posting, leg.Kind, booking, this.HonouredBy(@event, leg.Kind) ?? booking.Organisation, posting.Amount, leg.Change, default);
        }
        else if (leg.Change < default(Points))
        {
            LotBooking booking = this.DebtBookingOf(@event);
            this.debts.Make(posting.Wallet, booking, posting.Amount);
            this.Write(@event, posting, leg.Kind, booking, booking.Organisation, posting.Amount, default, leg.Change);
        }
        else
        {
            foreach (DebtPart part in this.debts.Repay(posting.Wallet, posting.Amount))
            {
                LotBooking booking = part.Booking ?? this.DebtBookingOf(@event);
                this.Write(@event, posting, leg.Kind, booking, booking.Organisation, part.Amount, default, part.Amount);
            }
        }
    }

    private void Write(PointsEvent @event, Posting posting, PointsMovementKind kind, LotBooking booking, string honouredBy, Points amount, Points outstanding, Points debt)
    {
        Instant original = kind is PointsMovementKind.Earned or PointsMovementKind.AdjustedUp ? booking.EarnedAt : @event.At;
        string source = this.sources.TryGetValue(posting.Lot, out string? known) ? known : string.Empty;
        this.entries.Add(new PointsLedgerEntry(
            this.account, this.entries.Count + 1, kind, booking.Organisation, honouredBy, posting.Wallet, posting.Lot, amount, outstanding, debt,
            @event.At, original, booking.EarnedAt, booking.PolicyVersion, ReferenceOf(@event) ?? source));
    }

    private LotBooking BookingOf(int lot, PointsEvent @event) =>
        this.lots.TryGetValue(lot, out LotBooking? known) ? known : this.DebtBookingOf(@event);

    private LotBooking DebtBookingOf(PointsEvent @event) => AwardOf(@event) is { } award
        ? new LotBooking(award.Organisation, award.PolicyVersion, award.BusinessAt)
        : new LotBooking(this.home, null, @event.At);

    private string? HonouredBy(PointsEvent @event, PointsMovementKind kind)
    {
        string? redemption = (@event as PointsRedeemed)?.RedemptionId ?? (@event as RedemptionCancelled)?.RedemptionId;
        return kind is PointsMovementKind.Redeemed or PointsMovementKind.Restored && redemption is not null
            && this.honoured.TryGetValue(redemption, out string? organisation) ? organisation : null;
    }

    private static Award? AwardOf(PointsEvent @event) => @event switch
    {
        PointsAwarded awarded => awarded.Award,
        PointsReAwarded again => again.Award,
        PointsReturned returned => returned.Award,
        PendingCancelled cancelled => cancelled.Award,
        _ => null,
    };

    private static string? ReferenceOf(PointsEvent @event) => @event switch
    {
        PointsAwarded awarded => awarded.Award.Document,
        PointsReAwarded again => again.Award.Document,
        PointsReturned returned => returned.ReturnDocument,
        PendingCancelled cancelled => cancelled.Document,
        PointsHeld held => held.Request.Document ?? held.HoldId,
        HoldReleased released => released.HoldId,
        PointsRedeemed redeemed => redeemed.Request.Document ?? redeemed.RedemptionId,
        RedemptionCancelled cancelled => cancelled.CancellationId,
        PointsAdjusted adjusted => adjusted.AdjustmentId,
        BalanceImported imported => imported.ImportId,
        PointsSent sent => sent.TransferId,
        PointsReceived came => came.TransferId,
        AccountReceived merged => merged.MergeId,
        AccountSplit split => split.MergeId,
        AccountReopened reopened => reopened.MergeId,
        AccountClosed closed => closed.MergeId,
        _ => null,
    };
}
