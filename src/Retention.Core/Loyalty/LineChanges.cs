using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Scoring;

namespace Retention.Core.Loyalty;

/// <summary>Parts of lines that accrue or come back.</summary>
internal static class LineChanges
{
    /// <summary>The lines after a part accrued; no parts: all that hasn't accrued yet.</summary>
    internal static Refusal? Accrue(Award award, IReadOnlyList<LinePart> parts, out AwardLine[] lines)
    {
        lines = award.Lines.ToArray();
        if (parts.Count == 0)
        {
            lines = lines.Select(l => new AwardLine(l.Line, l.AmountUnits, l.QuantityUnits, l.AmountUnits, l.QuantityUnits, l.ReturnedAmountUnits, l.ReturnedQuantityUnits, l.AccruedPricedUnits, l.ReturnedPricedUnits)).ToArray();
            return null;
        }

        foreach (LinePart part in parts)
        {
            int index = Array.FindIndex(lines, l => string.Equals(l.Line, part.Line, StringComparison.Ordinal));
            if (index < 0)
            {
                return Unknown(award, part);
            }

            AwardLine line = lines[index];
            var done = new Done(line.AccruedAmountUnits, line.AccruedQuantityUnits, line.AccruedPricedUnits);
            if (Add(part, ref done, line.AmountUnits, line.QuantityUnits) is { } wrong)
            {
                return wrong;
            }

            lines[index] = new AwardLine(line.Line, line.AmountUnits, line.QuantityUnits, done.Amount, done.Quantity, line.ReturnedAmountUnits, line.ReturnedQuantityUnits, done.Priced, line.ReturnedPricedUnits);
        }

        return null;
    }

    /// <summary>The lines after something came back; no parts: all that is kept.</summary>
    internal static Refusal? Return(Award award, IReadOnlyList<LinePart> parts, out AwardLine[] lines)
    {
        lines = award.Lines.ToArray();
        if (parts.Count == 0)
        {
            lines = All(award);
            return null;
        }

        foreach (LinePart part in parts)
        {
            int index = Array.FindIndex(lines, l => string.Equals(l.Line, part.Line, StringComparison.Ordinal));
            if (index < 0)
            {
                return Unknown(award, part);
            }

            AwardLine line = lines[index];
            var done = new Done(line.ReturnedAmountUnits, line.ReturnedQuantityUnits, line.ReturnedPricedUnits);
            if (Add(part, ref done, line.AccruedAmountUnits, line.AccruedQuantityUnits) is { } wrong)
            {
                return wrong;
            }

            lines[index] = Returned(line, done);
        }

        return null;
    }

    /// <summary>Every line given back.</summary>
    internal static AwardLine[] All(Award award) => award.Lines.Select(l => Returned(l, new Done(l.AccruedAmountUnits, l.AccruedQuantityUnits, l.ReturnedPricedUnits))).ToArray();

    /// <summary>The lines after an amount came back, borne by lines in proportion to what is kept of them.</summary>
    internal static AwardLine[] Less(IReadOnlyList<AwardLine> lines, long amount)
    {
        long[] shares = Proportion.Share(amount, lines.Select(l => l.KeptAmount).ToArray());
        return lines.Select((l, i) => Returned(l, new Done(l.ReturnedAmountUnits + shares[i], l.ReturnedQuantityUnits, l.ReturnedPricedUnits))).ToArray();
    }

    private static AwardLine Returned(AwardLine line, in Done done) =>
        new AwardLine(line.Line, line.AmountUnits, line.QuantityUnits, line.AccruedAmountUnits, line.AccruedQuantityUnits, done.Amount, done.Quantity, line.AccruedPricedUnits, done.Priced);

    /// <summary>
    /// Adds a part to what is done of a line. A part that states an amount brings it; the quantities of all other parts together bring their
    /// share of the amount, so that parts add up in any order.
    /// </summary>
    private static Refusal? Add(LinePart part, ref Done done, long wholeAmount, long wholeQuantity)
    {
        long? asked = part.Quantity is { } q ? FixedPoint.TryExact(q) : 0;
        long? askedAmount = part.Amount is { } a ? FixedPoint.TryExact(a) : 0;
        if (asked is null or < 0 || askedAmount is null or < 0 || (asked == 0 && askedAmount == 0))
        {
            bool quantity = asked is null or < 0 || part.Amount is null;
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", (quantity ? "quantity" : "amount") + " of line " + part.Line), RefusalNumbers.Argument("given", (quantity ? part.Quantity : part.Amount) ?? 0));
        }

        if (asked > wholeQuantity - done.Quantity)
        {
            return More("quantity of line " + part.Line, asked.Value, wholeQuantity - done.Quantity);
        }

        if (part.Amount is not null)
        {
            if (askedAmount > wholeAmount - done.Amount)
            {
                return More("amount of line " + part.Line, askedAmount.Value, wholeAmount - done.Amount);
            }

            done = new Done(done.Amount + askedAmount.Value, done.Quantity + asked.Value, done.Priced + asked.Value);
            return null;
        }

        // What parts with an amount brought stays beside what quantities bring. More may have accrued since, so a share may be less than before.
        long unpriced = done.Quantity - done.Priced;
        long stated = done.Amount - Proportion.Of(wholeAmount, unpriced, wholeQuantity);
        long amount = Math.Min(wholeAmount, Proportion.Of(wholeAmount, unpriced + asked.Value, wholeQuantity) + stated);
        done = new Done(Math.Max(amount, done.Amount), done.Quantity + asked.Value, done.Priced);
        return null;
    }

    private static Refusal More(string what, long asked, long left) =>
        new Refusal(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", what), RefusalNumbers.Units("asked", asked), RefusalNumbers.Units("left", left));

    private static Refusal Unknown(Award award, LinePart part) =>
        new Refusal(LoyaltyRefusals.LineUnknown, new RefusalArgument("document", award.Document), new RefusalArgument("line", part.Line));

    /// <summary>What is done of a line: the amount, the quantity, and how much of the quantity stated its amount; in ten-thousandths.</summary>
    private readonly struct Done
    {
        internal readonly long Amount;
        internal readonly long Quantity;
        internal readonly long Priced;

        internal Done(long amount, long quantity, long priced)
        {
            this.Amount = amount;
            this.Quantity = quantity;
            this.Priced = priced;
        }
    }
}
