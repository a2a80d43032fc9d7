using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Health;

/// <summary>The lines of an explanation in one language, and how they write numbers and instants.</summary>
/// <remarks>A builder: mutable, for one text, not thread-safe.</remarks>
internal sealed class HealthLines
{
    private readonly StringBuilder text = new StringBuilder();
    private readonly bool chinese;

    internal HealthLines(Language language) => this.chinese = language == Language.Chinese;

    internal static string Time(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    internal static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Points with their sign: +4.5, -2, 0.</summary>
    internal static string Signed(Score points) => (points.TenThousandths > 0 ? "+" : string.Empty) + points;

    /// <summary>The text of the reader's language.</summary>
    internal string Pick(string english, string inChinese) => this.chinese ? inChinese : english;

    internal void Line(string english, string inChinese) => this.text.Append(this.Pick(english, inChinese)).Append('\n');

    internal string Percent(Score percent) => this.Pick(percent + " %", percent + "%");

    /// <summary>A score, or that it is unknown.</summary>
    internal string Score(Score? score) => score is { } known ? this.Pick(known.ToString(), known + " 分") : this.Pick("unknown", "未知");

    /// <summary>A score and the grade that it gets.</summary>
    internal string Score(Score? score, HealthGrade? grade) => this.Score(score) + (grade is null ? string.Empty : this.Pick(", ", "，") + this.Pick(grade.Name, grade.NameChinese));

    /// <summary>A value, or that there is none.</summary>
    internal string Value(decimal? value) => value is { } known ? Number(known) : this.Pick("missing", "缺失");

    internal string Name(HealthMeasure measure) => this.Pick(measure.Name, measure.NameChinese);

    internal string Name(HealthGroup group) => this.Pick(group.Name, group.NameChinese);

    /// <inheritdoc/>
    public override string ToString() => this.text.ToString();
}
