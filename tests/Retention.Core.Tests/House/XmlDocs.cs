using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace Retention.Core.Tests.House;

/// <summary>The documentation file beside an assembly, by member.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    private XmlDocs(string file) => this.members = XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    internal static XmlDocs Library { get; } = new XmlDocs(Path.ChangeExtension(House.Library.Assembly.Location, ".xml"));

    internal XElement? Of(MemberInfo member) => this.members.GetValueOrDefault(IdOf(member));

    /// <summary>The text of an element, with names for references; empty if there is none.</summary>
    internal static string Text(XElement? element) => element is null ? string.Empty : string.Concat(element.DescendantNodes().Select(n => n switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => reference.FirstAttribute?.Value ?? string.Empty,
        _ => string.Empty,
    })).Trim();

    /// <summary>The name under which the compiler documents a member.</summary>
    internal static string IdOf(MemberInfo member) => member switch
    {
        Type type => "T:" + NameOf(type),
        FieldInfo field => "F:" + NameOf(field.DeclaringType!) + "." + field.Name,
        EventInfo e => "E:" + NameOf(e.DeclaringType!) + "." + e.Name,
        PropertyInfo property => "P:" + NameOf(property.DeclaringType!) + "." + property.Name + Parameters(property.GetIndexParameters()),
        MethodBase method => "M:" + NameOf(method.DeclaringType!) + "." + method.Name.Replace('.', '#')
            + (method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : string.Empty)
            + Parameters(method.GetParameters())
            + (method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + Reference(conversion.ReturnType) : string.Empty),
        _ => throw new ArgumentException(member.Name, nameof(member)),
    };

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? string.Empty : "(" + string.Join(",", parameters.Select(p => Reference(p.ParameterType))) + ")";

    private static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Reference(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        if (!type.IsGenericType)
        {
            return NameOf(type);
        }

        string name = NameOf(type.GetGenericTypeDefinition());
        return name[..name.IndexOf('`', StringComparison.Ordinal)] + "{" + string.Join(",", type.GetGenericArguments().Select(Reference)) + "}";
    }
}
