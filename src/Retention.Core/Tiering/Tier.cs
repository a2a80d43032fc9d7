using System;
using Retention.Core.Bands;
using Retention.Core.Rules;

namespace Retention.Core.Tiering;

/// <summary>A compiled tier.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Tier
{
    /// <summary>The code of the tier of customers about whom nothing is known that the policy scores: <c>unscored</c>.</summary>
    public const string UnscoredCode = "unscored";

    internal Tier(string code, string name, string nameChinese, int order, int rank, Band? band, Condition? condition)
    {
        this.Code = code;
        this.Name = name;
        this.NameChinese = nameChinese;
        this.Order = order;
        this.Rank = rank;
        this.Band = band;
        this.Condition = condition;
        this.Path = "tiers:" + code;
        this.Requirement = Require(band);
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    /// <summary>Gets the place in which it is tried; the first that matches wins.</summary>
    public int Order { get; }

    /// <summary>Gets how good it is: 1 is the best; <see cref="int.MaxValue"/> for unscored.</summary>
    public int Rank { get; }

    /// <summary>Gets the band of the composite, or null if a condition or nothing decides.</summary>
    public Band? Band { get; }

    /// <summary>Gets a value indicating whether it takes everybody whom no tier before it took.</summary>
    public bool IsRest => this.Band is null && this.Condition is null;

    internal Condition? Condition { get; }

    /// <summary>Gets the path of the tier in the options.</summary>
    internal string Path { get; }

    /// <summary>Gets the band as a reason states it.</summary>
    internal string Requirement { get; }

    /// <summary>The display name.</summary>
    /// <param name="language">The reader's language.</param>
    /// <returns>The name in that language.</returns>
    public string NameIn(Language language) => language == Language.Chinese ? this.NameChinese : this.Name;

    /// <summary>Gives the code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => this.Code;

    private static string Require(Band? band) => (band?.AtLeast is { } low ? "≥ " + low : string.Empty)
        + (band?.AtLeast is not null && band.AtMost is not null ? ", " : string.Empty)
        + (band?.AtMost is { } high ? "≤ " + high : string.Empty);
}

/// <summary>A compiled automatic tag.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Tag
{
    internal Tag(string code, string name, string nameChinese, Condition condition)
    {
        this.Code = code;
        this.Name = name;
        this.NameChinese = nameChinese;
        this.Condition = condition;
    }

    /// <summary>Gets the code.</summary>
    public string Code { get; }

    /// <summary>Gets the English display name.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name.</summary>
    public string NameChinese { get; }

    internal Condition Condition { get; }

    /// <summary>Gives the code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => this.Code;
}
