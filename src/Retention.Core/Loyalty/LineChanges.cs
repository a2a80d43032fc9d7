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
            lines = lines.Select(l => new AwardLine(l.Line, l.AmountUnits, l.QuantityUnits, l.AmountUnits, l.QuantityUnits, l.ReturnedAmountUnits, l.ReturnedQuantityUnits)).ToArray();
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
            if (Amounts(part, line, line.AccruedAmountUnits, line.AccruedQuantityUnits, line.AmountUnits, line.QuantityUnits, out long amount, out long quantity) is { } wrong)
            {
                return wrong;
            }

            lines[index] = new AwardLine(line.Line, line.AmountUnits, line.QuantityUnits, amount, quantity, line.ReturnedAmountUnits, line.ReturnedQuantityUnits);
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
            if (Amounts(part, line, line.ReturnedAmountUnits, line.ReturnedQuantityUnits, line.AccruedAmountUnits, line.AccruedQuantityUnits, out long amount, out long quantity) is { } wrong)
            {
                return wrong;
            }

            lines[index] = Returned(line, amount, quantity);
        }

        return null;
    }

    /// <summary>Every line given back.</summary>
    internal static AwardLine[] All(Award award) => award.Lines.Select(l => Returned(l, l.AccruedAmountUnits, l.AccruedQuantityUnits)).ToArray();

    /// <summary>The lines after an amount came back, borne by lines in proportion to what is kept of them.</summary>
    internal static AwardLine[] Less(IReadOnlyList<AwardLine> lines, long amount)
    {
        long[] shares = Proportion.Share(amount, lines.Select(l => l.KeptAmount).ToArray());
        return lines.Select((l, i) => Returned(l, l.ReturnedAmountUnits + shares[i], l.ReturnedQuantityUnits)).ToArray();
    }

    private static AwardLine Returned(AwardLine line, long amount, long quantity) =>
        new AwardLine(line.Line, line.AmountUnits, line.QuantityUnits, line.AccruedAmountUnits, line.AccruedQuantityUnits, amount, quantity);

    /// <summary>
    /// The totals after a part. A quantity brings the same share of the amount, worked out from the total so that parts add up; an amount by
    /// itself leaves the quantity.
    /// </summary>
    private static Refusal? Amounts(LinePart part, AwardLine line, long doneAmount, long doneQuantity, long wholeAmount, long wholeQuantity, out long amount, out long quantity)
    {
        amount = doneAmount;
        quantity = doneQuantity;
        long? asked = part.Quantity is { } q ? FixedPoint.TryExact(q) : 0;
        long? askedAmount = part.Amount is { } a ? FixedPoint.TryExact(a) : 0;
        if (asked is null or < 0 || askedAmount is null or < 0 || (asked == 0 && askedAmount == 0))
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", (asked is null or < 0 || part.Amount is null ? "quantity" : "amount") + " of line " + part.Line), RefusalNumbers.Argument("given", (asked is null or < 0 || part.Amount is null ? part.Quantity : part.Amount) ?? 0));
        }

        if (asked > wholeQuantity - doneQuantity)
        {
            return More("quantity of line " + part.Line, asked.Value, wholeQuantity - doneQuantity);
        }

        quantity = doneQuantity + asked.Value;
        if (part.Amount is not null)
        {
            amount = checked(doneAmount + askedAmount.Value);
        }
        else
        {
            // What amounts brought before, beside or above what their quantities bring, stays apart, so that the order doesn't matter.
            long apart = doneAmount - Proportion.Of(wholeAmount, doneQuantity, wholeQuantity);
            amount = Math.Min(wholeAmount, Proportion.Of(wholeAmount, quantity, wholeQuantity) + apart);
            amount = Math.Max(amount, doneAmount);
        }

        return amount > wholeAmount ? More("amount of line " + line.Line, askedAmount.Value, wholeAmount - doneAmount) : null;
    }

    private static Refusal More(string what, long asked, long left) =>
        new Refusal(LoyaltyRefusals.MoreThanLeft, new RefusalArgument("what", what), RefusalNumbers.Units("asked", asked), RefusalNumbers.Units("left", left));

    private static Refusal Unknown(Award award, LinePart part) =>
        new Refusal(LoyaltyRefusals.LineUnknown, new RefusalArgument("document", award.Document), new RefusalArgument("line", part.Line));
}
