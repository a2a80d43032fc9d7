using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Facts;

/// <summary>A counted line with what reconciliation needs of its document.</summary>
internal readonly struct PostedLine
{
    internal PostedLine(string organisation, Instant at, long amount)
    {
        this.Organisation = organisation;
        this.At = at;
        this.Amount = amount;
    }

    internal string Organisation { get; }

    internal Instant At { get; }

    internal long Amount { get; }
}

/// <summary>Decides of every document line whether it counts, and collects the customers' lines and orders.</summary>
/// <remarks>
/// In this order: scope, knowledge, revision, duplicates and conflicts, status, kind of dealing, date, customer, currency, sign. A line is
/// left out for the first reason that holds, so the counts add up.
/// </remarks>
internal sealed class DocumentReader
{
    private readonly FactSet facts;
    private readonly DocumentRules rules;
    private readonly DateTimeZone zone;
    private readonly Instant asOf;
    private readonly Instant knownAt;
    private readonly Func<CustomerId, CustomerId> whose;
    private readonly FindingList findings;
    private readonly Dictionary<string, long> excluded = new Dictionary<string, long>(StringComparer.Ordinal);
    private readonly Dictionary<CustomerId, List<Posting>> postings = new Dictionary<CustomerId, List<Posting>>();
    private long counted;

    internal DocumentReader(FactSet facts, DocumentRules rules, DateTimeZone zone, Instant asOf, Instant knownAt, Func<CustomerId, CustomerId> whose, FindingList findings)
    {
        this.facts = facts;
        this.rules = rules;
        this.zone = zone;
        this.asOf = asOf;
        this.knownAt = knownAt;
        this.whose = whose;
        this.findings = findings;
    }

    internal IEnumerable<CustomerId> Customers => this.postings.Keys;

    internal List<PostedLine> Posted { get; } = new List<PostedLine>();

    internal void Read()
    {
        var documents = new Dictionary<DocumentKey, List<DocumentFact>>();
        foreach (DocumentFact fact in this.facts.Documents)
        {
            if (!string.Equals(fact.Tenant, this.rules.Tenant, StringComparison.Ordinal) || !this.rules.InScope(fact.Organisation))
            {
                this.Exclude(ExclusionReasons.OutOfScope);
            }
            else if (fact.RecordedAt > this.knownAt)
            {
                this.Exclude(ExclusionReasons.RecordedLater);
            }
            else
            {
                var key = new DocumentKey(fact);
                if (!documents.TryGetValue(key, out List<DocumentFact>? lines))
                {
                    documents.Add(key, lines = new List<DocumentFact>(1));
                }

                lines.Add(fact);
            }
        }

        foreach (List<DocumentFact> lines in documents.Values)
        {
            foreach (DocumentFact line in this.Current(lines))
            {
                this.Post(line);
            }
        }

        if (this.rules.ReturnsCountOn == ReturnDate.Origin)
        {
            this.MoveReturnsToOrigins();
        }

        foreach (List<Posting> own in this.postings.Values)
        {
            own.Sort(Posting.ByTime);
        }
    }

    internal void Touch(CustomerId customer)
    {
        if (!this.postings.ContainsKey(customer))
        {
            this.postings.Add(customer, new List<Posting>(0));
        }
    }

    internal DocumentTally Tally() => new DocumentTally(this.facts.Documents.Count, this.counted, this.excluded);

    internal CountedLine[] LinesOf(CustomerId customer) => this.postings.TryGetValue(customer, out List<Posting>? own)
        ? own.Select(p => new CountedLine(p.At, p.Fact.Number, p.Amount, p.Profit, p.Quantity)).ToArray()
        : [];

    internal CountedOrder[] OrdersOf(CustomerId customer)
    {
        if (!this.postings.TryGetValue(customer, out List<Posting>? own) || own.Count == 0)
        {
            return [];
        }

        // Decimals, as a sum of amounts may be beyond 64 bits where each amount is not.
        var firsts = new Dictionary<DocumentKey, Posting>();
        var sold = new Dictionary<DocumentKey, decimal>();
        var returned = new Dictionary<DocumentKey, decimal>();
        foreach (Posting posting in own)
        {
            if (!posting.IsReturn)
            {
                var key = new DocumentKey(posting.Fact);
                if (!firsts.ContainsKey(key))
                {
                    firsts.Add(key, posting);
                }

                AddTo(sold, key, posting.Amount);
            }
            else if (posting.OriginKey is { } origin)
            {
                AddTo(returned, origin, posting.Amount);
            }
        }

        // A sale that came back in full was no purchase, unless the rules say otherwise.
        return firsts
            .Where(o => this.rules.CountFullyReturned || !returned.TryGetValue(o.Key, out decimal back) || back == 0 || sold[o.Key] + back > 0)
            .Select(o => new CountedOrder(o.Value.At, LocalDays.DateOf(o.Value.At, this.zone), o.Value.Fact.Number, sold[o.Key] is var amount && amount is >= long.MinValue and <= long.MaxValue ? (long)amount : null))
            .OrderBy(o => o.At)
            .ThenBy(o => o.Number, StringComparer.Ordinal)
            .ThenBy(o => o.Amount ?? long.MaxValue)
            .ToArray();
    }

