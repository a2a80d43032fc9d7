using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Retention.Serialization.Generator;

/// <summary>Finds out what every message, snapshot and options class is made of.</summary>
internal sealed class ShapeReader
{
    private static readonly Dictionary<string, string> Leaves = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["string"] = "Text",
        ["bool"] = "Flag",
        ["int"] = "Int32",
        ["long"] = "Int64",
        ["decimal"] = "Number",
        ["NodaTime.Instant"] = "Instant",
        ["NodaTime.LocalDate"] = "Date",
        ["NodaTime.Duration"] = "Duration",
        ["Retention.Core.CustomerId"] = "Customer",
        ["Retention.Core.Points"] = "Points",
        ["Retention.Core.Score"] = "Score",
        ["Retention.Core.Money"] = "Money",
        ["Retention.Core.Facts.BusinessTime"] = "BusinessTime",
    };

    private readonly Compilation compilation;
    private readonly IAssemblySymbol library;
    private readonly Dictionary<string, Record> records = new Dictionary<string, Record>(StringComparer.Ordinal);
    private readonly Dictionary<string, Choice> choices = new Dictionary<string, Choice>(StringComparer.Ordinal);
    private readonly HashSet<string> begun = new HashSet<string>(StringComparer.Ordinal);

    internal ShapeReader(Compilation compilation, IAssemblySymbol library)
    {
        this.compilation = compilation;
        this.library = library;
    }

    /// <summary>Gets what can't be read or written, each with the type and what to do.</summary>
    internal List<string> Problems { get; } = new List<string>();

    internal IEnumerable<Record> Records => this.records.Values.OrderBy(r => r.Type.Method, StringComparer.Ordinal);

    internal IEnumerable<Choice> Choices => this.choices.Values.OrderBy(c => c.Type.Method, StringComparer.Ordinal);

    internal Record Record(string method) => this.records[method];

    internal Choice Choice(string method) => this.choices[method];

    /// <summary>Takes a type that is made by its constructor, and all that it is made of.</summary>
    internal FieldType AddRecord(INamedTypeSymbol type)
    {
        var shape = new FieldType(NameOf(type), FieldKind.Record, MethodOf(type), type.IsValueType);
        if (this.begun.Add(shape.Method))
        {
            this.records.Add(shape.Method, new Record(shape, false, this.ConstructorFields(type)));
        }

        return shape;
    }

    /// <summary>Takes a type whose properties are set, and all that it is made of.</summary>
    internal FieldType AddOptions(INamedTypeSymbol type)
    {
        var shape = new FieldType(NameOf(type), FieldKind.Record, MethodOf(type), false);
        if (this.begun.Add(shape.Method))
        {
            var fields = new List<Field>();
            foreach (IPropertySymbol property in PropertiesOf(type).Where(p => p.DeclaredAccessibility == Accessibility.Public))
            {
                this.AddField(fields, type, property.Name, property.Type, true);
                if (property.SetMethod is not { DeclaredAccessibility: Accessibility.Public })
                {
                    this.Problems.Add(type.ToDisplayString() + "." + property.Name + " can't be set, so it can't be read back; give it a public setter.");
                }
            }

            this.records.Add(shape.Method, new Record(shape, true, fields));
        }

        return shape;
    }

    private static string NameOf(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string MethodOf(ITypeSymbol type) => type.ToDisplayString().Replace("Retention.Core.", string.Empty).Replace('.', '_').TrimEnd('?');

    /// <summary>The properties, those of base classes first.</summary>
    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type) =>
        (type.BaseType is { } parent && parent.SpecialType != SpecialType.System_Object ? PropertiesOf(parent) : []).Concat(type.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && !p.IsIndexer));

    /// <summary>The parameters of the constructor that takes every field: one property for each, of the same name and type. Public ones come first.</summary>
    private IReadOnlyList<Field> ConstructorFields(INamedTypeSymbol type)
    {
        var fields = new List<Field>();
        IPropertySymbol[] properties = PropertiesOf(type).Where(p => this.compilation.IsSymbolAccessibleWithin(p, this.compilation.Assembly)).ToArray();
        IMethodSymbol[] fitting = type.InstanceConstructors
            .Where(c => this.compilation.IsSymbolAccessibleWithin(c, this.compilation.Assembly) && c.Parameters.Length > 0 && c.Parameters.All(p => properties.Any(q => Fits(p, q))))
            .OrderByDescending(c => c.DeclaredAccessibility == Accessibility.Public).ThenByDescending(c => c.Parameters.Length).ToArray();
        if (fitting.Length == 0)
        {
            this.Problems.Add(type.ToDisplayString() + " has no constructor whose parameters all are properties of the same name and type, so it can't be read back; give it one, public or internal.");
            return fields;
        }

        if (fitting.Length > 1 && fitting[0].Parameters.Length == fitting[1].Parameters.Length && fitting[0].DeclaredAccessibility == fitting[1].DeclaredAccessibility)
        {
            this.Problems.Add(type.ToDisplayString() + " has two constructors that could read it back; leave one.");
        }

        foreach (IParameterSymbol parameter in fitting[0].Parameters)
        {
            this.AddField(fields, type, char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1), parameter.Type, false);
        }

        if (fields.Count > 64)
        {
            this.Problems.Add(type.ToDisplayString() + " has more than 64 fields, and the reader counts them in 64 bits; group some.");
        }

        return fields;
    }

    private static bool Fits(IParameterSymbol parameter, IPropertySymbol property) =>
        property.Name.Length == parameter.Name.Length
        && property.Name[0] == char.ToUpperInvariant(parameter.Name[0])
        && string.CompareOrdinal(property.Name, 1, parameter.Name, 1, parameter.Name.Length) == 0
        && (SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type) || (parameter.Type is IArrayTypeSymbol array && SymbolEqualityComparer.Default.Equals(array.ElementType, ItemOf(property.Type))));

    /// <summary>The type of the items of a list; null if it is none.</summary>
    private static ITypeSymbol? ItemOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IReadOnlyList", IsGenericType: true } list && list.TypeArguments.Length == 1 ? list.TypeArguments[0] : null;

    private void AddField(List<Field> fields, INamedTypeSymbol owner, string property, ITypeSymbol type, bool isOptions)
    {
        FieldForm form = FieldForm.Required;
        ITypeSymbol inner = type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            inner = nullable.TypeArguments[0];
            form = FieldForm.Optional;
        }
        else if (ItemOf(type) is { } item && !isOptions)
        {
            inner = item;
            form = FieldForm.List;
        }
        else if (type is IArrayTypeSymbol array && !isOptions)
        {
            inner = array.ElementType;
            form = FieldForm.Array;
        }
        else if (isOptions && type is INamedTypeSymbol { Name: "Dictionary" } map && map.TypeArguments[0].SpecialType == SpecialType.System_String)
        {
            inner = map.TypeArguments[1];
            form = FieldForm.Map;
        }
        else if (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            form = FieldForm.Optional;
        }

        bool isNullableItem = form is FieldForm.List or FieldForm.Array or FieldForm.Map && inner.NullableAnnotation == NullableAnnotation.Annotated;
        if (isNullableItem || (isOptions && form == FieldForm.Required) || this.TypeOf(inner) is not { } shape)
        {
            this.Problems.Add(owner.ToDisplayString() + "." + property + " is a " + type.ToDisplayString() + ", which the generator can't read and write; teach ShapeReader, or use a type that it knows.");
            return;
        }

        fields.Add(new Field(property, shape, form));
    }

    private FieldType? TypeOf(ITypeSymbol type)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString();
        if (Leaves.TryGetValue(name, out string? leaf))
        {
            return new FieldType(NameOf(type), FieldKind.Leaf, leaf, type.IsValueType);
        }

        if (type is not INamedTypeSymbol { IsGenericType: false, IsAbstract: false } named || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, this.library))
        {
            return null;
        }

        return type.TypeKind == TypeKind.Enum ? this.AddChoice(named) : IsOptions(named) ? this.AddOptions(named) : this.AddRecord(named);
    }

    /// <summary>Whether a type derives from the base of options.</summary>
    internal static bool IsOptions(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.ToDisplayString() == "Retention.Core.OptionsNode")
            {
                return true;
            }
        }

        return false;
    }

    private FieldType AddChoice(INamedTypeSymbol type)
    {
        var shape = new FieldType(NameOf(type), FieldKind.Choice, MethodOf(type), true);
        if (this.begun.Add(shape.Method))
        {
            IFieldSymbol[] members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).ToArray();
            if (members.Select(m => m.ConstantValue).Distinct().Count() < members.Length || type.GetAttributes().Any(a => a.AttributeClass?.Name == "FlagsAttribute"))
            {
                this.Problems.Add(type.ToDisplayString() + " has flags or two names for one value, so its names don't say its values; the generator keeps enumerations by name.");
            }

            this.choices.Add(shape.Method, new Choice(shape, members.Select(m => m.Name).ToArray()));
        }

        return shape;
    }
}
