using System;
using System.Collections.Generic;

namespace Retention.Core;

/// <summary>Walks options: one pass to write their canonical text, one to lay them over a preset.</summary>
internal abstract class OptionsVisitor
{
    internal abstract string? Text(string name, string? value);

    internal abstract bool? Flag(string name, bool? value);

    internal abstract decimal? Number(string name, decimal? value);

    internal int? Count(string name, int? value) => (int?)this.Number(name, value);

    /// <summary>Says that only one of these options can be set: setting one over a preset unsets the others.</summary>
    internal virtual void Exclusive(params string[] names)
    {
    }

    /// <summary>A child that is laid over the preset's property by property.</summary>
    internal abstract T? Node<T>(string name, T? value)
        where T : OptionsNode, new();

    /// <summary>A child that replaces the preset's as a whole, because its parts only make sense together (a condition, a scale).</summary>
    internal abstract T? Whole<T>(string name, T? value)
        where T : OptionsNode, new();

    /// <summary>Keyed children, laid over the preset's key by key.</summary>
    internal abstract Dictionary<string, T>? Map<T>(string name, Dictionary<string, T>? value)
        where T : OptionsNode, new();

    /// <summary>Keyed texts, laid over the preset's key by key.</summary>
    internal abstract Dictionary<string, string>? Texts(string name, Dictionary<string, string>? value);

    /// <summary>Keyed numbers, laid over the preset's key by key.</summary>
    internal abstract Dictionary<string, decimal>? Numbers(string name, Dictionary<string, decimal>? value);
}
