using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace Retention.Core.Tests.House;

public sealed class DependencyTests
{
#if NETSTANDARD_ASSET
    private static readonly string[] Allowed = ["NodaTime", "netstandard", "System.Memory", "System.Buffers", "System.Runtime.CompilerServices.Unsafe"];
#else
    private static readonly string[] FrameworkKeys = ["b03f5f7f11d50a3a", "b77a5c561934e089", "7cec85d7bea7798e", "cc7b13ffcd2ddd51"];
#endif

    [Fact]
    public void Library_ReferencesNodaTimeAndTheFrameworkAlone() => Violations.AssertNone(
        "Retention.Core depends on NodaTime alone:",
        Library.Assembly.GetReferencedAssemblies().Where(a => !IsAllowed(a)).Select(a => a.FullName));

    [Fact]
    public void Library_IsStrongNamed() => Assert.NotEmpty(Library.Assembly.GetName().GetPublicKeyToken()!);

    [Fact]
    public void AssemblyVersion_IsTheMajorVersionOnly_SoThatMinorUpdatesNeedNoBindingRedirects()
    {
        Version version = Library.Assembly.GetName().Version!;
        Assert.Equal(new Version(version.Major, 0, 0, 0), version);
        string file = Library.Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;
        Assert.Equal(version.Major, Version.Parse(file).Major);
    }

    private static bool IsAllowed(AssemblyName name) =>
#if NETSTANDARD_ASSET
        Allowed.Contains(name.Name, StringComparer.Ordinal);
#else
        name.Name == "NodaTime"
        || (name.Name!.StartsWith("System.", StringComparison.Ordinal) && FrameworkKeys.Contains(Convert.ToHexStringLower(name.GetPublicKeyToken()!), StringComparer.Ordinal));
#endif
}
