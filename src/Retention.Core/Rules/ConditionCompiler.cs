using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Rules;

/// <summary>The names that conditions may use, as one policy defines them.</summary>
internal sealed class ConditionNames
{
    private readonly Dictionary<ConditionSubject, string[]> names = new Dictionary<ConditionSubject, string[]>();

    internal ConditionNames Define(ConditionSubject subject, IEnumerable<string> keys)
    {
        this.names[subject] = keys.ToArray();
        return this;
    }

    internal int IndexOf(ConditionSubject subject, string name) => Array.IndexOf(this.Of(subject), name);

    internal string Known(ConditionSubject subject) => this.Of(subject).Length == 0 ? "none" : string.Join(", ", this.Of(subject));

    private string[] Of(ConditionSubject subject) => this.names.TryGetValue(subject, out string[]? defined) ? defined : [];
}

/// <summary>Compiles <see cref="ConditionOptions"/>, reporting every problem with its path.</summary>
internal sealed class ConditionCompiler
{
    /// <summary>A tree deeper than this is a mistake in the configuration, not a rule.</summary>
    private const int MaxDepth = 16;

    private readonly ConditionNames names;
    private readonly ProblemList problems;

    internal ConditionCompiler(ConditionNames names, ProblemList problems)
    {
        this.names = names;
        this.problems = problems;
    }

    /// <summary>The condition, or null if it has a problem (which is then reported).</summary>
    internal Condition? Compile(ConditionOptions options, string path, int depth = 0)
    {
        string[] kinds = Kinds(options);
        if (kinds.Length != 1)
        {
            this.problems.Error(path, "condition-kind", kinds.Length == 0
                ? "tests nothing; set one of measure, score, composite, attribute, tag, signal, all, any or not."
                : "sets " + string.Join(" and ", kinds) + "; keep one, and join several with all or any.");
            return null;
        }

        if (depth > MaxDepth)
        {
            this.problems.Error(path, "condition-too-deep", "lies more than 16 levels deep; flatten the rule.");
            return null;
        }

        this.CheckStray(options, kinds[0], path);
        switch (kinds[0])
        {
            case "all":
                return this.CompileGroup(options.All, path + ":all", true, depth);
            case "any":
                return this.CompileGroup(options.Any, path + ":any", false, depth);
            case "not":
                return this.Compile(options.Not!, path + ":not", depth + 1) is { } inner ? new NotCondition(inner) : null;
            case "measure":
                return this.CompileNumber(options, ConditionSubject.Measure, options.Measure!, path);
            case "score":
                return this.CompileNumber(options, ConditionSubject.Score, options.Score!, path);
            case "composite":
                return this.CompileNumber(options, ConditionSubject.Composite, options.Composite!, path);
            case "tag":
                return this.CompileTag(options, path);
            case "signal":
                return this.CompileSignal(options.Signal!, path);
            default:
                return this.CompileAttribute(options, path);
        }
    }

    private static string[] Kinds(ConditionOptions options) =>
        new[]
        {
            options.Measure is null ? null : "measure",
            options.Score is null ? null : "score",
            options.Composite is null ? null : "composite",
            options.Attribute is null ? null : "attribute",
            options.Tag is null ? null : "tag",
            options.Signal is null ? null : "signal",
            options.All is { Count: > 0 } ? "all" : null,
            options.Any is { Count: > 0 } ? "any" : null,
            options.Not is null ? null : "not",
        }.OfType<string>().ToArray();

    /// <summary>A test that the kind doesn't make is a mistake that would otherwise go unnoticed, or be taken for its opposite.</summary>
    private void CheckStray(ConditionOptions options, string kind, string path)
    {
        bool number = kind is "measure" or "score" or "composite";
        bool attribute = kind == "attribute";
        this.problems.Stray(path + ":atLeast", options.AtLeast is not null && !number);
        this.problems.Stray(path + ":moreThan", options.MoreThan is not null && !number);
        this.problems.Stray(path + ":atMost", options.AtMost is not null && !number);
        this.problems.Stray(path + ":lessThan", options.LessThan is not null && !number);
        this.problems.Stray(path + ":missing", options.Missing is not null && !number && !attribute);
        this.problems.Stray(path + ":is", options.Is is not null && !attribute);
        this.problems.Stray(path + ":oneOf", options.OneOf is not null && !attribute);
        this.problems.Stray(path + ":onOrAfter", options.OnOrAfter is not null && !attribute);
        this.problems.Stray(path + ":before", options.Before is not null && !attribute);
        this.problems.Stray(path + ":proposed", options.Proposed is not null && kind != "tag");
    }

