using System;
using System.Collections.Generic;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Periods;
using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Reads a customer as of an instant: everything known, windows ending with the instant's local day.</summary>
internal sealed class StageReader : IConditionFacts
{
    private readonly LifecyclePolicy policy;
    private ulong signals;
    private Instant? at;
    private int? sinceDay;
    private (int Day, int Count) lastEdge = (int.MinValue, 0);
    private (int Day, int Count) edgeBefore = (int.MinValue, 0);

    internal StageReader(LifecyclePolicy policy, LifecycleFacts facts, Instant at)
    {
        this.policy = policy;
        this.Facts = policy.OrganisationSet is { } organisations ? facts.In(organisations) : facts;
        this.Turn(at);
    }

    internal LifecyclePolicy Policy => this.policy;

    internal LifecycleFacts Facts { get; }

    /// <summary>Gets the as-of; the start of the day where nobody has asked yet.</summary>
    internal Instant At => this.at ??= LocalDays.StartOf(LocalDays.DateOf(this.Day), this.policy.Zone);

    /// <summary>Gets the number of the local day of the as-of.</summary>
    internal int Day { get; private set; }

    /// <summary>Gets when the stage was entered whose transitions are tried; null for no stage.</summary>
    internal Instant? Since { get; private set; }

    /// <summary>Gets the number of the local day on which the stage was entered.</summary>
    internal int SinceDay => this.sinceDay ??= LocalDays.NumberOf(this.Since!.Value, this.policy.Zone);

    internal SharedLog<PurchaseEntry> Purchases => this.Facts.Purchases;

    /// <summary>The number of the day of the first purchase; null if there is none.</summary>
    internal int? FirstPurchaseDay => this.Purchases.Count == 0 ? null : this.Purchases[0].Day;

    internal int? LastPurchaseDay => this.Purchases.Count == 0 ? null : this.Purchases[this.Purchases.Count - 1].Day;

    public long? Number(ConditionSubject subject, int index) => subject == ConditionSubject.Signal
        ? ((this.signals >> index) & 1) != 0 ? FixedPoint.One : 0
        : this.policy.MeasureList[index].Read(this);

    public string? Attribute(string name)
    {
        foreach (KeyValuePair<string, string> attribute in this.Facts.Attributes)
        {
            if (string.Equals(attribute.Key, name, StringComparison.Ordinal))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public bool HasTag(string tag, bool orProposed)
    {
        foreach (string own in this.Facts.Tags)
        {
            if (string.Equals(own, tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal void SetSignal(int index, bool isOn) => this.signals = isOn ? this.signals | (1UL << index) : this.signals & ~(1UL << index);

    /// <summary>Turns to another instant.</summary>
    internal void Turn(Instant instant)
    {
        this.at = instant;
        this.Day = LocalDays.NumberOf(instant, this.policy.Zone);
    }

    /// <summary>Turns to the start of a day.</summary>
    internal void Turn(int day)
    {
        this.at = null;
        this.Day = day;
    }

    /// <summary>Turns to a stage, whose own measures are read from now on.</summary>
    internal void Enter(Instant? since)
    {
        if (this.Since != since)
        {
            this.Since = since;
            this.sinceDay = null;
        }
    }

    internal long? Indicator(string name)
    {
        foreach (KeyValuePair<string, long> number in this.Facts.Numbers)
        {
            if (string.Equals(number.Key, name, StringComparison.Ordinal))
            {
                return number.Value;
            }
        }

        return null;
    }

    internal int CountPurchases(DayWindow window) => Math.Max(0, this.PurchasesBefore(window.End(this.Day)) - this.PurchasesBefore(window.First(this.Day)));

    internal long Spend(DayWindow window) => this.Purchases.Sum(this.PurchasesBefore(window.First(this.Day)), this.PurchasesBefore(window.End(this.Day)));

    internal long CountActivities(IReadOnlyList<string> codes, DayWindow window)
    {
        long count = 0;
        for (int i = 0; i < codes.Count; i++)
        {
            if (this.Facts.Log(codes[i]) is { } log)
            {
                count += log.Entries.Sum(log.Entries.CountBefore(window.First(this.Day)), log.Entries.CountBefore(window.End(this.Day)));
            }
        }

        return count;
    }

    /// <summary>The number of the day of the last purchase or of the last of some activities; null if there is none.</summary>
    internal int? LastInteractionDay(IReadOnlyList<string> codes)
    {
        int? last = this.LastPurchaseDay;
        for (int i = 0; this.Facts.Logs.Count > 0 && i < codes.Count; i++)
        {
            if (this.Facts.Log(codes[i])?.Entries is { Count: > 0 } entries && !(last >= entries[entries.Count - 1].Day))
            {
                last = entries[entries.Count - 1].Day;
            }
        }

        return last;
    }

    internal void AddBreaks(IReadOnlyList<string> codes, DayWindow window, DayBreaks breaks)
    {
        for (int i = 0; i < codes.Count; i++)
        {
            if (this.Facts.Log(codes[i]) is { } log)
            {
                window.AddBreaks(log.Entries, breaks);
            }
        }
    }

    /// <summary>The day on which the relationship began: the attribute's date, else the first purchase; a text that is no date is a start nobody knows.</summary>
    internal int? Start(string? attribute)
    {
        if (attribute is not null && this.Attribute(attribute) is { } text)
        {
            return LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? LocalDays.NumberOf(parsed.Value) : null;
        }

        return this.FirstPurchaseDay;
    }

    /// <summary>How many purchases lie before a day. The last two answers are kept, as windows of one length share their edges.</summary>
    private int PurchasesBefore(int day)
    {
        if (day > this.Day)
        {
            // Usually all of them, which is found at once.
            return this.Purchases.CountBefore(day);
        }

        if (this.lastEdge.Day == day)
        {
            return this.lastEdge.Count;
        }

        if (this.edgeBefore.Day == day)
        {
            return this.edgeBefore.Count;
        }

        this.edgeBefore = this.lastEdge;
        this.lastEdge = (day, this.Purchases.CountBefore(day));
        return this.lastEdge.Count;
    }

    /// <summary>The day before the first that counts as quiet: whole local days without a purchase in the stage.</summary>
    internal int? QuietSince()
    {
        if (this.Since is not { } since)
        {
            return null;
        }

        // The day of the entry is whole if it began with it.
        int entered = LocalDays.StartOf(LocalDays.DateOf(this.SinceDay), this.policy.Zone) >= since ? this.SinceDay - 1 : this.SinceDay;
        return (this.LastPurchaseDay is { } last && last > entered ? last : entered) + 1;
    }
}
