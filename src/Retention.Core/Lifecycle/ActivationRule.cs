using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>What activates a customer after the first purchase, and within what time (plan rule C-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ActivationRule
{
    private readonly Period within;
    private readonly Period rateWithin;

    internal ActivationRule(string[] activities, Period within, Period rateWithin, long goalPercent)
    {
        this.Activities = Sequence.Copy(activities);
        this.within = within;
        this.rateWithin = rateWithin;
        this.GoalPercent = Score.FromTenThousandths(goalPercent);
    }

    /// <summary>Gets the codes of the activities that activate; <see cref="LifecycleActivities.Purchase"/> is a further purchase.</summary>
    public IReadOnlyList<string> Activities { get; }

    /// <summary>Gets the goal of the activation rate in percent.</summary>
    public Score GoalPercent { get; }

    /// <summary>The last day of the window after the first purchase.</summary>
    internal int LastDay(int first) => WholeDays.LastOf(first, this.within, WholeDays.Of(this.within));

    /// <summary>The last day of the window of the rate.</summary>
    internal int LastDayOfRate(int first) => WholeDays.LastOf(first, this.rateWithin, WholeDays.Of(this.rateWithin));

    /// <summary>The day on which something first activated the customer; null if nothing has.</summary>
    internal int? DayOf(LifecycleFacts facts)
    {
        if (facts.Purchases.Count == 0)
        {
            return null;
        }

        PurchaseEntry first = facts.Purchases[0];
        int? day = null;
        for (int c = 0; c < this.Activities.Count; c++)
        {
            int? own = null;
            if (string.Equals(this.Activities[c], LifecycleActivities.Purchase, StringComparison.Ordinal))
            {
                own = facts.Purchases.Count > 1 ? facts.Purchases[1].Day : null;
            }
            else if (facts.Log(this.Activities[c]) is { } log)
            {
                int i = log.Entries.CountBefore(first.Day);
                while (i < log.Entries.Count && log.Entries[i].At < first.At)
                {
                    i++;
                }

                own = i < log.Entries.Count ? log.Entries[i].Day : null;
            }

            day = day is null || own < day ? own ?? day : day;
        }

        return day;
    }
}
