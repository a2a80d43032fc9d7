using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Lifecycle;

/// <summary>Says what happened in a customer's life, where the customer stands and why, in the reader's language.</summary>
/// <remarks>
/// Events are explained by what they say alone; states and lists with the display names of a policy. Ids, codes, amounts, instants and days only: no value of
/// an attribute, no reason that somebody wrote. Immutable and thread-safe.
/// </remarks>
public static class LifecycleText
{
    /// <summary>Explains an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line or a few, each ended by a line feed; the first begins with the event's instant.</returns>
    public static string Explain(this LifecycleEvent e, Language language)
    {
        ArgumentNullException.ThrowIfNull(e);
        var lines = new LifecycleLines(e.At, language);
        switch (e)
        {
            case PurchaseRecorded recorded: FactText.Explain(lines, recorded); break;
            case PurchaseReturned returned: FactText.Explain(lines, returned); break;
            case PurchaseCorrected corrected: FactText.Explain(lines, corrected); break;
            case ActivityRecorded activity: FactText.Explain(lines, activity); break;
            case ActivityClosed closed: FactText.Explain(lines, closed); break;
            case ActivityVoided voided: FactText.Explain(lines, voided); break;
            case CustomerAttributeSet attribute: FactText.Explain(lines, attribute); break;
            case CustomerTagSet tag: FactText.Explain(lines, tag); break;
            case CustomerNumberSet number: FactText.Explain(lines, number); break;
            case HistoryImported imported: FactText.Explain(lines, imported); break;
            case LifecycleAbsorbed absorbed: FactText.Explain(lines, absorbed); break;
            case LifecycleMerged merged: FactText.Explain(lines, merged); break;
            case LifecyclePolicyAdopted adopted: FactText.Explain(lines, adopted); break;
            case SignalRaised raised: StageText.Explain(lines, raised); break;
            case SignalCleared cleared: StageText.Explain(lines, cleared); break;
            case StageChanged changed: StageText.Explain(lines, changed); break;
            case StageMoved moved: StageText.Explain(lines, moved); break;
            case ManualStageEnded ended: StageText.Explain(lines, ended); break;
            default: throw new NotSupportedException("The event " + e.TypeName + " has no text; write one.");
        }

        return lines.ToString();
    }

    /// <summary>Explains why a customer is in the current stage: since when, why it was entered, what lies beneath, which signals are on.</summary>
    /// <param name="state">The customer's life, settled until the instant.</param>
    /// <param name="policy">The policy, from which the display names and the zone of the days come.</param>
    /// <param name="asOf">The instant as of which it is seen.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line or a few, each ended by a line feed; the first begins with the instant.</returns>
    public static string Explain(this LifecycleState state, LifecyclePolicy policy, Instant asOf, Language language)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        var lines = new LifecycleLines(asOf, language);
        StageText.Explain(lines, state, policy, asOf);
        return lines.ToString();
    }

    /// <summary>Explains a history: each stage from when until when, for how many days, and why it was entered.</summary>
    /// <param name="history">The stages in order, from <see cref="LifecycleState.History"/>.</param>
    /// <param name="policy">The policy, from which the display names and the zone of the days come.</param>
    /// <param name="asOf">The instant until which the last stage is counted.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line for each stage, each ended by a line feed, which begins with the instant at which it was entered. Empty without stages.</returns>
    public static string Explain(this IReadOnlyList<StageSpell> history, LifecyclePolicy policy, Instant asOf, Language language)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(policy);
        var lines = new LifecycleLines(language);
        StageText.Explain(lines, history, policy, asOf);
        return lines.ToString();
    }

    /// <summary>Explains a customer of the list: where, since when, and each reason.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>One line and one for each reason, each ended by a line feed; the first begins with the customer's id.</returns>
    public static string Explain(this AtRiskCustomer customer, Language language)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var lines = new LifecycleLines(language);
        StageText.Explain(lines, customer);
        return lines.ToString();
    }

    /// <summary>Explains a reason: the signal's display name, what was found and the bound that it crossed.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>A text without a line feed.</returns>
    public static string Explain(this RiskReason reason, Language language)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return StageText.Reason(new LifecycleLines(language), reason);
    }

    /// <summary>Explains what a signal found when it rose, and the bound that it crossed.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>A text without a line feed, from the kind and the numbers alone.</returns>
    public static string Explain(this ActiveSignal signal, Language language)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return SignalWords.Of(signal, null, new LifecycleLines(language));
    }
}
