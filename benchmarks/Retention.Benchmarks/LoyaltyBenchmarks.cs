using System.Collections.Generic;
using BenchmarkDotNet.Attributes;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Benchmarks;

/// <summary>A points account with fifty live lots: commands from the same state again and again, as states don't change, and histories.</summary>
[MemoryDiagnoser]
public class LoyaltyBenchmarks
{
    private const int Purchases = 1_000;
    private const int Commands = Purchases + (Purchases / 10);
    private const int Events = 1_000;

    private PointsAccount process = LoyaltyAccounts.Process(false);
    private PointsAccountState? state;
    private PointsCommand[] earns = [];
    private PointsCommand[] redemptions = [];
    private PointsCommand[] chain = [];
    private PointsEvent[] history = [];
    private int next;

    /// <summary>Gets or sets a value indicating whether the policy has the ladder bronze to diamond.</summary>
    [Params(false, true)]
    public bool Ladder { get; set; }

    /// <summary>Makes the account, the commands and the events.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        this.process = LoyaltyAccounts.Process(this.Ladder);
        this.state = LoyaltyAccounts.FiftyLots(this.process);
        this.earns = LoyaltyAccounts.Earns();
        this.redemptions = LoyaltyAccounts.Redemptions();
        this.chain = LoyaltyAccounts.Chain(Purchases);
        this.history = LoyaltyAccounts.History(this.process, this.state, Events);
    }

    /// <summary>Decides a one-line purchase and applies it.</summary>
    /// <returns>The next state.</returns>
    [Benchmark]
    public PointsAccountState Earn() => this.DecideAndEvolve(this.earns);

    /// <summary>Decides a one-line purchase.</summary>
    /// <returns>The decision.</returns>
    [Benchmark]
    public Decision<PointsEvent> EarnDecideAlone() => this.process.Decide(this.state!, this.Next(this.earns));

    /// <summary>Decides a redemption over three to five lots and applies it.</summary>
    /// <returns>The next state.</returns>
    [Benchmark]
    public PointsAccountState Redeem() => this.DecideAndEvolve(this.redemptions);

    /// <summary>Decides a redemption over three to five lots.</summary>
    /// <returns>The decision.</returns>
    [Benchmark]
    public Decision<PointsEvent> RedeemDecideAlone() => this.process.Decide(this.state!, this.Next(this.redemptions));

    /// <summary>A thousand purchases a day apart, each tenth followed by a redemption: settles, decides and applies each.</summary>
    /// <returns>The last state.</returns>
    [Benchmark(OperationsPerInvoke = Commands)]
    public PointsAccountState Chain()
    {
        PointsAccountState last = this.state!;
        foreach (PointsCommand command in this.chain)
        {
            last = this.process.Fold(last, this.process.Handle(last, command).Events);
        }

        return last;
    }

    /// <summary>Applies stored events.</summary>
    /// <returns>The last state.</returns>
    [Benchmark(OperationsPerInvoke = Events)]
    public PointsAccountState Replay()
    {
        PointsAccountState last = this.state!;
        for (int i = 0; i < Events; i++)
        {
            last = this.process.Evolve(last, this.history[i]);
        }

        return last;
    }

    private PointsCommand Next(PointsCommand[] commands) => commands[this.next++ & (commands.Length - 1)];

    private PointsAccountState DecideAndEvolve(PointsCommand[] commands)
    {
        IReadOnlyList<PointsEvent> events = this.process.Decide(this.state!, this.Next(commands)).Events;
        PointsAccountState after = this.state!;
        for (int i = 0; i < events.Count; i++)
        {
            after = this.process.Evolve(after, events[i]);
        }

        return after;
    }
}
