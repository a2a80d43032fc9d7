namespace Retention.Core.Rules;

/// <summary>How a condition is put into words: as options write it, unless somebody knows better names.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal class ConditionWords
{
    private protected ConditionWords(string and, string or, string not)
    {
        this.And = and;
        this.Or = or;
        this.Not = not;
    }

    /// <summary>Gets the words of options, with keys for names.</summary>
    internal static ConditionWords OfOptions { get; } = new ConditionWords(" and ", " or ", "not ");

    internal string And { get; }

    internal string Or { get; }

    internal string Not { get; }

    /// <summary>One test: age ≥ 91; for a signal its name, as a signal is on or off.</summary>
    internal virtual string Of(LeafCondition leaf) => leaf is SignalCondition ? leaf.Name : leaf.Name + " " + leaf.Requirement;
}
