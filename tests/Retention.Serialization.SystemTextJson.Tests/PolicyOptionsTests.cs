using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

public sealed class PolicyOptionsTests
{
    private const int Generated = 60;

    public static TheoryData<string> Presets =>
    [
        .. TieringPresets.Catalogue.Names.Select(n => "tiering " + n), .. LoyaltyPresets.Catalogue.Names.Select(n => "loyalty " + n), .. SlaPresets.Catalogue.Names.Select(n => "sla " + n),
        .. LifecyclePresets.Catalogue.Names.Select(n => "lifecycle " + n), .. HealthPresets.Catalogue.Names.Select(n => "health " + n),
    ];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_ComesBackAsTheSamePolicy(string preset)
    {
        string[] parts = preset.Split(' ');
        switch (parts[0])
        {
            case "tiering":
                Same(TieringPresets.Options(parts[1]), o => TieringPolicy.Compile(o, null).Policy.Version);
                break;
            case "loyalty":
                Same(LoyaltyPresets.Options(parts[1]), o => LoyaltyPolicy.Compile(o, null).Policy.Version);
                break;
            case "sla":
                Same(SlaPresets.Options(parts[1]), o => SlaPolicy.Compile(o, null).Policy.Version);
                break;
            case "lifecycle":
                Same(LifecyclePresets.Options(parts[1]), o => LifecyclePolicy.Compile(o, null).Policy.Version);
                break;
            default:
                Same(HealthPresets.Options(parts[1]), o => HealthPolicy.Compile(o, null).Policy.Version);
                break;
        }
    }

    [Fact]
    public void GeneratedOptions_ComeBackAsTheSamePolicy()
    {
        for (int seed = 0; seed < Generated; seed++)
        {
            Same(LoyaltyPolicyGenerators.Make(seed), o => LoyaltyPolicy.Compile(o, null).Policy.Version);
            Same(SlaPolicyGenerators.Make(seed), o => SlaPolicy.Compile(o, null).Policy.Version);
            Same(LifecyclePolicyGenerators.Make(seed), o => LifecyclePolicy.Compile(o, null).Policy.Version);
            Same(HealthPolicyGenerators.Make(seed), o => HealthPolicy.Compile(o, null).Policy.Version);
        }
    }

    [Fact]
    public void OtherKinds_ComeBack()
    {
        var calendar = new CalendarOptions { Zone = "Asia/Shanghai", Week = new WeekOptions { Monday = "09:00-18:00" } };
        Same(calendar, o => OptionsTree.Of(o).Fingerprint());
        Same(new RecordStandardOptions(), o => OptionsTree.Of(o).Fingerprint());
        Same(new DocumentRulesOptions(), o => OptionsTree.Of(o).Fingerprint());
    }

    // Every property of every options class, of whatever depth: what is set comes back.
    [Fact]
    public void EveryProperty_ComesBack()
    {
        foreach (OptionsNode options in (OptionsNode[])[new TieringOptions(), new LoyaltyOptions(), new SlaOptions(), new LifecycleOptions(), new HealthOptions(), new CalendarOptions(), new RecordStandardOptions(), new DocumentRulesOptions()])
        {
            Fill(options, 0);
            string json = JsonPolicyOptions.Write(options);
            OptionsNode read = JsonPolicyOptions.Read(json);
            Assert.Equal(OptionsTree.Of(options).Fingerprint(), OptionsTree.Of(read).Fingerprint());
            Assert.Equal(json, JsonPolicyOptions.Write(read));
        }
    }

    [Fact]
    public void Write_IsIndentedAndNamesKindAndVersion() => Assert.Equal(
        """
        {
          "kind": "tiering",
          "version": 1,
          "options": {
            "label": "2026 春",
            "preset": "p2-abcd",
            "stability": {
              "marginUp": 1.5
            }
          }
        }
        """.Replace("\r\n", "\n", StringComparison.Ordinal),
        JsonPolicyOptions.Write(new TieringOptions { Label = "2026 春", Preset = "p2-abcd", Stability = new TierStabilityOptions { MarginUp = 1.50m } }));

    [Fact]
    public void Read_WhatAHandWrote_TakesCommentsCommasAndNulls()
    {
        LoyaltyOptions options = JsonPolicyOptions.Read<LoyaltyOptions>("""
            // ours
            { "version": 1, "options": { "label": "x", "zone": null, /* later */ "wallets": { "points": { "name": "积分", }, }, }, "kind": "loyalty" }
            """);
        Assert.Equal(("x", null, "积分"), (options.Label, options.Zone, options.Wallets["points"].Name));
    }

