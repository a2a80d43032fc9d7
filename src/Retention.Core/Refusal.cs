using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Why something was not done, and what would have been allowed.</summary>
/// <remarks>
/// A code from a domain's refusal constants, with arguments (ids, numbers, instants, codes; never personal data). The text comes from
/// <see cref="RefusalCatalogue"/> in the reader's language. Equal if code and arguments are equal. Immutable and thread-safe.
/// </remarks>
public sealed class Refusal : IEquatable<Refusal>
{
    /// <summary>Makes a refusal.</summary>
    /// <param name="code">The stable code, such as <c>at-before-stream</c>.</param>
    /// <param name="arguments">What the text names, in order; copied.</param>
    public Refusal(string code, params RefusalArgument[] arguments)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(arguments);
        this.Code = code;
        this.Arguments = Sequence.Copy(arguments);
    }

    /// <summary>Gets the stable code.</summary>
    public string Code { get; }

    /// <summary>Gets the arguments, in order.</summary>
    public IReadOnlyList<RefusalArgument> Arguments { get; }

    /// <summary>Gives the argument of a name.</summary>
    /// <param name="name">The argument's name.</param>
    /// <returns>Its value, or null if there is none of that name.</returns>
    public string? this[string name] => this.Arguments.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal))?.Value;

    /// <summary>Renders the refusal.</summary>
    /// <param name="language">The reader's language.</param>
    /// <returns>One sentence or two that name the thing, the rule and the fix.</returns>
    public string ToText(Language language) => RefusalCatalogue.Render(this, language);

    /// <inheritdoc/>
    public bool Equals(Refusal? other) =>
        other is not null && string.Equals(this.Code, other.Code, StringComparison.Ordinal) && this.Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as Refusal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Code);

    /// <summary>Gives the code and its arguments.</summary>
    /// <returns>For example <c>at-before-stream (at=…, last=…)</c>.</returns>
    public override string ToString() =>
        this.Arguments.Count == 0 ? this.Code : this.Code + " (" + string.Join(", ", this.Arguments.Select(a => a.Name + "=" + a.Value)) + ")";
}

/// <summary>One thing that a refusal names.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RefusalArgument : IEquatable<RefusalArgument>
{
    /// <summary>Makes an argument.</summary>
    /// <param name="name">The name under which the text refers to it.</param>
    /// <param name="value">Its value in invariant form.</param>
    public RefusalArgument(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        this.Name = name;
        this.Value = value;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the value in invariant form.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public bool Equals(RefusalArgument? other) =>
        other is not null && string.Equals(this.Name, other.Name, StringComparison.Ordinal) && string.Equals(this.Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as RefusalArgument);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Name) ^ StringComparer.Ordinal.GetHashCode(this.Value);

    /// <summary>Gives <c>name=value</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Name + "=" + this.Value;
}
