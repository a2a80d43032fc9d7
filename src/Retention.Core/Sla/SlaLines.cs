using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Sla;

/// <summary>The lines of an explanation in one language, and how they write lengths and instants.</summary>
/// <remarks>A builder: mutable, for one text, not thread-safe.</remarks>
internal sealed class SlaLines
{
    private readonly StringBuilder text = new StringBuilder();
    private readonly bool chinese;

    internal SlaLines(Language language) => this.chinese = language == Language.Chinese;

    internal SlaLines(Instant at, Language language)
        : this(language) => this.text.Append(Time(at)).Append(": ");

    internal static string Time(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of the reader's language.</summary>
    internal string Pick(string english, string inChinese) => this.chinese ? inChinese : english;

    internal void Line(string english, string inChinese) => this.text.Append(this.Pick(english, inChinese)).Append('\n');

    /// <summary>A label and its items; nothing without items.</summary>
    internal void Items(string english, string inChinese, IEnumerable<string> items)
    {
        string joined = string.Join("; ", items);
        if (joined.Length > 0)
        {
            this.text.Append(this.Pick(english, inChinese)).Append(": ").Append(joined).Append('\n');
        }
    }

    /// <summary>A length in hours, minutes and seconds: 26h 30min. Hours aren't days, as a calendar's day has any number of them.</summary>
    internal string Length(Duration length)
    {
        if (length < Duration.Zero)
        {
            return "-" + this.Length(-length);
        }

        long hours = (length.Days * 24L) + length.Hours;
        decimal seconds = length.Seconds + (length.SubsecondNanoseconds / 1_000_000_000m);
        var parts = new List<string>(3);
        if (hours > 0)
        {
            parts.Add(hours.ToString(CultureInfo.InvariantCulture) + this.Pick("h", " 小时"));
        }

        if (length.Minutes > 0 || (hours == 0 && seconds == 0))
        {
            parts.Add(Number(length.Minutes) + this.Pick("min", " 分钟"));
        }

        if (seconds > 0)
        {
            parts.Add(seconds.ToString("0.#########", CultureInfo.InvariantCulture) + this.Pick("s", " 秒"));
        }

        return string.Join(" ", parts);
    }

    /// <summary>A clock and its cycle: first-response/1.</summary>
    internal static string Cycle(string clock, int cycle) => clock + "/" + Number(cycle);

    /// <summary>The deadline, or that there is none to state.</summary>
    internal string Due(Instant? due) => due is { } at ? this.Pick("due " + Time(at), "到期 " + Time(at)) : this.Pick("no deadline for now", "暂无到期时间");

    /// <summary>Who is told, unless nobody in particular is.</summary>
    internal string To(string? role) => role is null ? string.Empty : this.Pick(" to " + role, ",通知 " + role);

    /// <summary>Who did it.</summary>
    internal string By(string actor) => this.Pick(" by " + actor, ",操作人 " + actor);

    /// <inheritdoc/>
    public override string ToString() => this.text.ToString();
}
