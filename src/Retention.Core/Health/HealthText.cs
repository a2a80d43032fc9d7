using System;

namespace Retention.Core.Health;

/// <summary>Says how healthy a customer is and why, what changed, what would help and what the weights do, in the reader's language.</summary>
/// <remarks>
/// Everything comes from what is explained: nothing is looked up. Ids, codes, display names, numbers and instants only; the free-text reason of
/// an override is never said. Each line ends with a line feed. Immutable and thread-safe.
/// </remarks>
public static class HealthText
{
    /// <summary>
    /// Explains a result: score and grade, what exceptions and overrides changed, what each group and measure adds, what is missing and how that
    /// counts, the weakest group and the advice.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The lines; the first has customer, score and grade, or why the health is unknown.</returns>
    public static string Explain(this HealthResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = new HealthLines(language);
        HealthResultText.Explain(lines, result);
        return lines.ToString();
    }

    /// <summary>Explains what has changed since an earlier result, measure by measure, the greatest change first; the lines add up to the change.</summary>
    /// <param name="result">The result.</param>
    /// <param name="earlier">The earlier result, by this policy or another.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The lines; the first has both scores, and where the score goes by the dead band of the later policy.</returns>
    public static string ExplainChange(this HealthResult result, HealthResult earlier, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(earlier);
        var lines = new HealthLines(language);
        HealthChangeText.Explain(lines, earlier, result);
        return lines.ToString();
    }

    /// <summary>Explains how far each weight can move before the computed grade changes: <see cref="HealthResult.WeightRanges"/> by display names.</summary>
    /// <param name="result">The result.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>A line for each weight below a first line that says what holds.</returns>
    public static string ExplainWeights(this HealthResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = new HealthLines(language);
        HealthWeightText.Explain(lines, result);
        return lines.ToString();
    }

    /// <summary>Explains the changes of one measure that reach the next better grade, and the improvements that are worth most.</summary>
    /// <param name="wayUp">The way up, from <see cref="HealthResult.WayUp"/>.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The lines.</returns>
    public static string Explain(this HealthWayUp wayUp, Language language)
    {
        ArgumentNullException.ThrowIfNull(wayUp);
        var lines = new HealthLines(language);
        HealthWayUpText.Explain(lines, wayUp);
        return lines.ToString();
    }

    /// <summary>Explains a parent's health: what each child adds, and who is left out and why.</summary>
    /// <param name="rollUp">The parent's health.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The lines; the first has score and grade, or that they are unknown.</returns>
    public static string Explain(this HealthRollUp rollUp, Language language)
    {
        ArgumentNullException.ThrowIfNull(rollUp);
        var lines = new HealthLines(language);
        HealthRollUpText.Explain(lines, rollUp);
        return lines.ToString();
    }
}
