using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Retention.Core.Tests.Tiering;
using Retention.Core.Tiering;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>The same request has the same fingerprint, and no other has.</summary>
public sealed class CommandFingerprintTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 1, 8, 0);

    public static TheoryData<Type> Commands => [.. Library.Messages.Where(t => typeof(ICommand).IsAssignableFrom(t))];

    public static TheoryData<string, Message, Message> OtherCommands => new TheoryData<string, Message, Message>
    {
        { "a character from one text to the next", new ReportMilestone(At, "ab", "c"), new ReportMilestone(At, "a", "bc") },
        { "a text and the next one exchanged", new ReportMilestone(At, "a", "b"), new ReportMilestone(At, "b", "a") },
        { "two texts in a list and one", new IssueTokens(At, "s", ["ab", "c"]), new IssueTokens(At, "s", ["abc"]) },
        { "a character from item to item", new IssueTokens(At, "s", ["ab", "c"]), new IssueTokens(At, "s", ["a", "bc"]) },
        { "an item from one list to the next", Absorb([Back], ["X"]), Absorb([], ["X", "X"]) },
        { "no text and an empty one", new AssignCase(At, At, "g", null, "a"), new AssignCase(At, At, "g", string.Empty, "a") },
        { "no number and 0", Issue(null), Issue(0) },
        { "an empty list and one with an empty text", new IssueTokens(At, "s", []), new IssueTokens(At, "s", [string.Empty]) },
        { "a nanosecond", Close(At), Close(At.PlusNanoseconds(1)) },
        { "the ends of time", Close(Instant.MinValue), Close(Instant.MaxValue) },
        { "a date and its midnight", Return(BusinessTime.On(new LocalDate(2026, 3, 1))), Return(BusinessTime.At(Instant.FromUtc(2026, 3, 1, 0, 0))) },
        { "a date of another calendar", Open(new LocalDate(2026, 3, 1)), Open(new LocalDate(2026, 3, 1, CalendarSystem.Julian)) },
        { "the last of many decimals", Credit(0.1234567890123456789012345678m), Credit(0.1234567890123456789012345679m) },
        { "the greatest numbers", Credit(decimal.MaxValue), Credit(decimal.MaxValue - 1) },
        { "a sign", Credit(0.000001m), Credit(-0.000001m) },
        { "unpaired surrogates", new ReportMilestone(At, "\uD800", "m"), new ReportMilestone(At, "\uD801", "m") },
        { "an unpaired surrogate and what encoders put for it", new ReportMilestone(At, "\uD800", "m"), new ReportMilestone(At, "\uFFFD", "m") },
        { "letters that are equal when normalised", new ReportMilestone(At, "\u00E9", "m"), new ReportMilestone(At, "e\u0301", "m") },
        { "the type of command", new ReleaseHold(At, "x"), new RestoreBenefit(At, "x") },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void EqualCommands_HaveOneFingerprint_OfSixtyFourDigits(Type type)
    {
        string one = CommandFingerprint.Of((Message)Samples.Make(type));
        Assert.Equal(one, CommandFingerprint.Of((Message)Samples.Make(type)));
        Assert.Matches("^[0-9a-f]{64}$", one);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void OneFieldThatDiffers_MakesAnotherFingerprint_UnlessItIsTheDecisionTimeOrPersonal(Type type)
    {
        List<Pair> pairs = Pair.Of(type).ToList();
        Assert.NotEmpty(pairs);
        Violations.AssertNone(
            type.Name + ": the fingerprint is wrong where this differs:",
            from pair in pairs
            let isLeftOut = pair.IsPersonal || pair.Field == type.Name + ".at"
            where !pair.One.Equals(pair.Other)
            where isLeftOut != (CommandFingerprint.Of((Message)pair.One) == CommandFingerprint.Of((Message)pair.Other))
            select pair.Field);
        Assert.All(pairs, p => Assert.False(p.One.Equals(p.Other), p.Field + " doesn't differ."));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void ErasingPersonalText_LeavesTheFingerprint(Type type)
    {
        var command = (Message)Samples.Make(type);
        var erasure = new Erasure(new CustomerId("somebody else"), new CustomerId("erased-1"));
        Assert.Equal(CommandFingerprint.Of(command), CommandFingerprint.Of(erasure.Of(command)));
    }

    [Theory]
    [MemberData(nameof(OtherCommands))]
    public void CommandsThatNearlyLookAlike_HaveTwoFingerprints(string difference, Message one, Message other) =>
        Assert.True(CommandFingerprint.Of(one) != CommandFingerprint.Of(other), difference + " isn't told apart.");

    [Fact]
    public void NumbersThatAreEqual_AreOne_HoweverTheyAreWritten()
    {
        Assert.Equal(CommandFingerprint.Of(Credit(1.0m)), CommandFingerprint.Of(Credit(1.00m)));
        Assert.Equal(CommandFingerprint.Of(Credit(0m)), CommandFingerprint.Of(Credit(-0.000m)));
        Assert.Equal(CommandFingerprint.Of(Credit(0.1234567m)), CommandFingerprint.Of(Credit(0.12345670000m)));
        Assert.Equal(CommandFingerprint.Of(Credit(79228162514264337593543950000m)), CommandFingerprint.Of(Credit(79228162514264337593543950000m)));
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    public void Cultures_ChangeNoFingerprint(string culture)
    {
        string expected = CommandFingerprint.Of(Credit(-1234567.1234567m));
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(expected, CommandFingerprint.Of(Credit(-1234567.1234567m)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Stores keep fingerprints as long as the streams they are of: what is approved here must never change.
    [Fact]
    public void Fingerprints_NeverChange() => Approved.Verify(
        "command-fingerprints",
        Library.Messages.Where(t => typeof(ICommand).IsAssignableFrom(t)).Select(t => (Message)Samples.Make(t))
            .Select(c => c.TypeName + " " + CommandFingerprint.Of(c)).Order(StringComparer.Ordinal).ToArray());

    // Written out once more by hand, byte by byte, so that the form is known and not only its hashes.
    [Fact]
    public void TheForm_IsWhatItIsSaidToBe()
    {
        var bytes = new List<byte> { 1 };
        Text("loyalty.set-account-status");
        Part("status");
        Number(6, (long)AccountStatus.Frozen);
        Part("actor");
        Text("u1");
        bytes.Add(0);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), CommandFingerprint.Of(new SetAccountStatus(At, AccountStatus.Frozen, "u1", "a dispute")));

        void Part(string name)
        {
            bytes.Add(2);
            Text(name);
        }

        void Text(string text)
        {
            Number(3, text.Length);
            bytes.AddRange(Encoding.Unicode.GetBytes(text));
        }

        void Number(byte kind, long number)
        {
            bytes.Add(kind);
            bytes.AddRange(BitConverter.GetBytes(number));
        }
    }

    [Fact]
    public void InHistories_CommandsHaveOneFingerprint_IffTheySayTheSame()
    {
        var loyalty = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPolicyGenerators.Make(1)).Policy);
        Holds(LoyaltyCommandGenerators.Histories(loyalty, ["gift"], ["fixed"]));
        Holds(LifecycleCommandGenerators.Histories(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePolicyGenerators.Make(1)).Policy)));
        Holds(CaseCommandGenerators.Histories(new PolicyBook<SlaPolicy>(SlaPolicy.Compile(SlaPolicyGenerators.Make(1)).Policy)));
        Holds(TierCommandGenerators.Histories(TieringLawTests.Compile(TieringPresets.Options(TieringPresets.ManyAndSmall))));

        static void Holds<T>(Arbitrary<T[]> histories)
            where T : Message => Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(TieringLawTests.Settings.Cases), Prop.ForAll(histories, commands =>
            {
                string[] prints = commands.Select(CommandFingerprint.Of).ToArray();
                return Enumerable.Range(0, commands.Length).All(i => Enumerable.Range(0, i).All(j => (prints[i] == prints[j]) == SaySame(commands[i], commands[j], "at")));
            }));
    }

    [Fact]
    public void LongCommands_AreTakenWhole()
    {
        string[] hashes = Enumerable.Range(0, 5_000).Select(i => SurveyToken.Hash(i.ToString(CultureInfo.InvariantCulture))).ToArray();
        string whole = CommandFingerprint.Of(new IssueTokens(At, "s", hashes));
        hashes[^1] = hashes[0];
        Assert.NotEqual(whole, CommandFingerprint.Of(new IssueTokens(At, "s", hashes)));
    }

    [Fact]
    public void AnEvent_HasNoFingerprint()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => CommandFingerprint.Of(new CouponRestored(At, "K1")));
        Assert.StartsWith("loyalty.coupon-restored is no command; only what is sent has a fingerprint. Give the command.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => CommandFingerprint.Of(null!));
    }

    /// <summary>Whether all parts are equal but the one named and those that may be personal.</summary>
    private static bool SaySame(MessageContent one, MessageContent other, string? except) => one.GetType() == other.GetType()
        && one.Parts().Zip(other.Parts(), (a, b) => a.IsPersonal || a.Name == except || SaySame(a.Value, b.Value)).All(same => same);

    private static bool SaySame(object? one, object? other) => (one, other) switch
    {
        (MessageContent a, MessageContent b) => SaySame(a, b, null),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b, SaySame).All(same => same),
        _ => Equals(one, other),
    };

    private static StageReturn Back => new StageReturn("X", "X", 1m);

    private static Message Absorb(StageReturn[] returns, string[] cancelled) =>
        new AbsorbLifecycle(At, new CustomerId("c"), [], returns, cancelled, [], null, "a");

    private static IssueCoupon Issue(decimal? firstOrder) => new IssueCoupon(At, "K1", "t", firstOrder, "O");

    private static ArchiveCase Close(Instant occurredAt) => new ArchiveCase(At, occurredAt, "a");

    private static RecordReturn Return(BusinessTime documentOn) => new RecordReturn(At, "D", documentOn, "R");

    private static OpenAccount Open(LocalDate joinedOn) => new OpenAccount(At, new CustomerId("c"), joinedOn, string.Empty);

    private static RecordCreditNote Credit(decimal amount) => new RecordCreditNote(At, "N", CreditNoteKind.Allowance, amount, []);
}
