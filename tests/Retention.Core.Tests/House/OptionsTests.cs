using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>What every options class must do, so that fingerprints, copies and presets can be relied on.</summary>
public sealed class OptionsTests
{
    public static TheoryData<Type> Classes => [.. Library.OptionsTypes];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Leaves_BindFromAnyConfiguration(Type type) => Violations.AssertNone(
        type.Name + " has a property that is no text, flag, number, node or dictionary of them, or can't be unset:",
        from property in Properties(type)
        let kept = property.PropertyType
        let leaf = Nullable.GetUnderlyingType(kept) ?? kept
        let inner = IsDictionary(kept) ? kept.GetGenericArguments()[1] : leaf
        where (kept.IsValueType && leaf == kept)
            || !(inner == typeof(string) || inner == typeof(bool) || inner == typeof(decimal) || inner == typeof(int) || typeof(OptionsNode).IsAssignableFrom(inner))
        select property.Name + " " + kept.Name);

    [Theory]
    [MemberData(nameof(Classes))]
    public void New_IsUnset(Type type) => Assert.Empty(OptionsTree.Of(New(type)).Children);

    [Theory]
    [MemberData(nameof(Classes))]
    public void EveryProperty_CountsInTheFingerprint_UnderItsOwnName(Type type)
    {
        string unset = OptionsTree.Of(New(type)).Fingerprint();
        foreach (PropertyInfo property in Properties(type))
        {
            OptionsNode one = With(type, property, 1);
            OptionsNode other = With(type, property, 2);
            string because = type.Name + "." + property.Name;
            Assert.True(OptionsTree.Of(one).Fingerprint() != unset, because + " is not visited.");
            Assert.True(OptionsTree.Of(one).Fingerprint() != OptionsTree.Of(other).Fingerprint(), because + ": two values have one fingerprint.");
            Assert.Equal(KeyOf(property), Assert.Single(OptionsTree.Of(one).Children).Key);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Copy_IsEqualAndDeep(Type type)
    {
        OptionsNode full = Full(type);
        OptionsNode copy = Lay(full, null);
        Assert.Equal(OptionsTree.Of(full).Fingerprint(), OptionsTree.Of(copy).Fingerprint());
        foreach (PropertyInfo property in Properties(type).Where(p => IsDictionary(p.PropertyType) || typeof(OptionsNode).IsAssignableFrom(p.PropertyType)))
        {
            Assert.NotSame(property.GetValue(full), property.GetValue(copy));
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Unset_IsFilledFromThePreset(Type type)
    {
        Assert.Equal(OptionsTree.Of(Full(type)).Fingerprint(), OptionsTree.Of(Lay(New(type), Full(type))).Fingerprint());
        Assert.All(Properties(type), p => Assert.Equal(
            OptionsTree.Of(With(type, p, 1)).Fingerprint(),
            OptionsTree.Of(Lay(New(type), With(type, p, 1))).Fingerprint()));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Set_WinsOverThePreset(Type type) => Assert.All(Properties(type), p => Assert.Equal(
        OptionsTree.Of(With(type, p, 2)).Fingerprint(),
        OptionsTree.Of(Lay(With(type, p, 2), With(type, p, 1))).Fingerprint()));

    [Theory]
    [MemberData(nameof(Classes))]
    public void Dictionaries_AreLaidOverThePresetKeyByKey(Type type)
    {
        foreach (PropertyInfo property in Properties(type).Where(p => IsDictionary(p.PropertyType)))
        {
            var result = (IDictionary)property.GetValue(Lay(WithEntries(type, property, 1, "a", "c"), WithEntries(type, property, 2, "a", "b")))!;
            var expected = (IDictionary)property.GetValue(WithEntries(type, property, 1, "a", "c"))!;
            expected.Add("b", ((IDictionary)property.GetValue(WithEntries(type, property, 2, "b"))!)["b"]);
            OptionsNode whole = New(type);
            property.SetValue(whole, expected);
            OptionsNode laid = New(type);
            property.SetValue(laid, result);
            Assert.Equal(["a", "b", "c"], result.Keys.Cast<string>().Order(StringComparer.Ordinal));
            Assert.Equal(OptionsTree.Of(whole).Fingerprint(), OptionsTree.Of(laid).Fingerprint());
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Removed_DropsThePresetsEntry(Type type)
    {
        foreach (PropertyInfo property in Properties(type).Where(p => IsDictionary(p.PropertyType) && typeof(KeyedOptionsNode).IsAssignableFrom(p.PropertyType.GetGenericArguments()[1])))
        {
            OptionsNode own = WithEntries(type, property, 1, "a");
            ((KeyedOptionsNode)((IDictionary)property.GetValue(own)!)["a"]!).Removed = true;
            var result = (IDictionary)property.GetValue(Lay(own, WithEntries(type, property, 2, "a", "b")))!;
            Assert.Equal(["b"], result.Keys.Cast<string>());
            Assert.Empty((IDictionary)property.GetValue(Lay(own, null))!);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Nodes_AreLaidOverThePreset_PropertyByProperty_OrReplacedAsAWhole(Type type)
    {
        foreach (PropertyInfo property in Properties(type).Where(p => typeof(OptionsNode).IsAssignableFrom(p.PropertyType)))
        {
            Type child = property.PropertyType;
            PropertyInfo[] inner = Properties(child).Take(2).ToArray();
            Assert.Equal(2, inner.Length);
            OptionsNode own = New(type);
            property.SetValue(own, With(child, inner[0], 1));
            OptionsNode preset = New(type);
            property.SetValue(preset, With(child, inner[1], 2));
            OptionsNode expected = With(child, inner[0], 1);
            if (!((OptionsTree)OptionsTree.Of(own).Children[KeyOf(property)]).IsWhole)
            {
                inner[1].SetValue(expected, inner[1].GetValue(property.GetValue(preset)));
            }

            Assert.Equal(OptionsTree.Of(expected).Fingerprint(), OptionsTree.Of((OptionsNode)property.GetValue(Lay(own, preset))!).Fingerprint());
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Documentation_SaysTheDefault(Type type) => Violations.AssertNone(
        type.Name + " has a property whose documentation has no <value>:",
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => XmlDocs.Text(XmlDocs.Library.Of(p)?.Element("value")).Length == 0)
            .Select(p => p.Name));

    /// <summary>The properties that carry a setting; <see cref="KeyedOptionsNode.Removed"/> is one of the dictionary's.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.DeclaringType != typeof(KeyedOptionsNode));

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>);

    private static string KeyOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static OptionsNode New(Type type) => (OptionsNode)Activator.CreateInstance(type)!;

    private static OptionsNode With(Type type, PropertyInfo property, int seed)
    {
        OptionsNode node = New(type);
        property.SetValue(node, IsDictionary(property.PropertyType) ? Entries(property.PropertyType, seed, "key") : Sample(property.PropertyType, seed));
        return node;
    }

    private static OptionsNode WithEntries(Type type, PropertyInfo property, int seed, params string[] keys)
    {
        OptionsNode node = New(type);
        property.SetValue(node, Entries(property.PropertyType, seed, keys));
        return node;
    }

    private static OptionsNode Full(Type type)
    {
        OptionsNode node = New(type);
        foreach (PropertyInfo property in Properties(type))
        {
            property.SetValue(node, property.GetValue(With(type, property, 1)));
        }

        return node;
    }

    private static IDictionary Entries(Type type, int seed, params string[] keys)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(type)!;
        foreach (string key in keys)
        {
            dictionary.Add(key, Sample(type.GetGenericArguments()[1], seed));
        }

        return dictionary;
    }

    private static object Sample(Type type, int seed)
    {
        Type leaf = Nullable.GetUnderlyingType(type) ?? type;
        if (typeof(OptionsNode).IsAssignableFrom(leaf))
        {
            // A property of the node that needs no node in turn: options may nest without end.
            PropertyInfo first = Properties(leaf).First(p => p.PropertyType == typeof(string) || Nullable.GetUnderlyingType(p.PropertyType) is not null);
            return With(leaf, first, seed);
        }

        return Type.GetTypeCode(leaf) switch
        {
            TypeCode.String => "text " + seed,
            TypeCode.Boolean => seed % 2 == 1,
            TypeCode.Decimal => seed + 0.25m,
            TypeCode.Int32 => seed,
            _ => throw new NotSupportedException(type.ToString()),
        };
    }

    private static OptionsNode Lay(OptionsNode options, OptionsNode? preset) => (OptionsNode)typeof(OptionsTree)
        .GetMethod(nameof(OptionsTree.Lay), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(options.GetType())
        .Invoke(null, [options, preset])!;
}
