using System;

namespace Retention.Core;

/// <summary>Which policy decided: the host's label and the fingerprint of the options.</summary>
/// <remarks>
/// Two policies with the same label and different options have different versions. Equal if both parts are equal. Immutable and
/// thread-safe. <c>default</c> is not used: this is a class, and null means “no policy”.
/// </remarks>
public sealed class PolicyVersion : IEquatable<PolicyVersion>
{
    /// <summary>Makes a version, for example when reading one back from a store.</summary>
    /// <param name="label">The host's label, such as <c>2026-Q1</c>.</param>
    /// <param name="fingerprint">The fingerprint: 64 hexadecimal digits of a SHA-256.</param>
    /// <exception cref="ArgumentException">The label is blank or has control characters or half of a surrogate pair, or the fingerprint is empty.</exception>
    public PolicyVersion(string label, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(fingerprint);
        if (!PlainText.Is(label, int.MaxValue) || fingerprint.Length == 0)
        {
            throw new ArgumentException("A policy version has a label, without control characters and halves of surrogate pairs, and a fingerprint.", nameof(label));
        }

        this.Label = label;
        this.Fingerprint = fingerprint;
    }

    /// <summary>Gets the host's label.</summary>
    public string Label { get; }

    /// <summary>Gets the SHA-256 of the canonical options, in lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public bool Equals(PolicyVersion? other) =>
        other is not null && string.Equals(this.Label, other.Label, StringComparison.Ordinal) && string.Equals(this.Fingerprint, other.Fingerprint, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => this.Equals(obj as PolicyVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Fingerprint);

    /// <summary>Gives label and the first eight digits of the fingerprint: <c>2026-Q1@1a2b3c4d</c>.</summary>
    /// <returns>The short text.</returns>
    public override string ToString() => this.Label + "@" + (this.Fingerprint.Length <= 8 ? this.Fingerprint : this.Fingerprint.Substring(0, 8));
}
