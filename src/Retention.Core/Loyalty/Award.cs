using System;
using System.Collections.Generic;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>What a purchase or an activity earned, as recorded: returns are worked out from this, never from today's rules.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Award : MessageContent
{
    /// <summary>Makes the value.</summary>
    /// <param name="document">The number of the document, or the reference of the activity.</param>
    /// <param name="organisation">The organisation that granted it.</param>
    /// <param name="activity">The activity; null for a purchase.</param>
    /// <param name="isCredit">Whether it was sold on credit, so that what its parts earn may wait until they are paid.</param>
    /// <param name="policyVersion">The policy that granted it.</param>
    /// <param name="businessAt">The business date that rates and multipliers were read at.</param>
    /// <param name="measure">What counts for the tier; null: nothing does.</param>
    /// <param name="progressDate">The date of the bucket in which it counts for the tier.</param>
    /// <param name="progressUntil">When that bucket is dropped, exclusive.</param>
    /// <param name="closesAt">When it closes: returns from then on are refused.</param>
    /// <param name="lines">The lines; for an activity one with its quantity; copied.</param>
    /// <param name="rules">How each rule made points; copied.</param>
    /// <param name="grants">What was granted, part by part; copied.</param>
    /// <param name="returnDocuments">The numbers of the returns and credit notes so far, none of which counts twice; copied.</param>
    public Award(string document, string organisation, string? activity, bool isCredit, PolicyVersion policyVersion, Instant businessAt, LadderMeasure? measure, LocalDate progressDate, Instant progressUntil, Instant closesAt, IReadOnlyList<AwardLine> lines, IReadOnlyList<RuleAward> rules, IReadOnlyList<AwardGrant> grants, IReadOnlyList<string> returnDocuments)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(policyVersion);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(grants);
        ArgumentNullException.ThrowIfNull(returnDocuments);
        this.Document = document;
        this.Organisation = organisation;
        this.Activity = activity;
        this.IsCredit = isCredit;
        this.PolicyVersion = policyVersion;
        this.BusinessAt = businessAt;
        this.Measure = measure;
        this.ProgressDate = progressDate;
        this.ProgressUntil = progressUntil;
        this.ClosesAt = closesAt;
        this.Lines = FixedList.Of(lines);
        this.Rules = FixedList.Of(rules);
        this.Grants = FixedList.Of(grants);
        this.ReturnDocuments = FixedList.Of(returnDocuments);
    }

    /// <summary>Gets the number of the document, or the reference of the activity.</summary>
    public string Document { get; }

    /// <summary>Gets the organisation that granted it.</summary>
    public string Organisation { get; }

    /// <summary>Gets the activity; null for a purchase.</summary>
    public string? Activity { get; }

    /// <summary>Gets a value indicating whether it was sold on credit, so that what its parts earn may wait until they are paid.</summary>
    public bool IsCredit { get; }

    /// <summary>Gets the policy that granted it.</summary>
    public PolicyVersion PolicyVersion { get; }

    /// <summary>Gets the business date that rates and multipliers were read at.</summary>
    public Instant BusinessAt { get; }

    /// <summary>Gets what counts for the tier; null: nothing does.</summary>
    public LadderMeasure? Measure { get; }

    /// <summary>Gets the date of the bucket in which it counts for the tier.</summary>
    public LocalDate ProgressDate { get; }

    /// <summary>Gets when that bucket is dropped, exclusive.</summary>
    public Instant ProgressUntil { get; }

    /// <summary>Gets when it closes: returns from then on are refused.</summary>
    public Instant ClosesAt { get; }

    /// <summary>Gets the lines; for an activity one with its quantity.</summary>
    public IReadOnlyList<AwardLine> Lines { get; }

    /// <summary>Gets how each rule made points.</summary>
    public IReadOnlyList<RuleAward> Rules { get; }

    /// <summary>Gets what was granted, part by part.</summary>
    public IReadOnlyList<AwardGrant> Grants { get; private set; }

    /// <summary>Gives a new award its first grant; the only change there is, made before anybody else has the award.</summary>
    /// <param name="grant">The grant.</param>
    internal void Begin(AwardGrant grant) => this.Grants = FixedList.One(grant);

    /// <summary>Gets the numbers of the returns and credit notes so far, none of which counts twice.</summary>
    public IReadOnlyList<string> ReturnDocuments { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("document", this.Document).Add("organisation", this.Organisation).Add("activity", this.Activity).Add("isCredit", this.IsCredit).Add("policyVersion", this.PolicyVersion)
            .Add("businessAt", this.BusinessAt).Add("measure", this.Measure).Add("progressDate", this.ProgressDate).Add("progressUntil", this.ProgressUntil)
            .Add("closesAt", this.ClosesAt).AddAll("lines", this.Lines).AddAll("rules", this.Rules).AddAll("grants", this.Grants).AddAll("returnDocuments", this.ReturnDocuments);
    }
}
