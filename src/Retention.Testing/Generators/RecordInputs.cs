using Retention.Core.Facts;

namespace Retention.Testing.Generators;

/// <summary>Entries of records to check against a standard.</summary>
internal static class RecordInputs
{
    internal static void AddTo(InputTable table) => table.Add(d => new RecordEntry(d.Of("phone", "行业", d.Id()), d.Text(), d.Maybe(Ingredients.Text)));
}
