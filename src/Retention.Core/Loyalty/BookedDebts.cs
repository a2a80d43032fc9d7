using System;
using System.Collections.Generic;

namespace Retention.Core.Loyalty;

/// <summary>The debts of one account as the books know them: which organisation's return left each, oldest first.</summary>
internal sealed class BookedDebts
{
    private readonly Dictionary<string, List<DebtPart>> open = new Dictionary<string, List<DebtPart>>(StringComparer.Ordinal);

    internal void Make(string wallet, LotBooking booking, Points amount)
    {
        if (!this.open.TryGetValue(wallet, out List<DebtPart>? parts))
        {
            parts = new List<DebtPart>();
            this.open.Add(wallet, parts);
        }

        parts.Add(new DebtPart(booking, amount));
    }

    /// <summary>The oldest debts that an amount repays; what no debt explains has no booking.</summary>
    internal IReadOnlyList<DebtPart> Oldest(string wallet, Points amount)
    {
        var oldest = new List<DebtPart>();
        Points left = amount;
        if (this.open.TryGetValue(wallet, out List<DebtPart>? parts))
        {
            foreach (DebtPart part in parts)
            {
                if (left == default(Points))
                {
                    break;
                }

                Points taken = part.Amount < left ? part.Amount : left;
                oldest.Add(new DebtPart(part.Booking, taken));
                left -= taken;
            }
        }

        if (left > default(Points))
        {
            oldest.Add(new DebtPart(null, left));
        }

        return oldest;
    }

    /// <summary>The same debts, no longer open.</summary>
    internal IReadOnlyList<DebtPart> Repay(string wallet, Points amount)
    {
        IReadOnlyList<DebtPart> repaid = this.Oldest(wallet, amount);
        foreach (DebtPart part in repaid)
        {
            if (part.Booking is not null)
            {
                List<DebtPart> parts = this.open[wallet];
                Points rest = parts[0].Amount - part.Amount;
                if (rest == default(Points))
                {
                    parts.RemoveAt(0);
                }
                else
                {
                    parts[0] = new DebtPart(part.Booking, rest);
                }
            }
        }

        return repaid;
    }
}

/// <summary>A part of the debt, and where it is booked; null where the stream doesn't say.</summary>
internal readonly struct DebtPart
{
    internal DebtPart(LotBooking? booking, Points amount)
    {
        this.Booking = booking;
        this.Amount = amount;
    }

    internal LotBooking? Booking { get; }

    internal Points Amount { get; }
}
