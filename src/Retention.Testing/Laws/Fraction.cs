using System;
using System.Numerics;

namespace Retention.Testing.Laws;

/// <summary>A fraction of whole numbers of any size: arithmetic in which nothing is rounded until it is asked for.</summary>
internal readonly struct Fraction
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        this.numerator = numerator / divisor;
        this.denominator = denominator / divisor;
    }

    /// <summary>Gets a value indicating whether it is a whole number.</summary>
    internal bool IsWhole => this.denominator.IsOne;

    internal bool IsZero => this.numerator.IsZero;

    public static Fraction operator +(Fraction left, Fraction right) => new Fraction((left.numerator * right.denominator) + (right.numerator * left.denominator), left.denominator * right.denominator);

    public static Fraction operator -(Fraction left, Fraction right) => new Fraction((left.numerator * right.denominator) - (right.numerator * left.denominator), left.denominator * right.denominator);

    public static Fraction operator *(Fraction left, Fraction right) => new Fraction(left.numerator * right.numerator, left.denominator * right.denominator);

    public static Fraction operator /(Fraction left, Fraction right) => new Fraction(left.numerator * right.denominator, left.denominator * right.numerator);

    internal static Fraction Of(long whole) => new Fraction(whole, BigInteger.One);

    internal static Fraction Of(decimal value)
    {
        BigInteger denominator = BigInteger.One;
        while (decimal.Truncate(value) != value)
        {
            value *= 10;
            denominator *= 10;
        }

        return new Fraction(new BigInteger(value), denominator);
    }

    internal int CompareTo(Fraction other) => (this.numerator * other.denominator).CompareTo(other.numerator * this.denominator);

    /// <summary>The nearest whole number, half away from zero.</summary>
    internal long Round()
    {
        BigInteger rounded = ((2 * BigInteger.Abs(this.numerator)) + this.denominator) / (2 * this.denominator);
        return (long)(this.numerator.Sign < 0 ? -rounded : rounded);
    }

    /// <summary>The greatest whole number that is not greater.</summary>
    internal long Floor()
    {
        BigInteger quotient = BigInteger.DivRem(this.numerator, this.denominator, out BigInteger remainder);
        return (long)(remainder.Sign < 0 ? quotient - 1 : quotient);
    }

    /// <summary>The least whole number that is not less.</summary>
    internal long Ceiling() => -(Of(0) - this).Floor();

    public override string ToString() => this.numerator + "/" + this.denominator;
}
