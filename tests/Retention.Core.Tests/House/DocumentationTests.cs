using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Retention.Core.Tests.House;

public sealed class DocumentationTests
{
    private static IEnumerable<MemberInfo> Members => Library.PublicTypes
        .Concat(Library.PublicTypes.Where(t => !typeof(Delegate).IsAssignableFrom(t)).SelectMany(t => t.GetMembers(Library.DeclaredPublic)))
        .Where(m => m is not MethodInfo { IsSpecialName: true } || m.Name.StartsWith("op_", StringComparison.Ordinal))
        .Where(m => m is not FieldInfo { IsSpecialName: true } and not ConstructorInfo { DeclaringType.IsValueType: true, IsPublic: false })
        .Where(m => m is not ConstructorInfo constructor || !IsDefault(constructor));

    [Fact]
    public void EveryPublicMember_HasASummary() => Violations.AssertNone(
        "A summary that is missing or empty:",
        from member in Members
        let docs = XmlDocs.Library.Of(member)
        where docs is null || (docs.Element("inheritdoc") is null && XmlDocs.Text(docs.Element("summary")).Length == 0)
        select XmlDocs.IdOf(member));

    [Fact]
    public void EveryParameter_IsDocumented() => Violations.AssertNone(
        "A parameter without a word:",
        from member in Members
        let docs = XmlDocs.Library.Of(member)
        where docs is not null && docs.Element("inheritdoc") is null
        from name in ParametersOf(member)
        where !docs.Elements("param").Concat(docs.Elements("typeparam")).Any(p => p.Attribute("name")!.Value == name && XmlDocs.Text(p).Length > 0)
        select XmlDocs.IdOf(member) + " " + name);

    [Fact]
    public void EveryResult_IsDocumented() => Violations.AssertNone(
        "A result without a word:",
        from method in Members.OfType<MethodInfo>()
        where method.ReturnType != typeof(void)
        let docs = XmlDocs.Library.Of(method)
        where docs is not null && docs.Element("inheritdoc") is null && XmlDocs.Text(docs.Element("returns")).Length == 0
        select XmlDocs.IdOf(method));

    // A sentence, so that every tooltip reads alike.
    [Fact]
    public void Summaries_AreSentences() => Violations.AssertNone(
        "A summary that isn't a sentence:",
        from member in Members
        let text = XmlDocs.Text(XmlDocs.Library.Of(member)?.Element("summary"))
        where text.Length > 0 && !(text.EndsWith('.') || text.EndsWith(".)", StringComparison.Ordinal))
        select XmlDocs.IdOf(member));

    private static IEnumerable<string> ParametersOf(MemberInfo member) => member switch
    {
        Type type => type.GetGenericArguments().Select(a => a.Name),
        MethodBase method => method.GetParameters().Select(p => p.Name!).Concat(method.IsGenericMethod ? method.GetGenericArguments().Select(a => a.Name) : []),
        PropertyInfo property => property.GetIndexParameters().Select(p => p.Name!),
        _ => [],
    };

    /// <summary>The compiler writes the constructor of a class that has none, and nobody documents it.</summary>
    private static bool IsDefault(ConstructorInfo constructor) => constructor.GetParameters().Length == 0 && XmlDocs.Library.Of(constructor) is null;
}