    /// <summary>The lines of the latest revision, each line and part once.</summary>
    private IEnumerable<DocumentFact> Current(List<DocumentFact> lines)
    {
        if (lines.Count == 1)
        {
            return lines;
        }

        int latest = lines.Max(l => l.Revision);
        this.Exclude(ExclusionReasons.Superseded, lines.Count(l => l.Revision < latest));
        var current = new List<DocumentFact>();
        foreach (IGrouping<long, DocumentFact> place in lines.Where(l => l.Revision == latest).GroupBy(l => ((long)l.Line << 32) | (uint)l.Part))
        {
            DocumentFact[] claims = place.ToArray();
            DocumentFact winner = claims.Aggregate((best, next) => next.CompareForConflict(best) > 0 ? next : best);
            current.Add(winner);
            foreach (DocumentFact other in claims.Where(c => !ReferenceEquals(c, winner)))
            {
                bool same = other.SameContent(winner);
                this.Exclude(same ? ExclusionReasons.Duplicate : ExclusionReasons.Conflict);
                this.findings.Add(same ? FindingCodes.DocumentDuplicate : FindingCodes.DocumentConflict, string.Empty, this.CustomerOf(other));
            }
        }

        return current;
    }

    private void Post(DocumentFact line)
    {
        if (this.ReasonOfStatus(line) is { } reason)
        {
            this.Exclude(reason);
            return;
        }

        CustomerId customer = this.CustomerOf(line);
        DateTimeZone? own = this.ZoneOf(line.Organisation);
        if (own is null)
        {
            this.Exclude(ExclusionReasons.UnknownOrganisation, FindingCodes.DocumentWithoutOrganisation, line.Organisation, customer);
            return;
        }

        if (line.DateOf(this.rules.Date) is not { } date)
        {
            this.Exclude(ExclusionReasons.NotDated);
            return;
        }

        if (date.ToInstant(own) >= this.asOf)
        {
            this.Exclude(ExclusionReasons.AfterAsOf, FindingCodes.DocumentInFuture, string.Empty, customer);
            return;
        }

        if (customer.IsEmpty)
        {
            this.Exclude(ExclusionReasons.NoCustomer, FindingCodes.DocumentWithoutCustomer, string.Empty, customer);
            return;
        }

        this.PostAmount(line, customer, date.ToInstant(own));
    }

    private void PostAmount(DocumentFact line, CustomerId customer, Instant at)
    {
        if (this.RateOf(line) is not { } rate)
        {
            this.Exclude(ExclusionReasons.NoRate, FindingCodes.DocumentWithoutRate, string.Empty, customer);
            return;
        }

        bool isReturn = line.Kind == DocumentKind.Return;
        if (!isReturn && line.Amount.Amount < 0)
        {
            if (this.rules.NegativeAmounts == NegativeAmount.Reject)
            {
                this.Exclude(ExclusionReasons.NegativeAmount, FindingCodes.AmountNegative, string.Empty, customer);
                return;
            }

            this.findings.Add(FindingCodes.AmountNegative, string.Empty, customer);
            isReturn = true;
        }

        long? amount = ToBase(isReturn ? -Math.Abs(line.Amount.Amount) : line.Amount.Amount, rate);
        long? profit = line.Profit is { } p ? ToBase(isReturn ? -Math.Abs(p) : p, rate) : null;
        long? quantity = FixedPoint.TryRound(isReturn ? -Math.Abs(line.Quantity) : line.Quantity);
        if (amount is null || quantity is null || (line.Profit is not null && profit is null))
        {
            this.Exclude(ExclusionReasons.AmountOutOfRange, FindingCodes.AmountOutOfRange, string.Empty, customer);
            return;
        }

        this.Touch(customer);
        this.postings[customer].Add(new Posting(line, at, amount.Value, profit, quantity.Value, isReturn));
        this.Posted.Add(new PostedLine(line.Organisation, at, amount.Value));
        this.counted++;
    }

