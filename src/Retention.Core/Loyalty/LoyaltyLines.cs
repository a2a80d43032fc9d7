using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Loyalty;

/// <summary>The lines of an explanation in one language, and how they write points, lots and movements.</summary>
/// <remarks>A builder: mutable, for one text, not thread-safe.</remarks>
internal sealed class LoyaltyLines
{
    private readonly StringBuilder text = new StringBuilder();
    private readonly bool chinese;

    internal LoyaltyLines(Instant at, Language language)
    {
        this.chinese = language == Language.Chinese;
        this.text.Append(Time(at)).Append(": ");
    }

    internal static string Time(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    internal static string Number(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of the reader's language.</summary>
    internal string Pick(string english, string inChinese) => this.chinese ? inChinese : english;

    internal void Line(string english, string inChinese) => this.text.Append(this.Pick(english, inChinese)).Append('\n');

    /// <summary>A label and its items; nothing without items.</summary>
    internal void Items(string english, string inChinese, IEnumerable<string> items)
    {
        string joined = string.Join("; ", items);
        if (joined.Length > 0)
        {
            this.text.Append(this.Pick(english, inChinese)).Append(": ").Append(joined).Append('\n');
        }
    }

    /// <summary>12 points (main).</summary>
    internal string Amount(Points points, string wallet) => this.Points(points) + this.Pick(" (" + wallet + ")", "(" + wallet + ")");

    internal string Points(Points points) => this.Pick(points + (points.TenThousandths == FixedPoint.One ? " point" : " points"), points + " 积分");

    /// <summary>The amounts per wallet, in the order in which they come: 12 points (main), 3 points (gift); 0 points if there are none.</summary>
    internal string Amounts(IEnumerable<Posting> postings)
    {
        string[] sums = postings.GroupBy(p => p.Wallet, StringComparer.Ordinal).Select(g => this.Amount(Sum(g), g.Key)).ToArray();
        return sums.Length == 0 ? this.Points(default) : string.Join(", ", sums);
    }

    /// <summary>By how an instant ends something: until 2026-12-31T16:00:00Z, or without end.</summary>
    internal string Until(Instant? until) => until is { } end
        ? this.Pick("until " + Time(end), "至 " + Time(end))
        : this.Pick("without end", "无期限");

    /// <summary>Who decided, unless nobody did.</summary>
    internal string By(string? actor) => actor is null ? string.Empty : this.Pick(" by " + actor, ",操作人 " + actor);

    internal string ApprovedBy(string? actor) => actor is null ? string.Empty : this.Pick(", approved by " + actor, ",批准人 " + actor);

    /// <summary>The movements by where the points were and are: available → redeemed: #3 10 points (main), #5 2 points (main).</summary>
    internal void Movements(IEnumerable<Posting> postings) => this.Items("Moved", "变动", postings
        .GroupBy(p => (p.From, p.To))
        .Select(g => LoyaltyWords.Of(g.Key.From, this) + " → " + LoyaltyWords.Of(g.Key.To, this) + ": " + string.Join(", ", g.Select(this.OfLot))));

    /// <summary>#3 10 points (main); debt has no lot.</summary>
    internal string OfLot(Posting posting) => (posting.Lot == 0 ? string.Empty : "#" + Number(posting.Lot) + " ") + this.Amount(posting.Amount, posting.Wallet);

    /// <summary>The lots with their lives, and those that are pending with what they wait for.</summary>
    internal void Lots(PointsEvent e)
    {
        ILookup<int, Posting> into = e.Postings.Where(p => p.Lot != 0 && p.To is LedgerAccount.Available or LedgerAccount.Pending).ToLookup(p => p.Lot);
        this.Items("Lots", "批次", e.Lots.Where(l => e.Pending.All(p => p.Lot.Number != l.Number)).Select(l => this.Lot(l, into[l.Number])));
        this.Items("Pending", "待生效", e.Pending.Select(p => this.Pending(p, into[p.Lot.Number])));
    }

    internal void Progress(IEnumerable<ProgressChange> progress) =>
        this.Items("Tier progress", "等级进度", progress.Select(p => (p.Change > 0 ? "+" : string.Empty) + Number(p.Change) + " (" + Date(p.Date) + ")"));

    /// <inheritdoc/>
    public override string ToString() => this.text.ToString();

    internal static Points Sum(IEnumerable<Posting> postings) => postings.Aggregate(default(Points), (sum, p) => sum + p.Amount);

    private string Lot(Lot lot, IEnumerable<Posting> into)
    {
        string active = lot.ActiveAt is { } at ? this.Pick(", spendable from " + Time(at), ",自 " + Time(at) + " 可用") : string.Empty;
        return this.Origin(lot, into) + active + this.Expiry(lot);
    }

    private string Pending(PendingPoints pending, IEnumerable<Posting> into)
    {
        string joined = string.Join(", ", pending.Awaits);
        string awaits = joined.Length == 0 ? string.Empty : this.Pick(", waits for " + joined, ",等待 " + joined);
        string delay = pending.Delay is { } length ? this.Pick(", then " + length, ",之后 " + length) : string.Empty;
        string cancelled = pending.CancelAt is { } end ? this.Pick(", cancelled at " + Time(end) + " if that hasn't come", ",到 " + Time(end) + " 仍未发生则取消") : string.Empty;
        return this.Origin(pending.Lot, into) + awaits + delay
            + this.Pick(", spendable not before " + Time(pending.NotBefore), ",最早 " + Time(pending.NotBefore) + " 可用") + cancelled + this.Expiry(pending.Lot);
    }

    private string Origin(Lot lot, IEnumerable<Posting> into)
    {
        Points amount = Sum(into);
        return "#" + Number(lot.Number) + " " + (amount == default ? "(" + lot.Wallet + ")" : this.Amount(amount, lot.Wallet))
            + this.Pick(" of ", ",来源 ") + lot.Document + (lot.Line is { } line ? this.Pick(" line ", " 行 ") + line : string.Empty);
    }

    // A lot whose activation isn't known may have no expiry yet; what it will be, its policy says when it becomes active.
    private string Expiry(Lot lot) => lot.ExpiresAt is { } at
        ? this.Pick(", lapses at " + Time(at), "," + Time(at) + " 到期")
        : lot.ActiveAt is null ? string.Empty : this.Pick(", never lapses", ",永不到期");
}
