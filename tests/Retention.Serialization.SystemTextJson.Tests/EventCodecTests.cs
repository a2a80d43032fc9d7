using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

public sealed class EventCodecTests
{
    private const string Drawn = """{"at":"2026-03-01T08:00:00Z","reference":"R1","part":"","amount":12.5,"left":987.5,"keepUntil":"2026-04-01T00:00:00Z"}""";

    private static readonly Instant At = Instant.FromUtc(2026, 3, 1, 8, 0);

    private static readonly JsonEventCodec Codec = new JsonEventCodec();

    [Fact]
    public void Library_OffersWhatWasApproved() => Approved.Verify("Retention.Serialization.SystemTextJson", PublicApi.Of(typeof(JsonEventCodec).Assembly));

    [Fact]
    public void Encode_GivesNameVersionAndFieldsInTheOrderOfTheConstructor()
    {
        EncodedMessage encoded = Codec.Encode(new BudgetDrawn(At, "R1", string.Empty, new Points(12.5m), new Points(987.5m), Instant.FromUtc(2026, 4, 1, 0, 0)));
        Assert.Equal(("loyalty.budget-drawn", 1, Drawn), (encoded.TypeName, encoded.SchemaVersion, encoded.Payload));
    }

    [Fact]
    public void Encode_NullAndEmpty_AreLeftOut()
    {
        Assert.Equal("""{"at":"2026-03-01T08:00:00Z"}""", Codec.Encode(new OverrideEnded(At, null, null)).Payload);
        Assert.Equal("""{"at":"2026-03-01T08:00:00Z","postings":[]}""".Replace(",\"postings\":[]", string.Empty, StringComparison.Ordinal), Codec.Encode(new PointsExpired(At, [])).Payload);
    }

    [Fact]
    public void Encode_EqualDecimals_GiveEqualText() =>
        Assert.Equal(Codec.Encode(new UseCoupon(At, "K", "S", 12.5m)).Payload, Codec.Encode(new UseCoupon(At, "K", "S", 12.5000m)).Payload);

    [Fact]
    public void Encode_ChineseAndEmoji_StandAsTheyAre()
    {
        string payload = Codec.Encode(new ClearOverride(At, "u1", "升级 😀 \"ok\"\n")).Payload;
        Assert.Contains("""升级 😀 \"ok\"\n""", payload, StringComparison.Ordinal);
        Assert.Equal("升级 😀 \"ok\"\n", ((ClearOverride)Codec.Decode(new EncodedMessage("tiering.clear-override", 1, payload))).Reason);
    }

