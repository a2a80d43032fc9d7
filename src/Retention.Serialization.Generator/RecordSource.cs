using System.Globalization;
using System.Linq;

namespace Retention.Serialization.Generator;

/// <summary>Writes the reader and the writer of one type.</summary>
internal static class RecordSource
{
    internal static void Write(Source source, Choice choice)
    {
        string name = choice.Type.Name;
        string end = choice.Type.Method;
        string kebabs = string.Join(", ", choice.Members.Select(m => Quoted(Generator.Choice.Kebab(m))));
        source.Line("private static readonly FieldNames Names_" + end + " = new FieldNames(0, " + kebabs + ");").Line(string.Empty);
        source.Open("private static void Write_" + end + "(JsonText json, " + name + " value)").Open("switch (value)");
        foreach (string member in choice.Members)
        {
            source.Line("case " + name + "." + member + ": json.Value(" + Quoted(Generator.Choice.Kebab(member)) + "); break;");
        }

        source.Line("default: throw json.Undefined();").Close().Close().Line(string.Empty);
        source.Open("private static " + name + " Read_" + end + "(ref Utf8JsonReader reader, JsonFields fields)").Open("switch (fields.Choice(ref reader, Names_" + end + "))");
        for (int i = 0; i < choice.Members.Count - 1; i++)
        {
            source.Line("case " + Text(i) + ": return " + name + "." + choice.Members[i] + ";");
        }

        source.Line("default: return " + name + "." + choice.Members[choice.Members.Count - 1] + ";").Close().Close().Line(string.Empty);
    }

    internal static void Write(Source source, Record record)
    {
        string end = record.Type.Method;
        ulong required = 0;
        for (int i = 0; i < record.Fields.Count; i++)
        {
            required |= record.Fields[i].Form == FieldForm.Required ? 1UL << i : 0;
        }

        source.Line("private static readonly FieldNames Names_" + end + " = new FieldNames(" + string.Join(", ", new[] { required.ToString(CultureInfo.InvariantCulture) + "UL" }.Concat(record.Fields.Select(f => Quoted(f.Name)))) + ");").Line(string.Empty);
        WriteWriter(source, record, end);
        WriteReader(source, record, end);
    }

    private static void WriteWriter(Source source, Record record, string end)
    {
        source.Open("private static void Write_" + end + "(JsonText json, " + record.Type.Name + " value)").Line("json.Open();");
        foreach (Field field in record.Fields)
        {
            string property = "value." + field.Property;
            string local = "a" + field.Property;
            string name = "json.Name(" + Quoted(field.Name) + ");";
            switch (field.Form)
            {
                case FieldForm.Required:
                    source.Line(name + " " + ValueOf(field.Type, property));
                    break;
                case FieldForm.Optional:
                    source.Open("if (" + property + " is { } " + local + ")").Line(name + " " + ValueOf(field.Type, local)).Close();
                    break;
                case FieldForm.Map:
                    source.Open("if (" + property + " is { Count: > 0 } " + local + ")").Line(name).Line("json.Open();")
                        .Open("foreach (string key in JsonText.KeysOf(" + local + "))").Line("json.Name(key); " + ValueOf(field.Type, local + "[key]")).Close().Line("json.Close();").Close();
                    break;
                default:
                    source.Open("if (" + property + " is { Count: > 0 } " + local + ")").Line(name).Line("json.OpenList();")
                        .Open("for (int i = 0; i < " + local + ".Count; i++)").Line("json.Item(); " + ValueOf(field.Type, local + "[i]")).Close().Line("json.CloseList();").Close();
                    break;
            }
        }

        source.Line("json.Close();").Close().Line(string.Empty);
    }

    private static string ValueOf(FieldType type, string value) => type.Kind == FieldKind.Leaf ? "json.Value(" + value + ");" : "Write_" + type.Method + "(json, " + value + ");";

    private static void WriteReader(Source source, Record record, string end)
    {
        source.Open("private static " + record.Type.Name + " Read_" + end + "(ref Utf8JsonReader reader, JsonFields fields)");
        if (record.IsOptions)
        {
            source.Line("var value = new " + record.Type.Name + "();");
        }
        else
        {
            foreach (Field field in record.Fields)
            {
                source.Line(Declaration(field));
            }
        }

        source.Line("ulong seen = 0;").Line("fields.Open(ref reader);").Line("int field;").Open("while ((field = fields.Next(ref reader, Names_" + end + ", ref seen)) >= 0)").Open("switch (field)");
        for (int i = 0; i < record.Fields.Count; i++)
        {
            Case(source, record.Fields[i], i, record.IsOptions);
        }

        source.Close().Close().Line(string.Empty).Line("fields.Close(Names_" + end + ", seen);");
        source.Line(record.IsOptions ? "return value;" : "return new " + record.Type.Name + "(" + string.Join(", ", record.Fields.Select(f => "a" + f.Property)) + ");");
        source.Close().Line(string.Empty);
    }

    private static string Declaration(Field field)
    {
        string type = field.Type.Name;
        switch (field.Form)
        {
            case FieldForm.Required:
                return type + " a" + field.Property + " = default!;";
            case FieldForm.Optional:
                return type + "? a" + field.Property + " = null;";
            case FieldForm.Array:
                return type + "[] a" + field.Property + " = [];";
            default:
                return "FixedList<" + type + "> a" + field.Property + " = FixedList<" + type + ">.Empty;";
        }
    }

    private static void Case(Source source, Field field, int index, bool isOptions)
    {
        string target = isOptions ? "value." + field.Property : "a" + field.Property;
        string read = field.Type.Kind == FieldKind.Leaf ? "fields." + field.Type.Method + "(ref reader)" : "Read_" + field.Type.Method + "(ref reader, fields)";
        switch (field.Form)
        {
            case FieldForm.Map:
                source.Open("case " + Text(index) + ":").Line("var map = new Dictionary<string, " + field.Type.Name + ">(StringComparer.Ordinal);").Line("fields.Open(ref reader);")
                    .Open("while (fields.NextKey(ref reader) is { } key)").Line("fields.Once(map.ContainsKey(key));").Line("map.Add(key, " + read + ");").Close()
                    .Line("fields.Close();").Line(target + " = map;").Line("break;").Close();
                break;
            case FieldForm.List:
            case FieldForm.Array:
                source.Open("case " + Text(index) + ":").Line("var list = new FixedListDraft<" + field.Type.Name + ">(0);").Line("fields.OpenList(ref reader);")
                    .Open("while (fields.NextItem(ref reader))").Line("list.Add(" + read + ");").Close()
                    .Line(target + " = " + (field.Form == FieldForm.Array ? "[.. list.ToList()]" : "list.ToList()") + ";").Line("break;").Close();
                break;
            default:
                source.Line("case " + Text(index) + ": " + target + " = " + read + "; break;");
                break;
        }
    }

    private static string Quoted(string text) => "\"" + text + "\"";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
