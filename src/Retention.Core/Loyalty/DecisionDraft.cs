using System;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A decision in the making: the events so far, and the state after them when somebody asks.</summary>
internal sealed class DecisionDraft
{
    private readonly PolicyBook<LoyaltyPolicy> book;
    private PointsAccountState state;
    private int evolved;
    private FixedListDraft<PointsEvent> events;

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

    /// <summary>Gets how many events there are so far.</summary>
    internal int Count => this.events.Count;

    /// <summary>Gets the first event; there is one.</summary>
    internal PointsEvent First => this.events[0];

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

    /// <summary>The events; none is added after this.</summary>
    internal FixedList<PointsEvent> ToList() => this.events.ToList();
}

/// <summary>Postings in the making.</summary>
internal sealed class PostingDraft
{
    private FixedListDraft<Posting> postings;

    internal PostingDraft(int expected = 1) => this.postings = new FixedListDraft<Posting>(expected);

    internal int Count => this.postings.Count;

    internal void Add(string wallet, int lot, LedgerAccount from, LedgerAccount to, long amount)
    {
        if (amount > 0)
        {
            this.postings.Add(new Posting(wallet, lot, from, to, Points.FromTenThousandths(amount)));
        }
    }

    /// <summary>What these postings repay of a wallet's debt.</summary>
    internal long Repaid(string wallet)
    {
        long sum = 0;
        for (int i = 0; i < this.postings.Count; i++)
        {
            sum += this.postings[i].To == LedgerAccount.Debt && string.Equals(this.postings[i].Wallet, wallet, StringComparison.Ordinal) ? this.postings[i].Amount.TenThousandths : 0;
        }

        return sum;
    }

    /// <summary>What these postings repay from a lot.</summary>
    internal long RepaidBy(int lot)
    {
        long sum = 0;
        for (int i = 0; i < this.postings.Count; i++)
        {
            sum += this.postings[i].To == LedgerAccount.Debt && this.postings[i].Lot == lot ? this.postings[i].Amount.TenThousandths : 0;
        }

        return sum;
    }

    /// <summary>The postings; none is added after this.</summary>
    internal FixedList<Posting> ToList() => this.postings.ToList();
}
