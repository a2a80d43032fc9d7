using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;

namespace Retention.Testing.Generators;

/// <summary>An arbitrary for everything that a host hands to the library: values, facts and their drafts, options of every kind, the commands of every process, requests, policy books.</summary>
/// <remarks>
/// What is generated can always be built, though not everything of it is accepted: a command may well be refused. The ugly cases are common: ties, zeros, the ends of
/// ranges, clock changes, leap days, blanks, 中文 and emoji. Commands stand alone here; histories, in which they meet what came before, come from the generators of
/// each domain, such as <see cref="LoyaltyCommandGenerators"/>. Immutable and thread-safe.
/// </remarks>
public static class Inputs
{
    private static readonly InputTable Table = new InputTable()
        .With(ValueInputs.AddTo)
        .With(FactInputs.AddTo)
        .With(RecordInputs.AddTo)
        .With(MeasureInputs.AddTo)
        .With(OptionsInputs.AddTo)
        .With(PolicyInputs.AddTo)
        .With(TieringInputs.AddTo)
        .With(LoyaltyCommandInputs.AddTo)
        .With(LoyaltyValueInputs.AddTo)
        .With(ProgrammeInputs.AddTo)
        .With(LedgerInputs.AddTo)
        .With(SlaInputs.AddTo)
        .With(LifecycleInputs.AddTo)
        .With(HealthInputs.AddTo)
        .With(HostingInputs.AddTo)
        .With(StoreInputs.AddTo);

    /// <summary>Gets every type that is made, without the base types of commands.</summary>
    public static IReadOnlyList<Type> Types { get; } = Array.AsReadOnly(Table.Types.OrderBy(t => t.FullName, StringComparer.Ordinal).ToArray());

    /// <summary>Gets FsCheck's own arbitraries with those of every type in <see cref="Types"/>, and of each base type of commands; it also makes arrays and lists of them, which shrink.</summary>
    public static IArbMap Map { get; } = MakeMap();

    /// <summary>An arbitrary of one type: of one command, or of any command of a process by its base type, such as <c>PointsCommand</c>.</summary>
    /// <typeparam name="T">One of <see cref="Types"/>, or a base type of commands.</typeparam>
    /// <returns>An arbitrary, whose generator is in <c>Generator</c>. Numbers, texts and sets of facts shrink.</returns>
    /// <exception cref="NotSupportedException">Nothing of that type is made.</exception>
    public static Arbitrary<T> Of<T>() => Table.Find<T>()
        ?? throw new NotSupportedException("No input of type " + typeof(T) + " is made; Inputs.Types lists what is. For FsCheck's own types, and arrays and lists, use Inputs.Map.");

    private static IArbMap MakeMap()
    {
        MethodInfo merge = typeof(Inputs).GetMethod(nameof(Merge), BindingFlags.Static | BindingFlags.NonPublic)!;
        return Table.Types.Concat(Table.CommandBases).Aggregate(ArbMap.Default, (map, type) => (IArbMap)merge.MakeGenericMethod(type).Invoke(null, [map])!);
    }

    private static IArbMap Merge<T>(IArbMap map) => map.MergeArb(Of<T>());
}
