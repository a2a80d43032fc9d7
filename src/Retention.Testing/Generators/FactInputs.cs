using System.Linq;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Testing.Generators;

/// <summary>Facts, of which each may tie with, correct or contradict another, and the drafts of which they are made.</summary>
internal static class FactInputs
{
    internal static void AddTo(InputTable table) => table
        .Add(Draft)
        .Add(d => new DocumentFact(Draft(d)))
        .Add(Occurrence)
        .Add(Attribute)
        .Add(Indicator)
        .Add(Tag)
        .Add(Alias)
        .Add(Child)
        .Add(Total)
        .Add(d => new Organisation(d.Id(), d.Zone()))
        .Add(d => Filled(d))
        .Add(Arb(d => new FactSet(Filled(d))));

    private static FsCheck.Arbitrary<FactSet> Arb(System.Func<Dice, FactSet> make) =>
        FsCheck.Fluent.Arb.From(Dice.Seeds.Select(seed => make(new Dice(seed))), FactGenerators.Smaller);

    private static DocumentDraft Draft(Dice dice) => new DocumentDraft
    {
        Tenant = dice.Of(string.Empty, string.Empty, "租户"),
        Organisation = dice.Of(string.Empty, string.Empty, "north", "华北"),
        Kind = dice.Enum<DocumentKind>(),
        Number = dice.Id(),
        Line = dice.Of(0, 1, 1, 2, int.MaxValue),
        Part = dice.Of(0, 1, 1, 2),
        Revision = dice.Of(0, 0, 1, 2),
        Status = dice.Enum<DocumentStatus>(),
        Trade = dice.Percent(70) ? TradeKind.Ordinary : dice.Enum<TradeKind>(),
        SoldTo = dice.Percent(90) ? dice.Customer() : default,
        BillTo = dice.Percent(30) ? dice.Customer() : default,
        ShipTo = dice.Percent(30) ? dice.Customer() : default,
        Payer = dice.Percent(30) ? dice.Customer() : default,
        OrderedOn = dice.Perhaps(Ingredients.Time),
        ShippedOn = dice.Perhaps(Ingredients.Time),
        InvoicedOn = dice.Perhaps(Ingredients.Time),
        PaidOn = dice.Perhaps(Ingredients.Time),
        EffectiveOn = dice.Perhaps(Ingredients.Time),
        RecordedAt = dice.Instant(),
        Amount = dice.Money(),
        RateToBase = dice.Of<decimal?>(null, 1m, 7.1234m, 0.00001m),
        Profit = dice.Perhaps(Ingredients.Number),
        Quantity = dice.Of(0m, 1m, -1m, 0.5m, dice.Amount()),
        Category = dice.Maybe(Ingredients.Code),
        Origin = dice.Maybe(Ingredients.Id),
    };

    private static OccurrenceFact Occurrence(Dice dice) => new OccurrenceFact(dice.Id(), dice.Customer(), dice.Of("enquiry", "survey-10", "投诉"), dice.Time(), dice.Instant(), dice.Perhaps(Ingredients.Number));

    private static AttributeFact Attribute(Dice dice) => new AttributeFact(dice.Customer(), dice.Of("region", "phone", "行业"), dice.Text(), dice.Time(), dice.Instant());

    private static IndicatorFact Indicator(Dice dice) => new IndicatorFact(dice.Customer(), dice.Of("score", "额度"), dice.Perhaps(Ingredients.Number), dice.Time(), dice.Instant());

    private static TagFact Tag(Dice dice)
    {
        Instant one = dice.Instant();
        Instant other = dice.Of(one, one + Duration.Epsilon, dice.Instant());
        return dice.Percent(30) ? new TagFact(dice.Customer(), dice.Code(), one) : new TagFact(dice.Customer(), dice.Code(), Instant.Min(one, other), Instant.Max(one, other));
    }

    private static AliasFact Alias(Dice dice)
    {
        CustomerId one = dice.Customer();
        CustomerId other = dice.Customer();
        return new AliasFact(one == other ? AliasChange.Unmerge : dice.Of(AliasChange.Merge, AliasChange.Recode), one, other, dice.Instant(), dice.Instant());
    }

    private static HierarchyFact Child(Dice dice)
    {
        CustomerId child = dice.Customer();
        CustomerId parent = dice.Customer();
        return new HierarchyFact(child, child == parent ? null : parent, dice.Instant(), dice.Instant());
    }

    private static ControlTotal Total(Dice dice)
    {
        LocalDate one = dice.Date();
        LocalDate other = dice.Of(one, dice.Date());
        return new ControlTotal(dice.Id(), LocalDate.Min(one, other), LocalDate.Max(one, other), dice.Money(), dice.Maybe(Ingredients.Id), dice.Of(0m, 0.01m, dice.Amount()));
    }

    private static FactSetDraft Filled(Dice dice)
    {
        var draft = new FactSetDraft { BaseCurrency = dice.Currency() };
        draft.Organisations.AddRange(dice.ManyBy(d => new Organisation(d.Id(), d.Zone()), o => o.Code));
        draft.Customers.AddRange(dice.Many(Ingredients.Customer));
        draft.Documents.AddRange(dice.Many(d => new DocumentFact(Draft(d))));
        draft.Occurrences.AddRange(dice.Many(Occurrence));
        draft.Attributes.AddRange(dice.Many(Attribute));
        draft.Indicators.AddRange(dice.Many(Indicator));
        draft.Tags.AddRange(dice.Many(Tag));
        draft.Aliases.AddRange(dice.Many(Alias));
        draft.Hierarchy.AddRange(dice.Many(Child));
        draft.ControlTotals.AddRange(dice.Many(Total));
        return draft;
    }
}
