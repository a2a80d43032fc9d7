using System;
using System.Collections.Generic;
using System.Data.Common;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>A decision as its row has it, and back.</summary>
internal static class DecisionRow
{
    /// <summary>The columns in the order in which they are written.</summary>
    internal const string Columns = "idempotency_key, fingerprint, at, recorded_at, policy_label, policy_fingerprint, next_due, actor, approved_by, source_document, correlation_id, command_type, command_version, command, events";

    /// <summary>The columns in the order in which they are read; JSON as text.</summary>
    internal const string Read = "d.idempotency_key, d.fingerprint, d.at, d.recorded_at, d.policy_label, d.policy_fingerprint, d.next_due, d.actor, d.approved_by, d.source_document, d.correlation_id, d.command_type, d.command_version, CAST(d.command AS text), CAST(d.events AS text)";

    internal const int Count = 15;

    /// <summary>The values of <see cref="Columns"/>.</summary>
    internal static SqlValue[] Values(StreamDecision decision, IEventCodec codec)
    {
        EncodedMessage? command = decision.Command is null ? null : codec.Encode(decision.Command);
        return
        [
            SqlValue.Of(decision.IdempotencyKey),
            SqlValue.Of(decision.Fingerprint),
            SqlValue.Of(InstantText.Of(decision.At)),
            SqlValue.Of(InstantText.Of(decision.RecordedAt)),
            SqlValue.Of(decision.PolicyVersion?.Label),
            SqlValue.Of(decision.PolicyVersion?.Fingerprint),
            SqlValue.Of(InstantText.Of(decision.NextDue)),
            SqlValue.Of(decision.Context.Actor),
            SqlValue.Of(decision.Context.ApprovedBy),
            SqlValue.Of(decision.Context.SourceDocument),
            SqlValue.Of(decision.Context.CorrelationId),
            SqlValue.Of(command?.TypeName),
            SqlValue.Of(command?.SchemaVersion),
            SqlValue.Json(command is null ? null : StoredMessages.WritePayload(command.Payload)),
            SqlValue.Json(StoredMessages.Write(decision.Events, codec)),
        ];
    }

    /// <summary>Reads a decision whose columns begin at a place.</summary>
    /// <exception cref="BrokenStreamException">A column can't be read, or what it says can't be.</exception>
    internal static DecisionRecord Decode(DbDataReader reader, int first, StreamId stream, long version, IEventCodec codec)
    {
        try
        {
            var draft = new StreamDecisionDraft
            {
                IdempotencyKey = Text(reader, first),
                Fingerprint = Text(reader, first + 1),
                At = InstantText.Parse(reader.GetString(first + 2)),
                RecordedAt = InstantText.Parse(reader.GetString(first + 3)),
                PolicyVersion = Policy(Text(reader, first + 4), Text(reader, first + 5)),
                NextDue = InstantOf(reader, first + 6),
                Context = ContextOf(reader, first + 7),
                Command = Text(reader, first + 11) is { } type
                    ? codec.Decode(new EncodedMessage(type, reader.GetInt32(first + 12), StoredMessages.ReadPayload(reader.GetString(first + 13))))
                    : null,
            };
            foreach (EncodedMessage encoded in StoredMessages.Read(reader.GetString(first + 14)))
            {
                draft.Events.Add(codec.Decode(encoded));
            }

            return new DecisionRecord(stream, version, new StreamDecision(draft));
        }
        catch (UnreadableMessageException e)
        {
            throw new BrokenStreamException(stream, version, "a message can't be read: " + e.Message, e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or OverflowException or IndexOutOfRangeException)
        {
            throw new BrokenStreamException(stream, version, "the row can't be read; compare it with a backup.", e);
        }
    }

    internal static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    internal static Instant? InstantOf(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : InstantText.Parse(reader.GetString(column));

    internal static PolicyVersion? Policy(string? label, string? fingerprint) => label is null && fingerprint is null ? null : new PolicyVersion(label!, fingerprint!);

    private static CommandContext ContextOf(DbDataReader reader, int first)
    {
        string? actor = Text(reader, first);
        string? approvedBy = Text(reader, first + 1);
        string? sourceDocument = Text(reader, first + 2);
        string? correlationId = Text(reader, first + 3);
        return actor is null && approvedBy is null && sourceDocument is null && correlationId is null
            ? CommandContext.None
            : new CommandContext(actor, approvedBy, sourceDocument, correlationId);
    }
}
