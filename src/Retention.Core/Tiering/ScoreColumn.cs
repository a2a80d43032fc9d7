using System;
using System.Threading.Tasks;
using Retention.Core.Measures;
using Retention.Core.Scoring;

namespace Retention.Core.Tiering;

/// <summary>One score of a whole base: a byte per row where the scale has few steps, else a number.</summary>
internal sealed class ScoreColumn
{
    /// <summary>A step column keeps step + 1 in a byte; 0 is missing.</summary>
    internal const int MaxSteps = 254;

    private const int ChunkRows = 1 << 14;

    private readonly byte[]? steps;
    private readonly long[] values;
    private readonly ulong[]? validity;
    private readonly MeasureColumn? column;
    private readonly Scale? scale;

    private ScoreColumn(byte[]? steps, long[] values, ulong[]? validity, MeasureColumn? column, Scale? scale)
    {
        this.steps = steps;
        this.values = values;
        this.validity = validity;
        this.column = column;
        this.scale = scale;
    }

    /// <summary>Gets step + 1 of each row; null if this isn't a step column.</summary>
    internal byte[]? Steps => this.steps;

    /// <summary>Gets how many different entries <see cref="Steps"/> can have, with missing.</summary>
    internal int StepCount => this.values.Length + 1;

    /// <summary>A column for the scores of measures, yet to be filled; without measures every score is missing.</summary>
    internal static ScoreColumn Of(MeasureColumn? column, Scale scale, int rows)
    {
        if (column is null)
        {
            return new ScoreColumn(new byte[rows], [], null, null, null);
        }

        return scale is StepScale steps && steps.Scores.Length <= MaxSteps
            ? new ScoreColumn(new byte[rows], steps.Scores.ToArray(), null, column, scale)
            : new ScoreColumn(null, new long[rows], MeasureColumn.NewValidity(rows), column, scale);
    }

    /// <summary>A column whose groups are already known: 1 to n, or 0 for missing.</summary>
    internal static ScoreColumn OfGroups(byte[] groups, int count)
    {
        var scores = new long[count];
        for (int i = 0; i < count; i++)
        {
            scores[i] = (i + 1) * FixedPoint.One;
        }

        return new ScoreColumn(groups, scores, null, null, null);
    }

    /// <summary>Scores the rows of a chunk, once: whoever needs the chunk next finds it in the cache.</summary>
    internal void Fill(int from, int to)
    {
        if (this.column is null)
        {
            return;
        }

        if (this.steps is { } bytes)
        {
            FillSteps(this.column, (StepScale)this.scale!, bytes, from, to);
        }
        else
        {
            FillValues(this.column, this.scale!, this.values, this.validity!, from, to);
        }
    }

    internal static void ForChunks(int rows, int parallelism, Action<int, int> fill)
    {
        int chunks = (rows + ChunkRows - 1) / ChunkRows;
        if (parallelism <= 1 || chunks <= 1)
        {
            fill(0, rows);
            return;
        }

        // Chunks begin at multiples of 64 rows, so no two threads write one word of a bitmap.
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, c => fill(c * ChunkRows, Math.Min(rows, (c + 1) * ChunkRows)));
    }

    internal long? At(int row)
    {
        if (this.steps is { } bytes)
        {
            int step = bytes[row];
            return step == 0 ? null : this.values[step - 1];
        }

        return ((this.validity![row >> 6] >> (row & 63)) & 1) == 0 ? null : this.values[row];
    }

    /// <summary>The score behind an entry of <see cref="Steps"/>.</summary>
    internal long? ScoreOfEntry(int entry) => entry == 0 ? null : this.values[entry - 1];

    private static void FillSteps(MeasureColumn column, StepScale scale, byte[] result, int from, int to)
    {
        ReadOnlySpan<long> values = column.Values.Slice(from, to - from);
        Span<byte> steps = result.AsSpan(from, to - from);
        ReadOnlySpan<long> thresholds = scale.Thresholds;
        if (thresholds.Length == 4)
        {
            FillQuintiles(values, steps, thresholds);
        }
        else
        {
            for (int i = 0; i < values.Length; i++)
            {
                steps[i] = (byte)(scale.StepOf(values[i]) + 1);
            }
        }

        if (!column.Validity.IsEmpty)
        {
            ClearMissing(column.Validity.Slice(from >> 6), steps);
        }
    }

    /// <summary>Gives entry 0 to rows without a value, whole words of rows that have one passed over.</summary>
    private static void ClearMissing(ReadOnlySpan<ulong> validity, Span<byte> steps)
    {
        for (int start = 0; start < steps.Length; start += 64)
        {
            ulong word = validity[start >> 6];
            if (word == ulong.MaxValue)
            {
                continue;
            }

            int end = Math.Min(steps.Length, start + 64);
            for (int i = start; i < end; i++)
            {
                // Times 1 or 0: no branch on what nobody can guess.
                steps[i] = (byte)(steps[i] * (int)((word >> (i & 63)) & 1));
            }
        }
    }

    /// <summary>The usual case without a branch: each comparison adds one.</summary>
    private static void FillQuintiles(ReadOnlySpan<long> values, Span<byte> steps, ReadOnlySpan<long> thresholds)
    {
        long a = thresholds[0];
        long b = thresholds[1];
        long c = thresholds[2];
        long d = thresholds[3];
        for (int i = 0; i < values.Length && i < steps.Length; i++)
        {
            long v = values[i];
            steps[i] = (byte)(1 + (v >= a ? 1 : 0) + (v >= b ? 1 : 0) + (v >= c ? 1 : 0) + (v >= d ? 1 : 0));
        }
    }

    private static void FillValues(MeasureColumn column, Scale scale, long[] values, ulong[] validity, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            if (column.At(row) is { } value && scale.Score(value) is { } score)
            {
                values[row] = score;
                validity[row >> 6] |= 1UL << (row & 63);
            }
        }
    }
}
