using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A stretch of time in which a customer was at risk or lost, and how it ended.</summary>
internal sealed class RiskPeriod
{
    private readonly Instant began;
    private Instant? ended;
    private bool isWonBack;
    private bool isVoid;

    private RiskPeriod(Instant began) => this.began = began;

    /// <summary>The periods of a history in order.</summary>
    internal static List<RiskPeriod> Of(IReadOnlyList<StageSpell> history)
    {
        var periods = new List<RiskPeriod>();
        RiskPeriod? open = null;
        bool isHidden = false;
        for (int i = 0; i < history.Count; i++)
        {
            StageSpell spell = history[i];
            if (open is not null && spell.Outcome == StageOutcome.WinBack)
            {
                open.ended = spell.Since;
                open.isWonBack = true;
                open = null;
            }

            if (spell.IsAtRisk || spell.Outcome == StageOutcome.Loss)
            {
                if (open is null)
                {
                    open = new RiskPeriod(spell.Since);
                    periods.Add(open);
                }

                isHidden = false;
            }
            else if (spell.Cause == StageCause.Manual)
            {
                isHidden = true;
            }
            else if (open is not null)
            {
                open.ended = spell.Since;
                open.isVoid = isHidden || spell.Cause is not (StageCause.Fact or StageCause.Time);
                open = null;
            }
        }

        return periods;
    }

    /// <summary>Whether the customer was at risk in [from, to), by what is known now.</summary>
    internal bool IsExposedIn(Instant from, Instant to) => !this.isVoid && this.began < to && !(this.ended < from);

    internal bool IsWonBackIn(Instant from, Instant to) => this.isWonBack && this.ended >= from && this.ended < to;
}
