using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Testing;
using Retention.Testing.Generators;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>The samples of the page on testing.</summary>
public class TestingSnippets
{
    [Fact]
    public void CheckAProgramme()
    {
        #region testing-laws
        var options = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026-Q2" };
        options.Wallets["points"] = new WalletOptions { Expiry = new ExpiryOptions { After = "6m" } };

        var settings = new LawSettings { Cases = 50 };
        LawReport.ThrowIfBroken(LoyaltyLaws.CheckAll(options, LoyaltyPresets.Catalogue, settings)); // throws LawBrokenException
        #endregion
    }

    [Fact]
    public void CheckADecoratedProcess()
    {
        var options = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026-Q2" };
        #region testing-decorated
        IReadOnlyList<LawReport> reports = LoyaltyLaws.CheckAll(
            options, LoyaltyPresets.Catalogue, new LawSettings { Cases = 50 }, book => new ForgetfulAccount(new PointsAccount(book)));

        LawReport broken = reports.First(r => !r.Holds);
        // broken.Law             Settling before NextDue returns nothing, and at it something.
        // broken.Violation       settling at NextDue 2025-01-31T16:00:00Z returns nothing
        // broken.CounterExample  the commands that are left, often two or three
        // broken.Replay          seed,gamma,size
        #endregion
        Assert.Equal("Settling before NextDue returns nothing, and at it something.", broken.Law);
        Assert.StartsWith("settling at NextDue ", broken.Violation, StringComparison.Ordinal);

        #region testing-replay
        var again = new LawSettings { Replay = broken.Replay };
        LawReport same = LoyaltyLaws.CheckAll(options, LoyaltyPresets.Catalogue, again, book => new ForgetfulAccount(new PointsAccount(book)))
            .First(r => r.Law == broken.Law);
        #endregion
        Assert.Equal(broken.CounterExample, same.CounterExample);
    }

    [Fact]
    public void GenerateInputs()
    {
        #region testing-inputs
        // Every input: any command of an account, and arrays of them, which shrink.
        Arbitrary<PointsCommand> any = Inputs.Of<PointsCommand>();
        Arbitrary<PointsCommand[]> many = Inputs.Map.ArbFor<PointsCommand[]>();
        RecordPurchase[] purchases = Inputs.Of<RecordPurchase>().Generator.Sample(100);

        // Whole histories: each command meets what is there.
        LoyaltyPolicy policy = LoyaltyPolicy.Compile(LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond)).Policy;
        Arbitrary<PointsCommand[]> histories = LoyaltyCommandGenerators.Histories(policy);

        // A property of your own, with your test framework or without: no command makes an account throw.
        var process = new PointsAccount(new PolicyBook<LoyaltyPolicy>(policy));
        Prop.ForAll(any, command => process.Handle(process.Initial, command) != null).QuickCheckThrowOnFailure();
        #endregion
        Assert.Equal(100, purchases.Length);
        Assert.NotEmpty(histories.Generator.Sample(5));
        Assert.NotEmpty(many.Generator.Sample(5));
    }

    #region testing-forgetful
    public sealed class ForgetfulAccount : IProcess<PointsAccountState, PointsCommand, PointsEvent>
    {
        private readonly IProcess<PointsAccountState, PointsCommand, PointsEvent> inner;

        public ForgetfulAccount(IProcess<PointsAccountState, PointsCommand, PointsEvent> inner) => this.inner = inner;

        public PointsAccountState Initial => this.inner.Initial;

        public IReadOnlyList<PointsEvent> Settle(PointsAccountState state, Instant now) =>
            this.inner.Settle(state, now).Where(e => !(e is PointsExpired)).ToList(); // the bug

        public Decision<PointsEvent> Decide(PointsAccountState state, PointsCommand command) => this.inner.Decide(state, command);

        public PointsAccountState Evolve(PointsAccountState state, PointsEvent happened) => this.inner.Evolve(state, happened);

        public Instant? NextDue(PointsAccountState state) => this.inner.NextDue(state);
    }
    #endregion
}
