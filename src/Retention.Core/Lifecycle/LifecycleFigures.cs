using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Figures;
using Retention.Core.Periods;

namespace Retention.Core.Lifecycle;

/// <summary>Figures over many customers in a period: stages, moves, dwell, recovery (挽回率), losses, activation (激活率).</summary>
/// <remarks>
/// <para>
/// Stages are counted as they were seen: the one set by hand, else the overlay, else the stage of the way. Stages passed through at one instant are
/// none of it: a chain is one move, from the stage before it to its last. Records that were merged into others aren't counted; the one that goes on is.
/// </para>
/// <para>
/// Everything is counted by what is known now. Merging is commutative and associative, so partitions and their order don't matter. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class LifecycleFigures
{
    private LifecycleFigures(Instant? from, Instant? to, IReadOnlyList<StageFigures> stages, Rate recovery, Rate activation, long winBacks, long losses)
    {
        this.From = from;
        this.To = to;
        this.Stages = stages;
        this.Recovery = recovery;
        this.Activation = activation;
        this.WinBacks = winBacks;
        this.Losses = losses;
    }

    /// <summary>Gets the figures of no customer, which merge with those of any period.</summary>
    public static LifecycleFigures Empty { get; } = new LifecycleFigures(null, null, FixedList<StageFigures>.Empty, default, default, 0, 0);

    /// <summary>Gets the start of the period, inclusive; null for no customer.</summary>
    public Instant? From { get; }

    /// <summary>Gets the end of the period, exclusive; null for no customer.</summary>
    public Instant? To { get; }

    /// <summary>Gets the figures of each stage that somebody was in, in ordinal order of the codes, none first.</summary>
    public IReadOnlyList<StageFigures> Stages { get; }

    /// <summary>
    /// Gets how many risk periods ended in the period by winning back, of those that lay in it at least in part (plan rule C-5; the plans' goal is 50 % or more).
    /// </summary>
    /// <remarks>
    /// A risk period goes from the first stage at risk to the first that isn't: who passes from at risk to lost has one, and a loss doesn't end it, as who is lost
    /// may still come back. One that a correction, an import, a merge, another policy or a hand ended is taken out, as it was unfounded or nobody knows how it
    /// would have ended. A stage set by hand that isn't at risk hides a risk period and doesn't end it. A customer with two risk periods counts twice.
    /// </remarks>
    public Rate Recovery { get; }

    /// <summary>
    /// Gets how many customers something activated within the window of the rate, of those whose window ended in the period: the local midnight that ends its
    /// last day (plan rule C-4; <see cref="ActivationRule.GoalPercent"/> is the goal).
    /// </summary>
    public Rate Activation { get; }

    /// <summary>Gets how many moves in the period were win-backs, also such as no risk period that was seen came before.</summary>
    public long WinBacks { get; }

    /// <summary>Gets how many moves in the period were losses.</summary>
    public long Losses { get; }

    /// <summary>The figures of one customer.</summary>
    /// <param name="process">The process.</param>
    /// <param name="state">The customer's life, which is settled until the end of the period.</param>
    /// <param name="from">The start of the period, inclusive.</param>
    /// <param name="to">Its end, exclusive, later than the start.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">The period doesn't end after its start, or the process lacks the policy under which the stream stands.</exception>
    public static LifecycleFigures Of(CustomerLifecycle process, LifecycleState state, Instant from, Instant to)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(state);
        if (to <= from)
        {
            throw new ArgumentException("The period ends at or before its start; choose a later end.", nameof(to));
        }

        if (state.PolicyVersion is null || state.MergedInto is not null)
        {
            return Empty;
        }

        LifecyclePolicy policy = process.PolicyOf(state)
            ?? throw new ArgumentException("The process doesn't have the policy " + state.PolicyVersion + " under which the stream stands; add it to its book.", nameof(process));
        IReadOnlyList<StageSpell> history = process.View(state, to).History;
        List<RiskPeriod> risks = RiskPeriod.Of(history).FindAll(r => r.IsExposedIn(from, to));
        StageSpell[] within = history.Where(s => s.Since >= from && s.Since < to).ToArray();
        return new LifecycleFigures(
            from,
            to,
            Joined(StageFigures.Of(StageStay.Of(history), from, to, policy.Zone)),
            new Rate(risks.Count(r => r.IsWonBackIn(from, to)), risks.Count),
            ActivationOf(policy, state, from, to),
            within.Count(s => s.Outcome == StageOutcome.WinBack),
            within.Count(s => s.Outcome == StageOutcome.Loss));
    }

    /// <summary>The figures of a stage.</summary>
    /// <param name="code">The code of the stage; null for none.</param>
    /// <returns>The figures; null if nobody was in it.</returns>
    public StageFigures? Stage(string? code) => this.Stages.FirstOrDefault(s => string.Equals(s.Stage, code, StringComparison.Ordinal));

    /// <summary>The figures over both.</summary>
    /// <param name="other">The figures of other customers in the same period.</param>
    /// <returns>The merged figures.</returns>
    /// <exception cref="ArgumentException">The periods differ.</exception>
    public LifecycleFigures Merge(LifecycleFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (this.From is not null && other.From is not null && (this.From != other.From || this.To != other.To))
        {
            throw new ArgumentException("The figures are of different periods, and a customer would count twice; merge those of one period.", nameof(other));
        }

        return new LifecycleFigures(
            this.From ?? other.From,
            this.To ?? other.To,
            Joined(this.Stages.Concat(other.Stages)),
            this.Recovery.Merge(other.Recovery),
            this.Activation.Merge(other.Activation),
            this.WinBacks + other.WinBacks,
            this.Losses + other.Losses);
    }

    private static FixedList<StageFigures> Joined(IEnumerable<StageFigures> stages) => FixedList.Own(
        stages.GroupBy(s => s.Stage, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Aggregate((a, b) => a.Merge(b))).ToArray());

    private static Rate ActivationOf(LifecyclePolicy policy, LifecycleState state, Instant from, Instant to)
    {
        LifecycleFacts facts = policy.OrganisationSet is { } organisations ? state.KnownFacts.In(organisations) : state.KnownFacts;
        if (facts.Purchases.Count == 0)
        {
            return default;
        }

        int last = policy.Activation.LastDayOfRate(facts.Purchases[0].Day);
        Instant end = LocalDays.StartOf(LocalDays.DateOf(last + 1), policy.Zone);
        return end < from || end >= to ? default : new Rate(policy.Activation.DayOf(facts) <= last ? 1 : 0, 1);
    }
}
