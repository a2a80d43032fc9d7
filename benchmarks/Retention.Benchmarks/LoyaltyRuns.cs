using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Benchmarks;

/// <summary>Rates of a points account in plain loops, beside the rate at which this machine allocates the same bytes, and the memory that lots keep.</summary>
/// <param name="only">What the names of the measurements begin with; empty: all.</param>
internal sealed class LoyaltyRuns(string only)
{
    /// <summary>Many and short, so that the best ones met no other work on the machine.</summary>
    private const int Rounds = 100;
    private const int Operations = 10_000;
    private const int Accounts = 20_000;

    /// <summary>What the allocating loop keeps alive for a moment, so that the compiler can't leave it out.</summary>
    private byte[] kept = [];

    /// <summary>Prints everything.</summary>
    internal void Report()
    {
        Print($"points account with {LoyaltyAccounts.Lots} live lots, one thread, {Environment.ProcessorCount} cores, .NET {Environment.Version}; best and median of {Rounds} rounds");
        foreach (bool ladder in new[] { false, true })
        {
            this.Report(ladder);
        }

        if (only.Length == 0)
        {
            ReportMemory();
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>Memory that one more lot takes in an account that is kept, without the strings that name documents and lines.</summary>
    private static void ReportMemory()
    {
        // Lots that outlive their awards, so that none of them has lapsed when all awards are closed.
        PointsAccount process = LoyaltyAccounts.Process(false, "60m");
        double empty = Retained(process, 0);
        Print($"memory kept, all awards closed: {empty:F0} bytes for an account without lots");
        foreach (int lots in new[] { 10, 20, 30, 40, LoyaltyAccounts.Lots })
        {
            double full = Retained(process, lots);
            Print($"  {lots} lots: {full:F0} bytes; {(full - empty) / lots:F1} a lot beyond the empty account, {full / lots:F1} with it");
        }
    }

    private static double Retained(PointsAccount process, int lots)
    {
        var states = new PointsAccountState[Accounts];
        long before = GC.GetTotalMemory(true);
        for (int i = 0; i < Accounts; i++)
        {
            states[i] = LoyaltyAccounts.WithClosedAwards(process, lots);
            if (i == 0 && (states[i].Awards.Count > 0 || (lots > 0 && states[i].Wallets[0].Lots.Count != lots)))
            {
                throw new InvalidOperationException("The account doesn't have the lots that are measured.");
            }
        }

        double bytes = (GC.GetTotalMemory(true) - before) / (double)Accounts;
        GC.KeepAlive(states);
        return bytes;
    }

    private void Report(bool ladder)
    {
        PointsAccount process = LoyaltyAccounts.Process(ladder);
        PointsAccountState state = LoyaltyAccounts.FiftyLots(process);
        PointsCommand[] earns = LoyaltyAccounts.Earns();
        PointsCommand[] redemptions = LoyaltyAccounts.Redemptions();
        PointsCommand[] chain = LoyaltyAccounts.Chain(1_000);
        PointsEvent[] history = LoyaltyAccounts.History(process, state, 1_000);
        Print($"{(ladder ? "with the ladder bronze to diamond" : "without a ladder")}; history: {string.Join(", ", history.GroupBy(e => e.TypeName).Select(g => g.Count() + " " + g.Key))}; {LotsOver(process, state, history):F0} live lots on average");
        this.Measure("earn, Decide + Evolve", Operations, () => Decide(process, state, earns, true));
        this.Measure("earn, Decide alone", Operations, () => Decide(process, state, earns, false));
        this.Measure("redeem, Decide + Evolve", Operations, () => Decide(process, state, redemptions, true));
        this.Measure("redeem, Decide alone", Operations, () => Decide(process, state, redemptions, false));
        this.Measure("chain, Handle + Fold", chain.Length, () => Repeat(1, () => chain.Aggregate(state, (s, c) => process.Fold(s, process.Handle(s, c).Events))));
        this.Measure("replay, Evolve", 10 * history.Length, () => Repeat(10, () => Replay(process, state, history)));
    }

    private static void Decide(PointsAccount process, PointsAccountState state, PointsCommand[] commands, bool evolve)
    {
        for (int i = 0; i < Operations; i++)
        {
            IReadOnlyList<PointsEvent> events = process.Decide(state, commands[i & (commands.Length - 1)]).Events;
            PointsAccountState after = state;
            for (int e = 0; e < events.Count && evolve; e++)
            {
                after = process.Evolve(after, events[e]);
            }
        }
    }

    private static PointsAccountState Replay(PointsAccount process, PointsAccountState state, PointsEvent[] history)
    {
        foreach (PointsEvent e in history)
        {
            state = process.Evolve(state, e);
        }

        return state;
    }

    private static double LotsOver(PointsAccount process, PointsAccountState state, PointsEvent[] history)
    {
        double lots = 0;
        foreach (PointsEvent e in history)
        {
            state = process.Evolve(state, e);
            lots += state.Wallets[0].Lots.Count;
        }

        return lots / history.Length;
    }

    private static void Repeat(int times, Func<PointsAccountState> work)
    {
        for (int i = 0; i < times; i++)
        {
            work();
        }
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Times work in turn with a loop that only allocates as many bytes, so that both meet the same machine.</summary>
    private void Measure(string name, int operations, Action work)
    {
        if (!name.StartsWith(only, StringComparison.Ordinal))
        {
            return;
        }

        // Long enough that the compiler is done with it.
        for (int i = 0; i < Rounds; i++)
        {
            work();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        int bytes = (int)((GC.GetAllocatedBytesForCurrentThread() - before) / operations);
        var seconds = new double[Rounds];
        var allocating = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            seconds[round] = Seconds(work);
            allocating[round] = Seconds(() => this.Allocate(operations, bytes));
        }

        Array.Sort(seconds);
        Array.Sort(allocating);
        Print($"  {name,-24} {operations / seconds[0] / 1e6,6:F2} million a second (median {operations / seconds[Rounds / 2] / 1e6,5:F2}), {seconds[0] / operations * 1e9,6:F0} ns, {bytes,5} bytes; only allocating them {operations / allocating[0] / 1e6,6:F2} million, {allocating[0] / seconds[0]:P0} of the time");
    }

    /// <summary>Allocates the bytes of each operation in objects of a hundred bytes, about the size of most of the ledger's.</summary>
    private void Allocate(int operations, int bytes)
    {
        const int size = 104;
        int objects = Math.Max(1, bytes / size);
        for (int i = 0; i < operations * objects; i++)
        {
            this.kept = new byte[size - 24];
        }
    }
}
