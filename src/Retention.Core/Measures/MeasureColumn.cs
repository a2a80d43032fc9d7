using System;
using System.Collections.Generic;

namespace Retention.Core.Measures;

/// <summary>One measure of a whole customer base: a number with four decimals per row, or missing.</summary>
/// <remarks>Missing is neither zero nor a special number: a bitmap says which rows have a value. Immutable and thread-safe.</remarks>
public sealed class MeasureColumn
{
    private readonly long[] values;
    private readonly ulong[]? validity;

    private MeasureColumn(string key, long[] values, ulong[]? validity)
    {
        this.Key = key;
        this.values = values;
        this.validity = validity;
    }

    /// <summary>Makes a column.</summary>
    /// <param name="key">The measure's key.</param>
    /// <param name="values">A value per row with at most four decimals; null is missing. Copied.</param>
    /// <exception cref="ArgumentException">The key is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value has more than four decimals or is out of range.</exception>
    public MeasureColumn(string key, IReadOnlyList<decimal?> values)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(values);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentException("A measure has a key; name it.", nameof(key));
        }

        this.Key = key;
        this.values = new long[values.Count];
        this.validity = NewValidity(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                this.values[i] = FixedPoint.Exact(value, key);
                this.validity[i >> 6] |= 1UL << (i & 63);
            }
        }
    }

    /// <summary>Gets the measure's key.</summary>
    public string Key { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Count => this.values.Length;

    /// <summary>Gets the values in ten-thousandths; what stands in a missing row means nothing.</summary>
    internal ReadOnlySpan<long> Values => this.values;

    /// <summary>Gets a bit per row that has a value, lowest bit first; empty: every row has.</summary>
    internal ReadOnlySpan<ulong> Validity => this.validity;

    /// <summary>Gives the value of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The value, or null if missing.</returns>
    public decimal? this[int row] => this.At(row) is { } value ? FixedPoint.ToDecimal(value) : null;

    /// <summary>Makes a column that takes over the arrays it is given, for bases too large to copy.</summary>
    /// <param name="key">The measure's key.</param>
    /// <param name="tenThousandths">A value per row in ten-thousandths. Taken over: don't change it afterwards.</param>
    /// <param name="validity">A bit per row that has a value, lowest bit first; null: every row has. Taken over.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentException">The key is blank, or there are fewer bits than rows.</exception>
    public static MeasureColumn FromTenThousandths(string key, long[] tenThousandths, ulong[]? validity = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tenThousandths);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new ArgumentException("A measure has a key; name it.", nameof(key));
        }

        if (validity is not null && validity.Length < (tenThousandths.Length + 63) / 64)
        {
            throw new ArgumentException("The column " + key + " has fewer validity bits than rows; give one bit per row.", nameof(validity));
        }

        return new MeasureColumn(key, tenThousandths, validity);
    }

    internal static ulong[] NewValidity(int rows) => new ulong[(rows + 63) / 64];

    internal bool IsValid(int row) => this.validity is null || ((this.validity[row >> 6] >> (row & 63)) & 1) != 0;

    internal long? At(int row) => this.IsValid(row) ? this.values[row] : null;

    internal int CountValid()
    {
        if (this.validity is null)
        {
            return this.values.Length;
        }

        int count = 0;
        int words = this.values.Length >> 6;
        for (int word = 0; word < words; word++)
        {
            count += CountBits(this.validity[word]);
        }

        int rest = this.values.Length & 63;
        return rest == 0 ? count : count + CountBits(this.validity[words] & ((1UL << rest) - 1));
    }

    /// <summary>The bits set in a word: added up in pairs, fours and bytes.</summary>
    private static int CountBits(ulong word)
    {
        unchecked
        {
            word -= (word >> 1) & 0x5555_5555_5555_5555;
            word = (word & 0x3333_3333_3333_3333) + ((word >> 2) & 0x3333_3333_3333_3333);
            word = (word + (word >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
            return (int)((word * 0x0101_0101_0101_0101) >> 56);
        }
    }
}