    private GroupCondition? CompileGroup(Dictionary<string, ConditionOptions> parts, string path, bool all, int depth)
    {
        Condition?[] compiled = parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => this.Compile(p.Value, path + ":" + p.Key, depth + 1)).ToArray();
        return compiled.Contains(null) ? null : new GroupCondition(compiled.OfType<Condition>().ToArray(), all);
    }

    private LeafCondition? CompileNumber(ConditionOptions options, ConditionSubject subject, string name, string path)
    {
        int index = this.names.IndexOf(subject, name);
        string kind = ProblemList.Kebab(subject.ToString());
        if (index < 0)
        {
            this.problems.Error(path + ":" + kind, kind + "-unknown", "\"" + name + "\" is not defined; the policy has " + this.names.Known(subject) + ".");
            return null;
        }

        bool bounded = (options.AtLeast ?? options.MoreThan ?? options.AtMost ?? options.LessThan) is not null;
        if (options.Missing is { } missing)
        {
            if (bounded)
            {
                this.problems.Error(path, "condition-test", "sets missing and a bound; keep one.");
            }

            return new MissingCondition(path, subject, name, index, missing);
        }

        if (!bounded)
        {
            this.problems.Error(path, "condition-test", "has no bound; set atLeast, moreThan, atMost, lessThan or missing.");
            return null;
        }

        return this.CompileBounds(options, subject, name, index, path);
    }

    private NumberCondition? CompileBounds(ConditionOptions options, ConditionSubject subject, string name, int index, string path)
    {
        if ((options.AtLeast is not null && options.MoreThan is not null) || (options.AtMost is not null && options.LessThan is not null))
        {
            this.problems.Error(path, "bound-twice", "has two lower or two upper bounds; keep one of each.");
            return null;
        }

        long lowest = long.MinValue;
        long highest = long.MaxValue;
        var requirement = new List<string>();
        if (options.AtLeast is { } atLeast)
        {
            lowest = this.problems.Fixed(path + ":atLeast", atLeast);
            requirement.Add("≥ " + FixedPoint.Text(lowest));
        }
        else if (options.MoreThan is { } moreThan)
        {
            lowest = this.problems.Fixed(path + ":moreThan", moreThan) + 1;
            requirement.Add("> " + FixedPoint.Text(lowest - 1));
        }

        if (options.AtMost is { } atMost)
        {
            highest = this.problems.Fixed(path + ":atMost", atMost);
            requirement.Add("≤ " + FixedPoint.Text(highest));
        }
        else if (options.LessThan is { } lessThan)
        {
            highest = this.problems.Fixed(path + ":lessThan", lessThan) - 1;
            requirement.Add("< " + FixedPoint.Text(highest + 1));
        }

        if (lowest > highest)
        {
            this.problems.Error(path, "bounds-inverted", "can't be met: its lower bound lies above its upper bound; swap them.");
        }

        return new NumberCondition(path, subject, name, index, lowest, highest, string.Join(", ", requirement));
    }

    private SignalCondition? CompileSignal(string signal, string path)
    {
        int index = this.names.IndexOf(ConditionSubject.Signal, signal);
        if (index < 0)
        {
            this.problems.Error(path + ":signal", "signal-unknown", "\"" + signal + "\" is not defined; the policy has " + this.names.Known(ConditionSubject.Signal) + ".");
            return null;
        }

        return new SignalCondition(path, signal, index);
    }

    private TagCondition? CompileTag(ConditionOptions options, string path)
    {
        bool orProposed = options.Proposed ?? false;
        if (orProposed && this.names.IndexOf(ConditionSubject.Tag, options.Tag!) < 0)
        {
            this.problems.Error(path + ":tag", "tag-unknown", "\"" + options.Tag + "\" is proposed by no rule of this policy, which has " + this.names.Known(ConditionSubject.Tag) + "; leave proposed out to read confirmed tags from elsewhere.");
            return null;
        }

        return new TagCondition(path, options.Tag!, orProposed);
    }

    private LeafCondition? CompileAttribute(ConditionOptions options, string path)
    {
        string name = options.Attribute!;
        bool dated = options.OnOrAfter is not null || options.Before is not null;
        bool text = options.Is is not null || options.OneOf is not null;
        if ((dated ? 1 : 0) + (text ? 1 : 0) + (options.Missing is null ? 0 : 1) != 1 || (options.Is is not null && options.OneOf is not null))
        {
            this.problems.Error(path, "condition-test", "tests an attribute by one of is, oneOf, missing, or a date range (onOrAfter, before); set one.");
            return null;
        }

        if (options.Missing is { } missing)
        {
            return new MissingCondition(path, ConditionSubject.Attribute, name, -1, missing);
        }

        if (text)
        {
            string[] texts = options.Is is { } one ? [one] : TextList.Split(options.OneOf);
            return new TextCondition(path, name, texts);
        }

        LocalDate? from = this.Date(options.OnOrAfter, path + ":onOrAfter");
        LocalDate? before = this.Date(options.Before, path + ":before");
        return new DateCondition(path, name, from, before);
    }

    private LocalDate? Date(string? text, string path)
    {
        if (text is null)
        {
            return null;
        }

        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(text);
        if (!parsed.Success)
        {
            this.problems.Error(path, "date-unreadable", "\"" + text + "\" is not a date; write it as yyyy-MM-dd.");
            return null;
        }

        return parsed.Value;
    }
}
