using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What one award drew from a budget and may still give back.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BudgetDraw : IDue
{
    internal BudgetDraw(string reference, IReadOnlyList<string> parts, Points amount, Instant keepUntil)
    {
        this.Reference = reference;
        this.Parts = FixedList.Of(parts);
        this.Amount = amount;
        this.KeepUntil = keepUntil;
    }

    /// <summary>Gets what drew.</summary>
    public string Reference { get; }

    /// <summary>Gets the parts that drew; the empty one is the whole.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Gets how much of it is drawn, after what was restored.</summary>
    public Points Amount { get; }

    /// <summary>Gets until when it can be restored, exclusive.</summary>
    public Instant KeepUntil { get; }

    /// <inheritdoc/>
    Instant IDue.Due => this.KeepUntil;

    internal bool HasPart(string part) => this.Parts.Contains(part, StringComparer.Ordinal);
}

/// <summary>A programme budget as it stands.</summary>
/// <remarks>Bounded by the awards that are still open, not by the length of history. Immutable and thread-safe.</remarks>
public sealed class ProgrammeBudgetState : IStreamState
{
    private readonly DueMap<BudgetDraw> draws;

    internal ProgrammeBudgetState()
        : this(null, default, default, DueMap<BudgetDraw>.Empty, null)
    {
    }

    private ProgrammeBudgetState(string? budget, Points total, Points drawn, DueMap<BudgetDraw> draws, Instant? lastEventAt)
    {
        this.Budget = budget;
        this.Total = total;
        this.Drawn = drawn;
        this.draws = draws;
        this.LastEventAt = lastEventAt;
    }

    /// <summary>Gets the code of the budget; null before it was opened.</summary>
    public string? Budget { get; }

    /// <summary>Gets how many points may be given.</summary>
    public Points Total { get; }

    /// <summary>Gets how many are drawn, after what was restored.</summary>
    public Points Drawn { get; }

    /// <summary>Gets how many are left.</summary>
    public Points Left => this.Total - this.Drawn;

    /// <summary>Gets the draws that can still be restored, in the order of their references; those whose time has passed go with the next event.</summary>
    public IReadOnlyCollection<BudgetDraw> Draws => this.draws;

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; }

    /// <inheritdoc/>
    PolicyVersion? IStreamState.PolicyVersion => null;

    /// <summary>The draw of a reference.</summary>
    /// <param name="reference">What drew.</param>
    /// <param name="at">The instant to look at.</param>
    /// <returns>The draw, or null if there is none that can be restored then.</returns>
    public BudgetDraw? FindDraw(string reference, Instant at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return this.draws.Find(reference, at);
    }

    /// <summary>What is left, as the commands of a points account carry it.</summary>
    /// <returns>The room; zero under an empty code before the budget was opened.</returns>
    public BudgetRoom ToRoom() => new BudgetRoom(this.Budget ?? string.Empty, this.Left);

    internal static ProgrammeBudgetState Of(ProgrammeBudgetSnapshot snapshot) =>
        new ProgrammeBudgetState(snapshot.Budget, snapshot.Total, snapshot.Drawn, DueMap<BudgetDraw>.Of(snapshot.Draws), snapshot.LastEventAt);

    internal ProgrammeBudgetSnapshot ToSnapshot() => new ProgrammeBudgetSnapshot(this.Budget, this.Total, this.Drawn, this.draws.ToArray(), this.LastEventAt);

    internal ProgrammeBudgetState After(BudgetEvent e)
    {
        DueMap<BudgetDraw> open = this.draws.After(e.At);
        switch (e)
        {
            case BudgetOpened opened:
                return new ProgrammeBudgetState(opened.Budget, opened.Total, default, open, e.At);
            case BudgetDrawn drawn:
                return new ProgrammeBudgetState(this.Budget, this.Total, this.Drawn + drawn.Amount, WithDraw(open, drawn), e.At);
            case BudgetRestored restored:
                return new ProgrammeBudgetState(this.Budget, this.Total, this.Drawn - restored.Amount, WithRestore(open, restored), e.At);
            case BudgetChanged changed:
                return new ProgrammeBudgetState(this.Budget, changed.Total, this.Drawn, open, e.At);
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not a programme budget's.", nameof(e));
        }
    }

    private static DueMap<BudgetDraw> WithDraw(DueMap<BudgetDraw> open, BudgetDrawn e)
    {
        if (open.Find(e.Reference) is { } known)
        {
            return open.With(new BudgetDraw(e.Reference, [.. known.Parts, e.Part], known.Amount + e.Amount, Instant.Max(known.KeepUntil, e.KeepUntil)));
        }

        return e.KeepUntil > e.At ? open.With(new BudgetDraw(e.Reference, [e.Part], e.Amount, e.KeepUntil)) : open;
    }

    /// <summary>A draw that is restored in full stays known until its time passes, so that it isn't drawn again.</summary>
    private static DueMap<BudgetDraw> WithRestore(DueMap<BudgetDraw> open, BudgetRestored e) => open.Find(e.Reference) is { } known
        ? open.With(new BudgetDraw(e.Reference, known.Parts, known.Amount - e.Amount, known.KeepUntil))
        : open;
}
