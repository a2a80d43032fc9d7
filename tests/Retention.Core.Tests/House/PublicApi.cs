using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Retention.Core.Tests.House;

/// <summary>Writes what an assembly offers, one type or member a line, the same for every target.</summary>
internal static class PublicApi
{
    private static readonly Dictionary<Type, string> Keywords = new Dictionary<Type, string>
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    private static readonly NullabilityInfoContext Nullability = new NullabilityInfoContext();

    internal static string[] Of(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(t => MembersOf(t).Select(m => NameOf(t) + m).Append(Head(t)))
        .Order(StringComparer.Ordinal)
        .ToArray();

    private static string Head(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.GetCustomAttributesData().Any(a => a.AttributeType.Name == nameof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<string> bases = type.GetInterfaces().Where(i => i.IsVisible && IsOwn(type, i)).Select(NameOf).Order(StringComparer.Ordinal);
        if (type.IsClass && type.BaseType is { } ancestor && ancestor != typeof(object))
        {
            bases = bases.Prepend(NameOf(ancestor));
        }

        string list = string.Join(", ", bases);
        return NameOf(type) + " : " + kind + (list.Length == 0 ? string.Empty : " : " + list) + Constraints(type.GetGenericArguments());
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [" " + Signature(type.GetMethod("Invoke")!)];
        }

        BindingFlags all = Library.Declared;
        return type.GetFields(all).Where(f => IsOffered(f) && !f.IsSpecialName).Select(Field)
            .Concat(type.GetProperties(all).Where(p => p.GetAccessors(true).Any(IsOffered)).Select(Property))
            .Concat(type.GetConstructors(all).Where(IsOffered).Select(c => "." + "ctor(" + Parameters(c) + ")"))
            .Concat(type.GetMethods(all).Where(m => IsOffered(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.IsDefined(typeof(CompilerGeneratedAttribute), false)).Select(m => "." + m.Name + Signature(m)));
    }

    private static string Field(FieldInfo field)
    {
        if (!field.IsLiteral)
        {
            return "." + field.Name + " -> " + NameOf(field.FieldType, Nullability.Create(field));
        }

        object value = field.GetRawConstantValue()!;
        return "." + field.Name + " = " + (value is string text ? "\"" + text + "\"" : Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    private static string Property(PropertyInfo property)
    {
        string index = Parameters(property.GetIndexParameters());
        string accessors = string.Concat(property.GetAccessors(true).Where(IsOffered).Select(a => a == property.GetMethod ? " get;" : " set;"));
        return "." + property.Name + (index.Length == 0 ? string.Empty : "[" + index + "]") + Modifiers(property.GetAccessors(true)[0])
            + " -> " + NameOf(property.PropertyType, Nullability.Create(property)) + " {" + accessors + " }";
    }

    private static string Signature(MethodInfo method) =>
        (method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(a => a.Name)) + ">" : string.Empty)
        + "(" + Parameters(method) + ")" + Modifiers(method) + " -> " + NameOf(method.ReturnType, Nullability.Create(method.ReturnParameter))
        + Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);

    private static string Modifiers(MethodBase method) => method switch
    {
        { DeclaringType.IsInterface: true } => string.Empty,
        { IsStatic: true } => " static",
        { IsAbstract: true } => " abstract",
        { IsVirtual: true, IsFinal: false } when ((MethodInfo)method).GetBaseDefinition() != method => " override",
        { IsVirtual: true, IsFinal: false } => " virtual",
        _ => string.Empty,
    };

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : string.Empty) + Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
        (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : string.Empty)
        + NameOf(p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType, Nullability.Create(p)) + " " + p.Name
        + (p.HasDefaultValue ? " = " + (p.DefaultValue is null ? "null" : Convert.ToString(p.DefaultValue, CultureInfo.InvariantCulture)) : string.Empty)));

    private static string Constraints(Type[] arguments) => string.Concat(
        from argument in arguments
        where argument.IsGenericParameter
        let limits = argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(NameOf)
            .Concat(argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : [])
            .Concat(argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : [])
            .Order(StringComparer.Ordinal)
        let list = string.Join(", ", limits)
        where list.Length > 0
        select " where " + argument.Name + " : " + list);

    private static bool IsOffered(FieldInfo field) => field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool IsOffered(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string NameOf(Type type) => NameOf(type, null);

    private static string NameOf(Type type, NullabilityInfo? nullability)
    {
        string mark = !type.IsValueType && nullability is ({ ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable }) ? "?" : string.Empty;
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword + mark;
        }

        string name = type.Namespace?.StartsWith("Retention.", StringComparison.Ordinal) == true
            ? type.Namespace.Replace("Retention.Core.", string.Empty, StringComparison.Ordinal).Replace("Retention.Core", string.Empty, StringComparison.Ordinal) is { Length: > 0 } folder ? folder + "." : string.Empty
            : string.Empty;
        name += type.IsNested ? NameOf(type.DeclaringType!) + "." : string.Empty;
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        name += tick < 0 ? type.Name : type.Name[..tick];
        Type[] arguments = type.GetGenericArguments();
        return (tick < 0 ? name : name + "<" + string.Join(", ", arguments.Select((a, i) => NameOf(a, nullability?.GenericTypeArguments.ElementAtOrDefault(i)))) + ">") + mark;
    }

    /// <summary>The interfaces of a later framework's own types (ISpanFormattable of enums, say) would differ between targets.</summary>
    private static bool IsOwn(Type type, Type contract) =>
        contract.Assembly == type.Assembly || (contract.IsGenericType && contract.GetGenericTypeDefinition() is var g && (g == typeof(IEquatable<>) || g == typeof(IComparable<>)));
}
