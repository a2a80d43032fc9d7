using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;

namespace Retention.Core.Rules;

/// <summary>What conditions read of one customer.</summary>
internal interface IConditionFacts
{
    /// <summary>The value of a measure, score or composite in ten-thousandths, or null if missing.</summary>
    long? Number(ConditionSubject subject, int index);

    string? Attribute(string name);

    bool HasTag(string tag, bool orProposed);
}

/// <summary>A compiled condition.</summary>
internal abstract class Condition
{
    /// <summary>Every leaf below, in the order in which they are tested.</summary>
    internal abstract IEnumerable<LeafCondition> Leaves { get; }

    internal abstract ConditionOutcome Evaluate(IConditionFacts facts);

    /// <summary>The condition in words: <c>age ≥ 91 and (tag vip or not silence &gt; 30)</c>.</summary>
    internal string Describe(bool inGroup) => this.Describe(ConditionWords.OfOptions, inGroup);

    /// <summary>The condition in somebody's words, in brackets where it is a group within a group.</summary>
    internal abstract string Describe(ConditionWords words, bool inGroup);

    /// <summary>Adds the leaves that decided the outcome.</summary>
    internal abstract void Explain(IConditionFacts facts, List<ConditionReason> reasons);
}

/// <summary>All or any of several conditions, with Kleene's unknown.</summary>
internal sealed class GroupCondition : Condition
{
    private readonly Condition[] parts;
    private readonly ConditionOutcome deciding;

    internal GroupCondition(Condition[] parts, bool all)
    {
        this.parts = parts;

        // One unmet part decides "all", one met part decides "any".
        this.deciding = all ? ConditionOutcome.NotMet : ConditionOutcome.Met;
    }

    internal override IEnumerable<LeafCondition> Leaves => this.parts.SelectMany(p => p.Leaves);

    internal override ConditionOutcome Evaluate(IConditionFacts facts)
    {
        bool unknown = false;
        foreach (Condition part in this.parts)
        {
            ConditionOutcome outcome = part.Evaluate(facts);
            if (outcome == this.deciding)
            {
                return outcome;
            }

            unknown |= outcome == ConditionOutcome.Unknown;
        }

        return unknown ? ConditionOutcome.Unknown : Opposite(this.deciding);
    }

    internal override void Explain(IConditionFacts facts, List<ConditionReason> reasons)
    {
        ConditionOutcome outcome = this.Evaluate(facts);
        foreach (Condition part in this.parts)
        {
            if (part.Evaluate(facts) == outcome)
            {
                part.Explain(facts, reasons);
                if (outcome == this.deciding)
                {
                    return;
                }
            }
        }
    }

    internal override string Describe(ConditionWords words, bool inGroup)
    {
        string text = string.Join(this.deciding == ConditionOutcome.NotMet ? words.And : words.Or, this.parts.Select(p => p.Describe(words, true)));
        return inGroup && this.parts.Length > 1 ? "(" + text + ")" : text;
    }

    private static ConditionOutcome Opposite(ConditionOutcome outcome) => outcome == ConditionOutcome.Met ? ConditionOutcome.NotMet : ConditionOutcome.Met;
}

/// <summary>The opposite of a condition; unknown stays unknown.</summary>
internal sealed class NotCondition : Condition
{
    private readonly Condition inner;

    internal NotCondition(Condition inner) => this.inner = inner;

    internal override IEnumerable<LeafCondition> Leaves => this.inner.Leaves;

    internal override ConditionOutcome Evaluate(IConditionFacts facts) => this.inner.Evaluate(facts) switch
    {
        ConditionOutcome.Met => ConditionOutcome.NotMet,
        ConditionOutcome.NotMet => ConditionOutcome.Met,
        _ => ConditionOutcome.Unknown,
    };

    internal override string Describe(ConditionWords words, bool inGroup) => words.Not + this.inner.Describe(words, true);

    internal override void Explain(IConditionFacts facts, List<ConditionReason> reasons) => this.inner.Explain(facts, reasons);
}

/// <summary>A test of one thing.</summary>
internal abstract class LeafCondition : Condition
{
    private protected LeafCondition(string path, ConditionSubject subject, string name, string requirement)
    {
        this.Path = path;
        this.Subject = subject;
        this.Name = name;
        this.Requirement = requirement;
    }

    internal string Path { get; }

    internal ConditionSubject Subject { get; }

    internal string Name { get; }

    internal override IEnumerable<LeafCondition> Leaves => [this];

    internal string Requirement { get; }

    internal override string Describe(ConditionWords words, bool inGroup) => words.Of(this);

    /// <summary>Gets texts of an attribute that the leaf tells from others.</summary>
    internal virtual IEnumerable<string> Examples => [];

    internal override void Explain(IConditionFacts facts, List<ConditionReason> reasons) =>
        reasons.Add(new ConditionReason(this.Path, this.Subject, this.Name, this.Requirement, this.Found(facts), this.Evaluate(facts)));

    private protected abstract string? Found(IConditionFacts facts);
}

/// <summary>A measure, score or composite between two bounds, both inclusive (four decimals make every bound so).</summary>
internal sealed class NumberCondition : LeafCondition
{
    internal NumberCondition(string path, ConditionSubject subject, string name, int index, long lowest, long highest, string requirement)
        : base(path, subject, name, requirement)
    {
        this.Index = index;
        this.Lowest = lowest;
        this.Highest = highest;
    }

    internal int Index { get; }

    internal long Lowest { get; }

    internal long Highest { get; }

