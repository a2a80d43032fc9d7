using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace Retention.Core;

/// <summary>Read-only copies, so that a value built from a host's list doesn't change when the host changes its list.</summary>
internal static class Sequence
{
    internal static ReadOnlyCollection<T> Copy<T>(IEnumerable<T> items) => Array.AsReadOnly(items.ToArray());

    internal static ReadOnlyDictionary<string, T> Copy<T>(IEnumerable<KeyValuePair<string, T>> items)
    {
        var copy = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, T> item in items)
        {
            copy.Add(item.Key, item.Value);
        }

        return new ReadOnlyDictionary<string, T>(copy);
    }
}
