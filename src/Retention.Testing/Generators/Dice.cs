using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;

namespace Retention.Testing.Generators;

/// <summary>A deterministic stream of choices from one seed, for histories in which each step depends on what came before.</summary>
internal sealed class Dice
{
    private ulong state;

    /// <summary>Gets a seed of dice.</summary>
    internal static Gen<long> Seeds { get; } = from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) select ((long)high << 31) + low;

    internal Dice(long seed) => this.state = unchecked((ulong)seed);

    /// <summary>A number from 0 to below <paramref name="below"/>.</summary>
    internal int Next(int below)
    {
        unchecked
        {
            this.state += 0x9E3779B97F4A7C15UL;
            ulong z = this.state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            return (int)((z >> 33) % (ulong)below);
        }
    }

    /// <summary>A number within both bounds.</summary>
    internal int Between(int from, int to) => from + this.Next(to - from + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int chance) => this.Next(100) < chance;

    internal T Of<T>(params T[] items) => items[this.Next(items.Length)];

    internal T OfList<T>(IReadOnlyList<T> items) => items[this.Next(items.Count)];

    /// <summary>An index, each as likely as its weight says.</summary>
    internal int Weighted(IReadOnlyList<int> weights)
    {
        int total = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            total += weights[i];
        }

        int at = this.Next(total);
        for (int i = 0; i < weights.Count; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("Weights add up to their sum.");
    }
}
