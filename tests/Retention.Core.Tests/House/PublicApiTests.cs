using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>What hosts can use changes only on purpose, and is the same on every target.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Core_OffersWhatWasApproved() => Approved.Verify("Retention.Core", PublicApi.Of(Library.Assembly));

    [Fact]
    public void Testing_OffersWhatWasApproved()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Retention.Testing.dll");
        Assert.SkipUnless(File.Exists(file), "The testing kit is not part of this build.");
        Approved.Verify("Retention.Testing", PublicApi.Of(Assembly.LoadFrom(file)));
    }

    // Hosts on C# 7.3 call everything, so nothing they call may need a later language or runtime.
    [Fact]
    public void Signatures_SuitEveryHost() => Violations.AssertNone(
        "A signature that old hosts can't use well:",
        PublicApi.Of(Library.Assembly).Where(line => Regex.IsMatch(line, @"\b(ValueTuple|ValueTask|IAsyncEnumerable|Span|ReadOnlySpan|Memory|ReadOnlyMemory|DateOnly|TimeOnly|Int128)\b")));

    [Fact]
    public void Inputs_NeedNoInitNorRequired() => Violations.AssertNone(
        "C# 7.3 can't set it:",
        from type in Library.PublicTypes
        from property in type.GetProperties(Library.Declared)
        where property.GetCustomAttributesData().Any(a => a.AttributeType.Name == "RequiredMemberAttribute")
            || property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") == true
        select Library.Short(type) + "." + property.Name);

    [Fact]
    public void Interfaces_HaveNoDefaultMembers() => Violations.AssertNone(
        "A default interface method:",
        from type in Library.PublicTypes
        where type.IsInterface
        from method in type.GetMethods(Library.Declared)
        where !method.IsAbstract
        select Library.Short(type) + "." + method.Name);
}
