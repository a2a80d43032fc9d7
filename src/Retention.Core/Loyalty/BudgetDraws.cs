using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>A command for the stream of one budget.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BudgetMovement
{
    internal BudgetMovement(string budget, BudgetCommand command)
    {
        this.Budget = budget;
        this.Command = command;
    }

    /// <summary>Gets the code of the budget, which names the stream.</summary>
    public string Budget { get; }

    /// <summary>Gets what to do there: a <see cref="DrawBudget"/> or a <see cref="RestoreBudget"/>.</summary>
    public BudgetCommand Command { get; }
}

/// <summary>What the events of a points account draw from programme budgets, and restore.</summary>
/// <remarks>
/// The account decides with the room that its command carried (<see cref="ProgrammeBudgetState.ToRoom"/>); the budget decides again when
/// it is drawn on, and if it refuses, nothing of either is appended. So two accounts can't share the last points of a budget.
/// </remarks>
public static class BudgetDraws
{
    /// <summary>What the name of a counter begins with that counts a budget: <c>budget:</c>, then the budget's code.</summary>
    public const string CounterPrefix = "budget:";

    /// <summary>What an event draws, or restores.</summary>
    /// <param name="at">The decision time, by the runner's rule also that of the budgets' streams.</param>
    /// <param name="account">
    /// The id of the account's stream, as two accounts may each have an award of one reference. Empty where the host's references are unique
    /// across accounts: then what was drawn for one account is also restored after it was merged into another.
    /// </param>
    /// <param name="e">The event of the account.</param>
    /// <returns>A command for each budget that the event's counters name; empty if none. What came back after its award closed stays drawn.</returns>
    public static IReadOnlyList<BudgetMovement> Of(Instant at, string account, PointsEvent e)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(e);
        if (AwardOf(e) is not { } award)
        {
            return [];
        }

        string reference = account.Length == 0 ? Escape(award.Document) : Escape(account) + "/" + Escape(award.Document);
        var movements = new List<BudgetMovement>();
        foreach (IGrouping<string, CounterChange> budget in e.Counters.Where(c => c.Counter.StartsWith(CounterPrefix, StringComparison.Ordinal)).GroupBy(c => c.Counter.Substring(CounterPrefix.Length), StringComparer.Ordinal))
        {
            Points change = Points.Round(budget.Sum(c => c.Change));
            if (change > default(Points))
            {
                movements.Add(new BudgetMovement(budget.Key, new DrawBudget(at, reference, PartOf(e), change, award.ClosesAt)));
            }
            else if (change < default(Points))
            {
                movements.Add(new BudgetMovement(budget.Key, new RestoreBudget(at, reference, default(Points) - change)));
            }
        }

        return FixedList.Own(movements.ToArray());
    }

    /// <summary>The award whose points move; null where none does, or where it closed. What a return gives to later awards draws nothing.</summary>
    private static Award? AwardOf(PointsEvent e) => e switch
    {
        PointsAwarded awarded => awarded.Award,
        PointsReturned returned => returned.Award,
        PendingCancelled cancelled => cancelled.Award,
        _ => null,
    };

    private static string PartOf(PointsEvent e) => e is PointsAwarded awarded ? awarded.Part : string.Empty;

    /// <summary>An id that may itself hold the separator, such as an ERP's document number.</summary>
    private static string Escape(string id) => id.Replace("~", "~0").Replace("/", "~1");
}
