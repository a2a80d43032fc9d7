using System;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The open awards of an account, in the order in which they were granted.</summary>
/// <remarks>Immutable; adding shares what is there. Closed awards are dropped by the next event.</remarks>
internal readonly struct AwardLog
{
    internal static readonly AwardLog Empty = new AwardLog(default, Instant.MaxValue);

    private readonly SharedLog<Award> awards;

    /// <summary>When the first of them closes.</summary>
    private readonly Instant nextClose;

    private AwardLog(SharedLog<Award> awards, Instant nextClose)
    {
        this.awards = awards;
        this.nextClose = nextClose;
    }

    internal int Count => this.awards.Count;

    internal Award this[int index] => this.awards[index];

    /// <summary>The award of a document that is open at an instant, or null.</summary>
    internal Award? Find(string document, Instant at)
    {
        int index = this.IndexOf(document);
        return index >= 0 && this.awards[index].ClosesAt > at ? this.awards[index] : null;
    }

    internal static AwardLog Of(Award[] awards) => new AwardLog(SharedLog<Award>.Of(awards), awards.Length == 0 ? Instant.MaxValue : awards.Min(a => a.ClosesAt));

    internal Award[] ToArray() => this.awards.ToArray();

    /// <summary>Whether an award closes by an instant.</summary>
    internal bool IsClosing(Instant at) => at >= this.nextClose;

    /// <summary>Without those closed at an instant.</summary>
    internal AwardLog Drop(Instant at)
    {
        // Awards mostly close in the order in which they were granted.
        int first = 0;
        while (first < this.Count && this.awards[first].ClosesAt <= at)
        {
            first++;
        }

        SharedLog<Award> rest = this.awards.Skip(first);
        bool more = false;
        Instant next = Instant.MaxValue;
        for (int i = 0; i < rest.Count; i++)
        {
            Instant closes = rest[i].ClosesAt;
            more |= closes <= at;
            next = closes < next && closes > at ? closes : next;
        }

        return new AwardLog(more ? SharedLog<Award>.Of(rest.ToArray().Where(a => a.ClosesAt > at).ToArray()) : rest, next);
    }

    internal AwardLog Put(Award award)
    {
        Instant next = award.ClosesAt < this.nextClose ? award.ClosesAt : this.nextClose;
        int index = this.IndexOf(award.Document);
        if (index < 0)
        {
            return new AwardLog(this.awards.Add(award), next);
        }

        Award[] items = this.awards.ToArray();
        items[index] = award;
        return new AwardLog(SharedLog<Award>.Of(items), next);
    }

    internal AwardLog Remove(string document) => new AwardLog(SharedLog<Award>.Of(this.awards.ToArray().Where(a => !string.Equals(a.Document, document, StringComparison.Ordinal)).ToArray()), this.nextClose);

    private int IndexOf(string document)
    {
        for (int i = this.awards.Count - 1; i >= 0; i--)
        {
            if (string.Equals(this.awards[i].Document, document, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
