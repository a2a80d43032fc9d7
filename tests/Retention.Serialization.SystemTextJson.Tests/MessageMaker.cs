using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>Makes messages of every type, by their constructors.</summary>
internal sealed class MessageMaker
{
    /// <summary>Values that a constructor refuses are drawn again, so many times.</summary>
    private const int Tries = 400;

    private static readonly NullabilityInfoContext Nullability = new NullabilityInfoContext();

    private readonly Values values;

    internal MessageMaker(Values values) => this.values = values;

    /// <summary>Every command and event.</summary>
    internal static IReadOnlyList<Type> Types { get; } = [.. typeof(Message).Assembly.GetTypes().Where(t => typeof(Message).IsAssignableFrom(t) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal)];

    /// <summary>Every enumeration that is in a message or in what it is made of.</summary>
    internal static IEnumerable<Type> Enumerations => Types.SelectMany(t => EnumerationsIn(t, [])).Distinct();

    internal Message Message(Type type) => (Message)this.Make(type);

    private static IEnumerable<Type> EnumerationsIn(Type type, HashSet<Type> seen)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? (type.IsGenericType ? type.GetGenericArguments()[^1] : type);
        return inner.IsEnum ? [inner]
            : inner.Assembly != typeof(Message).Assembly || !seen.Add(inner) ? []
            : inner.GetProperties().Where(p => p.GetMethod is { IsStatic: false }).SelectMany(p => EnumerationsIn(p.PropertyType, seen));
    }

    private object Make(Type type)
    {
        if (type == typeof(Purchase))
        {
            return this.Purchase();
        }

        ConstructorInfo constructor = type.GetConstructors().Where(c => !c.GetParameters().Any(p => p.ParameterType.Name.EndsWith("Draft", StringComparison.Ordinal))).MaxBy(c => c.GetParameters().Length)!;
        for (int i = 1; ; i++)
        {
            try
            {
                return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. constructor.GetParameters().Select(this.Argument)], null);
            }
            catch (ArgumentException e) when (i < Tries && this.values is UglyValues)
            {
                _ = e;
            }
        }
    }

    private object? Argument(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        bool mayBeNull = Nullable.GetUnderlyingType(type) is not null || (!type.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.Nullable);
        return mayBeNull && this.values.IsNull ? null : this.Value(Nullable.GetUnderlyingType(type) ?? type, parameter.Name!);
    }

    private object Value(Type type, string name)
    {
        if (type.IsEnum)
        {
            return this.values.OfEnum(Enum.GetValues(type));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Type item = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, this.values.ListLength);
            for (int i = 0; i < list.Length; i++)
            {
                list.SetValue(this.Value(item, name), i);
            }

            return list;
        }

        return this.values.Of(type, name) ?? this.Make(type);
    }

    /// <summary>A purchase is made from a draft that holds together.</summary>
    private Purchase Purchase()
    {
        var draft = new PurchaseDraft
        {
            Document = "SO-" + ((int)this.values.Of(typeof(int), "document")!).ToString(CultureInfo.InvariantCulture),
            Organisation = this.Text("organisation"),
            Channel = this.Text("channel"),
            Currency = "CNY",
            OrderedOn = BusinessTime.On(new NodaTime.LocalDate(2026, 3, 1)),
            ShippedOn = this.Time(),
            InvoicedOn = this.Time(),
            PaidOn = this.Time(),
            IsCredit = (bool)this.values.Of(typeof(bool), "isCredit")!,
            Shipping = this.values.IsNull ? 0 : 8.5m,
            ShippingTax = 0.25m,
            PaidWithPoints = 2.25m,
            PaidWithStoredValue = 1.75m,
            Tags = { this.Text("tag"), this.Text("tag") },
        };
        draft.Lines.Add(new PurchaseLine("1", this.Text("sku"), this.Text("category"), 2, 19.9m, 0.1m, 1.5m));
        draft.Lines.Add(new PurchaseLine("2", this.Text("sku"), this.Text("category"), 0.0001m, 922_337_203m, 0, 0));
        draft.ShippingTax = draft.Shipping == 0 ? 0 : draft.ShippingTax;
        return new Purchase(draft);
    }

    private BusinessTime? Time() => this.values.IsNull ? null : (BusinessTime)this.values.Of(typeof(BusinessTime), "on")!;

    private string Text(string name) => (string)this.values.Of(typeof(string), name)!;
}
