using System.Linq;
using Retention.Core.Sla;

namespace Retention.Testing.Generators;

/// <summary>What a case is told: facts, entries and every command.</summary>
internal static class SlaInputs
{
    private static readonly string[] Activities =
    [
        CaseActivities.CustomerMessage, CaseActivities.AgentMessage, CaseActivities.AutoMessage, CaseActivities.Paused, CaseActivities.Resumed, CaseActivities.UpdateGiven, CaseActivities.CommitmentGiven,
        CaseActivities.SolutionGiven, CaseActivities.Opened, CaseActivities.Assigned, CaseActivities.Archived, "spam", "已发货", " ",
    ];

    internal static void AddTo(InputTable table)
    {
        AddValues(table);
        AddLoop(table);
        AddTransfers(table);
    }

    private static void AddValues(InputTable table) => table
        .Add(d => new CaseFactsDraft(Facts(d)))
        .Add(Facts)
        .Add(Entry)
        .Add(d => new OpenCase(d.Instant(), d.Instant(), d.Customer(), Facts(d), d.Maybe(Ingredients.Code), d.Maybe(Ingredients.Actor), d.Maybe(Ingredients.Id), d.Actor()))
        .Add(d => new RecordCaseActivity(d.Instant(), d.Instant(), d.Id(), d.OfList(Activities), d.Perhaps(Ingredients.Instant), d.Actor(), d.Maybe(Ingredients.Text)))
        .Add(d => new ChangeCase(d.Instant(), d.Instant(), Facts(d), d.Actor()))
        .Add(d => new AssignCase(d.Instant(), d.Instant(), d.Code(), d.Maybe(Ingredients.Actor), d.Actor()));

    private static void AddLoop(InputTable table) => table
        .Add(d => new StartCase(d.Instant(), d.Instant(), d.Actor()))
        .Add(d => new GiveSolution(d.Instant(), d.Instant(), d.Actor()))
        .Add(d => new ConfirmCase(d.Instant(), d.Instant(), d.Flag(), d.Actor(), d.Maybe(Ingredients.Text)))
        .Add(d => new ArchiveCase(d.Instant(), d.Instant(), d.Actor()))
        .Add(d => new CancelCase(d.Instant(), d.Instant(), d.Actor(), d.Maybe(Ingredients.Text)))
        .Add(d => new ReopenCase(d.Instant(), d.Instant(), d.Actor(), d.Maybe(Ingredients.Text)))
        .Add(d => new ExplainLateness(d.Instant(), d.Code(), d.Count(), d.Text(), d.Actor()))
        .Add(d => new AdoptSlaPolicy(d.Instant(), d.Version(), d.Actor()));

    private static void AddTransfers(InputTable table) => table
        .Add(d => new MergeCase(d.Instant(), d.Id(), d.Actor()))
        .Add(d => new AbsorbCase(d.Instant(), d.Id(), Entries(d), d.Actor()))
        .Add(d => new OpenSplitCase(d.Instant(), d.Id(), d.Customer(), Facts(d), d.Maybe(Ingredients.Code), d.Maybe(Ingredients.Actor), Entries(d), d.Actor()));

    private static CaseFacts Facts(Dice dice) => new CaseFacts(
        dice.Of("issue", "enquiry", "投诉"), dice.Of("normal", "urgent", "紧急"), dice.Maybe(Ingredients.Code), dice.Of(null, "phone", "微信"), dice.Of(string.Empty, "east"), dice.Of(null, "office", "夜班"), dice.ManyBy(Ingredients.Code, c => c));

    private static CaseEntry Entry(Dice dice) => new CaseEntry(
        dice.Instant(), dice.OfList(Activities), dice.Maybe(Ingredients.Id), dice.Actor(), dice.Maybe(Ingredients.Text), dice.Perhaps(Ingredients.Instant), dice.Maybe(Facts), dice.Maybe(Ingredients.Code), dice.Maybe(Ingredients.Actor),
        dice.Maybe(Ingredients.Version));

    private static CaseEntry[] Entries(Dice dice) => dice.Many(Entry).OrderBy(e => e.OccurredAt).ToArray();
}
