using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Core.Tests.House;

/// <summary>Makes values by the type of a constructor's parameter: always the same ones, and others beside them.</summary>
internal static class Samples
{
    private static readonly Instant Epoch = Instant.FromUtc(2026, 3, 1, 8, 0);

    /// <summary>The constructor that takes the most; a private one only if there is no other.</summary>
    internal static ConstructorInfo ConstructorOf(Type type) => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .OrderBy(c => c.IsPrivate)
        .ThenByDescending(c => c.GetParameters().Length)
        .First();

    /// <summary>A value of any type that constructors take.</summary>
    internal static object One(Type type) => Of(type, "one", 4);

    /// <summary>An instance in which every argument has its usual value, but perhaps one.</summary>
    internal static object Make(Type type, ParameterInfo? changed = null, object? value = null)
    {
        ConstructorInfo constructor = ConstructorOf(type);
        object?[] arguments = constructor.GetParameters().Select(p => changed is not null && p.Position == changed.Position ? value : Value(p)).ToArray();
        try
        {
            return constructor.Invoke(arguments);
        }
        catch (TargetInvocationException e)
        {
            string tried = string.Join(", ", constructor.GetParameters().Select(p => p.Name + "=" + arguments[p.Position]));
            throw new InvalidOperationException(type.Name + " can't be built from " + tried + "; teach Samples what it takes.", e.InnerException);
        }
    }

    /// <summary>The usual value; later parameters get later instants and greater numbers.</summary>
    internal static object? Value(ParameterInfo parameter) => Of(parameter.ParameterType, parameter.Name!, 2 * (parameter.Position + 1));

    /// <summary>Values of the same type that are not the usual one.</summary>
    internal static IEnumerable<object?> Others(ParameterInfo parameter)
    {
        yield return Of(parameter.ParameterType, parameter.Name!, (2 * (parameter.Position + 1)) + 1);
        if (IsNullable(parameter))
        {
            yield return null;
        }
    }

    internal static bool AreEqual(object? one, object? other) =>
        one is IEnumerable left and not string && other is IEnumerable right
            ? left.Cast<object?>().SequenceEqual(right.Cast<object?>())
            : Equals(one, other);

    private static bool IsNullable(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);

    private static object Of(Type type, string name, int seed)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            Array values = Enum.GetValues(type);
            return values.GetValue(seed % values.Length)!;
        }

        if (type.IsArray || (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)))
        {
            return ManyOf(type, name, seed);
        }

        return Simple(type, name, seed) ?? Built(type, seed);
    }

    private static object? Simple(Type type, string name, int seed) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => name == "currency" ? (seed % 2 == 0 ? "CNY" : "USD") : name + "-" + seed,
        TypeCode.Boolean => seed % 2 == 1,
        TypeCode.Int32 => seed,
        TypeCode.Int64 => (long)seed,
        TypeCode.Decimal => seed + 0.5m,
        _ when type == typeof(CustomerId) => new CustomerId("customer-" + seed),
        _ when type == typeof(Instant) => Epoch + Duration.FromHours(seed),
        _ when type == typeof(LocalDate) => new LocalDate(2026, 3, 1).PlusDays(seed),
        _ when type == typeof(Period) => Period.FromDays(seed),
        _ when type == typeof(Duration) => Duration.FromHours(seed),
        _ when type == typeof(Score) => new Score(seed + 0.25m),
        _ when type == typeof(Points) => new Points(seed + 0.25m),
        _ when type == typeof(Money) => new Money(seed, "CNY"),
        _ when type == typeof(BusinessTime) => BusinessTime.On(new LocalDate(2026, 3, 1).PlusDays(seed)),
        _ when type == typeof(PolicyVersion) => new PolicyVersion("policy-" + seed, new string((char)('a' + (seed % 6)), 64)),
        _ when type == typeof(PurchaseLine) => Line(name, seed),
        _ when type == typeof(Purchase) => new Purchase(Draft(name, seed)),
        _ => null,
    };

    // A purchase that holds together: the tax within the amount, and what was paid with points within the total.
    private static PurchaseLine Line(string name, int seed) => new PurchaseLine(name + "-" + seed, "sku-" + seed, "category-" + seed, seed + 1, seed + 20, seed, 1.5m);

    internal static PurchaseDraft Draft(string name, int seed) => new PurchaseDraft
    {
        Document = name + "-" + seed,
        Organisation = "organisation-" + seed,
        Channel = "channel-" + seed,
        Currency = "CNY",
        OrderedOn = BusinessTime.On(new LocalDate(2026, 3, 1).PlusDays(seed)),
        PaidOn = BusinessTime.At(Epoch + Duration.FromHours(seed)),
        IsCredit = seed % 2 == 1,
        Shipping = 8.5m,
        PaidWithPoints = 2.25m,
        PaidWithStoredValue = 1.75m,
        Tags = { "tag-" + seed },
        Lines = { Line("line", seed), Line("line", seed + 1) },
    };

    /// <summary>A list of two, or a dictionary of one.</summary>
    private static object ManyOf(Type type, string name, int seed)
    {
        Type[] items = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        if (items.Length == 2)
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items))!;
            dictionary.Add(Of(items[0], name, seed), Of(items[1], name, seed));
            return dictionary;
        }

        Array list = Array.CreateInstance(items[0], 2);
        list.SetValue(Of(items[0], name, seed + 100), 0);
        list.SetValue(Of(items[0], name, seed), 1);
        return list;
    }

    /// <summary>A value of the library's own: every argument of one differs from every argument of the next.</summary>
    private static object Built(Type type, int seed) => type.Assembly == typeof(CustomerId).Assembly && !type.IsAbstract
        ? ConstructorOf(type).Invoke(ConstructorOf(type).GetParameters().Select(p => Of(p.ParameterType, p.Name!, (10 * seed) + (2 * p.Position) + (seed % 2))).ToArray())
        : throw new NotSupportedException("Teach Samples to make a " + type + ".");
}
