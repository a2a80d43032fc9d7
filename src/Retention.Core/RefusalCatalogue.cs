using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>The texts of every refusal code in every language.</summary>
/// <remarks>One table for all domains, so that a translator finds everything in one place. Immutable and thread-safe.</remarks>
public static class RefusalCatalogue
{
    private static readonly Dictionary<string, string[]> Texts = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // Every process.
        ["at-before-stream"] = ["The decision time {at} lies before the stream's last event at {last}; use {last} or later.", "决策时间 {at} 早于该流最后一个事件的时间 {last};请使用 {last} 或更晚的时间。"],
        ["amount-out-of-range"] = ["The {what} {amount} is out of range; split it or correct it.", "{what} {amount} 超出可表示范围;请拆分或更正。"],
        ["needs-approval"] = ["{action} needs somebody else's approval; submit {submit}.", "{action} 需要他人批准;请提交 {submit}。"],
        ["unknown-policy-version"] = ["No policy has the version {version}; add it to the policy book.", "策略簿中没有版本 {version};请先加入。"],
        ["text-missing"] = ["The {what} is blank; say it.", "{what} 为空;请填写。"],

        // Tiering: the model.
        ["thresholds-needed"] = ["The score {score} is a rank in the population; one customer alone has no rank. Pass thresholds frozen from a run, or evaluate the whole base.", "评分 {score} 是在全体客户中的排名;单个客户没有排名。请传入某次运行冻结的阈值,或对全部客户评估。"],
        ["thresholds-mismatch"] = ["The thresholds were frozen under policy {frozen}, not {policy}; freeze them from a run of this policy.", "阈值冻结于策略 {frozen},不是 {policy};请从本策略的运行中冻结。"],
        ["ntile-not-frozen"] = ["The score {score} splits customers by NTILE: equal values fall into different groups by position, so no threshold says where one customer belongs. Use groups with shared ties instead.", "评分 {score} 按 NTILE 划分:相同数值会因位置进入不同组,没有阈值可冻结。请改用并列同组的分组方式。"],
        ["nothing-to-freeze"] = ["The run has no customer with a value for {score}, so it has no thresholds.", "本次运行中没有任何客户有 {score} 的数值,因此没有阈值。"],
        ["unknown-customer"] = ["The base has no customer {customer}.", "客户群中没有客户 {customer}。"],

        // Tiering: the review of runs.
        ["run-not-draft"] = ["The run {run} is {status}; only a draft can be reviewed.", "运行 {run} 当前为 {status};只有草稿可以复核。"],
        ["run-not-reviewed"] = ["The run {run} is {status}; only a reviewed run can be published.", "运行 {run} 当前为 {status};只有已复核的运行可以发布。"],
        ["run-not-published"] = ["The run {run} is {status}; only a published run gives tiers to others.", "运行 {run} 当前为 {status};只有已发布的运行才能提供分层结果。"],
        ["run-exists"] = ["The run {run} was drafted already.", "运行 {run} 已经起草。"],
        ["run-missing"] = ["No run was drafted in this stream; draft one first.", "该流中尚未起草运行;请先起草。"],
        ["run-closed"] = ["The run {run} is {status} and takes no more steps; draft a new one.", "运行 {run} 当前为 {status},不能再变更;请起草新的运行。"],
        ["reviewer-is-author"] = ["{actor} drafted the run {run}; another actor must review it.", "{actor} 起草了运行 {run};须由他人复核。"],

        // Tiering: the assignment of a customer.
        ["unknown-tier"] = ["The policy has no tier {tier}; it has {known}.", "策略中没有层级 {tier};已有 {known}。"],
        ["unknown-tag"] = ["The policy has no tag {tag}; it has {known}.", "策略中没有标签 {tag};已有 {known}。"],
        ["override-not-after-now"] = ["The override would end at {until}, not after {at}; choose a later end.", "人工调整的到期时间 {until} 不晚于 {at};请选择更晚的时间。"],
        ["no-override"] = ["No override is in force; nothing to clear.", "当前没有人工调整;无需取消。"],
        ["tag-not-proposed"] = ["The tag {tag} is not proposed (it is {status}); only a proposed tag is confirmed or rejected.", "标签 {tag} 并非待审核状态(当前为 {status});只有待审核标签可以确认或驳回。"],
        ["tag-not-confirmed"] = ["The tag {tag} is not confirmed (it is {status}); only a confirmed tag is withdrawn.", "标签 {tag} 并非已确认状态(当前为 {status});只有已确认标签可以撤销。"],
        ["assessment-outdated"] = ["The assessment is as of {asOf}, before the last one as of {last}; assess as of {last} or later.", "本次评估截至 {asOf},早于上次评估 {last};请以 {last} 或更晚的时点评估。"],
        ["policy-mismatch"] = ["The assessment was made under policy {given}; the stream stands under {expected}. Adopt the policy first.", "评估使用策略 {given},而该客户当前适用 {expected};请先采用新策略。"],
    };

    /// <summary>Gets every code with a text, in ordinal order.</summary>
    public static IReadOnlyList<string> Codes { get; } = Sequence.Copy(Texts.Keys.OrderBy(c => c, StringComparer.Ordinal));

    /// <summary>The text of a code with its <c>{arguments}</c> still open.</summary>
    /// <param name="code">The code.</param>
    /// <param name="language">The language.</param>
    /// <returns>The template, or null if the code is unknown.</returns>
    public static string? Template(string code, Language language)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Texts.TryGetValue(code, out string[]? texts) ? texts[(int)language] : null;
    }

    /// <summary>Renders a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The text with its arguments filled in; for a code that is not in the catalogue, the code and its arguments.</returns>
    public static string Render(Refusal refusal, Language language)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        string? text = Template(refusal.Code, language);
        if (text is null)
        {
            return refusal.ToString();
        }

        foreach (RefusalArgument argument in refusal.Arguments)
        {
            text = text.Replace("{" + argument.Name + "}", argument.Value);
        }

        return text;
    }
}
