using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>What new points wait for before they can be spent.</summary>
internal static class PendingWait
{
    /// <summary>Stands where a lot is not known yet.</summary>
    private static readonly Lot NoLot = new Lot(new LotOrigin(string.Empty, new PolicyVersion("none", "none")), 0, string.Empty, null, 0, 0, 0);

    /// <summary>What points wait for; null: nothing, they are spendable now.</summary>
    internal static PendingPoints? Of(LoyaltyPolicy policy, ActivationRule? activation, Award award, bool isCredit, Instant at)
    {
        bool credit = isCredit && policy.Parts.CreditPends;
        if (activation is null && !credit)
        {
            return null;
        }

        Instant notBefore = award.BusinessAt;
        string[] awaits = activation?.Awaits ?? [];
        if (credit && Array.IndexOf(awaits, Milestones.Paid) < 0)
        {
            awaits = [.. awaits, Milestones.Paid];
        }

        if (activation is { AfterReturnWindow: true })
        {
            notBefore = Later(notBefore, policy.Parts.ReturnWindow!.After(award.BusinessAt, policy.Zone));
        }

        if (activation?.On is { } date)
        {
            notBefore = Later(notBefore, LocalDays.StartOf(date, policy.Zone));
        }

        Length? delay = activation?.After;
        if (delay is not null && awaits.Length == 0)
        {
            notBefore = Later(notBefore, delay.After(award.BusinessAt, policy.Zone));
            delay = null;
        }

        if (awaits.Length == 0 && notBefore <= at)
        {
            return null;
        }

        Instant? cancelAt = awaits.Length == 0 ? null : activation?.CancelAfter?.After(award.BusinessAt, policy.Zone);
        cancelAt = cancelAt <= at ? at : cancelAt;
        return new PendingPoints(NoLot, FixedList.Own(awaits), notBefore, delay?.Text, cancelAt);
    }

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;
}
