namespace Retention.Core.Hosting;

/// <summary>What a stored decision came to. Refusals aren't stored.</summary>
public enum DecisionOutcome
{
    /// <summary>A command was accepted, and something changed.</summary>
    Accepted = 0,

    /// <summary>A command was accepted, and nothing changed.</summary>
    AcceptedUnchanged = 1,

    /// <summary>There was no command: what time alone had done was stored.</summary>
    TimePassed = 2,
}
