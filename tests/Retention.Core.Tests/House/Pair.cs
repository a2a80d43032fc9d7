using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Core.Tests.House;

/// <summary>Two values of a type that differ in a single field, which may lie deep within.</summary>
internal sealed record Pair(string Field, object One, object Other, bool IsPersonal)
{
    /// <summary>Pairs for every field of a content, and of what it is made of.</summary>
    internal static IEnumerable<Pair> Of(Type type) =>
        type == typeof(Purchase) ? Purchases()
        : type == typeof(PurchaseLine) ? Lines()
        : Samples.ConstructorOf(type).GetParameters().SelectMany(p => Of(type, p));

    private static IEnumerable<Pair> Of(Type type, ParameterInfo parameter)
    {
        string field = type.Name + "." + parameter.Name;
        bool isPersonal = ((MessageContent)Samples.Make(type)).Parts().Any(p => p.IsPersonal && p.Name == parameter.Name);
        foreach (object? other in Samples.Others(parameter))
        {
            yield return new Pair(field, Samples.Make(type), Samples.Make(type, parameter, other), isPersonal);
        }

        foreach ((string within, object one, object other, bool isInnerPersonal) in Within(parameter))
        {
            yield return new Pair(field + " → " + within, Samples.Make(type, parameter, one), Samples.Make(type, parameter, other), isPersonal || isInnerPersonal);
        }
    }

    private static IEnumerable<Pair> Within(ParameterInfo parameter)
    {
        if (typeof(MessageContent).IsAssignableFrom(parameter.ParameterType))
        {
            return Of(parameter.ParameterType);
        }

        if (Samples.Value(parameter) is not Array { Length: 2 } items)
        {
            return [];
        }

        Type item = items.GetType().GetElementType()!;
        object first = items.GetValue(0)!;
        object second = items.GetValue(1)!;
        IEnumerable<Pair> inner = typeof(MessageContent).IsAssignableFrom(item) ? Of(item) : [];
        return inner.Select(p => new Pair(p.Field, List(item, p.One), List(item, p.Other), p.IsPersonal)).Concat(
        [
            new Pair("none", List(item, first), List(item), false),
            new Pair("one more", List(item, first), List(item, first, second), false),
            new Pair("order", List(item, first, second), List(item, second, first), false),
        ]);
    }

    private static Array List(Type item, params object[] items)
    {
        Array list = Array.CreateInstance(item, items.Length);
        items.CopyTo(list, 0);
        return list;
    }

    private static IEnumerable<Pair> Purchases() => new (string Field, Action<PurchaseDraft> Change)[]
    {
        ("document", d => d.Document = "other"),
        ("organisation", d => d.Organisation = "other"),
        ("channel", d => d.Channel = "other"),
        ("currency", d => d.Currency = "USD"),
        ("orderedOn", d => d.OrderedOn = BusinessTime.At(Instant.FromUtc(2026, 3, 3, 0, 0))),
        ("shippedOn", d => d.ShippedOn = BusinessTime.On(new LocalDate(2026, 3, 9))),
        ("invoicedOn", d => d.InvoicedOn = BusinessTime.On(new LocalDate(2026, 3, 9))),
        ("paidOn", d => d.PaidOn = null),
        ("isCredit", d => d.IsCredit = !d.IsCredit),
        ("shipping", d => d.Shipping += 0.01m),
        ("shippingTax", d => d.ShippingTax += 0.01m),
        ("paidWithPoints", d => d.PaidWithPoints += 0.01m),
        ("paidWithStoredValue", d => d.PaidWithStoredValue += 0.01m),
        ("tags", d => d.Tags.Add("other")),
        ("lines", d => d.Lines.RemoveAt(1)),
        ("order of lines", d => d.Lines.Add(Taken(d.Lines))),
    }.Select(c =>
    {
        PurchaseDraft other = Samples.Draft("one", 4);
        c.Change(other);
        return new Pair("Purchase." + c.Field, new Purchase(Samples.Draft("one", 4)), new Purchase(other), false);
    }).Concat(Lines().Select(p => new Pair("Purchase.lines → " + p.Field, With(p.One), With(p.Other), false)));

    private static PurchaseLine Taken(IList<PurchaseLine> lines)
    {
        PurchaseLine first = lines[0];
        lines.RemoveAt(0);
        return first;
    }

    private static Purchase With(object line)
    {
        PurchaseDraft draft = Samples.Draft("one", 4);
        draft.Lines[0] = (PurchaseLine)line;
        return new Purchase(draft);
    }

    private static IEnumerable<Pair> Lines() => new (string Field, PurchaseLine Other)[]
    {
        ("line", new PurchaseLine("l2", "s", "c", 2, 10, 1, 0.5m)),
        ("sku", new PurchaseLine("l", "s2", "c", 2, 10, 1, 0.5m)),
        ("category", new PurchaseLine("l", "s", "c2", 2, 10, 1, 0.5m)),
        ("quantity", new PurchaseLine("l", "s", "c", 2.5m, 10, 1, 0.5m)),
        ("amount", new PurchaseLine("l", "s", "c", 2, 10.0001m, 1, 0.5m)),
        ("discount", new PurchaseLine("l", "s", "c", 2, 10, 1.5m, 0.5m)),
        ("tax", new PurchaseLine("l", "s", "c", 2, 10, 1, 0.51m)),
    }.Select(l => new Pair("PurchaseLine." + l.Field, new PurchaseLine("l", "s", "c", 2, 10, 1, 0.5m), l.Other, false));
}
