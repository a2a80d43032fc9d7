using NodaTime;
using Retention.Core.Lifecycle;

namespace Retention.Testing.Generators;

/// <summary>What a customer's life is told: purchases, activities and every command.</summary>
internal static class LifecycleInputs
{
    private static readonly string[] Activities =
    [
        LifecycleActivities.LogIn, LifecycleActivities.InboundContact, LifecycleActivities.OutboundContact, LifecycleActivities.Enquiry, LifecycleActivities.Complaint, LifecycleActivities.Objection,
        LifecycleActivities.SurveyOf10, LifecycleActivities.SurveyOf5, "mailing", "微信聊天", " ",
    ];

    internal static void AddTo(InputTable table) => table
        .Add(Purchase)
        .Add(Activity)
        .Add(Returned)
        .Add(d => new RecordPurchase(d.Instant(), Purchase(d)))
        .Add(d => new CorrectPurchase(d.Instant(), Purchase(d), d.Flag(), d.Actor()))
        .Add(d => new ReturnPurchase(d.Instant(), d.Id(), d.Id(), d.Number()))
        .Add(d => new RecordActivity(d.Instant(), Activity(d)))
        .Add(d => new CloseActivity(d.Instant(), d.Id(), d.Instant()))
        .Add(d => new VoidActivity(d.Instant(), d.Id(), d.Actor()))
        .Add(d => new SetCustomerAttribute(d.Instant(), d.Code(), d.Maybe(Ingredients.Text)))
        .Add(d => new SetCustomerNumber(d.Instant(), d.Code(), d.Perhaps(Ingredients.Number)))
        .Add(d => new SetCustomerTag(d.Instant(), d.Code(), d.Flag()))
        .Add(d => new ImportHistory(d.Instant(), d.Many(Purchase), d.Many(Activity), d.Maybe(Ingredients.Code), d.Actor()))
        .Add(d => new MergeLifecycle(d.Instant(), d.Customer(), d.Actor()))
        .Add(d => new AbsorbLifecycle(d.Instant(), d.Customer(), d.Many(Purchase), d.Many(Returned), d.Many(Ingredients.Id), d.Many(Activity), d.Maybe(Ingredients.Code), d.Actor()))
        .Add(d => new MoveStage(d.Instant(), d.Code(), d.Actor(), d.Text(), d.Perhaps(Ingredients.Instant)))
        .Add(d => new ReleaseStage(d.Instant(), d.Actor(), d.Text()))
        .Add(d => new ReviewStage(d.Instant()))
        .Add(d => new AdoptLifecyclePolicy(d.Instant(), d.Version(), d.Actor()));

    private static StagePurchase Purchase(Dice dice) => new StagePurchase(dice.Id(), dice.Instant(), dice.Number(), dice.Of(string.Empty, "north", "华北"), dice.Perhaps(Ingredients.Date));

    private static StageReturn Returned(Dice dice) => new StageReturn(dice.Id(), dice.Id(), dice.Number());

    private static StageActivity Activity(Dice dice)
    {
        Instant at = dice.Instant();
        return new StageActivity(dice.Maybe(Ingredients.Id), dice.OfList(Activities), at, dice.Of<decimal?>(null, 0m, 5m, 10m, dice.Number()), dice.Perhaps(Ingredients.Date), dice.Count(), dice.Perhaps(d => d.Of(at, d.Instant())));
    }
}
