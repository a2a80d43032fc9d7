using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

public sealed class SnapshotCodecTests
{
    private static readonly JsonSnapshotCodec Codec = new JsonSnapshotCodec();

    /// <summary>The states of all processes there are, found and not listed.</summary>
    private static IEnumerable<Type> States => Library.PublicTypes
        .SelectMany(t => t.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IProcess<,,>) && !i.ContainsGenericParameters)
        .Select(i => i.GetGenericArguments()[0]).Distinct();

    [Fact]
    public void EveryState_HasASchemaOfItsOwn()
    {
        Type[] states = [.. States];
        Assert.Equal(9, states.Length);
        Assert.Equal(9, states.Select(s => Codec.SchemaOf(s) ?? throw new InvalidOperationException(s.Name + " has no snapshot.")).Distinct(StringComparer.Ordinal).Count());
    }

    // A schema that changes throws every snapshot of before away, which is right when fields change and a waste otherwise: here it is seen.
    [Fact]
    public void Schemas_AreAsApproved() => Approved.Verify("snapshot-schemas", [.. States.Select(s => s.FullName + " " + Codec.SchemaOf(s)).Order(StringComparer.Ordinal)]);

    [Fact]
    public void OtherTypes_HaveNone()
    {
        Assert.Null(Codec.SchemaOf(typeof(string)));
        Assert.Throws<ArgumentException>(() => Codec.Encode("state"));
        Assert.Throws<ArgumentException>(() => Codec.Decode(typeof(string), "{}"));
    }

    [Fact]
    public void Decode_Damaged_IsRefusedByItsField()
    {
        string payload = Codec.Encode(Budget());
        Assert.Equal("""{"budget":"spring","total":1000,"drawn":12.5,"draws":[{"reference":"R1","parts":[""],"amount":12.5,"keepUntil":"2026-04-01T00:00:00Z"}],"lastEventAt":"2026-03-01T08:00:00Z"}""", payload);
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => Codec.Decode(typeof(ProgrammeBudgetState), payload.Replace("\"parts\"", "\"part\"", StringComparison.Ordinal)));
        Assert.Equal("ProgrammeBudgetState v1: draws:0:part isn't a field here. Make the snapshot anew from the events.", e.Message);
    }

    // A state that was read back shares nothing with the one it came from, whichever goes on first.
    [Fact]
    public void Decode_GivesAStateApart()
    {
        var process = new ProgrammeBudget();
        ProgrammeBudgetState state = Budget();
        var copy = (ProgrammeBudgetState)Codec.Decode(typeof(ProgrammeBudgetState), Codec.Encode(state));
        process.Evolve(copy, new BudgetRestored(Instant.FromUtc(2026, 3, 2, 0, 0), "R1", new Points(12.5m), new Points(1_000)));
        Assert.Equal(12.5m, state.Drawn.Value);
        Assert.Equal(Codec.Encode(state), Codec.Encode(copy));
    }

    [Fact]
    public void EveryInitialState_ComesBack()
    {
        object[] states = [PointsAccountState.None, CaseState.None, LifecycleState.None, new RunReview().Initial, new ProgrammeBudget().Initial, new RewardStock().Initial, new SurveyTokens().Initial, new TierAssignmentState(), new ReferralState()];
        Assert.All(states, s => Assert.Equal(Codec.Encode(s), Codec.Encode(Codec.Decode(s.GetType(), Codec.Encode(s)))));
    }

    private static ProgrammeBudgetState Budget()
    {
        var process = new ProgrammeBudget();
        Instant at = Instant.FromUtc(2026, 3, 1, 8, 0);
        return process.Fold(process.Initial, [new BudgetOpened(at, "spring", new Points(1_000), "u1"), new BudgetDrawn(at, "R1", string.Empty, new Points(12.5m), new Points(987.5m), Instant.FromUtc(2026, 4, 1, 0, 0))]);
    }
}
