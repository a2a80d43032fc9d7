using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core.Hosting;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Every type that a host builds has a generator, which makes more than one thing.</summary>
public sealed class GeneratorTests
{
    private const int SamplesPerType = 200;

    /// <summary>Distinct samples that are enough for a type with few fields, such as a flag and a choice.</summary>
    private const int EnoughDistinct = 4;

    /// <summary>What needs something beside the options, so that they would not compile alone: a catalogue of presets, other calendars.</summary>
    private static readonly HashSet<string> Constant = new HashSet<string>(StringComparer.Ordinal)
    {
        "TieringOptions.Preset", "LoyaltyOptions.Preset", "SlaOptions.Preset", "LifecycleOptions.Preset", "HealthOptions.Preset", "CalendarOptions.AnyOf", "CalendarOptions.AllOf", "CalendarOptions.Except",
    };

    public static TheoryData<Type> Made => [.. Inputs.Types];

    [Fact]
    public void EveryInputType_HasAGenerator()
    {
        HashSet<Type> made = Inputs.Types.Concat(OfGenerators()).Select(Definition).ToHashSet();
        Violations.AssertNone("No public generator makes it; add it to Inputs:", InputTypes.All.Except(made).Select(Library.Short));
    }

    [Theory]
    [MemberData(nameof(Made))]
    public void Samples_CanBeBuiltAndVary(Type type)
    {
        object[] samples = Samples(type);
        Assert.Equal(SamplesPerType, samples.Length);
        Assert.True(samples.Select(Everything.Text).Distinct(StringComparer.Ordinal).Count() >= EnoughDistinct, "All samples of " + type + " are like " + Everything.Text(samples[0]));
        Violations.AssertNone(
            "It never varies in the samples of " + type.Name + ":",
            Everything.Properties(type)
                .Where(p => type.Assembly == Library.Assembly && !type.IsValueType && !typeof(IPolicy).IsAssignableFrom(type) && !Constant.Contains(p.DeclaringType!.Name + "." + p.Name))
                .Where(p => samples.Select(s => Everything.Text(p.GetValue(s))).Distinct(StringComparer.Ordinal).Count() < 2)
                .Select(p => p.Name));
    }

    [Theory]
    [InlineData(typeof(Core.Loyalty.PointsCommand))]
    [InlineData(typeof(Core.Loyalty.BudgetCommand))]
    [InlineData(typeof(Core.Loyalty.StockCommand))]
    [InlineData(typeof(Core.Loyalty.ReferralCommand))]
    [InlineData(typeof(Core.Loyalty.SurveyTokenCommand))]
    [InlineData(typeof(Core.Tiering.TierCommand))]
    [InlineData(typeof(Core.Tiering.RunCommand))]
    [InlineData(typeof(Core.Sla.CaseCommand))]
    [InlineData(typeof(Core.Lifecycle.LifecycleCommand))]
    public void BaseTypeOfCommands_MakesEveryCase(Type type)
    {
        var missing = Library.Messages.Where(type.IsAssignableFrom).ToHashSet();
        Assert.NotEmpty(missing);
        for (int i = 0; i < 10 && missing.Count > 0; i++)
        {
            missing.ExceptWith(Samples(type).Select(s => s.GetType()));
        }

        Violations.AssertNone("Inputs.Of<" + type.Name + ">() doesn't make it:", missing.Select(Library.Short));
    }

    [Fact]
    public void TheMap_MakesArraysOfInputs_WhichShrink()
    {
        Arbitrary<Core.Loyalty.PointsCommand[]> arrays = Inputs.Map.ArbFor<Core.Loyalty.PointsCommand[]>();
        Core.Loyalty.PointsCommand[] longest = arrays.Generator.Sample(50, 20).OrderByDescending(a => a.Length).First();
        Assert.True(longest.Length > 1);
        Assert.Contains(arrays.Shrinker(longest), smaller => smaller.Length < longest.Length);
    }

    [Fact]
    public void Values_ShrinkTowardsNothing()
    {
        Assert.Contains(default, Inputs.Of<Points>().Shrinker(new Points(12.5m)));
        Assert.Empty(Inputs.Of<Points>().Shrinker(default));
        Assert.Contains(new CustomerId("客"), Inputs.Of<CustomerId>().Shrinker(new CustomerId("客户4")));
    }

    [Fact]
    public void TypeThatNobodyMakes_IsRefusedWithWhatToUse() =>
        Assert.Contains("Inputs.Map", Assert.Throws<NotSupportedException>(() => Inputs.Of<GeneratorTests>()).Message, StringComparison.Ordinal);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>What the public properties of generators make.</summary>
    private static IEnumerable<Type> OfGenerators() => typeof(Inputs).Assembly.GetExportedTypes()
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Select(p => p.PropertyType)
        .Where(t => t.IsGenericType && (t.GetGenericTypeDefinition() == typeof(Gen<>) || t.GetGenericTypeDefinition() == typeof(Arbitrary<>)))
        .Select(t => t.GetGenericArguments()[0]);

    private static object[] Samples(Type type) =>
        (object[])typeof(GeneratorTests).GetMethod(nameof(SamplesOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, null)!;

    private static object[] SamplesOf<T>() => Inputs.Of<T>().Generator.Sample(SamplesPerType, new Rnd(20_260_301, 20_260_303), 50).Select(s => (object)s!).ToArray();
}
