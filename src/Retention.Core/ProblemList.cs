using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Collects problems while options are compiled, so that all are reported at once.</summary>
internal sealed class ProblemList
{
    private const decimal MaxOption = 100_000_000_000_000m;

    private readonly List<PolicyProblem> problems = new List<PolicyProblem>();

    internal bool HasErrors => this.problems.Any(p => p.Severity == ProblemSeverity.Error);

    internal void Error(string path, string code, string message) => this.problems.Add(new PolicyProblem(ProblemSeverity.Error, path, code, message));

    internal void Warn(string path, string code, string message) => this.problems.Add(new PolicyProblem(ProblemSeverity.Warning, path, code, message));

    internal Compilation<TPolicy> Finish<TPolicy>(Func<TPolicy> make)
        where TPolicy : class, IPolicy => new Compilation<TPolicy>(this.HasErrors ? null : make(), this.problems);

    /// <summary>Throws what is wrong, where there is nothing to return beside it.</summary>
    internal void ThrowIfAny()
    {
        if (this.HasErrors)
        {
            throw new PolicyException(Sequence.Copy(this.problems));
        }
    }

    /// <summary>Reads an enum written as a name in kebab or camel case: <c>top-share</c>, <c>topShare</c>, <c>TopShare</c>.</summary>
    internal T Choice<T>(string path, string? text, T fallback)
        where T : struct, Enum
    {
        if (text is null)
        {
            return fallback;
        }

        string bare = text.Replace("-", string.Empty).Replace("_", string.Empty);
        if (bare.Length > 0 && char.IsLetter(bare[0]) && Enum.TryParse(bare, ignoreCase: true, out T value) && bare.IndexOf(',') < 0)
        {
            return value;
        }

        this.Error(path, "unknown-name", "\"" + text + "\" is not known here; use one of " + string.Join(", ", Names<T>()) + ".");
        return fallback;
    }

    /// <summary>A whole number within bounds, both inclusive; a problem if it lies outside.</summary>
    internal int Within(string path, int value, int least, int most)
    {
        if (value >= least && value <= most)
        {
            return value;
        }

        this.Error(path, "out-of-range", "is a number from " + least + " to " + most + ".");
        return least;
    }

    /// <summary>Reports an option that is set though nothing reads it.</summary>
    internal void Stray(string path, bool isSet)
    {
        if (isSet)
        {
            this.Error(path, "option-not-taken", "is set, but nothing reads it here; remove it.");
        }
    }

    /// <summary>
    /// A decimal option as ten-thousandths; a problem if it has more than four decimals, or lies beyond ±100,000,000,000,000, which leaves
    /// room for the arithmetic of bounds.
    /// </summary>
    internal long Fixed(string path, decimal value)
    {
        if (value is >= -MaxOption and <= MaxOption && FixedPoint.TryExact(value) is { } exact)
        {
            return exact;
        }

        this.Error(path, "too-precise", value.ToString(System.Globalization.CultureInfo.InvariantCulture) + " has more than four decimals or lies beyond 100,000,000,000,000; round it.");
        return 0;
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetNames(typeof(T)).Select(Kebab);

    internal static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
