using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a host asks of the tokens of a survey.</summary>
public abstract class SurveyTokenCommand : Message, ICommand
{
    private protected SurveyTokenCommand(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>Registers a batch of tokens, before any answer is given.</summary>
public sealed class IssueTokens : SurveyTokenCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="survey">The id of the survey, one stream each.</param>
    /// <param name="tokenHashes">The hashes of the tokens (<see cref="SurveyToken.Hash"/>); copied.</param>
    public IssueTokens(Instant at, string survey, IReadOnlyList<string> tokenHashes)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(tokenHashes);
        this.Survey = survey;
        this.TokenHashes = FixedList.Of(tokenHashes);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.issue-tokens";

    /// <summary>Gets the id of the survey, one stream each.</summary>
    public string Survey { get; }

    /// <summary>Gets the hashes of the tokens (<see cref="SurveyToken.Hash"/>).</summary>
    public IReadOnlyList<string> TokenHashes { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("survey", this.Survey).AddAll("tokenHashes", this.TokenHashes);
    }
}

/// <summary>Redeems a token once.</summary>
public sealed class RedeemToken : SurveyTokenCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="at">The decision time.</param>
    /// <param name="tokenHash">The hash of the token (<see cref="SurveyToken.Hash"/>).</param>
    public RedeemToken(Instant at, string tokenHash)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        this.TokenHash = tokenHash;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.redeem-token";

    /// <summary>Gets the hash of the token (<see cref="SurveyToken.Hash"/>).</summary>
    public string TokenHash { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tokenHash", this.TokenHash);
    }
}

/// <summary>What happened to the tokens of a survey.</summary>
public abstract class SurveyTokenEvent : Message, IEvent
{
    private protected SurveyTokenEvent(Instant at) => this.At = at;

    /// <inheritdoc/>
    public Instant At { get; }
}

/// <summary>A batch of tokens was registered.</summary>
public sealed class TokensIssued : SurveyTokenEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="survey">The id of the survey.</param>
    /// <param name="tokenHashes">The hashes of the tokens; copied.</param>
    public TokensIssued(Instant at, string survey, IReadOnlyList<string> tokenHashes)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(tokenHashes);
        this.Survey = survey;
        this.TokenHashes = FixedList.Of(tokenHashes);
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.tokens-issued";

    /// <summary>Gets the id of the survey.</summary>
    public string Survey { get; }

    /// <summary>Gets the hashes of the tokens.</summary>
    public IReadOnlyList<string> TokenHashes { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("survey", this.Survey).AddAll("tokenHashes", this.TokenHashes);
    }
}

/// <summary>A token was redeemed; by whom isn't said.</summary>
public sealed class TokenRedeemed : SurveyTokenEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="tokenHash">The hash of the token.</param>
    public TokenRedeemed(Instant at, string tokenHash)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(tokenHash);
        this.TokenHash = tokenHash;
    }

    /// <inheritdoc/>
    public override string TypeName => "loyalty.token-redeemed";

    /// <summary>Gets the hash of the token.</summary>
    public string TokenHash { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("tokenHash", this.TokenHash);
    }
}
