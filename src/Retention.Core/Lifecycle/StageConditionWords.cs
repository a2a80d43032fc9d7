using Retention.Core.Rules;

namespace Retention.Core.Lifecycle;

/// <summary>Puts the conditions of a lifecycle into words with the policy's display names.</summary>
internal sealed class StageConditionWords : ConditionWords
{
    private readonly LifecyclePolicy policy;
    private readonly LifecycleLines lines;

    internal StageConditionWords(LifecyclePolicy policy, LifecycleLines lines)
        : base(lines.Pick(" and ", " 且 "), lines.Pick(" or ", " 或 "), lines.Pick("not ", "非 "))
    {
        this.policy = policy;
        this.lines = lines;
    }

    internal override string Of(LeafCondition leaf)
    {
        switch (leaf.Subject)
        {
            case ConditionSubject.Signal:
                return this.policy.Signal(leaf.Name) is { } signal ? this.lines.Pick(signal.Name, signal.NameChinese) : leaf.Name;
            case ConditionSubject.Tag:
                return this.lines.Pick("tag ", "标签 ") + leaf.Name;
            default:
                string name = leaf.Subject == ConditionSubject.Measure && this.policy.MeasureNames.TryGetValue(leaf.Name, out string[]? names) ? this.lines.Pick(names[0], names[1]) : leaf.Name;
                return name + " " + LifecycleWords.Found(leaf.Requirement, this.lines);
        }
    }
}
