using System;
using NodaTime;

namespace Retention.Core.Tiering;

/// <summary>A run whose review published it: the only way from a run to customers' assignments.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PublishedRun
{
    private readonly string runId;

    private PublishedRun(string runId, TieringRun run)
    {
        this.runId = runId;
        this.Run = run;
    }

    /// <summary>Gets the run.</summary>
    public TieringRun Run { get; }

    /// <summary>Takes a run that was published.</summary>
    /// <param name="run">The run.</param>
    /// <param name="review">Its review.</param>
    /// <returns>The published run, or a refusal if it isn't published.</returns>
    /// <exception cref="ArgumentException">The review is of another run: as-of, policy or tiers differ.</exception>
    public static Outcome<PublishedRun> Of(TieringRun run, RunReviewState review)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(review);
        if (review.Draft is not { } draft)
        {
            return Outcome.Refuse<PublishedRun>(new Refusal(TieringRefusals.RunMissing));
        }

        if (draft.AsOf != run.AsOf || !draft.PolicyVersion.Equals(run.Policy.Version) || !string.Equals(draft.Digest, run.Digest(), StringComparison.Ordinal))
        {
            throw new ArgumentException("The review of " + draft.RunId + " belongs to another run: as-of, policy or tiers differ; review what is to be published.", nameof(review));
        }

        return review.Status == RunStatus.Published
            ? Outcome.Of(new PublishedRun(draft.RunId, run))
            : Outcome.Refuse<PublishedRun>(new Refusal(TieringRefusals.RunNotPublished, new RefusalArgument("run", draft.RunId), new RefusalArgument("status", ProblemList.Kebab(review.Status.ToString()))));
    }

    /// <summary>The command that takes a customer's tier over into its assignment.</summary>
    /// <param name="customer">The customer; an alias gives the command of the id it stands for.</param>
    /// <param name="at">The decision time.</param>
    /// <returns>The command, or a refusal if the run has no such customer.</returns>
    public Outcome<AssessTier> AssessmentOf(CustomerId customer, Instant at)
    {
        Outcome<TieringResult> found = this.Run.Find(customer);
        if (found.Refusal is { } refusal)
        {
            return Outcome.Refuse<AssessTier>(refusal);
        }

        TieringResult result = found.Value;
        return Outcome.Of(new AssessTier(at, this.runId, this.Run.AsOf, result.Tier.Code, result.Composite, result.ProposedTags, this.Run.Policy.Version));
    }
}
