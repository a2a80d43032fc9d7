using System;
using System.Text.Json.Nodes;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>Older versions that never were: how the fields of yesterday become those of today.</summary>
public sealed class UpcastTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 1, 8, 0);

    private static readonly Upcast Renamed = new Upcast("tiering.clear-override", 1, o => Rename(o, "why", "reason"));

    // The version before knew one text "u1: asked by the customer".
    private static readonly Upcast Split = new Upcast("tiering.clear-override", 1, o =>
    {
        string[] parts = ((string)o["note"]!).Split(": ");
        o.Remove("note");
        o["actor"] = parts[0];
        o["reason"] = parts[1];
        return o;
    });

    [Fact]
    public void RenamedField_IsReadUnderItsNewName()
    {
        JsonEventCodec codec = CodecOf(Renamed);
        Assert.Equal(new ClearOverride(At, "u1", "升级"), codec.Decode(Old("tiering.clear-override", 1, """{"at":"2026-03-01T08:00:00Z","actor":"u1","why":"升级"}""")));
        EncodedMessage now = codec.Encode(new ClearOverride(At, "u1", "升级"));
        Assert.Equal(2, now.SchemaVersion);
        Assert.Equal(new ClearOverride(At, "u1", "升级"), codec.Decode(now));
    }

    [Fact]
    public void SplitField_IsReadAsItsParts() => Assert.Equal(
        new ClearOverride(At, "u1", "asked by the customer"),
        CodecOf(Split).Decode(Old("tiering.clear-override", 1, """{"at":"2026-03-01T08:00:00Z","note":"u1: asked by the customer"}""")));

    [Fact]
    public void RenamedType_IsReadUnderItsNewName()
    {
        JsonEventCodec codec = CodecOf(new Upcast("tiering.drop-override", 1, "tiering.clear-override", 1, o => o));
        Message read = codec.Decode(Old("tiering.drop-override", 1, """{"at":"2026-03-01T08:00:00Z","actor":"u1","reason":"done"}"""));
        Assert.Equal(new ClearOverride(At, "u1", "done"), read);
        Assert.Equal(("tiering.clear-override", 1), (codec.Encode(read).TypeName, codec.Encode(read).SchemaVersion));
    }

    [Fact]
    public void Chain_GoesFromTheFirstVersionToTheThird()
    {
        JsonEventCodec codec = CodecOf(
            new Upcast("tiering.drop-override", 1, "tiering.drop-override", 2, Split.Change),
            new Upcast("tiering.drop-override", 2, "tiering.clear-override", 3, o => Rename(o, "on", "at")));
        var expected = new ClearOverride(At, "u1", "done");
        Assert.Equal(expected, codec.Decode(Old("tiering.drop-override", 1, """{"on":"2026-03-01T08:00:00Z","note":"u1: done"}""")));
        Assert.Equal(expected, codec.Decode(Old("tiering.drop-override", 2, """{"on":"2026-03-01T08:00:00Z","actor":"u1","reason":"done"}""")));
        Assert.Equal(expected, codec.Decode(Old("tiering.clear-override", 3, """{"at":"2026-03-01T08:00:00Z","actor":"u1","reason":"done"}""")));
        Assert.Equal(3, codec.Encode(expected).SchemaVersion);
    }

    // Numbers beyond what a double holds go through a step untouched.
    [Fact]
    public void Step_KeepsEveryDigit()
    {
        JsonEventCodec codec = CodecOf(new Upcast("loyalty.restore-budget", 1, o => Rename(o, "ref", "reference")));
        Assert.Equal(
            new RestoreBudget(At, "R", Points.FromTenThousandths(long.MaxValue)),
            codec.Decode(Old("loyalty.restore-budget", 1, """{"at":"2026-03-01T08:00:00Z","ref":"R","amount":922337203685477.5807}""")));
    }

    [Fact]
    public void VersionsThatNobodyWrote_AreRefused()
    {
        JsonEventCodec codec = CodecOf(new Upcast("tiering.drop-override", 2, "tiering.clear-override", 3, o => o));
        Refused(codec, Old("tiering.clear-override", 4, "{}"), "tiering.clear-override v4: a newer version of the library wrote it, and this one reads up to v3; upgrade.");
        Refused(codec, Old("tiering.clear-override", 2, "{}"), "tiering.clear-override v2: no version of the library wrote this version of the type.");
        Refused(codec, Old("tiering.drop-override", 1, "{}"), "tiering.drop-override v1: no version of the library wrote this version of the type.");
        Refused(codec, Old("tiering.drop-override", 3, "{}"), "tiering.drop-override v3: a newer version of the library wrote it, and this one reads up to v1; upgrade.");
    }

    [Theory]
    [InlineData("{\"at\":\"2026-03-01T08:00:00Z\"}", "it can't be brought up to date from tiering.clear-override v1, so it is damaged.")]
    [InlineData("{\"note\":1}", "it can't be brought up to date from tiering.clear-override v1, so it is damaged.")]
    [InlineData("[]", "the whole isn't an object.")]
    [InlineData("{", "it isn't whole JSON (line 1, byte 2), so it is damaged.")]
    [InlineData("{\"note\":\"u1: x\"}", "at is missing.")]
    public void DamagedOldVersion_IsRefusedUnderItsOwnNameAndVersion(string payload, string problem) =>
        Refused(CodecOf(Split), Old("tiering.clear-override", 1, payload), "tiering.clear-override v1: " + problem);

    [Fact]
    public void TablesThatLeadNowhere_AreRefusedWhenTheyAreMade()
    {
        Assert.Throws<ArgumentException>(() => new UpcastTable([Renamed, Split]));
        Assert.Throws<ArgumentException>(() => new UpcastTable([new Upcast("a.b", 1, o => o)]));
        Assert.Throws<ArgumentException>(() => new UpcastTable([new Upcast("tiering.clear-override", 1, "tiering.clear-override", 1, o => o)]));
        Assert.Throws<ArgumentException>(() => new UpcastTable([Renamed, new Upcast("tiering.drop-override", 1, "tiering.clear-override", 3, o => o), new Upcast("tiering.clear-override", 2, "a.b", 1, o => o)]));
        Assert.Throws<ArgumentException>(() => new UpcastTable([new Upcast("tiering.clear-override", 0, o => o)]));
    }

    private static JsonEventCodec CodecOf(params Upcast[] upcasts) => new JsonEventCodec(new UpcastTable(upcasts));

    private static EncodedMessage Old(string typeName, int version, string payload) => new EncodedMessage(typeName, version, payload);

    private static void Refused(JsonEventCodec codec, EncodedMessage encoded, string message) =>
        Assert.Equal(message, Assert.Throws<UnreadableMessageException>(() => codec.Decode(encoded)).Message);

    private static JsonObject Rename(JsonObject fields, string from, string to)
    {
        JsonNode? value = fields[from];
        fields.Remove(from);
        fields[to] = value;
        return fields;
    }
}
