using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime.Text;

namespace Retention.Core.Facts;

/// <summary>One value of a customer record, with where it comes from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RecordEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The value as entered; blank means not filled in.</param>
    /// <param name="source">Where it comes from (a document, a call); null or blank: not stated.</param>
    public RecordEntry(string field, string value, string? source = null)
    {
        FactGuard.Named(field, nameof(field));
        ArgumentNullException.ThrowIfNull(value);
        this.Field = field;
        this.Value = value;
        this.Source = source;
    }

    /// <summary>Gets the field's name.</summary>
    public string Field { get; }

    /// <summary>Gets the value as entered.</summary>
    public string Value { get; }

    /// <summary>Gets where it comes from.</summary>
    public string? Source { get; }
}

/// <summary>What a record standard says of one record: what is wrong with which field, and how complete it is.</summary>
/// <remarks>Names fields and codes, never values: those may be personal. Immutable and thread-safe.</remarks>
public sealed class RecordCheck
{
    internal RecordCheck(IEnumerable<KeyValuePair<string, string>> problems, Score completeness)
    {
        this.Problems = Array.AsReadOnly(problems.ToArray());
        this.Completeness = completeness;
    }

    /// <summary>Gets a value indicating whether the record may be entered.</summary>
    public bool IsAccepted => this.Problems.Count == 0;

    /// <summary>Gets field and problem code: <c>required</c>, <c>vague</c>, <c>form</c>, <c>not-listed</c>, <c>source</c> or <c>unknown-field</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Problems { get; }

    /// <summary>Gets the weight of the fields that are filled in without a problem, in percent of all weights, rounded half away from zero.</summary>
    public Score Completeness { get; }
}

