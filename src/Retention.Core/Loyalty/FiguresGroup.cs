using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The figures of one organisation, wallet and policy version.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FiguresGroup
{
    internal FiguresGroup(string organisation, string wallet, PolicyVersion? policyVersion, PointsFigures figures)
    {
        this.Organisation = organisation;
        this.Wallet = wallet;
        this.PolicyVersion = policyVersion;
        this.Figures = figures;
    }

    /// <summary>Gets the organisation; empty where nobody said.</summary>
    public string Organisation { get; }

    /// <summary>Gets the wallet.</summary>
    public string Wallet { get; }

    /// <summary>Gets the policy version; null where the streams don't say.</summary>
    public PolicyVersion? PolicyVersion { get; }

    /// <summary>Gets the figures.</summary>
    public PointsFigures Figures { get; }
}

/// <summary>The figures of the points earned in one month.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CohortFigures
{
    internal CohortFigures(YearMonth month, PointsFigures figures)
    {
        this.Month = month;
        this.Figures = figures;
    }

    /// <summary>Gets the month of earning.</summary>
    public YearMonth Month { get; }

    /// <summary>Gets the figures.</summary>
    public PointsFigures Figures { get; }
}

/// <summary>The points outstanding of one age.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LotAge
{
    internal LotAge(int months, Points outstanding)
    {
        this.Months = months;
        this.Outstanding = outstanding;
    }

    /// <summary>Gets the whole months since they were earned.</summary>
    public int Months { get; }

    /// <summary>Gets the points outstanding.</summary>
    public Points Outstanding { get; }
}

/// <summary>What the points outstanding in a wallet cost.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PointsLiability
{
    internal PointsLiability(Points outstanding, Money total, LiabilityShare[] shares)
    {
        this.Outstanding = outstanding;
        this.Total = total;
        this.Shares = FixedList.Own(shares);
    }

    /// <summary>Gets the points outstanding.</summary>
    public Points Outstanding { get; }

    /// <summary>Gets what they cost.</summary>
    public Money Total { get; }

    /// <summary>Gets the shares of the groups, which add up to the total.</summary>
    public IReadOnlyList<LiabilityShare> Shares { get; }
}

/// <summary>One group's share of the liability.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LiabilityShare
{
    internal LiabilityShare(FiguresGroup group, Money amount)
    {
        this.Group = group;
        this.Amount = amount;
    }

    /// <summary>Gets the group.</summary>
    public FiguresGroup Group { get; }

    /// <summary>Gets the amount.</summary>
    public Money Amount { get; }
}

/// <summary>What the figures are kept by; also coarser, with parts left empty.</summary>
internal readonly struct FigureKey : IEquatable<FigureKey>, IComparable<FigureKey>
{
    internal FigureKey(string organisation, string wallet, PolicyVersion? policyVersion, YearMonth cohort, int age)
    {
        this.Organisation = organisation;
        this.Wallet = wallet;
        this.PolicyVersion = policyVersion;
        this.Cohort = cohort;
        this.Age = age;
    }

    internal string Organisation { get; }

    internal string Wallet { get; }

    internal PolicyVersion? PolicyVersion { get; }

    internal YearMonth Cohort { get; }

    internal int Age { get; }

    public bool Equals(FigureKey other) => string.Equals(this.Organisation, other.Organisation, StringComparison.Ordinal)
        && string.Equals(this.Wallet, other.Wallet, StringComparison.Ordinal)
        && Equals(this.PolicyVersion, other.PolicyVersion) && this.Cohort.Equals(other.Cohort) && this.Age == other.Age;

    public override bool Equals(object? obj) => obj is FigureKey other && this.Equals(other);

    public override int GetHashCode() => unchecked((((((StringComparer.Ordinal.GetHashCode(this.Organisation) * 31) + StringComparer.Ordinal.GetHashCode(this.Wallet)) * 31)
        + (this.PolicyVersion?.GetHashCode() ?? 0)) * 31) + (this.Cohort.GetHashCode() * 7) + this.Age);

    public int CompareTo(FigureKey other)
    {
        int order = string.CompareOrdinal(this.Organisation, other.Organisation);
        order = order != 0 ? order : string.CompareOrdinal(this.Wallet, other.Wallet);
        order = order != 0 ? order : string.CompareOrdinal(this.PolicyVersion?.Label, other.PolicyVersion?.Label);
        order = order != 0 ? order : string.CompareOrdinal(this.PolicyVersion?.Fingerprint, other.PolicyVersion?.Fingerprint);
        order = order != 0 ? order : this.Cohort.CompareTo(other.Cohort);
        return order != 0 ? order : this.Age.CompareTo(other.Age);
    }
}
