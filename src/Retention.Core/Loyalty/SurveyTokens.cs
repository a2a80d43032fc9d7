using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>The tokens of one survey as they stand.</summary>
/// <remarks>Holds the hashes of the tokens that are not redeemed, and no more. Immutable and thread-safe.</remarks>
public sealed class SurveyTokenState : IStreamState
{
    internal SurveyTokenState()
        : this(null, new SharedMap<string, string>(StringComparer.Ordinal), 0, 0, null)
    {
    }

    private SurveyTokenState(string? survey, SharedMap<string, string> open, long issued, long redeemed, Instant? lastEventAt)
    {
        this.Survey = survey;
        this.Open = open;
        this.Issued = issued;
        this.Redeemed = redeemed;
        this.LastEventAt = lastEventAt;
    }

    /// <summary>Gets the id of the survey; null before the first batch.</summary>
    public string? Survey { get; }

    /// <summary>Gets how many tokens were issued.</summary>
    public long Issued { get; }

    /// <summary>Gets how many of them were redeemed.</summary>
    public long Redeemed { get; }

    /// <summary>Gets the hashes of the others, in ordinal order, which says nothing of who holds them.</summary>
    public IEnumerable<string> OpenHashes => this.Open.Values;

    /// <summary>Gets the instant of the last event; null before the first.</summary>
    public Instant? LastEventAt { get; }

    /// <inheritdoc/>
    PolicyVersion? IStreamState.PolicyVersion => null;

    private SharedMap<string, string> Open { get; }

    /// <summary>Whether a token can be redeemed.</summary>
    /// <param name="tokenHash">The hash of the token.</param>
    /// <returns>True if it was issued and not redeemed.</returns>
    public bool IsOpen(string tokenHash)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        return this.Open.TryFind(tokenHash, out _);
    }

    internal static SurveyTokenState Of(SurveyTokenSnapshot snapshot) =>
        new SurveyTokenState(snapshot.Survey, snapshot.Open.Aggregate(new SharedMap<string, string>(StringComparer.Ordinal), (map, hash) => map.With(hash, hash)), snapshot.Issued, snapshot.Redeemed, snapshot.LastEventAt);

    internal SurveyTokenSnapshot ToSnapshot() => new SurveyTokenSnapshot(this.Survey, this.Open.Values.ToArray(), this.Issued, this.Redeemed, this.LastEventAt);

    internal SurveyTokenState After(SurveyTokenEvent e)
    {
        switch (e)
        {
            case TokensIssued issued:
                return new SurveyTokenState(issued.Survey, issued.TokenHashes.Aggregate(this.Open, (map, hash) => map.With(hash, hash)), this.Issued + issued.TokenHashes.Count, this.Redeemed, e.At);
            case TokenRedeemed redeemed:
                return new SurveyTokenState(this.Survey, this.Open.Without(redeemed.TokenHash), this.Issued, this.Redeemed + 1, e.At);
            default:
                throw new ArgumentException("The event " + e.TypeName + " is not one of survey tokens.", nameof(e));
        }
    }
}

/// <summary>The tokens of one anonymous survey: each can be redeemed once, and nothing says by whom. Time alone does nothing.</summary>
/// <remarks>
/// <para>
/// The stream keeps a token from being redeemed twice. That nobody can tell which answer is whose is up to the host, in four steps. Make
/// the tokens at random and register them in one batch before the first answer is given, so that neither order nor time of their making
/// says who answered when. Hand tokens out in any order, each with the thanks for an answer, and store it with no answer: no column, no log, no link. Let
/// the member redeem it later, signed in, with <see cref="SurveyReward.Plan"/>, whose reference in the account is made of the survey and
/// a new random id, never of the token or the answer. Keep of an answer at most the day, not the minute.
/// </para>
/// <para>
/// Then a redemption says that a member answered, and an answer says what somebody answered, and nothing joins the two. Stateless and
/// thread-safe.
/// </para>
/// </remarks>
public sealed class SurveyTokens : IProcess<SurveyTokenState, SurveyTokenCommand, SurveyTokenEvent>
{
    /// <inheritdoc/>
    public SurveyTokenState Initial { get; } = new SurveyTokenState();

    /// <inheritdoc/>
    public IReadOnlyList<SurveyTokenEvent> Settle(SurveyTokenState state, Instant now) => [];

    /// <inheritdoc/>
    public Decision<SurveyTokenEvent> Decide(SurveyTokenState state, SurveyTokenCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (StreamRules.RefuseBefore(state.LastEventAt, command.At) is { } early)
        {
            return Decision.Refuse<SurveyTokenEvent>(early);
        }

        switch (command)
        {
            case IssueTokens issue:
                return Issue(state, issue);
            case RedeemToken redeem:
                return state.IsOpen(redeem.TokenHash)
                    ? Decision.Accept<SurveyTokenEvent>(new TokenRedeemed(redeem.At, redeem.TokenHash))
                    : Refuse(ProgrammeRefusals.TokenUnknownOrUsed);
            default:
                throw new ArgumentException("The command " + command.TypeName + " is not one of survey tokens.", nameof(command));
        }
    }

    /// <inheritdoc/>
    public SurveyTokenState Evolve(SurveyTokenState state, SurveyTokenEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return state.After(@event);
    }

    /// <inheritdoc/>
    public Instant? NextDue(SurveyTokenState state) => null;

    private static Decision<SurveyTokenEvent> Issue(SurveyTokenState state, IssueTokens command)
    {
        if (StreamRules.RefuseBlank("survey", command.Survey) is { } blank)
        {
            return Decision.Refuse<SurveyTokenEvent>(blank);
        }

        if (state.Survey is { } survey && !string.Equals(survey, command.Survey, StringComparison.Ordinal))
        {
            return Refuse(ProgrammeRefusals.SurveyMismatch, new RefusalArgument("given", command.Survey), new RefusalArgument("expected", survey));
        }

        int count = command.TokenHashes.Count;
        if (count == 0)
        {
            return Refuse(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "tokens"), new RefusalArgument("given", count.ToString(CultureInfo.InvariantCulture)));
        }

        if (!command.TokenHashes.All(SurveyToken.IsHash))
        {
            return Refuse(ProgrammeRefusals.TokenNotHashed);
        }

        return command.TokenHashes.Any(state.IsOpen) || command.TokenHashes.Distinct(StringComparer.Ordinal).Count() < count
            ? Refuse(ProgrammeRefusals.TokenKnown)
            : Decision.Accept<SurveyTokenEvent>(new TokensIssued(command.At, command.Survey, command.TokenHashes));
    }

    private static Decision<SurveyTokenEvent> Refuse(string code, params RefusalArgument[] arguments) => Decision.Refuse<SurveyTokenEvent>(new Refusal(code, arguments));
}
