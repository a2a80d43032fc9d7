namespace Retention.Core.Rules;

/// <summary>What a leaf of a condition tests.</summary>
public enum ConditionSubject
{
    /// <summary>A measure's value.</summary>
    Measure = 0,

    /// <summary>A score.</summary>
    Score = 1,

    /// <summary>A composite score.</summary>
    Composite = 2,

    /// <summary>An attribute.</summary>
    Attribute = 3,

    /// <summary>A tag.</summary>
    Tag = 4,

    /// <summary>A signal, where the policy has signals.</summary>
    Signal = 5,
}

/// <summary>The outcome of a condition.</summary>
public enum ConditionOutcome
{
    /// <summary>The condition isn't met.</summary>
    NotMet = 0,

    /// <summary>The condition is met.</summary>
    Met = 1,

    /// <summary>Something it tests is missing, and the rest doesn't decide.</summary>
    Unknown = 2,
}

/// <summary>A leaf that decided a condition: what was tested, what was required, what was found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ConditionReason
{
    private readonly string? text;
    private readonly long? number;

    internal ConditionReason(string path, ConditionSubject subject, string name, string requirement, long? found, ConditionOutcome outcome)
        : this(path, subject, name, requirement, (string?)null, outcome)
    {
        this.number = found;
    }

    internal ConditionReason(string path, ConditionSubject subject, string name, string requirement, string? found, ConditionOutcome outcome)
    {
        this.Path = path;
        this.Subject = subject;
        this.Name = name;
        this.Requirement = requirement;
        this.text = found;
        this.Outcome = outcome;
    }

    /// <summary>Gets the path of the leaf in the options, such as <c>tiers:key:when:all:r</c>.</summary>
    public string Path { get; }

    /// <summary>Gets what kind of thing was tested.</summary>
    public ConditionSubject Subject { get; }

    /// <summary>Gets the key of the measure, score or composite, or the name of the attribute or tag.</summary>
    public string Name { get; }

    /// <summary>Gets what was required: <c>≥ 80</c>, <c>&lt; 60</c>, <c>= north</c>.</summary>
    public string Requirement { get; }

    /// <summary>Gets what was found, in invariant form; null if missing.</summary>
    public string? Found => this.number is { } found ? FixedPoint.Text(found) : this.text;

    /// <summary>Gets whether the leaf was met.</summary>
    public ConditionOutcome Outcome { get; }

    /// <summary>Gives the leaf with what was found: <c>spend.12m 15000 ≥ 10000</c>, or <c>r missing, not ≥ 80</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Name + " " + (this.Found ?? "missing") + (this.Outcome == ConditionOutcome.Met ? " " : ", not ") + this.Requirement;
}
