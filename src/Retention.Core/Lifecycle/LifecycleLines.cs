using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Lifecycle;

/// <summary>The lines of an explanation in one language, and how they write numbers, instants and lengths.</summary>
/// <remarks>A builder: mutable, for one text, not thread-safe.</remarks>
internal sealed class LifecycleLines
{
    private readonly StringBuilder text = new StringBuilder();
    private readonly bool chinese;

    internal LifecycleLines(Language language) => this.chinese = language == Language.Chinese;

    internal LifecycleLines(Instant at, Language language)
        : this(language) => this.text.Append(Time(at)).Append(": ");

    internal static string Time(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Number(decimal? value) => value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "–";

    /// <summary>The text of the reader's language.</summary>
    internal string Pick(string english, string inChinese) => this.chinese ? inChinese : english;

    internal void Line(string english, string inChinese) => this.text.Append(this.Pick(english, inChinese)).Append('\n');

    /// <summary>A label and its items; nothing without items.</summary>
    internal void Items(string english, string inChinese, IEnumerable<string> items)
    {
        string joined = string.Join(this.Pick("; ", ";"), items);
        if (joined.Length > 0)
        {
            this.text.Append(this.Pick(english, inChinese)).Append(": ").Append(joined).Append('\n');
        }
    }

    /// <summary>A number of things: 1 day, 31 days.</summary>
    internal static string Count(decimal? number, string thing) => Number(number) + " " + thing + (number == 1 ? string.Empty : "s");

    internal string Days(int days) => this.Pick(Count(days, "day"), Number(days) + " 天");

    /// <summary>A length as options write it, such as 90d; null for one that isn't known.</summary>
    internal string? Length(string? window)
    {
        if (window is null)
        {
            return null;
        }

        string count = window.Substring(0, window.Length - 1);
        string[] unit = window[window.Length - 1] switch
        {
            'd' => ["day", "天"],
            'w' => ["week", "周"],
            'm' => ["month", "个月"],
            'q' => ["quarter", "个季度"],
            _ => ["year", "年"],
        };
        return this.Pick(Count(decimal.Parse(count, CultureInfo.InvariantCulture), unit[0]), count + unit[1]);
    }

    /// <summary>Who did it; nothing if nobody did.</summary>
    internal string By(string? actor) => actor is null ? string.Empty : this.Pick(" by " + actor, ",操作人 " + actor);

    /// <summary>The code of a stage, or that there is none.</summary>
    internal string Stage(string? code) => code ?? this.Pick("none", "无");

    /// <summary>The display name of a stage, or its code if the policy has no such stage.</summary>
    internal string Stage(string? code, LifecyclePolicy policy) =>
        policy.Stage(code) is { } rule ? this.Pick(rule.Name, rule.NameChinese) : code ?? this.Pick("no stage", "无阶段");

    /// <summary>A test: age 91 (≥ 91); of a signal only whether it is on, as a condition may ask for the opposite.</summary>
    internal string Reason(StageReason reason)
    {
        string text = reason.Name + " " + LifecycleWords.Found(reason.Found ?? "missing", this);
        string requirement = LifecycleWords.Found(reason.Requirement, this);
        return reason.Requirement is "on" || reason.Requirement == reason.Found ? text : text + this.Pick(" (" + requirement + ")", "(要求 " + requirement + ")");
    }

    /// <inheritdoc/>
    public override string ToString() => this.text.ToString();
}
