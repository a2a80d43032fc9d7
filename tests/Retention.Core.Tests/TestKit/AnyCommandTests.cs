using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tests.Tiering;
using Retention.Core.Tiering;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Core.Tests.TestKit;

/// <summary>Whatever commands a host may build, in any order, a process accepts or refuses each: it never throws.</summary>
public class AnyCommandTests
{
    private static readonly PolicyBook<LoyaltyPolicy> Programme = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy);

    [Fact]
    public void PointsAccount_NeverThrows() => Check(new PointsAccount(Programme), Open);

    [Fact]
    public void PointsAccountOfAnyProgramme_NeverThrows()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Check(new PointsAccount(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPolicyGenerators.Make(seed)).Policy)), Open, 10);
        }
    }

    [Fact]
    public void Budget_NeverThrows() => Check(new ProgrammeBudget(), at => new OpenBudget(at, "campaign", new Points(1_000), "u1"));

    [Fact]
    public void Stock_NeverThrows() => Check(new RewardStock(), at => new OpenStock(at, "mug", 10, "u1"));

    [Fact]
    public void Referral_NeverThrows() => Check(new Referral(Programme.Entries[0].Policy.Referral), at => new InviteMember(at, "R1", "CODE", new CustomerId("A"), new CustomerId("B"), [], 0));

    [Fact]
    public void Tokens_NeverThrow() => Check(new SurveyTokens(), at => new IssueTokens(at, "S1", [SurveyToken.Hash("A1")]));

    [Fact]
    public void TierAssignment_NeverThrows() => Check(new TierAssignment(new PolicyBook<TieringPolicy>(TieringLawTests.Compile(TieringPresets.Options(TieringPresets.P2)))), at => new ClearOverride(at, "u1", "none"));

    [Fact]
    public void RunReview_NeverThrows() => Check(new RunReview(), at => new DraftRun(at, "run", at, 1, "digest", Programme.Entries[0].Policy.Version, "u9"));

    [Fact]
    public void Case_NeverThrows() => Check(new SlaCase(new PolicyBook<SlaPolicy>(SlaPolicy.Compile(SlaPresets.Options(SlaPresets.Catalogue.Names[0])).Policy)), at => new OpenCase(at, at, new CustomerId("C1"), new CaseFacts("issue", "normal", null, null, string.Empty, null, []), null, null, null, "u1"));

    [Fact]
    public void Lifecycle_NeverThrows() => Check(new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePresets.Options(LifecyclePresets.Catalogue.Names[0])).Policy)), at => new ReviewStage(at));

    private static OpenAccount Open(Instant at) => new OpenAccount(at, new CustomerId("M1"), new LocalDate(2024, 2, 29), string.Empty);

    /// <summary>A stream that is opened, then told whatever commands in the order of their times.</summary>
    private static void Check<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, Func<Instant, TCommand> open, int? cases = null)
        where TCommand : ICommand
        where TEvent : IEvent => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases ?? TieringLawTests.Settings.Cases),
        Prop.ForAll(Inputs.Map.ArbFor<TCommand[]>(), commands =>
        {
            TState state = process.Initial;
            TCommand[] inOrder = commands.OrderBy(c => c.At).ToArray();
            foreach (TCommand command in inOrder.Take(1).Select(c => open(c.At)).Concat(inOrder))
            {
                state = process.Fold(state, process.Handle(state, command).Events);
                _ = process.NextDue(state);
            }
        }));
}
