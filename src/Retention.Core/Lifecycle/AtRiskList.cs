using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>Who is at risk, and why: the list with which a day begins (预警名单).</summary>
/// <remarks>Made from states settled until one instant. Immutable and thread-safe.</remarks>
public sealed class AtRiskList
{
    private AtRiskList(IReadOnlyList<AtRiskCustomer> customers, IReadOnlyList<AtRiskCustomer> watched)
    {
        this.Customers = customers;
        this.Watched = watched;
    }

    /// <summary>
    /// Gets everybody in a stage at risk: by the gravest reason (who has none comes last), then by the number of reasons, most first, then by how long they
    /// have been at risk, longest first, then by customer.
    /// </summary>
    public IReadOnlyList<AtRiskCustomer> Customers { get; }

    /// <summary>Gets everybody else for whom a signal is on, in the same order; how long counts from the first signal.</summary>
    public IReadOnlyList<AtRiskCustomer> Watched { get; }

    /// <summary>Makes the list. Records that were merged into others are left out.</summary>
    /// <param name="policy">The policy, from which ranks, names and windows come. A signal that it doesn't have ranks last.</param>
    /// <param name="customers">The customers with their states, each settled until the same instant (<c>process.View</c>).</param>
    /// <returns>The list.</returns>
    public static AtRiskList Of(LifecyclePolicy policy, IEnumerable<KeyValuePair<CustomerId, LifecycleState>> customers)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(customers);
        AtRiskCustomer[] all = customers.Where(c => c.Value.MergedInto is null && (c.Value.IsAtRisk || c.Value.Signals.Count > 0))
            .Select(c => new AtRiskCustomer(policy, c.Key, c.Value))
            .OrderBy(c => c.Reasons.Count == 0 ? long.MaxValue : c.Reasons[0].Rank ?? (long)int.MaxValue).ThenByDescending(c => c.Reasons.Count).ThenBy(c => c.RiskSince).ThenBy(c => c.Customer).ToArray();
        return new AtRiskList(FixedList.Own(all.Where(c => c.IsAtRisk).ToArray()), FixedList.Own(all.Where(c => !c.IsAtRisk).ToArray()));
    }
}

/// <summary>A customer at risk, or one for whom a signal is on.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AtRiskCustomer
{
    internal AtRiskCustomer(LifecyclePolicy policy, CustomerId customer, LifecycleState state)
    {
        this.Customer = customer;
        this.IsAtRisk = state.IsAtRisk;
        this.Stage = state.Stage;
        this.Since = state.Since;
        this.Reasons = RiskReason.Ranked(policy, state);
        this.RiskSince = state.RiskSince ?? this.Reasons.Min(r => r.Signal.Since);
        this.Rule = policy.Stage(state.Stage);
    }

    /// <summary>Gets the customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Gets a value indicating whether the stage is one of customers at risk.</summary>
    public bool IsAtRisk { get; }

    /// <summary>Gets the code of the stage; null for none.</summary>
    public string? Stage { get; }

    /// <summary>Gets since when the customer has been in it; null for none.</summary>
    public Instant? Since { get; }

    /// <summary>Gets since when the customer has been at risk, in whatever stages of risk; for one who isn't, since when the first of the signals has been on.</summary>
    public Instant RiskSince { get; }

    /// <summary>Gets the signals that are on: the gravest first, then the earliest, then in ordinal order of the codes. Empty if none is on any more.</summary>
    public IReadOnlyList<RiskReason> Reasons { get; }

    internal StageRule? Rule { get; }
}

/// <summary>A reason for which a customer is at risk.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RiskReason
{
    private RiskReason(ActiveSignal signal, SignalRule? rule)
    {
        this.Signal = signal;
        this.Rank = rule?.Rank;
        this.Name = rule?.Name ?? signal.Signal;
        this.NameChinese = rule?.NameChinese ?? this.Name;
        this.Window = rule?.Window;
    }

    /// <summary>Gets the signal with what it found when it rose.</summary>
    public ActiveSignal Signal { get; }

    /// <summary>Gets how grave it is: 1 is the gravest; null if the policy doesn't have it.</summary>
    public int? Rank { get; }

    /// <summary>Gets the English display name, or the code if the policy doesn't have it.</summary>
    public string Name { get; }

    /// <summary>Gets the Chinese display name, or the code if the policy doesn't have it.</summary>
    public string NameChinese { get; }

    internal string? Window { get; }

    internal static FixedList<RiskReason> Ranked(LifecyclePolicy policy, LifecycleState state) => FixedList.Own(state.Signals
        .Select(s => new RiskReason(s, policy.Signal(s.Signal)))
        .OrderBy(r => r.Rank ?? int.MaxValue).ThenBy(r => r.Signal.Since).ThenBy(r => r.Signal.Signal, StringComparer.Ordinal).ToArray());
}
