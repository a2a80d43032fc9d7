using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Tiering;

namespace Retention.Benchmarks;

/// <summary>Compiled presets, and bases made for them.</summary>
internal static class Policies
{
    /// <summary>Compiles a preset.</summary>
    internal static TieringPolicy Compile(string preset) => TieringPolicy.Compile(TieringPresets.Options(preset), TieringPresets.Catalogue).Policy;

    /// <summary>A run over customers whose measures spread over everything that the preset's scales tell apart.</summary>
    internal static TieringRun Run(string preset, int customers)
    {
        TieringPolicy policy = Compile(preset);
        var random = new DeterministicNumbers(customers);
        CustomerId[] ids = Enumerable.Range(0, customers).Select(i => new CustomerId(string.Create(CultureInfo.InvariantCulture, $"C{i:000000}"))).ToArray();
        MeasureColumn[] columns = policy.Measures
            .Select(m => new MeasureColumn(m.Key, Enumerable.Range(0, customers).Select(_ => Value(m, random)).ToArray()))
            .ToArray();
        return new TieringModel(policy).Evaluate(new MeasureTable(ids, columns), Instant.FromUtc(2025, 1, 1, 0, 0)).Value;
    }

    private static decimal? Value(MeasureDefinition measure, DeterministicNumbers random) => measure.Kind switch
    {
        MeasureKind.RecencyDays => random.Next(400),
        MeasureKind.RecencyMonths => random.Next(80_000) / 10_000m,
        MeasureKind.Frequency => random.Next(13),
        MeasureKind.Spend => random.Next(2_000_000) + (random.Next(100) / 100m),
        MeasureKind.ChangePercent => random.Next(100) - 50,
        _ => random.Next(101),
    };
}

/// <summary>The same numbers in every run, by a linear congruence (Knuth's MMIX).</summary>
internal sealed class DeterministicNumbers(int seed)
{
    private ulong state = (ulong)seed;

    /// <summary>The next number from 0 to below a bound.</summary>
    internal int Next(int below)
    {
        this.state = unchecked((this.state * 6364136223846793005) + 1442695040888963407);
        return (int)((this.state >> 33) % (ulong)below);
    }
}
