using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Everything public is immutable, but options and drafts, which hosts fill in.</summary>
public sealed class ImmutabilityTests
{
    private static readonly Type[] Mutable =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(HashSet<>), typeof(ISet<>), typeof(Dictionary<,>), typeof(IDictionary<,>),
        typeof(SortedDictionary<,>), typeof(Queue<>), typeof(Stack<>),
    ];

    private static IEnumerable<Type> Values => Library.PublicTypes
        .Where(t => (t.IsClass || t.IsValueType) && !t.IsEnum && !typeof(Delegate).IsAssignableFrom(t))
        .Where(t => !typeof(OptionsNode).IsAssignableFrom(t) && !typeof(Exception).IsAssignableFrom(t) && !t.Name.EndsWith("Draft", StringComparison.Ordinal) && !t.Name.EndsWith("Options", StringComparison.Ordinal));

    [Fact]
    public void PublicProperties_HaveNoPublicSetter() => Violations.AssertNone(
        "A property that hosts could set:",
        from type in Values
        from property in type.GetProperties(Library.DeclaredPublic)
        where property.SetMethod is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true }
        select Library.Short(type) + "." + property.Name);

    [Fact]
    public void PublicFields_AreConstants() => Violations.AssertNone(
        "A field that isn't a constant:",
        from type in Values
        from field in type.GetFields(Library.DeclaredPublic)
        where !field.IsLiteral
        select Library.Short(type) + "." + field.Name);

    [Fact]
    public void PublicMembers_HandOutNoMutableCollection() => Violations.AssertNone(
        "A collection that hosts could change:",
        (from type in Values
         from property in type.GetProperties(Library.DeclaredPublic)
         where property.GetMethod is { IsPublic: true } && IsMutable(property.PropertyType)
         select Library.Short(type) + "." + property.Name)
        .Concat(
            from type in Values
            from method in type.GetMethods(Library.DeclaredPublic)
            where !method.IsSpecialName && IsMutable(method.ReturnType)
            select Library.Short(type) + "." + method.Name + "()"));

    [Fact]
    public void Structs_AreReadOnly() => Violations.AssertNone(
        "A public struct is readonly:",
        Values.Where(t => t.IsValueType && t.GetCustomAttributesData().All(a => a.AttributeType.Name != nameof(IsReadOnlyAttribute))).Select(Library.Short));

    [Fact]
    public void Statics_HoldNoState() => Violations.AssertNone(
        "A static field that can be assigned holds state:",
        from type in Library.WrittenTypes
        from field in type.GetFields(Library.Declared)
        where field.IsStatic && !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute), false)
        select Library.Short(type) + "." + field.Name);

    private static bool IsMutable(Type type) => type.IsArray || (type.IsGenericType && Mutable.Contains(type.GetGenericTypeDefinition()));
}
