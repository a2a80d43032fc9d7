using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core.Periods;

namespace Retention.Core.Loyalty;

/// <summary>One loyalty tier of a ladder.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LoyaltyTier
{
    internal LoyaltyTier(string code, LoyaltyTierOptions options, int rank, long atLeast)
    {
        this.Code = code;
        this.Name = options.Name ?? code;
        this.NameChinese = options.NameChinese ?? this.Name;
        this.Rank = rank;
        this.Threshold = atLeast;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the place in the ladder, from 0 for the lowest.</summary>
    public int Rank { get; }

    /// <summary>Gets the progress from which a member has the tier, inclusive, in the unit of the ladder's measure.</summary>
    public decimal AtLeast => FixedPoint.ToDecimal(this.Threshold);

    internal long Threshold { get; }
}

/// <summary>The loyalty tiers of a policy, and how one qualifies.</summary>
internal sealed class Ladder
{
    internal Ladder(LadderOptions options, int wallet, DateTimeZone? zone, ProblemList problems)
    {
        const string path = "ladder";
        this.Zone = zone!;
        this.Wallet = wallet;
        this.Measure = problems.Choice(path + ":measure", options.Measure, LadderMeasure.Points);
        this.VisitActivity = options.VisitActivity ?? "visit";
        this.Period = problems.Choice(path + ":period", options.Period, LadderPeriod.Rolling);
        this.Window = Length.CompileDays(options.Length ?? "12m", path + ":length", problems)?.Period ?? NodaTime.Period.FromMonths(12);
        problems.Stray(path + ":length", options.Length is not null && this.Period != LadderPeriod.Rolling);
        problems.Stray(path + ":visitActivity", options.VisitActivity is not null && this.Measure != LadderMeasure.Visits);
        problems.Stray(path + ":wallet", options.Wallet is not null && this.Measure != LadderMeasure.Points);
        this.UpgradesAtOnce = problems.Choice(path + ":upgrade", options.Upgrade, UpgradeTime.AtOnce) == UpgradeTime.AtOnce;
        this.Downgrade = problems.Choice(path + ":downgrade", options.Downgrade, LadderDowngrade.Full);
        this.Grace = Length.Compile(options.Grace, path + ":grace", problems);
        this.MinimumStay = Length.Compile(options.MinimumStay, path + ":minimumStay", problems);
        this.AnniversaryAfter = Length.CompileDays(options.AnniversaryUpgradeAfter, path + ":anniversaryUpgradeAfter", problems);
        this.AnniversaryFor = Length.Compile(options.AnniversaryUpgradeFor ?? "12m", path + ":anniversaryUpgradeFor", problems);
        problems.Stray(path + ":anniversaryUpgradeFor", options.AnniversaryUpgradeFor is not null && options.AnniversaryUpgradeAfter is null);
        this.LeapDay = problems.Choice(path + ":leapDay", options.LeapDay, LeapDayRule.February28);
        KeyValuePair<string, LoyaltyTierOptions>[] ordered = options.Tiers.OrderBy(t => t.Value.AtLeast ?? decimal.MaxValue).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        this.Tiers = ordered.Select((t, rank) => new LoyaltyTier(t.Key, t.Value, rank, problems.Fixed(path + ":tiers:" + t.Key + ":atLeast", t.Value.AtLeast ?? 0))).ToArray();
        Check(ordered, problems);
    }

    internal DateTimeZone Zone { get; }

    internal int Wallet { get; }

    internal LadderMeasure Measure { get; }

    internal string VisitActivity { get; }

    internal LadderPeriod Period { get; }

    internal Period Window { get; }

    internal bool UpgradesAtOnce { get; }

    internal LadderDowngrade Downgrade { get; }

    internal Length? Grace { get; }

    internal Length? MinimumStay { get; }

    internal Length? AnniversaryAfter { get; }

    internal Length? AnniversaryFor { get; }

    internal LeapDayRule LeapDay { get; }

    /// <summary>Gets the tiers from the lowest to the highest.</summary>
    internal LoyaltyTier[] Tiers { get; }

    internal LoyaltyTier? Find(string? code) => Array.Find(this.Tiers, t => string.Equals(t.Code, code, StringComparison.Ordinal));

    /// <summary>The highest tier that a progress reaches.</summary>
    internal LoyaltyTier Reached(long progress)
    {
        for (int i = this.Tiers.Length - 1; i > 0; i--)
        {
            if (progress >= this.Tiers[i].Threshold)
            {
                return this.Tiers[i];
            }
        }

        return this.Tiers[0];
    }

    private static void Check(KeyValuePair<string, LoyaltyTierOptions>[] tiers, ProblemList problems)
    {
        if (tiers.Length == 0)
        {
            problems.Error("ladder:tiers", "tiers-missing", "is empty; define at least one tier.");
            return;
        }

        for (int i = 0; i < tiers.Length; i++)
        {
            string path = "ladder:tiers:" + tiers[i].Key + ":atLeast";
            decimal? atLeast = tiers[i].Value.AtLeast;
            if (atLeast is null)
            {
                problems.Error(path, "threshold-missing", "is not set; say the progress from which a member has the tier.");
            }
            else if (i == 0 && atLeast != 0)
            {
                problems.Error(path, "lowest-not-zero", "is " + atLeast.Value.ToString(CultureInfo.InvariantCulture) + ", so members below it have no tier; give the lowest tier 0.");
            }
            else if (i > 0 && tiers[i - 1].Value.AtLeast == atLeast)
            {
                problems.Error(path, "threshold-twice", atLeast.Value.ToString(CultureInfo.InvariantCulture) + " is also tier \"" + tiers[i - 1].Key + "\"'s; give each its own.");
            }
        }
    }

    private enum UpgradeTime
    {
        AtOnce = 0,
        PeriodEnd = 1,
    }
}
