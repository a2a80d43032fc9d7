using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Relational.Sql;
using Xunit;

namespace Retention.Relational.Tests;

/// <summary>Instants and payloads as texts.</summary>
public sealed class TextTests
{
    private static readonly Gen<Instant> Instants = Gen.OneOf(
        Gen.Elements(Instant.MinValue, Instant.MaxValue, NodaConstants.UnixEpoch, Instant.FromUtc(-1, 12, 31, 23, 59), Instant.FromUtc(0, 1, 1, 0, 0), Instant.FromUtc(9999, 12, 31, 23, 59)),
        from days in Gen.Choose(-4_371_222, 2_932_896) from second in Gen.Choose(0, 86_399) from nano in Gen.Choose(0, 999_999_999)
        select NodaConstants.UnixEpoch + Duration.FromDays(days) + Duration.FromSeconds(second) + Duration.FromNanoseconds(nano));

    [Fact]
    public void Instants_ComeBackExactly_AndSortByTheirCharacters() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true),
        Prop.ForAll(Arb.From(from a in Instants from b in Instants select (a, b)), pair =>
            InstantText.Parse(InstantText.Of(pair.a)) == pair.a
            && Math.Sign(string.CompareOrdinal(InstantText.Of(pair.a), InstantText.Of(pair.b))) == Math.Sign(pair.a.CompareTo(pair.b))));

    [Fact]
    public void Instants_AreReadable() => Assert.Equal("2026-03-01T08:00:00.000000001Z", InstantText.Of(Instant.FromUtc(2026, 3, 1, 8, 0).PlusNanoseconds(1)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("2026-03-01T08:00:00Z")]
    [InlineData("2026-02-30T08:00:00.000000000Z")]
    [InlineData("2026-03-01 08:00:00.000000000Z")]
    [InlineData("2026-03-01T08:00:00.000000000+")]
    [InlineData("2026-03-01T24:00:00.000000000Z")]
    [InlineData("202a-03-01T08:00:00.000000000Z")]
    public void Instants_WrittenOtherwise_AreRefused(string text) => Assert.Throws<FormatException>(() => InstantText.Parse(text));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{ \"a\" : [1, {\"b\":\"}]\\\"\\\\\"}], \"c\":null}")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\"quoted\"")]
    [InlineData("{")]
    [InlineData("{]")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":\"")]
    [InlineData("[1]")]
    [InlineData("line\r\nbreak\t\0 \u007f \ud800 漢 \\u0041 /")]
    public void Payloads_ComeBackToTheCharacter_FromWhatIsJson(string payload)
    {
        var codec = new FixedCodec(payload);
        string events = StoredMessages.Write([Given.Open("C-1"), Given.Open("C-2")], codec);
        Assert.Equal(2, JsonDocument.Parse(events).RootElement.GetArrayLength());
        Assert.All(StoredMessages.Read(events), e => Assert.Equal(("loyalty.open-account", 7, payload), (e.TypeName, e.SchemaVersion, e.Payload)));
        Assert.Equal(2, StoredMessages.Read(events).Count);
        Assert.Equal(2, StoredMessages.Read(events.Replace("},", "} ,\n ", StringComparison.Ordinal).Insert(0, " ") + " ").Count);
        string command = StoredMessages.WritePayload(payload);
        JsonDocument.Parse(command);
        Assert.Equal(payload, StoredMessages.ReadPayload(command));
    }

    [Fact]
    public void Payloads_ThatAreJsonObjects_StandAsTheyAre() => Assert.Contains(",\"data\":{ \"a\" : 1 }}", StoredMessages.Write([Given.Open("C-1")], new FixedCodec("{ \"a\" : 1 }")), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[{]")]
    [InlineData("[{\"type\":\"t\",\"version\":1,\"data\":{}}")]
    [InlineData("[{\"type\":\"t\",\"version\":1,\"data\":{}}]x")]
    [InlineData("[{\"type\":\"t\",\"version\":0,\"data\":{}}]")]
    [InlineData("[{\"type\":\"t\",\"version\":-1,\"data\":{}}]")]
    [InlineData("[{\"type\":\"t\",\"data\":{}}]")]
    [InlineData("[{\"version\":1,\"data\":{}}]")]
    [InlineData("[{\"type\":\"t\",\"version\":1,\"data\":{},\"more\":1}]")]
    [InlineData("[{\"type\":\"t\",\"version\":1,\"data\":\"\\x\"}]")]
    [InlineData("[{\"type\":\"t\" \"version\":1,\"data\":{}}{}]")]
    public void Events_Damaged_AreRefused(string events) => Assert.ThrowsAny<Exception>(() => StoredMessages.Read(events));

    private sealed class FixedCodec(string payload) : IEventCodec
    {
        public EncodedMessage Encode(Message message) => new EncodedMessage(message.TypeName, 7, payload);

        public Message Decode(EncodedMessage encoded) => throw new NotSupportedException();
    }
}