    [Fact]
    public void Encode_HalfOfASurrogatePair_IsRefusedByItsField()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Codec.Encode(new ClearOverride(At, "u1", "cut \ud83d")));
        Assert.Equal("tiering.clear-override: reason has half of a surrogate pair, which is no character; cut texts between characters, not within.", e.Message);
    }

    [Fact]
    public void Encode_WhatJsonCannotKeep_IsRefused()
    {
        var hebrew = new LocalDate(5786, 1, 1, CalendarSystem.HebrewCivil);
        Assert.Contains("joinedOn is a date of another calendar", Assert.Throws<ArgumentException>(() => Codec.Encode(new OpenAccount(At, new CustomerId("C"), hebrew, string.Empty))).Message, StringComparison.Ordinal);
        Assert.Contains("verdict is none of its enumeration's values", Assert.Throws<ArgumentException>(() => Codec.Encode(new ReviewTag(At, "t", (TagVerdict)99, "u"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("-0044-03-15T12:00:00Z")]
    [InlineData("-9998-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    [InlineData("2024-02-29T23:59:59.1Z")]
    [InlineData("1969-12-31T23:59:59.000000001Z")]
    public void Instants_AreWrittenAsNodaTimeDoes(string text)
    {
        var message = new ReferralLapsed(NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value);
        EncodedMessage encoded = Codec.Encode(message);
        Assert.Equal("{\"at\":\"" + text + "\"}", encoded.Payload);
        Assert.Equal(message, Codec.Decode(encoded));
    }

    [Theory]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-03-01T25:00:00Z")]
    [InlineData("2026-03-01T08:00:60Z")]
    [InlineData("2026-03-01T08:00:00.Z")]
    [InlineData("2026-03-01T08:00:00.1234567891Z")]
    [InlineData("2026-03-01T08:00:00+08:00")]
    [InlineData("2026-03-01")]
    public void Decode_WhatIsNoInstant_IsRefused(string text) => Refused("loyalty.referral-lapsed", "{\"at\":\"" + text + "\"}", "at isn't an instant such as 2026-03-01T08:00:00Z.");

    // A database that keeps JSON as a value orders fields as it likes, and puts blanks where it likes.
    [Fact]
    public void Decode_FieldsInAnyOrderWithBlanks_AreTheSameMessage()
    {
        using JsonDocument document = JsonDocument.Parse(Drawn);
        string turned = "{ " + string.Join(" ,\n ", document.RootElement.EnumerateObject().Reverse().Select(p => "\"" + p.Name + "\" : " + p.Value.GetRawText())) + " }";
        Assert.Equal(Decode("loyalty.budget-drawn", Drawn), Decode("loyalty.budget-drawn", turned));
    }

    [Theory]
    [InlineData("\"amount\":12.5,", "", "amount is missing.")]
    [InlineData("\"part\"", "\"section\"", "section isn't a field here.")]
    [InlineData("\"part\":\"\"", "\"part\":\"\",\"part\":\"\"", "part is there twice.")]
    [InlineData("12.5", "\"12.5\"", "amount isn't a number.")]
    [InlineData("12.5", "null", "amount isn't a number.")]
    [InlineData("12.5", "12.50001", "amount has more than four decimals, or is beyond ±922,337,203,685,477.")]
    [InlineData("12.5", "1e20", "amount has more than four decimals, or is beyond ±922,337,203,685,477.")]
    [InlineData("12.5", "1e400", "amount is a number that a decimal can't hold exactly.")]
    [InlineData("12.5", "0.1000000000000000000000000000000001", "amount is a number that a decimal can't hold exactly.")]
    [InlineData("\"R1\"", "7", "reference isn't a text.")]
    [InlineData("\"R1\"", "\"\\ud83d\"", "reference has half of a surrogate pair, which is no character.")]
    public void Decode_DamagedField_IsRefusedByItsName(string old, string damaged, string problem) => Refused("loyalty.budget-drawn", Drawn.Replace(old, damaged, StringComparison.Ordinal), problem);

    [Theory]
    [InlineData("")]
    [InlineData("{\"at\":\"secret")]
    [InlineData("{\"at\":\"2026-03-01T08:00:00Z\"}}")]
    [InlineData("{\"at\":\"2026-03-01T08:00:00Z\"} secret")]
    [InlineData("{\"at\":secret}")]
    [InlineData("// secret\n{}")]
    public void Decode_WhatIsNoJson_IsRefusedWithoutItsContents(string payload)
    {
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => Decode("loyalty.referral-lapsed", payload));
        Assert.StartsWith("loyalty.referral-lapsed v1: it isn't whole JSON (line ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_PlacesWithinLists_AreNamed()
    {
        string payload = """{"at":"2026-03-01T08:00:00Z","postings":[{"wallet":"w","lot":1,"from":"available","to":"expired","amount":1},{"wallet":"w","lot":2,"from":"avail","to":"expired","amount":1}]}""";
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => Decode("loyalty.points-expired", payload));
        Assert.StartsWith("loyalty.points-expired v1: postings:1:from is none of ", e.Message, StringComparison.Ordinal);
        Refused("loyalty.points-expired", payload.Replace("avail\"", "available\"", StringComparison.Ordinal).Replace("\"amount\":1}]", "\"amount\":-1}]", StringComparison.Ordinal), "postings:1:amount has a value that the library refuses.");
        Refused("loyalty.points-expired", """{"at":"2026-03-01T08:00:00Z","postings":{}}""", "postings isn't a list.");
        Refused("loyalty.points-expired", """{"at":"2026-03-01T08:00:00Z","postings":[1]}""", "postings:0 isn't an object.");
        Refused("loyalty.points-expired", "[]", "the whole isn't an object.");
    }

    [Fact]
    public void Decode_UnknownTypeOrNewerVersion_SaysToUpgrade()
    {
        Refused("loyalty.points-doubled", "{}", "this version of the library has no such type; if a newer one wrote it, upgrade.");
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => Codec.Decode(new EncodedMessage("loyalty.referral-lapsed", 2, "{}")));
        Assert.Equal("loyalty.referral-lapsed v2: a newer version of the library wrote it, and this one reads up to v1; upgrade.", e.Message);
        Assert.Equal(("loyalty.referral-lapsed", 2), (e.TypeName, e.SchemaVersion));
    }

    [Fact]
    public void Decode_DeepNesting_IsRefusedAndNothingOverflows() =>
        Assert.Throws<UnreadableMessageException>(() => Decode("loyalty.referral-lapsed", string.Concat(Enumerable.Repeat("{\"at\":", 100_000))));

    [Fact]
    public void Decode_EveryTruncationOfAMessage_IsRefused()
    {
        EncodedMessage whole = Codec.Encode(new MessageMaker(new TellingValues()).Message(typeof(PointsReturned)));
        for (int i = 0; i < whole.Payload.Length; i++)
        {
            Assert.Throws<UnreadableMessageException>(() => Decode(whole.TypeName, whole.Payload[..i]));
        }
    }

    [Fact]
    public void Codec_IsTheSameInEveryCulture()
    {
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        string expected = string.Join('\n', MessageMaker.Types.Select(t => Codec.Encode(new MessageMaker(new UglyValues(7)).Message(t)).Payload));
        try
        {
            foreach (string culture in new[] { "ar-SA", "de-DE", "tr-TR", "fa-IR", "sv-SE" })
            {
                Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, string.Join('\n', MessageMaker.Types.Select(t => Codec.Encode(Codec.Decode(Codec.Encode(new MessageMaker(new UglyValues(7)).Message(t)))).Payload)));
            }
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static Message Decode(string typeName, string payload) => Codec.Decode(new EncodedMessage(typeName, 1, payload));

    private static void Refused(string typeName, string payload, string problem)
    {
        UnreadableMessageException e = Assert.Throws<UnreadableMessageException>(() => Decode(typeName, payload));
        Assert.Equal(typeName + " v1: " + problem, e.Message);
    }
}
