using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Facts;

/// <summary>Something doubtful in the facts: named, counted, its customers listed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Finding
{
    internal Finding(string code, string subject, long count, IEnumerable<CustomerId> customers)
    {
        this.Code = code;
        this.Subject = subject;
        this.Count = count;
        this.Customers = Sequence.Copy(customers.Distinct().OrderBy(c => c));
    }

    /// <summary>Gets the code, one of <see cref="FindingCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Gets what it is about: a measure, an attribute, a control total, a document number; empty for all.</summary>
    public string Subject { get; }

    /// <summary>Gets how often it was found.</summary>
    public long Count { get; }

    /// <summary>Gets the customers concerned, each once, in ordinal order.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Renders the finding.</summary>
    /// <param name="language">The reader's language.</param>
    /// <returns>One sentence.</returns>
    public string ToText(Language language) => FindingCodes.Render(this, language);

    /// <summary>Gives code, subject and count.</summary>
    /// <returns>For example <c>document-conflict SO-1: 1</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{this.Code} {this.Subject}: {this.Count}");
}

/// <summary>The codes of findings, and their texts.</summary>
public static class FindingCodes
{
    /// <summary><c>document-duplicate</c>: the same document line was given more than once; counted once.</summary>
    public const string DocumentDuplicate = "document-duplicate";

    /// <summary><c>document-conflict</c>: two contents under one number and revision; the later recorded counts, then the ordinally greater.</summary>
    public const string DocumentConflict = "document-conflict";

    /// <summary><c>document-without-customer</c>: a line names no customer.</summary>
    public const string DocumentWithoutCustomer = "document-without-customer";

    /// <summary><c>document-without-rate</c>: a line is in another currency and has no rate.</summary>
    public const string DocumentWithoutRate = "document-without-rate";

    /// <summary><c>document-without-organisation</c>: a line's organisation isn't listed.</summary>
    public const string DocumentWithoutOrganisation = "document-without-organisation";

    /// <summary><c>amount-negative</c>: a sale has a negative amount.</summary>
    public const string AmountNegative = "amount-negative";

    /// <summary><c>amount-out-of-range</c>: an amount is beyond what four decimals in 64 bits hold; the line is left out.</summary>
    public const string AmountOutOfRange = "amount-out-of-range";

    /// <summary><c>document-in-future</c>: a date lies at or after the as-of; the line doesn't count yet.</summary>
    public const string DocumentInFuture = "document-in-future";

    /// <summary><c>value-impossible</c>: a measure lies outside the bounds that the policy states.</summary>
    public const string ValueImpossible = "value-impossible";

    /// <summary><c>completeness-low</c>: fewer customers than required have a value.</summary>
    public const string CompletenessLow = "completeness-low";

    /// <summary><c>control-total-differs</c>: the documents don't add up to finance's total.</summary>
    public const string ControlTotalDiffers = "control-total-differs";

    /// <summary><c>customer-possibly-duplicate</c>: several customers share an attribute that should be unique.</summary>
    public const string CustomerPossiblyDuplicate = "customer-possibly-duplicate";

    /// <summary><c>measure-out-of-range</c>: a measure is beyond 64 bits; it is missing for these customers.</summary>
    public const string MeasureOutOfRange = "measure-out-of-range";

    /// <summary><c>measure-not-given</c>: the table has no column for a measure of the policy; it is missing for everybody.</summary>
    public const string MeasureNotGiven = "measure-not-given";

    /// <summary><c>column-unknown</c>: the table has a column that no measure of the policy reads.</summary>
    public const string ColumnUnknown = "column-unknown";

    private static readonly Dictionary<string, string[]> Texts = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [DocumentDuplicate] = ["{count} document lines were given more than once; each counts once.", "{count} 条单据行重复提供;每条只计一次。"],
        [DocumentConflict] = ["{count} document lines have two contents under one number and revision; the one recorded later counts.", "{count} 条单据行在同一单号和版本下有两种内容;以后记录的为准。"],
        [DocumentWithoutCustomer] = ["{count} document lines name no customer.", "{count} 条单据行没有客户。"],
        [DocumentWithoutRate] = ["{count} document lines are in another currency and have no rate above 0.", "{count} 条外币单据行没有有效汇率。"],
        [DocumentWithoutOrganisation] = ["{count} document lines belong to organisation \"{subject}\", which is not listed.", "{count} 条单据行属于未登记的组织“{subject}”。"],
        [AmountNegative] = ["{count} sales have a negative amount.", "{count} 条销售单据金额为负。"],
        [AmountOutOfRange] = ["{count} amounts are out of range; the lines were left out.", "{count} 个金额超出可表示范围;已排除这些行。"],
        [DocumentInFuture] = ["{count} document lines are dated at or after the as-of.", "{count} 条单据行的日期不早于评估时点。"],
        [ValueImpossible] = ["{count} customers have an impossible value of {subject}.", "{count} 个客户的 {subject} 数值不可能。"],
        [CompletenessLow] = ["{subject} is missing for {count} customers, more than the policy allows.", "{count} 个客户缺少 {subject},超过策略允许的比例。"],
        [ControlTotalDiffers] = ["The documents don't add up to finance's total for {subject}.", "单据合计与财务口径 {subject} 不一致。"],
        [CustomerPossiblyDuplicate] = ["{count} customers share a value of {subject} that should be unique.", "{count} 个客户的 {subject} 相同,可能重复。"],
        [MeasureNotGiven] = ["The table has no column {subject}; the measure is missing for all {count} customers.", "表中没有 {subject} 列;全部 {count} 个客户缺少该指标。"],
        [ColumnUnknown] = ["No measure of the policy reads the column {subject}.", "策略中没有指标使用 {subject} 列。"],
        [MeasureOutOfRange] = ["{subject} is out of range for {count} customers and counts as missing.", "{count} 个客户的 {subject} 超出可表示范围,按缺失处理。"],
    };

    /// <summary>Gets every code, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = Sequence.Copy(Texts.Keys.OrderBy(c => c, StringComparer.Ordinal));

    internal static string Render(Finding finding, Language language) => Texts[finding.Code][(int)language]
        .Replace("{count}", finding.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Replace("{subject}", finding.Subject);
}

/// <summary>Collects findings while facts are read.</summary>
internal sealed class FindingList
{
    private readonly SortedDictionary<string, KeyValuePair<long, List<CustomerId>>> found = new SortedDictionary<string, KeyValuePair<long, List<CustomerId>>>(StringComparer.Ordinal);

    internal void Add(string code, string subject, CustomerId customer) => this.Add(code, subject, customer, 1);

    /// <summary>Adds what was found several times of nobody in particular.</summary>
    internal void Add(string code, string subject, long count)
    {
        if (count > 0)
        {
            this.Add(code, subject, default, count);
        }
    }

    private void Add(string code, string subject, CustomerId customer, long count)
    {
        string key = code + "\u001f" + subject;
        this.found.TryGetValue(key, out KeyValuePair<long, List<CustomerId>> soFar);
        List<CustomerId> customers = soFar.Value ?? new List<CustomerId>();
        if (!customer.IsEmpty)
        {
            customers.Add(customer);
        }

        this.found[key] = new KeyValuePair<long, List<CustomerId>>(soFar.Key + count, customers);
    }

    internal IEnumerable<Finding> ToFindings()
    {
        foreach (KeyValuePair<string, KeyValuePair<long, List<CustomerId>>> item in this.found)
        {
            string[] parts = item.Key.Split('\u001f');
            yield return new Finding(parts[0], parts[1], item.Value.Key, item.Value.Value);
        }
    }
}
