using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A decision in the making: the events so far, and the state after them when somebody asks.</summary>
internal sealed class DecisionDraft
{
    private readonly List<PointsEvent> events = new List<PointsEvent>(4);
    private readonly PolicyBook<LoyaltyPolicy> book;
    private PointsAccountState state;
    private int evolved;

    internal DecisionDraft(PointsAccountState state, LoyaltyPolicy policy, PolicyBook<LoyaltyPolicy> book, Instant at)
    {
        this.book = book;
        this.Start = state;
        this.state = state;
        this.Policy = policy;
        this.At = at;
    }

    /// <summary>Gets the state before the decision.</summary>
    internal PointsAccountState Start { get; }

    internal LoyaltyPolicy Policy { get; }

    internal Instant At { get; }

    internal IReadOnlyList<PointsEvent> Events => this.events;

    /// <summary>Gets the state after the events so far.</summary>
    internal PointsAccountState State
    {
        get
        {
            while (this.evolved < this.events.Count)
            {
                this.state = this.state.After(this.events[this.evolved++]);
            }

            return this.state;
        }
    }

    /// <summary>The policy that granted an award, or the account's if the book no longer has it.</summary>
    internal LoyaltyPolicy PolicyOf(Award award) => award.PolicyVersion.Equals(this.Policy.Version) ? this.Policy : this.book.Get(award.PolicyVersion) ?? this.Policy;

    internal void Add(PointsEvent e) => this.events.Add(e);
}

/// <summary>Postings in the making.</summary>
internal sealed class PostingDraft
{
    private readonly List<Posting> postings;

    internal PostingDraft(int expected = 2) => this.postings = new List<Posting>(expected);

    internal int Count => this.postings.Count;

    internal void Add(string wallet, int lot, LedgerAccount from, LedgerAccount to, long amount)
    {
        if (amount > 0)
        {
            this.postings.Add(new Posting(wallet, lot, from, to, Points.FromTenThousandths(amount)));
        }
    }

    /// <summary>What these postings repay of a wallet's debt.</summary>
    internal long Repaid(string wallet) => this.postings.FindAll(p => p.To == LedgerAccount.Debt && string.Equals(p.Wallet, wallet, System.StringComparison.Ordinal)).Sum(p => p.Amount.TenThousandths);

    /// <summary>What these postings repay from a lot.</summary>
    internal long RepaidBy(int lot) => this.postings.FindAll(p => p.To == LedgerAccount.Debt && p.Lot == lot).Sum(p => p.Amount.TenThousandths);

    internal FixedList<Posting> ToList() => FixedList.Own(this.postings.ToArray());
}
