using System;
using System.Linq;
using System.Text.Json.Nodes;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Tiering;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests.Docs;

/// <summary>The code samples of docs/serialization.md, compiled and run.</summary>
public sealed class SerializationSnippets
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 8, 0);

    [Fact]
    public void KeepEvents()
    {
        Message happened = new BudgetOpened(Now, "spring", new Points(1_000), "u1");
        #region keep-events
        var codec = new JsonEventCodec();
        EncodedMessage row = codec.Encode(happened);   // TypeName, SchemaVersion, Payload: three columns
        Message read = codec.Decode(row);              // equal to what happened, also if an older version wrote it
        #endregion
        Assert.Equal(happened, read);
        Assert.Equal("""{"at":"2026-03-01T08:00:00Z","budget":"spring","total":1000,"actor":"u1"}""", row.Payload);
    }

    [Fact]
    public void KeepSnapshots()
    {
        var process = new ProgrammeBudget();
        ProgrammeBudgetState state = process.Evolve(process.Initial, new BudgetOpened(Now, "spring", new Points(1_000), "u1"));
        #region keep-snapshots
        var snapshots = new JsonSnapshotCodec();
        string? schema = snapshots.SchemaOf(typeof(ProgrammeBudgetState)); // keep it beside the text
        string text = snapshots.Encode(state);

        // Later: another schema than today's, or none, means to read the events instead.
        if (schema == snapshots.SchemaOf(typeof(ProgrammeBudgetState)))
        {
            state = (ProgrammeBudgetState)snapshots.Decode(typeof(ProgrammeBudgetState), text);
        }
        #endregion
        Assert.Equal(1_000, state.Left.Value);
    }

    [Fact]
    public void KeepPolicies()
    {
        string file = JsonPolicyOptions.Write(new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026" });
        #region keep-policies
        LoyaltyOptions options = JsonPolicyOptions.Read<LoyaltyOptions>(file); // "ladder:tiers:gold:atleast isn't a field here."
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(options, LoyaltyPresets.Catalogue).Policy;
        #endregion
        Assert.Equal("2026", policy.Version.Label);
    }

    [Fact]
    public void BringUpToDate()
    {
        #region upcasts
        var steps = new UpcastTable(
        [
            new Upcast("tiering.clear-override", 1, fields =>
            {
                JsonNode? reason = fields["why"];
                fields.Remove("why");
                fields["reason"] = reason;
                return fields;
            }),
        ]);
        #endregion
        Assert.Equal(
            new ClearOverride(Now, "u1", "done"),
            new JsonEventCodec(steps).Decode(new EncodedMessage("tiering.clear-override", 1, """{"at":"2026-03-01T08:00:00Z","actor":"u1","why":"done"}""")));
    }

    [Fact]
    public void CheckACodec()
    {
        TieringPolicy policy = TieringPolicy.Compile(new TieringOptions { Preset = TieringPresets.P2 }, TieringPresets.Catalogue).Policy;
        #region codec-laws
        LawReport.ThrowIfBroken(CodecLaws.CheckAll(
            new TierAssignment(new PolicyBook<TieringPolicy>(policy)),
            TierCommandGenerators.Histories(policy),
            new JsonEventCodec(),
            new JsonSnapshotCodec(),
            new LawSettings { Cases = 20 }));
        #endregion
    }
}
