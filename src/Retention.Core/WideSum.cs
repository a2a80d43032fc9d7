using System;
#if NETSTANDARD2_0
using System.Numerics;
#endif

namespace Retention.Core;

/// <summary>A 128-bit sum of products of 64-bit numbers: exact in any order, overflow-checked, divided with one rounding.</summary>
internal struct WideSum
{
#if NETSTANDARD2_0
    private BigInteger sum;

    internal void Add(long value) => this.sum += value;

    internal void AddProduct(long left, long right) => this.sum += (BigInteger)left * right;

    internal readonly long ToInt64() => (long)this.sum;

    /// <summary>The sum divided by a positive number, rounded half away from zero.</summary>
    internal readonly long DivideRounded(long divisor)
    {
        BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(this.sum), divisor, out BigInteger rest);
        if (rest * 2 >= divisor)
        {
            quotient += 1;
        }

        return (long)(this.sum.Sign < 0 ? -quotient : quotient);
    }

    /// <summary>The sum divided by a positive number, rounded down, with the remainder from 0.</summary>
    internal readonly long DivideFloor(long divisor, out long remainder)
    {
        BigInteger quotient = BigInteger.DivRem(this.sum, divisor, out BigInteger rest);
        if (rest.Sign < 0)
        {
            quotient -= 1;
            rest += divisor;
        }

        remainder = (long)rest;
        return (long)quotient;
    }
#else
    private Int128 sum;

    internal void Add(long value) => this.sum = checked(this.sum + value);

    internal void AddProduct(long left, long right) => this.sum = checked(this.sum + ((Int128)left * right));

    internal readonly long ToInt64() => checked((long)this.sum);

    /// <summary>The sum divided by a positive number, rounded half away from zero.</summary>
    internal readonly long DivideRounded(long divisor)
    {
        // The usual case fits 64 bits, where division is ten times faster.
        if (this.sum >= -(Int128)(long.MaxValue / 2) && this.sum <= long.MaxValue / 2 && divisor <= long.MaxValue / 4)
        {
            long small = (long)this.sum;
            long result = Math.DivRem(Math.Abs(small), divisor, out long left);
            result += left >= divisor - left ? 1 : 0;
            return small < 0 ? -result : result;
        }

        (Int128 quotient, Int128 rest) = Int128.DivRem(Int128.Abs(this.sum), divisor);
        if (rest * 2 >= divisor)
        {
            quotient += 1;
        }

        return checked((long)(this.sum < 0 ? -quotient : quotient));
    }

    /// <summary>The sum divided by a positive number, rounded down, with the remainder from 0.</summary>
    internal readonly long DivideFloor(long divisor, out long remainder)
    {
        if (this.sum >= 0 && this.sum <= long.MaxValue)
        {
            return Math.DivRem((long)this.sum, divisor, out remainder);
        }

        (Int128 quotient, Int128 rest) = Int128.DivRem(this.sum, divisor);
        if (rest < 0)
        {
            quotient -= 1;
            rest += divisor;
        }

        remainder = (long)rest;
        return checked((long)quotient);
    }
#endif
}
