using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Facts;

namespace Retention.Testing.Generators;

/// <summary>Generates standards of records: every form, with and without weights and sources.</summary>
/// <remarks>Every generated standard compiles. Immutable and thread-safe.</remarks>
public static class RecordStandardGenerators
{
    /// <summary>Gets standards of one field to five.</summary>
    public static Gen<RecordStandardOptions> Options { get; } = Gen.Choose(0, int.MaxValue).Select(Make);

    /// <summary>The standard of a seed; one seed always makes the same.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>New options that compile.</returns>
    public static RecordStandardOptions Make(int seed)
    {
        var dice = new Dice(seed);
        var options = new RecordStandardOptions { VaguePhrases = dice.Of(null, "n/a, 无, -"), SourceRequired = dice.Of<bool?>(null, true, false) };
        int count = dice.Between(1, 5);
        for (int i = 0; i < count; i++)
        {
            string? form = dice.Of(null, "text", "industry-code", "contact", "date", "number");
            options.Fields[dice.Of("phone", "行业", "field") + i.ToString(CultureInfo.InvariantCulture)] = new RecordFieldOptions
            {
                Form = form,
                OneOf = form is null or "text" && dice.Flag() ? "A, B, 丙" : null,
                Required = dice.Of<bool?>(null, true, false),
                Weight = dice.Of<decimal?>(null, 1m, 0.5m, 33.3333m),
            };
        }

        return options;
    }
}
