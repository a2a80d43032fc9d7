using System;
using System.Collections.Generic;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Finds the first part in which what a store gives back differs from what it was given; null if none does.</summary>
internal static class StoreDifference
{
    internal static string? OfDecisions(StreamDecision expected, StreamDecision actual)
    {
        string? difference = Of("idempotency key", expected.IdempotencyKey, actual.IdempotencyKey)
            ?? OfMessages("command", expected.Command, actual.Command)
            ?? Of("fingerprint", expected.Fingerprint, actual.Fingerprint)
            ?? Of("number of events", expected.Events.Count, actual.Events.Count)
            ?? Of("decision time", expected.At, actual.At)
            ?? Of("recorded time", expected.RecordedAt, actual.RecordedAt)
            ?? OfVersions("policy version", expected.PolicyVersion, actual.PolicyVersion)
            ?? Of("next due", expected.NextDue, actual.NextDue)
            ?? Of("actor", expected.Context.Actor, actual.Context.Actor)
            ?? Of("approver", expected.Context.ApprovedBy, actual.Context.ApprovedBy)
            ?? Of("source document", expected.Context.SourceDocument, actual.Context.SourceDocument)
            ?? Of("correlation id", expected.Context.CorrelationId, actual.Context.CorrelationId)
            ?? Of("outcome", expected.Outcome, actual.Outcome);
        for (int i = 0; difference is null && i < expected.Events.Count; i++)
        {
            difference = OfMessages("event " + Number(i + 1) + " of " + Number(expected.Events.Count), expected.Events[i], actual.Events[i]);
        }

        return difference;
    }

    /// <summary>The decisions of a stream, which follow each other from a version on.</summary>
    internal static string? OfRecords(StreamId stream, long after, IReadOnlyList<StreamDecision> expected, IReadOnlyList<DecisionRecord> actual)
    {
        if (Of("number of decisions", expected.Count, actual.Count) is { } wrong)
        {
            return wrong;
        }

        for (int i = 0; i < expected.Count; i++)
        {
            if (OfRecord(stream, after + i + 1, expected[i], actual[i]) is { } difference)
            {
                return "decision " + Number(after + i + 1) + ": " + difference;
            }
        }

        return null;
    }

    internal static string? OfRecord(StreamId stream, long version, StreamDecision expected, DecisionRecord actual) =>
        Of("stream", stream, actual.Stream) ?? Of("version", version, actual.Version) ?? OfDecisions(expected, actual.Decision);

    internal static string? OfSnapshots(StreamSnapshot? expected, StreamSnapshot? actual) => expected is null || actual is null
        ? Of("snapshot's version", expected?.Version, actual?.Version)
        : Of("snapshot's version", expected.Version, actual.Version) ?? Of("snapshot's schema", expected.Schema, actual.Schema) ?? Of("snapshot's text", expected.Payload, actual.Payload);

    internal static string? OfSetAsides(StreamSetAside? expected, StreamSetAside? actual) => expected is null || actual is null
        ? Of("reason for setting aside", expected?.Reason, actual?.Reason)
        : Of("instant of setting aside", expected.At, actual.At) ?? Of("reason for setting aside", expected.Reason, actual.Reason);

    internal static string? OfEntries(StreamEntry expected, StreamEntry actual) => Of("stream", expected.Stream, actual.Stream)
        ?? Of("version", expected.Version, actual.Version)
        ?? OfVersions("policy version", expected.PolicyVersion, actual.PolicyVersion)
        ?? Of("next due", expected.NextDue, actual.NextDue)
        ?? OfSetAsides(expected.SetAside, actual.SetAside);

    internal static string? OfVersions(string what, PolicyVersion? expected, PolicyVersion? actual) =>
        Of(what + "'s label", expected?.Label, actual?.Label) ?? Of(what + "'s fingerprint", expected?.Fingerprint, actual?.Fingerprint);

    internal static string? Of<T>(string what, T expected, T actual) => EqualityComparer<T>.Default.Equals(expected, actual)
        ? null
        : "its " + what + " is " + Text(actual) + ", not " + Text(expected);

    /// <summary>A text with every character that can't be seen as its number.</summary>
    internal static string Visible(string text)
    {
        var visible = new System.Text.StringBuilder();
        foreach (char c in text)
        {
            visible.Append(c is > ' ' and <= '~' ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return visible.ToString();
    }

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? OfMessages(string what, Message? expected, Message? actual)
    {
        if (Equals(expected, actual))
        {
            return null;
        }

        string one = expected?.ToString() ?? "none";
        string other = actual?.ToString() ?? "none";
        return "its " + what + " is " + other + (one == other ? ", in which something differs that isn't printed because it is personal" : ", not " + one);
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text when text.Length > 200 => "a text of " + Number(text.Length) + " characters that begins " + Visible(text.Substring(0, 40)),
        string text => "\"" + Visible(text) + "\"",
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        _ => Visible(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
    };
}
