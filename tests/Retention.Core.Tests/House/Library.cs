using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Retention.Core.Tests.House;

/// <summary>The library as reflection sees it, and the repository around it.</summary>
internal static class Library
{
    internal const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal const BindingFlags DeclaredPublic = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static Assembly Assembly { get; } = typeof(CustomerId).Assembly;

    /// <summary>Every type, also nested, internal and generated ones.</summary>
    internal static IReadOnlyList<Type> AllTypes { get; } = Assembly.GetTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).ToList();

    internal static IReadOnlyList<Type> PublicTypes { get; } = AllTypes.Where(t => t.IsVisible).ToList();

    /// <summary>The types that somebody wrote.</summary>
    internal static IEnumerable<Type> WrittenTypes => AllTypes.Where(t => !IsGenerated(t));

    internal static IEnumerable<Type> OptionsTypes => AllTypes.Where(t => typeof(OptionsNode).IsAssignableFrom(t) && !t.IsAbstract);

    /// <summary>Commands, events, and what they and the books are made of.</summary>
    internal static IEnumerable<Type> Contents => AllTypes.Where(t => typeof(MessageContent).IsAssignableFrom(t) && !t.IsAbstract);

    internal static IEnumerable<Type> Messages => AllTypes.Where(t => typeof(Message).IsAssignableFrom(t) && !t.IsAbstract);

    /// <summary>The folder that has the solution in it, above the test's own folder.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string Sources => Path.Combine(Root, "src", "Retention.Core");

    internal static IEnumerable<string> SourceFiles => Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(Sources, f).Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"))
        .OrderBy(f => f, StringComparer.Ordinal);

    internal static bool IsGenerated(Type type)
    {
        for (Type? t = type; t is not null; t = t.DeclaringType)
        {
            if (t.IsDefined(typeof(CompilerGeneratedAttribute), false) || t.Name.StartsWith('<') || t.GetCustomAttributesData().Any(a => a.AttributeType.Name == "EmbeddedAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    internal static string Short(Type type) => type.FullName is { } name ? name.Replace("Retention.Core.", string.Empty, StringComparison.Ordinal) : type.Name;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Retention.Core.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Retention.Core.sln is in no folder above " + AppContext.BaseDirectory + ".");
    }
}