    [Theory]
    [InlineData("{\"ladder\":{\"tiers\":{\"gold\":{\"atleast\":5}}}}", "ladder:tiers:gold:atleast isn't a field here.")]
    [InlineData("{\"ladder\":{\"tiers\":{\"gold\":{\"atLeast\":\"5\"}}}}", "ladder:tiers:gold:atLeast isn't a number.")]
    [InlineData("{\"ladder\":{\"tiers\":{\"gold\":{},\"gold\":{}}}}", "ladder:tiers:gold is there twice.")]
    [InlineData("{\"wallets\":[]}", "wallets isn't an object.")]
    [InlineData("{\"zone\":8}", "zone isn't a text.")]
    [InlineData("[]", "the whole isn't an object.")]
    public void Read_Mistake_IsRefusedByItsPath(string options, string problem) =>
        Assert.Equal("loyalty v1: " + problem, Refused("{\"kind\":\"loyalty\",\"version\":1,\"options\":" + options + "}"));

    [Theory]
    [InlineData("{\"kind\":\"loyality\",\"version\":1,\"options\":{}}", "loyality v1: kind is none of calendar, document-rules, health, lifecycle, loyalty, record-standard, sla, tiering.")]
    [InlineData("{\"kind\":\"loyalty\",\"version\":2,\"options\":{}}", "loyalty v2: a newer version of the library wrote it, and this one reads up to v1; upgrade.")]
    [InlineData("{\"kind\":\"loyalty\",\"version\":0,\"options\":{}}", "loyalty v0: versions count from 1.")]
    [InlineData("{\"kind\":\"loyalty\",\"version\":\"1\",\"options\":{}}", "loyalty v1: version isn't a whole number.")]
    [InlineData("{\"kind\":7,\"version\":1,\"options\":{}}", "policy v1: kind isn't a text.")]
    [InlineData("{\"kind\":\"loyalty\",\"options\":{}}", "policy v1: it has the fields kind, options instead of kind, version and options.")]
    [InlineData("[]", "policy v1: the whole isn't an object with kind, version and options.")]
    [InlineData("{", "policy v1: it isn't whole JSON (line 1, byte 2), so it is damaged.")]
    public void Read_WrongEnvelope_IsRefused(string json, string message) => Assert.Equal(message, Refused(json));

    [Fact]
    public void Read_AnotherKind_IsRefused() => Assert.Equal(
        "sla v1: these are options of the kind sla, and LoyaltyOptions was asked for.",
        Assert.Throws<UnreadableMessageException>(() => JsonPolicyOptions.Read<LoyaltyOptions>(JsonPolicyOptions.Write(new SlaOptions()))).Message);

    [Fact]
    public void Write_PartOrCircle_IsRefused()
    {
        Assert.StartsWith("WalletOptions isn't the whole of a policy's options; write one of ", Assert.Throws<ArgumentException>(() => JsonPolicyOptions.Write(new WalletOptions())).Message, StringComparison.Ordinal);
        var condition = new ConditionOptions();
        condition.All["again"] = condition;
        var circle = new TieringOptions();
        circle.Tiers["A"] = new TierOptions { When = condition };
        Assert.Contains("does something contain itself?", Assert.Throws<ArgumentException>(() => JsonPolicyOptions.Write(circle)).Message, StringComparison.Ordinal);
    }

    private static string Refused(string json) => Assert.Throws<UnreadableMessageException>(() => JsonPolicyOptions.Read(json)).Message;

    private static void Same<T, TVersion>(T options, Func<T, TVersion> compile)
        where T : OptionsNode
    {
        string json = JsonPolicyOptions.Write(options);
        T read = JsonPolicyOptions.Read<T>(json);
        Assert.Equal(compile(options), compile(read));
        Assert.Equal(json, JsonPolicyOptions.Write(read));
    }

    private static void Fill(OptionsNode options, int depth)
    {
        int count = depth * 100;
        foreach (System.Reflection.PropertyInfo property in options.GetType().GetProperties().Where(p => p.Name != "Removed"))
        {
            count++;
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            property.SetValue(options, Value(type, depth, count));
        }
    }

    private static object? Value(Type type, int depth, int count)
    {
        if (type.IsGenericType)
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
            if (depth < 4)
            {
                map.Add("键 " + count, Value(type.GetGenericArguments()[1], depth, count + 1));
                map.Add("b", Value(type.GetGenericArguments()[1], depth, count + 2));
            }

            return map;
        }

        if (!typeof(OptionsNode).IsAssignableFrom(type))
        {
            return Type.GetTypeCode(type) switch
            {
                TypeCode.String => "text " + count,
                TypeCode.Boolean => count % 2 == 0,
                TypeCode.Int32 => (object)count,
                TypeCode.Decimal => count + 0.25m,
                _ => throw new NotSupportedException(type.Name),
            };
        }

        if (depth >= 4)
        {
            return null;
        }

        var node = (OptionsNode)Activator.CreateInstance(type)!;
        Fill(node, depth + 1);
        return node;
    }
}
