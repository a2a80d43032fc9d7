using System.Linq;
using Retention.Core;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>What tierings are told: frozen thresholds, assessments, overrides, reviews.</summary>
internal static class TieringInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(d => Scale(d, d.Code()))
        .Add(d => new FrozenThresholds(d.Version(), d.ManyBy(x => Scale(x, x.Code()), s => s.Score)))
        .Add(d => new AssessTier(d.Instant(), d.Id(), d.Instant(), d.Code(), d.Perhaps(Ingredients.Score), d.ManyBy(Ingredients.Code, c => c), d.Version()))
        .Add(d => new OverrideTier(d.Instant(), d.Code(), d.Actor(), d.Text(), d.Perhaps(Ingredients.Instant)))
        .Add(d => new ClearOverride(d.Instant(), d.Actor(), d.Text()))
        .Add(d => new ReviewTag(d.Instant(), d.Code(), d.Enum<TagVerdict>(), d.Actor()))
        .Add(d => new AdoptTieringPolicy(d.Instant(), d.Version()))
        .Add(d => new DraftRun(d.Instant(), d.Id(), d.Instant(), d.Count(), d.Version().Fingerprint, d.Version(), d.Actor()))
        .Add(d => new AdvanceRun(d.Instant(), d.Enum<RunStep>(), d.Actor()));

    /// <summary>Thresholds that rise, with ties; none now and then.</summary>
    private static FrozenScale Scale(Dice dice, string score)
    {
        decimal[] thresholds = dice.Many(d => d.Of(0m, 1m, d.Amount())).OrderBy(t => t).ToArray();
        Score[] scores = Enumerable.Range(0, thresholds.Length + 1).Select(_ => dice.Score()).ToArray();
        return new FrozenScale(score, thresholds, thresholds.Length == 0 && dice.Flag() ? [] : scores);
    }
}
