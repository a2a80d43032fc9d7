using System.Collections.Generic;
using System.Linq;

namespace Retention.Testing.Generators;

/// <summary>Smaller variants of lists, so that a counter-example names only what matters.</summary>
internal static class Shrinking
{
    /// <summary>Without either half, then without each element.</summary>
    internal static IEnumerable<T[]> Smaller<T>(T[] items)
    {
        if (items.Length > 3)
        {
            yield return items.Take(items.Length / 2).ToArray();
            yield return items.Skip(items.Length / 2).ToArray();
        }

        for (int i = 0; i < items.Length; i++)
        {
            yield return items.Where((_, at) => at != i).ToArray();
        }
    }
}
