using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Reflection;
using NodaTime;
using Retention.Core;

namespace Retention.Testing.Laws;

/// <summary>All that can be read of a state, as a text: equal iff what is public in two states is.</summary>
internal static class StateText
{
    private const int MaxDepth = 12;

    internal static string Everything<T>(T state) => Text(state, 0);

    private static string Text(object? value, int depth)
    {
        switch (value)
        {
            case null:
                return "–";
            case string text:
                return text;
            case LocalDate date:
                return date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
            case IPolicy policy:
                return policy.Version.ToString();
            case IDictionary entries:
                return "[" + string.Join(", ", entries.Keys.Cast<object>().Select(k => Text(k, depth + 1) + "=" + Text(entries[k], depth + 1)).OrderBy(t => t, StringComparer.Ordinal)) + "]";
            case ValueType when value.GetType().Assembly != typeof(IPolicy).Assembly && !value.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal):
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
            case IEnumerable items:
                return "[" + string.Join(", ", items.Cast<object?>().Select(i => Text(i, depth + 1))) + "]";
            default:
                return Parts(value, depth);
        }
    }

    private static string Parts(object value, int depth)
    {
        Type type = value.GetType();
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).ToArray();
        return depth > MaxDepth || properties.Length == 0 || type.IsValueType
            ? Convert.ToString(value, CultureInfo.InvariantCulture)!
            : type.Name + "(" + string.Join(", ", properties.Select(p => p.Name + "=" + Text(p.GetValue(value), depth + 1))) + ")";
    }
}
