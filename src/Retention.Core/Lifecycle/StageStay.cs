using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>A stretch of time in which a customer was seen in one stage.</summary>
internal sealed class StageStay
{
    private StageStay(string? stage, Instant since, StageCause cause)
    {
        this.Stage = stage;
        this.Since = since;
        this.Cause = cause;
    }

    internal string? Stage { get; }

    internal Instant Since { get; }

    /// <summary>Gets why it was entered.</summary>
    internal StageCause Cause { get; }

    /// <summary>Gets the stay that followed; null: it lasts.</summary>
    internal StageStay? Next { get; private set; }

    /// <summary>The stays of a history in order: of the spells of one instant the last, and spells of the same stage joined.</summary>
    internal static List<StageStay> Of(IReadOnlyList<StageSpell> history)
    {
        var stays = new List<StageStay>();
        for (int i = 0; i < history.Count; i++)
        {
            StageSpell spell = history[i];
            StageStay? last = stays.Count == 0 ? null : stays[stays.Count - 1];
            bool isPassedThrough = i + 1 < history.Count && history[i + 1].Since == spell.Since;
            if (isPassedThrough || string.Equals(last?.Stage, spell.Stage, StringComparison.Ordinal))
            {
                continue;
            }

            var stay = new StageStay(spell.Stage, spell.Since, spell.Cause);
            if (last is not null)
            {
                last.Next = stay;
            }

            stays.Add(stay);
        }

        return stays;
    }

    /// <summary>Whether it had begun before an instant and not ended before it.</summary>
    internal bool IsOpenBefore(Instant at) => this.Since < at && !(this.Next?.Since < at);
}