/// <summary>A compiled record standard (G-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RecordStandard : IPolicy
{
    private readonly Field[] fields;
    private readonly string[] vaguePhrases;
    private readonly bool sourceRequired;

    private RecordStandard(PolicyVersion version, Field[] fields, string[] vaguePhrases, bool sourceRequired)
    {
        this.Version = version;
        this.fields = fields;
        this.vaguePhrases = vaguePhrases;
        this.sourceRequired = sourceRequired;
    }

    private enum Form
    {
        Text = 0,
        IndustryCode = 1,
        Contact = 2,
        Date = 3,
        Number = 4,
    }

    /// <inheritdoc/>
    public PolicyVersion Version { get; }

    /// <summary>Compiles options, reporting every problem at once.</summary>
    /// <param name="options">The options; not changed and not kept.</param>
    /// <param name="label">The label of this version.</param>
    /// <returns>The standard, or the errors.</returns>
    public static Compilation<RecordStandard> Compile(RecordStandardOptions options, string label)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(label);
        options = OptionsTree.Lay(options, null);
        var problems = new ProblemList();
        PolicyBasics.Label("label", label, problems);

        var fields = new List<Field>();
        foreach (KeyValuePair<string, RecordFieldOptions> item in options.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            string path = "fields:" + item.Key;
            if (item.Value.Weight is < 0 or > 1_000_000)
            {
                problems.Error(path + ":weight", "weight-out-of-range", "is out of range; use 0 to 1,000,000.");
            }

            fields.Add(new Field(
                item.Key,
                problems.Choice(path + ":form", item.Value.Form, Form.Text),
                item.Value.Required ?? false,
                problems.Fixed(path + ":weight", item.Value.Weight ?? 1),
                TextList.Split(item.Value.OneOf)));
        }

        if (fields.Sum(f => (decimal)f.Weight) <= 0)
        {
            problems.Error("fields", "weights-sum-to-zero", "have no weight; define at least one field with a weight above 0.");
        }

        return problems.Finish(() => new RecordStandard(new PolicyVersion(label, OptionsTree.Of(options).Fingerprint()), [.. fields], TextList.Split(options.VaguePhrases), options.SourceRequired ?? false));
    }

    /// <summary>Checks a record before it is entered.</summary>
    /// <param name="entries">The record's entries; a field that is absent is not filled in.</param>
    /// <returns>Every problem, and how complete the record is.</returns>
    public RecordCheck Check(IEnumerable<RecordEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RecordEntry[] all = entries.ToArray();
        var problems = new List<KeyValuePair<string, string>>();
        var complete = default(WideSum);
        foreach (Field field in this.fields)
        {
            // Of two entries for one field the later one stands.
            RecordEntry? entry = Array.FindLast(all, e => string.Equals(e.Field, field.Name, StringComparison.Ordinal));
            if (entry is null || string.IsNullOrWhiteSpace(entry.Value))
            {
                AddIf(field.Required, "required", field.Name, problems);
                continue;
            }

            int before = problems.Count;
            AddIf(this.vaguePhrases.Any(p => entry.Value.IndexOf(p, StringComparison.OrdinalIgnoreCase) >= 0), "vague", field.Name, problems);
            AddIf(!HasForm(entry.Value.Trim(), field.Form), "form", field.Name, problems);
            AddIf(field.OneOf.Length > 0 && Array.IndexOf(field.OneOf, entry.Value.Trim()) < 0, "not-listed", field.Name, problems);
            AddIf(this.sourceRequired && string.IsNullOrWhiteSpace(entry.Source), "source", field.Name, problems);
            if (problems.Count == before)
            {
                complete.AddProduct(field.Weight, 100 * FixedPoint.One);
            }
        }

        foreach (string unknown in all.Select(e => e.Field).Distinct(StringComparer.Ordinal).Where(n => !this.fields.Any(f => string.Equals(f.Name, n, StringComparison.Ordinal))))
        {
            problems.Add(new KeyValuePair<string, string>(unknown, "unknown-field"));
        }

        return new RecordCheck(problems, Score.FromTenThousandths(complete.DivideRounded(this.fields.Sum(f => f.Weight))));
    }

    private static void AddIf(bool holds, string code, string field, List<KeyValuePair<string, string>> problems)
    {
        if (holds)
        {
            problems.Add(new KeyValuePair<string, string>(field, code));
        }
    }

    private static bool HasForm(string value, Form form) => form switch
    {
        Form.IndustryCode => IsIndustryCode(value),
        Form.Contact => IsContact(value),
        Form.Date => LocalDatePattern.Iso.Parse(value).Success,
        Form.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    /// <summary>GB/T 4754: a section letter A to T, alone or with a division, group or class of two to four digits.</summary>
    private static bool IsIndustryCode(string value) =>
        value.Length is 1 or 3 or 4 or 5 && value[0] is >= 'A' and <= 'T' && value.Skip(1).All(c => c is >= '0' and <= '9');

    /// <summary>
    /// 姓 + 职位: a Chinese surname (one character, or a compound one) and a post, so that no full name is kept. The post may be compound too
    /// (王采购经理): its words are taken off from the end until the surname is left.
    /// </summary>
    private static bool IsContact(string value)
    {
        string left = value;
        while (PostWords.FirstOrDefault(w => left.Length > w.Length && left.EndsWith(w, StringComparison.Ordinal)) is { } word)
        {
            left = left.Substring(0, left.Length - word.Length);
        }

        bool surname = left.Length == 1 ? left[0] is >= '\u4E00' and <= '\u9FFF' : Array.IndexOf(CompoundSurnames, left) >= 0;
        return surname && left.Length < value.Length;
    }

    private static readonly string[] CompoundSurnames = ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "南宫", "独孤", "长孙"];

    private static readonly string[] PostWords =
    [
        "董事长", "工程师", "负责人", "总经理", "总监", "经理", "主任", "主管", "处长", "科长", "部长", "厂长", "店长", "院长", "校长", "总裁", "主席", "会计", "助理",
        "专员", "老师", "医生", "采购", "销售", "技术", "财务", "市场", "运营", "行政", "人事", "生产", "质量", "客服", "副", "总",
    ];

    private sealed class Field
    {
        internal Field(string name, Form form, bool required, long weight, string[] oneOf)
        {
            this.Name = name;
            this.Form = form;
            this.Required = required;
            this.Weight = weight;
            this.OneOf = oneOf;
        }

        internal string Name { get; }

        internal Form Form { get; }

        internal bool Required { get; }

        internal long Weight { get; }

        internal string[] OneOf { get; }
    }
}
