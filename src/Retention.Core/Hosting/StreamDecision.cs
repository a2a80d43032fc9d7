using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>One decision as a stream keeps it: what was asked, what followed, under which policy, by whom and when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class StreamDecision
{
    /// <summary>The greatest length of an idempotency key: 200 UTF-16 characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Makes a decision.</summary>
    /// <param name="draft">Its parts; copied.</param>
    /// <exception cref="ArgumentException">A command has no fingerprint, or a decision without one has a key or a fingerprint; or the key can't be kept.</exception>
    public StreamDecision(StreamDecisionDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if ((draft.Command is null) != (draft.Fingerprint is null))
        {
            throw new ArgumentException("A command and its fingerprint come together; give both, or neither where time alone decided.", nameof(draft));
        }

        if (draft.IdempotencyKey is not null && (draft.Command is null || !PlainText.Is(draft.IdempotencyKey, MaxKeyLength)))
        {
            throw new ArgumentException("An idempotency key belongs to a command, has 1 to 200 characters, isn't blank, and has no control characters and no half of a surrogate pair.", nameof(draft));
        }

        this.IdempotencyKey = draft.IdempotencyKey;
        this.Fingerprint = draft.Fingerprint;
        this.Command = draft.Command;
        this.Events = Sequence.Copy(draft.Events);
        this.At = draft.At;
        this.RecordedAt = draft.RecordedAt;
        this.PolicyVersion = draft.PolicyVersion;
        this.NextDue = draft.NextDue;
        this.Context = draft.Context;
    }

    /// <summary>Gets the key under which a retry is recognised; null where time alone decided. Lives as long as the stream.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>Gets the fingerprint of what was asked, without its decision time and personal texts; null where time alone decided.</summary>
    public string? Fingerprint { get; }

    /// <summary>Gets the command with its facts; null where time alone decided.</summary>
    public Message? Command { get; }

    /// <summary>Gets the events, in order; empty if nothing changed.</summary>
    public IReadOnlyList<Message> Events { get; }

    /// <summary>Gets the decision time.</summary>
    public Instant At { get; }

    /// <summary>Gets when it was recorded, by the clock of the host.</summary>
    public Instant RecordedAt { get; }

    /// <summary>Gets the policy version under which the stream stands after it; null where the stream keeps none.</summary>
    public PolicyVersion? PolicyVersion { get; }

    /// <summary>Gets the earliest instant at which time alone will do something; null: never.</summary>
    public Instant? NextDue { get; }

    /// <summary>Gets who asked, and because of what.</summary>
    public CommandContext Context { get; }

    /// <summary>Gets what it came to.</summary>
    public DecisionOutcome Outcome => this.Command is null ? DecisionOutcome.TimePassed : this.Events.Count == 0 ? DecisionOutcome.AcceptedUnchanged : DecisionOutcome.Accepted;
}

/// <summary>The parts of a <see cref="StreamDecision"/>. Not thread-safe.</summary>
public sealed class StreamDecisionDraft
{
    /// <summary>Gets or sets the key under which a retry is recognised.</summary>
    /// <value>The default is null: none.</value>
    public string? IdempotencyKey { get; set; }

    /// <summary>Gets or sets the fingerprint of what was asked.</summary>
    /// <value>The default is null; set it where there is a command.</value>
    public string? Fingerprint { get; set; }

    /// <summary>Gets or sets the command.</summary>
    /// <value>The default is null: time alone decided.</value>
    public Message? Command { get; set; }

    /// <summary>Gets the events, in order.</summary>
    /// <value>The default is empty.</value>
    public IList<Message> Events { get; } = new List<Message>();

    /// <summary>Gets or sets the decision time.</summary>
    /// <value>The default is 1970-01-01T00:00:00Z; set it.</value>
    public Instant At { get; set; }

    /// <summary>Gets or sets when it was recorded.</summary>
    /// <value>The default is 1970-01-01T00:00:00Z; set it.</value>
    public Instant RecordedAt { get; set; }

    /// <summary>Gets or sets the policy version under which the stream stands after it.</summary>
    /// <value>The default is null: none.</value>
    public PolicyVersion? PolicyVersion { get; set; }

    /// <summary>Gets or sets the earliest instant at which time alone will do something.</summary>
    /// <value>The default is null: never.</value>
    public Instant? NextDue { get; set; }

    /// <summary>Gets or sets who asked, and because of what.</summary>
    /// <value>The default is <see cref="CommandContext.None"/>.</value>
    public CommandContext Context { get; set; } = CommandContext.None;
}
