namespace Retention.Core.Hosting;

/// <summary>What became of a command.</summary>
public enum CommandStatus
{
    /// <summary>It was accepted and stored; from <c>PrepareAsync</c>: it is accepted, and ready to be stored.</summary>
    Accepted = 0,

    /// <summary>It was refused for a business reason, or not permitted; nothing was stored.</summary>
    Refused = 1,

    /// <summary>It had been stored before under the same key; the first answer is given again.</summary>
    Replayed = 2,

    /// <summary>Another command has been stored under the same key; nothing was stored. Give each request a key of its own.</summary>
    KeyConflict = 3,

    /// <summary>Other writers came first at every attempt; nothing was stored. Try again later.</summary>
    Conflict = 4,
}
