using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Facts;

/// <summary>Why a document line doesn't count.</summary>
public static class ExclusionReasons
{
    /// <summary><c>out-of-scope</c>: another tenant or organisation.</summary>
    public const string OutOfScope = "out-of-scope";

    /// <summary><c>recorded-later</c>: not known yet at the instant asked about.</summary>
    public const string RecordedLater = "recorded-later";

    /// <summary><c>superseded</c>: a later revision replaces it.</summary>
    public const string Superseded = "superseded";

    /// <summary><c>duplicate</c>: the same content was given twice.</summary>
    public const string Duplicate = "duplicate";

    /// <summary><c>conflict</c>: another content under the same number and revision was chosen by the stated rule.</summary>
    public const string Conflict = "conflict";

    /// <summary><c>not-approved</c>: a draft.</summary>
    public const string NotApproved = "not-approved";

    /// <summary><c>unapproved</c>: approval was taken back (反审核).</summary>
    public const string Unapproved = "unapproved";

    /// <summary><c>cancelled</c>: cancelled (作废).</summary>
    public const string Cancelled = "cancelled";

    /// <summary><c>red-lettered</c>: reversed as a whole (红字冲销).</summary>
    public const string RedLettered = "red-lettered";

    /// <summary><c>walk-in</c>: an unnamed walk-in customer (散客).</summary>
    public const string WalkIn = "walk-in";

    /// <summary><c>intercompany</c>: within the group.</summary>
    public const string Intercompany = "intercompany";

    /// <summary><c>employee</c>: to an employee.</summary>
    public const string Employee = "employee";

    /// <summary><c>sample</c>: a sample.</summary>
    public const string Sample = "sample";

    /// <summary><c>replacement</c>: a replacement (补发).</summary>
    public const string Replacement = "replacement";

    /// <summary><c>not-dated</c>: has no date of the kind that counts (not shipped yet).</summary>
    public const string NotDated = "not-dated";

    /// <summary><c>after-as-of</c>: its date is the as-of or later.</summary>
    public const string AfterAsOf = "after-as-of";

    /// <summary><c>no-customer</c>: names no customer.</summary>
    public const string NoCustomer = "no-customer";

    /// <summary><c>no-rate</c>: in another currency, without a rate.</summary>
    public const string NoRate = "no-rate";

    /// <summary><c>unknown-organisation</c>: its organisation isn't listed, so its days have no zone.</summary>
    public const string UnknownOrganisation = "unknown-organisation";

    /// <summary><c>negative-amount</c>: a sale with a negative amount, where the rules reject it.</summary>
    public const string NegativeAmount = "negative-amount";

    /// <summary><c>amount-out-of-range</c>: beyond what four decimals in 64 bits hold.</summary>
    public const string AmountOutOfRange = "amount-out-of-range";
}

/// <summary>How many document lines were read, counted, and left out for which reason; the numbers add up.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class DocumentTally
{
    internal DocumentTally(long read, long counted, IEnumerable<KeyValuePair<string, long>> excluded)
    {
        this.Read = read;
        this.Counted = counted;
        this.Excluded = Sequence.Copy(excluded.OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    /// <summary>Gets the lines read.</summary>
    public long Read { get; }

    /// <summary>Gets the lines that count.</summary>
    public long Counted { get; }

    /// <summary>Gets the lines left out, by <see cref="ExclusionReasons"/>; together with <see cref="Counted"/> they are <see cref="Read"/>.</summary>
    public IReadOnlyDictionary<string, long> Excluded { get; }
}
