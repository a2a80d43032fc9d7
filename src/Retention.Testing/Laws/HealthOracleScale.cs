using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Health;
using Retention.Core.Scoring;

namespace Retention.Testing.Laws;

/// <summary>What the documentation of scales says, looked up anew for every value: no cut is prepared.</summary>
internal sealed class HealthOracleScale
{
    private const long Whole = 1_000_000;

    private readonly ScaleOptions? options;
    private readonly bool lower;

    /// <summary>The values of the base, ascending; empty where there is none.</summary>
    private readonly decimal[] values;

    internal HealthOracleScale(HealthMeasureOptions measure, IEnumerable<decimal> population)
    {
        this.options = measure.Scale;
        this.values = population.OrderBy(v => v).ToArray();
        this.lower = measure.Scale?.Direction is { } direction ? direction == "lower" : measure.Source?.Kind is "recency-days" or "recency-months" or "silence-days" or "silence-months" or "rhythm-risk";
        this.IsNegative = measure.Polarity == "negative";
    }

    internal bool IsNegative { get; }

    /// <summary>Gets the lowest score that the scale gives after polarity; 0 where it gives none.</summary>
    internal long Worst
    {
        get
        {
            long[] possible = this.Possible();
            return possible.Length == 0 ? 0 : this.IsNegative ? Whole - possible.Max() : possible.Min();
        }
    }

    /// <summary>The score in ten-thousandths after polarity; null if the scale gives none.</summary>
    internal long? Score(decimal value) => this.Raw(value) is { } raw ? (this.IsNegative ? Whole - raw : raw) : (long?)null;

    private static double Double(decimal value) => (long)(value * 10_000) / 10_000.0;

    private long? Raw(decimal value)
    {
        string kind = this.options?.Kind ?? "given";
        if (kind is not ("given" or "points" or "bands") && this.values.Length == 0)
        {
            return null;
        }

        switch (kind)
        {
            case "points":
                return this.Line(value);
            case "bands":
                return Units(this.options!.Points.Values.Where(p => p.At <= value).OrderByDescending(p => p.At).FirstOrDefault()?.Score ?? this.options.Below!.Value);
            case "percentile":
                long better = this.values.LongCount(v => this.lower ? v > value : v < value);
                return (Fraction.Of(Whole) * Fraction.Of((2 * better) + this.values.LongCount(v => v == value)) / Fraction.Of(2L * this.values.Length)).Round();
            case "groups":
                long worse = this.values.LongCount(v => this.lower ? v > value : v < value);
                return 10_000 * Math.Min(this.Groups, 1 + (this.Groups * worse / this.values.Length));
            case "rfm-r":
                long r = 1 + Enumerable.Range(1, this.Groups - 1).LongCount(i => Double(value) >= this.QuantileOfR(i) + 1);
                return 10_000 * (this.lower ? this.Groups + 1 - r : r);
            case "qcut":
                double[] edges = this.EdgesOfPandas();
                long q = 1 + edges.Skip(1).Take(Math.Max(0, edges.Length - 2)).LongCount(e => Double(value) > e);
                return edges.Length < 2 ? (long?)null : 10_000 * (this.lower ? this.Groups + 1 - q : q);
            case "top-share":
                return this.IsTop(value) ? Whole : 0;
            default:
                return Units(Math.Min(100, Math.Max(0, value)));
        }
    }

    private int Groups => this.options!.Groups ?? 5;

    private static long Units(decimal score) => (long)(score * 10_000);

    private long[] Possible()
    {
        string kind = this.options?.Kind ?? "given";
        switch (kind)
        {
            case "points":
            case "bands":
                return this.options!.Points.Values.Select(p => p.Score).Concat(new[] { this.options.Below, this.options.Above }).Where(s => s is not null).Select(s => Units(s!.Value)).ToArray();
            case "given":
                return new[] { 0, Whole };
            default:
                if (this.values.Length == 0)
                {
                    return Array.Empty<long>();
                }

                break;
        }

        switch (kind)
        {
            case "percentile":
                return new[] { 0, Whole };
            case "top-share":
                return this.values.Any(v => v > (this.options!.Among ?? 0)) ? new[] { 0, Whole } : new[] { 0L };
            case "qcut":
                int used = this.EdgesOfPandas().Length - 1;
                return Enumerable.Range(1, Math.Max(0, used)).Select(g => 10_000L * (this.lower ? this.Groups + 1 - g : g)).ToArray();
            default:
                return new[] { 10_000L, 10_000L * this.Groups };
        }
    }

    /// <summary>Piecewise linear; outside, the end's score or a given one.</summary>
    private long Line(decimal value)
    {
        ScalePointOptions[] points = this.options!.Points.Values.OrderBy(p => p.At).ToArray();
        ScalePointOptions? left = points.LastOrDefault(p => p.At <= value);
        ScalePointOptions? right = points.FirstOrDefault(p => p.At >= value);
        if (left is null)
        {
            return Units(this.options.Below ?? points[0].Score!.Value);
        }

        if (right is null)
        {
            return Units(this.options.Above ?? points[points.Length - 1].Score!.Value);
        }

        if (left.At == right.At)
        {
            return Units(left.Score!.Value);
        }

        Fraction way = Fraction.Of(value - left.At!.Value) / Fraction.Of(right.At!.Value - left.At.Value);
        return (Fraction.Of(Units(left.Score!.Value)) + (way * Fraction.Of(Units(right.Score!.Value) - Units(left.Score.Value)))).Round();
    }

    private bool IsTop(decimal value)
    {
        decimal among = this.options!.Among ?? 0;
        decimal[] ranked = this.values.Where(v => v > among).ToArray();
        if (this.lower == false)
        {
            Array.Reverse(ranked);
        }

        long top = (Fraction.Of(this.options.SharePercent ?? 20) * Fraction.Of(ranked.Length) / Fraction.Of(100)).Ceiling();
        return top > 0 && value > among && (this.lower ? value <= ranked[top - 1] : value >= ranked[top - 1]);
    }

    /// <summary>Type 7 as R computes it.</summary>
    private double QuantileOfR(int i)
    {
        double index = 1 + ((this.values.Length - 1) * (i * (1.0 / this.Groups)));
        double h = index - Math.Floor(index);
        double low = Double(this.values[(int)Math.Floor(index) - 1]);
        double high = Double(this.values[(int)Math.Ceiling(index) - 1]);
        return h > 0 && low != high ? ((1 - h) * low) + (h * high) : low;
    }

    /// <summary>Type 7 as numpy computes it, from the nearer end; equal edges once.</summary>
    private double[] EdgesOfPandas()
    {
        int last = this.values.Length - 1;
        return Enumerable.Range(0, this.Groups + 1).Select(i =>
        {
            double position = last * ((i == this.Groups ? 1.0 : i * (1.0 / this.Groups)) * 100.0 / 100);
            if (position >= last)
            {
                return Double(this.values[last]);
            }

            double t = position - Math.Floor(position);
            double a = Double(this.values[(int)position]);
            double b = Double(this.values[(int)position + 1]);
            return t >= 0.5 ? b - ((b - a) * (1 - t)) : a + ((b - a) * t);
        }).Distinct().ToArray();
    }
}
