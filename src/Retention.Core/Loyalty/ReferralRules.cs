using System;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>The compiled rules of referrals.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ReferralRules
{
    private const string DefaultActivity = "referral";

    private readonly PolicyVersion? version;

    internal ReferralRules(Period? waiting, decimal orderAtLeast, string referrerActivity, string? refereeActivity, int? limitPerReferrer, Period? validFor, DateTimeZone zone, PolicyVersion? version)
    {
        this.Waiting = waiting;
        this.OrderAtLeastUnits = FixedPoint.Exact(orderAtLeast, nameof(orderAtLeast));
        this.ReferrerActivity = referrerActivity;
        this.RefereeActivity = refereeActivity;
        this.LimitPerReferrer = limitPerReferrer;
        this.ValidFor = validFor;
        this.Zone = zone;
        this.version = version;
    }

    /// <summary>Gets how long after the qualifying order the rewards wait; null: they don't.</summary>
    public Period? Waiting { get; }

    /// <summary>Gets the amount that the qualifying order needs, in the programme's currency.</summary>
    public decimal OrderAtLeast => FixedPoint.ToDecimal(this.OrderAtLeastUnits);

    /// <summary>OrderAtLeast in ten-thousandths.</summary>
    internal long OrderAtLeastUnits { get; }

    /// <summary>Gets the activity that the referrer's account records.</summary>
    public string ReferrerActivity { get; }

    /// <summary>Gets the activity that the invited member's account records; null: none.</summary>
    public string? RefereeActivity { get; }

    /// <summary>Gets how many referrals of one referrer are rewarded per calendar year; null: no limit.</summary>
    public int? LimitPerReferrer { get; }

    /// <summary>Gets how long an invitation is good for; null: for ever.</summary>
    public Period? ValidFor { get; }

    /// <summary>Gets the zone in which days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Gets the policy that the rules belong to.</summary>
    public PolicyVersion PolicyVersion => this.version ?? throw new InvalidOperationException("The rules don't belong to a policy yet.");

    /// <summary>The rules that options say; without a version.</summary>
    internal static ReferralRules Compile(ReferralOptions? options, Period returnWindow, DateTimeZone zone, string path, ProblemList problems)
    {
        decimal orderAtLeast = options?.OrderAtLeast ?? 0;
        if (orderAtLeast < 0)
        {
            problems.Error(path + ":orderAtLeast", "amount-negative", "is below 0; write 0 for any order.");
        }

        if (options?.LimitPerReferrer < 1)
        {
            problems.Error(path + ":limitPerReferrer", "count-not-positive", "is below 1; leave it out for no limit.");
        }

        return new ReferralRules(
            Length.CompileDays(options?.Waiting, path + ":waiting", problems)?.Period ?? returnWindow,
            FixedPoint.ToDecimal(problems.Fixed(path + ":orderAtLeast", orderAtLeast)),
            Activity(options?.ReferrerActivity, path + ":referrerActivity", problems) ?? DefaultActivity,
            Activity(options?.RefereeActivity, path + ":refereeActivity", problems),
            options?.LimitPerReferrer,
            Length.CompileDays(options?.ValidFor, path + ":validFor", problems)?.Period,
            zone,
            null);
    }

    /// <summary>The same rules as part of a policy.</summary>
    internal ReferralRules Under(PolicyVersion policyVersion) =>
        new ReferralRules(this.Waiting, this.OrderAtLeast, this.ReferrerActivity, this.RefereeActivity, this.LimitPerReferrer, this.ValidFor, this.Zone, policyVersion);

    private static string? Activity(string? text, string path, ProblemList problems)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            problems.Error(path, "activity-blank", "is blank; write the code of an activity that a rule earns on, or leave it out.");
            return null;
        }

        return text;
    }
}
