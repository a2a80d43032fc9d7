using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Facts;

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
            else if (posting.IsCorrection)
            {
                AddTo(sold, new DocumentKey(posting.Fact), posting.Amount);
                AddTo(returned, new DocumentKey(posting.Fact), 0);
            }
            else if (posting.OriginKey is { } origin)
            {
                AddTo(returned, origin, posting.Amount);
            }
        }

        // A sale that came back in full was no purchase, unless the rules say otherwise.
        return firsts
            .Where(o => this.rules.CountFullyReturned || !returned.TryGetValue(o.Key, out decimal back) || sold[o.Key] + back > 0)
            .Select(o => new CountedOrder(o.Value.At, o.Value.Date, o.Value.Fact.Number, sold[o.Key] is var amount && amount is >= long.MinValue and <= long.MaxValue ? (long)amount : null))
            .OrderBy(o => o.At)
            .ThenBy(o => o.Number, StringComparer.Ordinal)
            .ThenBy(o => o.Date)
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
            int chosen = 0;
            for (int i = 1; i < claims.Length; i++)
            {
                chosen = claims[i].CompareForConflict(claims[chosen]) > 0 ? i : chosen;
            }

            DocumentFact winner = claims[chosen];
            current.Add(winner);
            foreach (DocumentFact other in claims.Where((_, i) => i != chosen))
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

        if (!this.rules.Includes(line.Trade))
        {
            this.Reconcile(line);
            this.Exclude(ProblemList.Kebab(line.Trade.ToString()));
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
            this.Reconcile(line);
            this.Exclude(ExclusionReasons.NoCustomer, FindingCodes.DocumentWithoutCustomer, string.Empty, customer);
            return;
        }

        this.PostAmount(line, customer, date.ToInstant(own), date.ToDate(own));
    }

    /// <summary>Finance's totals have the line, though retention leaves it out.</summary>
    private void Reconcile(DocumentFact line)
    {
        if (this.ZoneOf(line.Organisation) is { } own && line.DateOf(this.rules.Date) is { } date && date.ToInstant(own) < this.asOf && this.RateOf(line) is { } rate
            && ToBase(IsReturn(line) ? -Math.Abs(line.Amount.Amount) : line.Amount.Amount, rate) is { } amount)
        {
            this.Posted.Add(new PostedLine(line.Organisation, date.ToInstant(own), amount));
        }
    }

    private static bool IsReturn(DocumentFact line) => line.Kind == DocumentKind.Return || line.Amount.Amount < 0;

    private void PostAmount(DocumentFact line, CustomerId customer, Instant at, LocalDate localDate)
    {
        if (this.RateOf(line) is not { } rate)
        {
            this.Exclude(ExclusionReasons.NoRate, FindingCodes.DocumentWithoutRate, string.Empty, customer);
            return;
        }

        bool isReturn = IsReturn(line);
        if (line.Kind == DocumentKind.Sale && isReturn)
        {
            if (this.rules.NegativeAmounts == NegativeAmount.Reject)
            {
                this.Exclude(ExclusionReasons.NegativeAmount, FindingCodes.AmountNegative, string.Empty, customer);
                return;
            }

            this.findings.Add(FindingCodes.AmountNegative, string.Empty, customer);
        }

        long? amount = ToBase(isReturn ? -Math.Abs(line.Amount.Amount) : line.Amount.Amount, rate);

        // A return given as a positive amount gives its profit the same way round; a sale at a loss comes back as a gain.
        long? profit = line.Profit is { } p ? ToBase(isReturn && line.Amount.Amount > 0 ? -p : p, rate) : null;
        long? quantity = FixedPoint.TryRound(isReturn ? -Math.Abs(line.Quantity) : line.Quantity);
        if (amount is null || quantity is null || (line.Profit is not null && profit is null))
        {
            this.Exclude(ExclusionReasons.AmountOutOfRange, FindingCodes.AmountOutOfRange, string.Empty, customer);
            return;
        }

        this.Touch(customer);
        this.postings[customer].Add(new Posting(line, at, localDate, amount.Value, profit, quantity.Value, isReturn));
        this.Posted.Add(new PostedLine(line.Organisation, at, amount.Value));
        this.counted++;
    }

    private void MoveReturnsToOrigins()
    {
        var sales = new Dictionary<DocumentKey, Posting>();
        foreach (Posting sale in this.postings.Values.SelectMany(own => own).Where(p => !p.IsReturn))
        {
            var key = new DocumentKey(sale.Fact);
            if (!sales.TryGetValue(key, out Posting first) || sale.At < first.At)
            {
                sales[key] = sale;
            }
        }

        foreach (List<Posting> own in this.postings.Values)
        {
            for (int i = 0; i < own.Count; i++)
            {
                if (own[i].IsReturn && own[i].OriginKey is { } origin && sales.TryGetValue(origin, out Posting sale))
                {
                    own[i] = own[i].MovedTo(sale);
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

        return line.Status < this.rules.CountFrom ? ExclusionReasons.NotApproved : null;
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
        line.RateToBase is { } rate ? (rate > 0 ? rate : null) : (string.Equals(line.Amount.Currency, this.facts.BaseCurrency, StringComparison.Ordinal) ? 1m : null);

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
}