    private void MoveReturnsToOrigins()
    {
        var sales = new Dictionary<DocumentKey, Instant>();
        foreach (Posting sale in this.postings.Values.SelectMany(own => own).Where(p => !p.IsReturn))
        {
            var key = new DocumentKey(sale.Fact);
            if (!sales.TryGetValue(key, out Instant first) || sale.At < first)
            {
                sales[key] = sale.At;
            }
        }

        foreach (List<Posting> own in this.postings.Values)
        {
            for (int i = 0; i < own.Count; i++)
            {
                if (own[i].IsReturn && own[i].OriginKey is { } origin && sales.TryGetValue(origin, out Instant at))
                {
                    own[i] = own[i].MovedTo(at);
                }
            }
        }
    }

    private string? ReasonOfStatus(DocumentFact line)
    {
        switch (line.Status)
        {
            case DocumentStatus.Unapproved:
                return ExclusionReasons.Unapproved;
            case DocumentStatus.Cancelled:
                return ExclusionReasons.Cancelled;
            case DocumentStatus.RedLettered:
                return ExclusionReasons.RedLettered;
            default:
                break;
        }

        if (line.Status < this.rules.CountFrom)
        {
            return ExclusionReasons.NotApproved;
        }

        return this.rules.Includes(line.Trade) ? null : ProblemList.Kebab(line.Trade.ToString());
    }

    private CustomerId CustomerOf(DocumentFact line)
    {
        CustomerId party = line.PartyOf(this.rules.Party);
        return party.IsEmpty ? party : this.whose(party);
    }

    private DateTimeZone? ZoneOf(string organisation)
    {
        if (this.facts.Organisations.TryGetValue(organisation, out Organisation? known))
        {
            return known.Zone;
        }

        return this.facts.Organisations.Count == 0 ? this.zone : null;
    }

    private decimal? RateOf(DocumentFact line) =>
        line.RateToBase ?? (string.Equals(line.Amount.Currency, this.facts.BaseCurrency, StringComparison.Ordinal) ? 1m : null);

    private static long? ToBase(decimal amount, decimal rate)
    {
        try
        {
            return FixedPoint.TryRound(amount * rate);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static void AddTo(Dictionary<DocumentKey, decimal> sums, DocumentKey key, long amount)
    {
        sums.TryGetValue(key, out decimal soFar);
        sums[key] = soFar + amount;
    }

    private void Exclude(string reason, string finding, string subject, CustomerId customer)
    {
        this.Exclude(reason);
        this.findings.Add(finding, subject, customer);
    }

    private void Exclude(string reason, long lines = 1)
    {
        if (lines > 0)
        {
            this.excluded.TryGetValue(reason, out long soFar);
            this.excluded[reason] = soFar + lines;
        }
    }

    /// <summary>What makes lines one document.</summary>
    private readonly struct DocumentKey : IEquatable<DocumentKey>
    {
        private readonly string organisation;
        private readonly string number;
        private readonly DocumentKind kind;

        internal DocumentKey(DocumentFact fact)
            : this(fact.Organisation, fact.Number, fact.Kind)
        {
        }

        internal DocumentKey(string organisation, string number, DocumentKind kind)
        {
            this.organisation = organisation;
            this.number = number;
            this.kind = kind;
        }

        public bool Equals(DocumentKey other) => this.kind == other.kind
            && string.Equals(this.number, other.number, StringComparison.Ordinal)
            && string.Equals(this.organisation, other.organisation, StringComparison.Ordinal);

        public override bool Equals(object? obj) => obj is DocumentKey other && this.Equals(other);

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.number) ^ (int)this.kind;
    }

    private readonly struct Posting
    {
        internal Posting(DocumentFact fact, Instant at, long amount, long? profit, long quantity, bool isReturn)
        {
            this.Fact = fact;
            this.At = at;
            this.Amount = amount;
            this.Profit = profit;
            this.Quantity = quantity;
            this.IsReturn = isReturn;
        }

        internal static Comparison<Posting> ByTime { get; } = (left, right) =>
        {
            int order = left.At.CompareTo(right.At);
            order = order != 0 ? order : string.CompareOrdinal(left.Fact.Number, right.Fact.Number);
            order = order != 0 ? order : left.Fact.Line.CompareTo(right.Fact.Line);
            return order != 0 ? order : left.Fact.Part.CompareTo(right.Fact.Part);
        };

        internal DocumentFact Fact { get; }

        internal Instant At { get; }

        internal long Amount { get; }

        internal long? Profit { get; }

        internal long Quantity { get; }

        internal bool IsReturn { get; }

        /// <summary>Gets the sale that this return takes back, or null.</summary>
        internal DocumentKey? OriginKey => this.Fact.Origin is { } origin ? new DocumentKey(this.Fact.Organisation, origin, DocumentKind.Sale) : null;

        internal Posting MovedTo(Instant at) => new Posting(this.Fact, at, this.Amount, this.Profit, this.Quantity, this.IsReturn);
    }
}
