using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Each folder uses only the floors below, its own folder, and (but for the domains) its own floor.</summary>
public sealed class FloorTests
{
    private const int Domains = 2;

    private static readonly string[][] Floors =
    [
        ["", "Polyfills"],
        ["Facts", "Measures", "Rules", "Scoring", "Bands", "Calendars", "Periods", "Figures"],
        ["Tiering", "Loyalty", "Sla", "Lifecycle", "Health", "Outreach", "Feedback", "Metrics"],
        ["Presets"],
        ["Hosting"],
    ];

    [Fact]
    public void EveryNamespace_HasAFloor() => Violations.AssertNone(
        "A folder that stands on no floor:",
        Library.WrittenTypes.Select(FolderOf).OfType<string>().Where(f => FloorOf(f) < 0));

    [Fact]
    public void NoType_UsesAFloorAbove_OrAnotherDomain() => Violations.AssertNone(
        "An arrow that climbs, or runs from domain to domain:",
        from type in Library.AllTypes
        let folder = FolderOf(type)
        where folder is not null
        from used in Uses(type)
        from target in Parts(used)
        let other = FolderOf(target)
        where other is not null && !MayUse(folder, other)
        select Library.Short(type) + " → " + Library.Short(target));

    // Constants leave no trace in the compiled code, so the directives are read too.
    [Fact]
    public void NoFile_NamesAFloorAbove_OrAnotherDomain() => Violations.AssertNone(
        "A directive that climbs, or runs from domain to domain:",
        from file in Library.SourceFiles
        let folder = Path.GetRelativePath(Library.Sources, Path.GetDirectoryName(file)!).Replace(".", string.Empty, StringComparison.Ordinal)
        from Match match in Regex.Matches(File.ReadAllText(file), @"^using (?:static )?Retention\.Core\.(\w+)", RegexOptions.Multiline)
        where !MayUse(folder, match.Groups[1].Value)
        select Path.GetRelativePath(Library.Root, file) + " → " + match.Groups[1].Value);

    [Theory]
    [InlineData("Tiering", "Facts", true)]
    [InlineData("Facts", "Periods", true)]
    [InlineData("Presets", "Tiering", true)]
    [InlineData("Tiering", "Tiering", true)]
    [InlineData("Facts", "Tiering", false)]
    [InlineData("", "Facts", false)]
    [InlineData("Tiering", "Loyalty", false)]
    [InlineData("Presets", "Hosting", false)]
    public void AFolder_MayUse(string folder, string other, bool allowed) => Assert.Equal(allowed, MayUse(folder, other));

    // The walker must see what bodies use, else the rule above proves nothing.
    [Fact]
    public void TheWalker_SeesTheBodyOfAMethod()
    {
        MethodInfo method = typeof(PolicyVersion).GetMethod(nameof(PolicyVersion.ToString))!;
        Assert.Contains(typeof(PolicyVersion).GetProperty(nameof(PolicyVersion.Fingerprint))!.GetMethod, IlReader.References(method));
    }

    private static bool MayUse(string folder, string other)
    {
        int from = FloorOf(folder);
        int to = FloorOf(other);
        return folder == other || to < from || (to == from && from != Domains);
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, f => f.Contains(folder, StringComparer.Ordinal));

    /// <summary>The first folder of a type's namespace; empty for the root; null for what isn't the library's or was generated without a namespace.</summary>
    private static string? FolderOf(Type type)
    {
        if (type.Assembly != Library.Assembly || type.Namespace is not { } name || !(name + ".").StartsWith("Retention.Core.", StringComparison.Ordinal))
        {
            return null;
        }

        return name == "Retention.Core" ? string.Empty : name.Split('.')[2];
    }

    private static IEnumerable<Type> Uses(Type type)
    {
        IEnumerable<Type?> used = type.GetInterfaces().Append(type.BaseType)
            .Concat(type.GetGenericArguments().SelectMany(a => a.GetGenericParameterConstraints()))
            .Concat(type.GetCustomAttributesData().SelectMany(Of))
            .Concat(type.GetMembers(Library.Declared).SelectMany(m => m.GetCustomAttributesData()).SelectMany(Of))
            .Concat(type.GetFields(Library.Declared).Select(f => f.FieldType))
            .Concat(type.GetProperties(Library.Declared).Select(p => p.PropertyType));
        foreach (MethodBase method in type.GetMembers(Library.Declared).OfType<MethodBase>())
        {
            used = used.Concat(method.GetParameters().Select(p => p.ParameterType)).Concat(IlReader.References(method).SelectMany(Of));
            if (method is MethodInfo { ReturnType: { } returned })
            {
                used = used.Append(returned).Concat(method.GetGenericArguments().SelectMany(a => a.GetGenericParameterConstraints()));
            }
        }

        return used.OfType<Type>().Distinct();
    }

    private static IEnumerable<Type> Of(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.Select(a => a.Value).OfType<Type>().Append(attribute.AttributeType);

    private static IEnumerable<Type> Of(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodBase method => method.GetParameters().Select(p => p.ParameterType)
            .Concat(method.IsGenericMethod ? method.GetGenericArguments() : [])
            .Append(method.DeclaringType!)
            .Append((method as MethodInfo)?.ReturnType ?? method.DeclaringType!),
        _ => [],
    };

    /// <summary>The named types in a type: <c>List&lt;Tier[]&gt;</c> has List and Tier.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        if (type.IsGenericParameter)
        {
            return [];
        }

        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
    }
}
