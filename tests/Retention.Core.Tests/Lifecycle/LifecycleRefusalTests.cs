using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Xunit;
using static Retention.Core.Tests.Lifecycle.TestLife;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>What a customer's life refuses, with what would be allowed; nothing changes then.</summary>
public sealed class LifecycleRefusalTests
{
    private const string Me = "u1";

    private static readonly Instant Now = Day(10);

    private static readonly Dictionary<string, LifecycleCommand> Commands = new Dictionary<string, LifecycleCommand>(StringComparer.Ordinal)
    {
        ["at-before-stream"] = new ReviewStage(Day(4)),
        ["purchase-known"] = Buy("S1", Day(6), 5),
        ["purchase-known (twice in an import)"] = Import([Purchase("N", Day(1), 1), Purchase("N", Day(2), 2)]),
        ["purchase-unknown"] = new ReturnPurchase(Now, "R2", "S9", 1m),
        ["purchase-unknown (corrected)"] = new CorrectPurchase(Now, Purchase("S9", Day(1), 1), false, Me),
        ["return-known"] = new ReturnPurchase(Now, "R1", "S1", 1m),
        ["return-exceeds-purchase"] = new ReturnPurchase(Now, "R2", "S1", 60.0001m),
        ["amount-out-of-range"] = Buy("S9", Day(6), -0.0001m),
        ["amount-out-of-range (returned)"] = new ReturnPurchase(Now, "R2", "S1", 0m),
        ["amount-out-of-range (in all)"] = Buy("S9", Day(6), 250_000_000_000_000m),
        ["amount-out-of-range (imported)"] = Import([Purchase("N1", Day(1), 100_000_000_000_000m), Purchase("N2", Day(2), 100_000_000_000_000m)]),
        ["amount-out-of-range (a number)"] = new SetCustomerNumber(Now, "health", 0.00001m),
        ["amount-out-of-range (an answer)"] = Act("A9", LifecycleActivities.SurveyOf10, Day(6), 0.00001m),
        ["occurred-in-future"] = Buy("S9", Now + Duration.Epsilon, 5),
        ["occurred-in-future (an activity)"] = Act("A9", LifecycleActivities.LogIn, Now + Duration.Epsilon),
        ["occurred-in-future (a closing)"] = new CloseActivity(Now, "O1", Now + Duration.Epsilon),
        ["date-in-future"] = new RecordPurchase(Now, new StagePurchase("S9", Now, 5m, string.Empty, new LocalDate(2026, 1, 12))),
        ["activity-id-known"] = Act("O1", LifecycleActivities.LogIn, Day(6)),
        ["activity-unknown"] = new CloseActivity(Now, "A9", Now),
        ["activity-unknown (voided)"] = new VoidActivity(Now, "A9", Me),
        ["activity-closed-before"] = new CloseActivity(Now, "O2", Now),
        ["closed-before-it-began"] = new CloseActivity(Now, "O1", Day(5) - Duration.Epsilon),
        ["activity-is-purchase"] = Act("A9", LifecycleActivities.Purchase, Day(6)),
        ["activity-needs-id"] = Act(null, LifecycleActivities.Objection, Day(6)),
        ["count-not-one"] = new RecordActivity(Now, new StageActivity(null, LifecycleActivities.LogIn, Day(6), null, null, 0)),
        ["count-not-one (with an id)"] = new RecordActivity(Now, new StageActivity("A9", LifecycleActivities.LogIn, Day(6), null, null, 2)),
        ["unknown-stage"] = new MoveStage(Now, "moon", Me, "please", null),
        ["unknown-stage (the furthest isn't on the way)"] = new ImportHistory(Now, [], [], "churn-risk", Me),
        ["stage-unchanged"] = new MoveStage(Now, "potential", Me, "please", null),
        ["move-not-after-now"] = new MoveStage(Now, "new", Me, "please", Now),
        ["unknown-policy-version"] = new AdoptLifecyclePolicy(Now, new PolicyVersion("other", new string('a', 64)), Me),
        ["text-missing"] = new MoveStage(Now, "new", " ", "please", null),
        ["text-missing (the reason)"] = new ReleaseStage(Now, Me, ""),
        ["text-missing (the document)"] = Buy(" ", Day(6), 5),
        ["text-missing (the name)"] = new SetCustomerAttribute(Now, "", "x"),
        ["text-missing (the tag)"] = new SetCustomerTag(Now, "", true),
        ["text-missing (into)"] = new MergeLifecycle(Now, default, Me),
    };

    public static TheoryData<string> Cases => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refusal_SaysWhyInBothLanguages_AndNothingChanges(string refused)
    {
        TestLife life = Given();
        LifecycleState before = life.State;
        Decision<LifecycleEvent> decision = life.Process.Handle(life.State, Commands[refused]);
        Assert.Equal(refused.Split(' ')[0], decision.Refusal?.Code);
        Assert.Empty(decision.Events);
        Assert.Same(before, life.State);
        Assert.DoesNotContain("{", decision.Refusal!.ToText(Language.English) + decision.Refusal.ToText(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRefusalOfALife_IsMetByATest()
    {
        string[] elsewhere = [LifecycleRefusals.StageTerminal, LifecycleRefusals.StageEnteredOnce, LifecycleRefusals.NoManualStage, LifecycleRefusals.LifecycleMerged];
        IEnumerable<string> codes = typeof(LifecycleRefusals).GetFields().Select(f => (string)f.GetRawConstantValue()!);
        Assert.Empty(codes.Except(Commands.Keys.Select(k => k.Split(' ')[0])).Except(elsewhere));
    }

    [Fact]
    public void Bounds_AreWithinWhatIsAllowed()
    {
        TestLife life = Given();
        life.Do(new ReturnPurchase(Now, "R2", "S1", 60m));
        life.Do(Buy("S9", Now, 0));
        life.Do(new CloseActivity(Now, "O1", Day(5)));
        life.Do(new MoveStage(Now, "potential", Me, "please", Now + Duration.Epsilon));
        Assert.Equal(LifecycleRefusals.StageUnchanged, life.Refused(new MoveStage(Now, "potential", Me, "please", Now + Duration.Epsilon)));
    }

    /// <summary>Under P3: a customer of five months, with a return, an open objection and a closed one, moved by hand.</summary>
    private static TestLife Given()
    {
        var life = new TestLife(LifecyclePresets.P3);
        life.Buy(Day(-150), 100, "S1");
        life.Do(new ReturnPurchase(Day(-100), "R1", "S1", 40m));
        life.Act(LifecycleActivities.Objection, Day(5), id: "O1");
        life.Act(LifecycleActivities.Objection, Day(5), id: "O2");
        life.Do(new CloseActivity(Day(5), "O2", Day(5)));
        life.Do(new MoveStage(Day(5), "potential", Me, "please", null));
        return life;
    }

    private static StagePurchase Purchase(string document, Instant at, decimal amount) => new StagePurchase(document, at, amount, string.Empty, null);

    private static RecordPurchase Buy(string document, Instant at, decimal amount) => new RecordPurchase(Now, Purchase(document, at, amount));

    private static ImportHistory Import(StagePurchase[] purchases) => new ImportHistory(Now, purchases, [], null, Me);

    private static RecordActivity Act(string? id, string activity, Instant at, decimal? value = null) => new RecordActivity(Now, new StageActivity(id, activity, at, value, null));
}
