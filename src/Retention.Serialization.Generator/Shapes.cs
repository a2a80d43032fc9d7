using System.Collections.Generic;

namespace Retention.Serialization.Generator;

/// <summary>How the text of a field's value is made.</summary>
internal enum FieldKind
{
    /// <summary>A value that the hand-written reader and writer know: a text, a number, an instant.</summary>
    Leaf = 0,

    /// <summary>One of some names.</summary>
    Choice = 1,

    /// <summary>An object with fields of its own.</summary>
    Record = 2,
}

/// <summary>The type of a field, or of the items of its list.</summary>
internal sealed class FieldType
{
    internal FieldType(string name, FieldKind kind, string method, bool isValueType)
    {
        this.Name = name;
        this.Kind = kind;
        this.Method = method;
        this.IsValueType = isValueType;
    }

    /// <summary>Gets the type in C#, without a question mark.</summary>
    internal string Name { get; }

    internal FieldKind Kind { get; }

    /// <summary>Gets the reader's method for a leaf, else the end of the names of the generated methods.</summary>
    internal string Method { get; }

    internal bool IsValueType { get; }
}

/// <summary>How often a field's value stands in it.</summary>
internal enum FieldForm
{
    /// <summary>Once; it has to be there.</summary>
    Required = 0,

    /// <summary>Once, or not at all.</summary>
    Optional = 1,

    /// <summary>In a list; an empty one is left out.</summary>
    List = 2,

    /// <summary>In a list for a constructor that takes an array.</summary>
    Array = 3,

    /// <summary>Under keys; none are left out.</summary>
    Map = 4,
}

/// <summary>A field of an object.</summary>
internal sealed class Field
{
    internal Field(string property, FieldType type, FieldForm form)
    {
        this.Property = property;
        this.Name = char.ToLowerInvariant(property[0]) + property.Substring(1);
        this.Type = type;
        this.Form = form;
    }

    /// <summary>Gets the name in C#.</summary>
    internal string Property { get; }

    /// <summary>Gets the name in JSON.</summary>
    internal string Name { get; }

    internal FieldType Type { get; }

    internal FieldForm Form { get; }
}

/// <summary>An object with fields: made by its constructor with one parameter per field, or by setting its properties.</summary>
internal sealed class Record
{
    internal Record(FieldType type, bool isOptions, IReadOnlyList<Field> fields)
    {
        this.Type = type;
        this.IsOptions = isOptions;
        this.Fields = fields;
    }

    internal FieldType Type { get; }

    /// <summary>Gets a value indicating whether its properties are set, and every one may stay unset.</summary>
    internal bool IsOptions { get; }

    internal IReadOnlyList<Field> Fields { get; }
}

/// <summary>An enumeration with its names in JSON.</summary>
internal sealed class Choice
{
    internal Choice(FieldType type, IReadOnlyList<string> members)
    {
        this.Type = type;
        this.Members = members;
    }

    internal FieldType Type { get; }

    internal IReadOnlyList<string> Members { get; }

    /// <summary>The name that the library's options and texts use: <c>AtRisk</c> is <c>at-risk</c>.</summary>
    internal static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
