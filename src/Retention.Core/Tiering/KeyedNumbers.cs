using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Retention.Core.Tiering;

/// <summary>Numbers by the keys that a policy gives them, without a hash table for each customer: a policy has few, and they are in order.</summary>
/// <typeparam name="T">What a number in ten-thousandths is shown as.</typeparam>
internal sealed class KeyedNumbers<T> : IReadOnlyDictionary<string, T>
{
    private readonly string[] keys;
    private readonly long?[] numbers;
    private readonly Func<long, T> show;

    /// <summary>Takes over both arrays: the keys in ordinal order, and a number for each or null if it is missing.</summary>
    internal KeyedNumbers(string[] keys, long?[] numbers, Func<long, T> show)
    {
        this.keys = keys;
        this.numbers = numbers;
        this.show = show;
    }

    public int Count
    {
        get
        {
            int count = 0;
            foreach (long? number in this.numbers)
            {
                count += number is null ? 0 : 1;
            }

            return count;
        }
    }

    public IEnumerable<string> Keys
    {
        get
        {
            foreach (KeyValuePair<string, T> item in this)
            {
                yield return item.Key;
            }
        }
    }

    public IEnumerable<T> Values
    {
        get
        {
            foreach (KeyValuePair<string, T> item in this)
            {
                yield return item.Value;
            }
        }
    }

    public T this[string key] => this.TryGetValue(key, out T? value) ? value : throw new KeyNotFoundException("There is no number of the key \"" + key + "\"; it may be missing.");

    public bool ContainsKey(string key) => this.TryGetValue(key, out _);

#pragma warning disable CS8767 // The interface of netstandard2.0 says nothing about null.
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
#pragma warning restore CS8767
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = Array.BinarySearch(this.keys, key, StringComparer.Ordinal);
        if (index >= 0 && this.numbers[index] is { } number)
        {
            value = this.show(number);
            return true;
        }

        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        for (int i = 0; i < this.keys.Length; i++)
        {
            if (this.numbers[i] is { } number)
            {
                yield return new KeyValuePair<string, T>(this.keys[i], this.show(number));
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => this.GetEnumerator();
}
