using System;

namespace Retention.Core;

/// <summary>Makes outcomes.</summary>
public static class Outcome
{
    /// <summary>An outcome with a value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> Of<T>(T value) => new Outcome<T>(value, null);

    /// <summary>An outcome that says why there is no value.</summary>
    /// <typeparam name="T">The type of the value that there would have been.</typeparam>
    /// <param name="refusal">Why.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> Refuse<T>(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new Outcome<T>(default!, refusal);
    }
}

/// <summary>The answer of a model: a value, or a refusal that says what is missing.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>Immutable and thread-safe as far as <typeparamref name="T"/> is.</remarks>
public sealed class Outcome<T>
{
    private readonly T value;

    internal Outcome(T value, Refusal? refusal)
    {
        this.value = value;
        this.Refusal = refusal;
    }

    /// <summary>Gets a value indicating whether there is a value.</summary>
    public bool IsAccepted => this.Refusal is null;

    /// <summary>Gets the reason why there is no value, or null if there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">The answer was refused; the message is the refusal's English text.</exception>
    public T Value => this.Refusal is null ? this.value : throw new InvalidOperationException(this.Refusal.ToText(Language.English));
}
