using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using NodaTime;

namespace Retention.Core.Tests.House;

/// <summary>All that can be read of a value, as a text: two texts are equal iff what is public in two values is.</summary>
internal static class Everything
{
    private const int MaxDepth = 12;

    internal static string Text(object? value) => Text(value, 0);

    /// <summary>The properties that may differ from one value of a type to the next.</summary>
    internal static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod?.IsPublic == true && p.Name != nameof(Message.TypeName));

    private static string Text(object? value, int depth)
    {
        switch (value)
        {
            case null:
                return "–";
            case string text:
                return "\"" + text + "\"";
            case IFormattable formattable:
                return formattable.ToString(value is LocalDate ? "uuuu-MM-dd" : null, CultureInfo.InvariantCulture);
            case OptionsNode options:
                return OptionsTree.Of(options).Fingerprint();
            case IPolicy policy:
                return policy.Version.ToString();
            case IDictionary entries:
                return "[" + string.Join(", ", entries.Keys.Cast<object>().Select(k => Text(k, depth + 1) + ": " + Text(entries[k], depth + 1))) + "]";
            case ValueType:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
            case IEnumerable items:
                return "[" + string.Join(", ", items.Cast<object?>().Select(i => Text(i, depth + 1))) + "]";
            default:
                return value.GetType().Assembly != Library.Assembly || depth > MaxDepth
                    ? Convert.ToString(value, CultureInfo.InvariantCulture)!
                    : value.GetType().Name + " {" + string.Join(", ", Properties(value.GetType()).Select(p => p.Name + " = " + Text(p.GetValue(value), depth + 1))) + "}";
        }
    }
}
