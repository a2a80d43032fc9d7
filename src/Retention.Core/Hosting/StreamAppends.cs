using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core.Hosting;

/// <summary>What every store does in the same way: checks what it is given, and writes a decision anew when a person is erased.</summary>
/// <remarks>For authors of stores. Thread-safe.</remarks>
public static class StreamAppends
{
    /// <summary>The greatest length of a job's name: 200 UTF-16 characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Checks that an append has 1 to 16 writes, none null, each to another stream.</summary>
    /// <param name="appends">The writes.</param>
    /// <exception cref="ArgumentException">They aren't so.</exception>
    public static void Check(IReadOnlyList<StreamAppend> appends)
    {
        ArgumentNullException.ThrowIfNull(appends);
        if (appends.Count is 0 or > StreamAppend.MaxStreams)
        {
            throw new ArgumentException("An append writes to 1 to 16 streams, not " + appends.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + ".", nameof(appends));
        }

        if (appends.Contains(null!))
        {
            throw new ArgumentException("An append has a write that is null.", nameof(appends));
        }

        if (appends.Count > 1 && appends.Select(a => a.Stream).Distinct().Count() != appends.Count)
        {
            throw new ArgumentException("An append writes to each stream once; decide two commands for one stream one after the other.", nameof(appends));
        }
    }

    /// <summary>Checks the name of a job.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">It is blank, longer than 200 characters, or has characters that a store can't keep.</exception>
    public static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!PlainText.Is(name, MaxNameLength))
        {
            throw new ArgumentException("A job's name has 1 to 200 characters, isn't blank, and has no control characters and no half of a surrogate pair.", nameof(name));
        }
    }

    /// <summary>Checks an idempotency key.</summary>
    internal static void CheckKey(string idempotencyKey)
    {
        if (!PlainText.Is(idempotencyKey, StreamDecision.MaxKeyLength))
        {
            throw new ArgumentException("An idempotency key has 1 to 200 characters, isn't blank, and has no control characters and no half of a surrogate pair; for example SO-17/shipped.", nameof(idempotencyKey));
        }
    }

    /// <summary>A decision without the person: the same but for personal fields and the person's id, in the command and every event.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="erasure">Whose id is replaced by what.</param>
    /// <returns>The decision to keep in its place; its fingerprint is the new command's.</returns>
    public static StreamDecision Erased(StreamDecision decision, Erasure erasure)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(erasure);
        Message? command = decision.Command is null ? null : erasure.Of(decision.Command);
        var draft = new StreamDecisionDraft
        {
            IdempotencyKey = decision.IdempotencyKey,
            Fingerprint = command is null || ReferenceEquals(command, decision.Command) ? decision.Fingerprint : CommandFingerprint.Of(command),
            Command = command,
            At = decision.At,
            RecordedAt = decision.RecordedAt,
            PolicyVersion = decision.PolicyVersion,
            NextDue = decision.NextDue,
            Context = decision.Context,
        };
        foreach (Message e in decision.Events)
        {
            draft.Events.Add(erasure.Of(e));
        }

        return new StreamDecision(draft);
    }
}
