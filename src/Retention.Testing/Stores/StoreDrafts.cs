using System;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;

namespace Retention.Testing;

/// <summary>Small decisions of which no two are alike, so that a wrong one shows.</summary>
internal static class StoreDrafts
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 8, 0);

    internal static readonly PolicyVersion First = new PolicyVersion("2026-Q1", new string('a', 64));

    /// <summary>The label of the first, and other options.</summary>
    internal static readonly PolicyVersion Changed = new PolicyVersion("2026-Q1", new string('b', 64));

    /// <summary>The options of the first under another label.</summary>
    internal static readonly PolicyVersion Renamed = new PolicyVersion("2026-Q2", new string('a', 64));

    internal static StreamDecision Decision(int number, Action<StreamDecisionDraft>? change = null)
    {
        StreamDecisionDraft draft = Plain(number);
        change?.Invoke(draft);
        return new StreamDecision(draft);
    }

    /// <summary>A decision with two events and everything else that a decision may have but a key and a due time.</summary>
    internal static StreamDecisionDraft Plain(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        Instant at = Start + Duration.FromMinutes(number);
        var command = new AdjustPoints(at, "J" + text, "points", Points.FromTenThousandths(number), null, "u" + text, "because of " + text, null);
        var draft = new StreamDecisionDraft
        {
            Command = command,
            Fingerprint = CommandFingerprint.Of(command),
            At = at,
            RecordedAt = at + Duration.FromNanoseconds(number + 1),
            PolicyVersion = First,
            Context = new CommandContext("u" + text, "boss" + text, "doc" + text, "request" + text),
        };
        draft.Events.Add(new PointsAdjusted(at, "J" + text, "u" + text, "because of " + text, null, [], []));
        draft.Events.Add(new AccountStatusChanged(at, AccountStatus.Active, "u" + text, "after " + text));
        return draft;
    }

    /// <summary>The parts of a decision, to change some.</summary>
    internal static StreamDecisionDraft Copy(StreamDecision decision)
    {
        var draft = new StreamDecisionDraft
        {
            IdempotencyKey = decision.IdempotencyKey,
            Fingerprint = decision.Fingerprint,
            Command = decision.Command,
            At = decision.At,
            RecordedAt = decision.RecordedAt,
            PolicyVersion = decision.PolicyVersion,
            NextDue = decision.NextDue,
            Context = decision.Context,
        };
        foreach (Message e in decision.Events)
        {
            draft.Events.Add(e);
        }

        return draft;
    }

    /// <summary>A decision that time alone made.</summary>
    internal static StreamDecision TimePassed(int number, Action<StreamDecisionDraft>? change = null) => Decision(number, d =>
    {
        d.Command = null;
        d.Fingerprint = null;
        change?.Invoke(d);
    });

    internal static StreamAppend Write(StreamId stream, long expectedVersion, StreamDecision decision, StreamSnapshot? snapshot = null, long? expectedIncarnation = null) =>
        new StreamAppend(stream, expectedVersion, expectedIncarnation, decision, null, null, snapshot);

    internal static StreamSnapshot Snapshot(long version, string schema = "schema-1") =>
        new StreamSnapshot(version, schema, "{\"version\":" + version.ToString(CultureInfo.InvariantCulture) + ",\"schema\":\"" + schema + "\",\"name\":\"顾客 😀\"}");

    internal static string Numbers(params long[] numbers) => string.Join(", ", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