    internal override ConditionOutcome Evaluate(IConditionFacts facts)
    {
        if (facts.Number(this.Subject, this.Index) is not { } value)
        {
            return ConditionOutcome.Unknown;
        }

        return value >= this.Lowest && value <= this.Highest ? ConditionOutcome.Met : ConditionOutcome.NotMet;
    }

    internal override void Explain(IConditionFacts facts, List<ConditionReason> reasons) =>
        reasons.Add(new ConditionReason(this.Path, this.Subject, this.Name, this.Requirement, facts.Number(this.Subject, this.Index), this.Evaluate(facts)));

    private protected override string? Found(IConditionFacts facts) => facts.Number(this.Subject, this.Index) is { } value ? FixedPoint.Text(value) : null;
}

/// <summary>Whether a number or an attribute is missing.</summary>
internal sealed class MissingCondition : LeafCondition
{
    private readonly bool missing;

    internal MissingCondition(string path, ConditionSubject subject, string name, int index, bool missing)
        : base(path, subject, name, missing ? "missing" : "present")
    {
        this.Index = index;
        this.missing = missing;
    }

    internal int Index { get; }

    internal override ConditionOutcome Evaluate(IConditionFacts facts)
    {
        bool isMissing = this.Subject == ConditionSubject.Attribute ? facts.Attribute(this.Name) is null : facts.Number(this.Subject, this.Index) is null;
        return isMissing == this.missing ? ConditionOutcome.Met : ConditionOutcome.NotMet;
    }

    private protected override string? Found(IConditionFacts facts)
    {
        if (this.Subject == ConditionSubject.Attribute)
        {
            return facts.Attribute(this.Name) is null ? null : "a value";
        }

        return facts.Number(this.Subject, this.Index) is { } value ? FixedPoint.Text(value) : null;
    }
}

/// <summary>An attribute that equals one of several texts.</summary>
internal sealed class TextCondition : LeafCondition
{
    private readonly string[] texts;

    internal TextCondition(string path, string name, string[] texts)
        : base(path, ConditionSubject.Attribute, name, "= " + string.Join(" / ", texts))
    {
        this.texts = texts;
    }

    internal override ConditionOutcome Evaluate(IConditionFacts facts)
    {
        if (facts.Attribute(this.Name) is not { } value)
        {
            return ConditionOutcome.Unknown;
        }

        return Array.IndexOf(this.texts, value) >= 0 ? ConditionOutcome.Met : ConditionOutcome.NotMet;
    }

    internal override IEnumerable<string> Examples => this.texts;

    /// <summary>An attribute may be personal: only a text that the policy itself names is told.</summary>
    private protected override string? Found(IConditionFacts facts) => facts.Attribute(this.Name) is { } value ? (Array.IndexOf(this.texts, value) >= 0 ? value : "another value") : null;
}

/// <summary>An attribute that is a date in a half-open range; a text that is no date is unknown.</summary>
internal sealed class DateCondition : LeafCondition
{
    private readonly LocalDate? from;
    private readonly LocalDate? before;

    internal DateCondition(string path, string name, LocalDate? from, LocalDate? before)
        : base(path, ConditionSubject.Attribute, name, "in [" + Text(from) + ", " + Text(before) + ")")
    {
        this.from = from;
        this.before = before;
    }

    internal override ConditionOutcome Evaluate(IConditionFacts facts)
    {
        if (facts.Attribute(this.Name) is not { } text || LocalDatePattern.Iso.Parse(text) is not { Success: true } parsed)
        {
            return ConditionOutcome.Unknown;
        }

        LocalDate date = parsed.Value;
        bool met = (this.from is not { } f || date >= f) && (this.before is not { } b || date < b);
        return met ? ConditionOutcome.Met : ConditionOutcome.NotMet;
    }

    /// <summary>An attribute may be personal: not the date is told, only that there is one.</summary>
    private protected override string? Found(IConditionFacts facts) => facts.Attribute(this.Name) is null ? null : "a date";

    internal override IEnumerable<string> Examples
    {
        get
        {
            foreach (LocalDate edge in new[] { this.from, this.before }.OfType<LocalDate>())
            {
                yield return Text(edge);
                if (edge > LocalDate.MinIsoValue)
                {
                    yield return Text(edge.PlusDays(-1));
                }

            }
        }
    }

    private static string Text(LocalDate? date) => date is { } d ? LocalDatePattern.Iso.Format(d) : "…";
}

/// <summary>A signal that is on. Whether it is, is always known.</summary>
internal sealed class SignalCondition : LeafCondition
{
    internal SignalCondition(string path, string signal, int index)
        : base(path, ConditionSubject.Signal, signal, "on")
    {
        this.Index = index;
    }

    internal int Index { get; }

    internal override ConditionOutcome Evaluate(IConditionFacts facts) => facts.Number(ConditionSubject.Signal, this.Index) is > 0 ? ConditionOutcome.Met : ConditionOutcome.NotMet;

    private protected override string? Found(IConditionFacts facts) => this.Evaluate(facts) == ConditionOutcome.Met ? "on" : "off";
}

/// <summary>A tag that the customer has.</summary>
internal sealed class TagCondition : LeafCondition
{
    internal TagCondition(string path, string tag, bool orProposed)
        : base(path, ConditionSubject.Tag, tag, orProposed ? "proposed or confirmed" : "confirmed")
    {
        this.OrProposed = orProposed;
    }

    internal bool OrProposed { get; }

    internal override ConditionOutcome Evaluate(IConditionFacts facts) => facts.HasTag(this.Name, this.OrProposed) ? ConditionOutcome.Met : ConditionOutcome.NotMet;

    private protected override string? Found(IConditionFacts facts) => this.Evaluate(facts) == ConditionOutcome.Met ? "present" : "absent";
}
