using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;
using Retention.Core.Periods;

namespace Retention.Testing.Generators;

/// <summary>Writes one history while the life runs.</summary>
internal sealed class LifecycleScript
{
    private const int MaxDepth = 1;

    private static readonly string[] Activities =
    [
        LifecycleActivities.LogIn, LifecycleActivities.LogIn, LifecycleActivities.InboundContact, LifecycleActivities.OutboundContact, LifecycleActivities.OutboundContact, "mailing",
        LifecycleActivities.Enquiry, LifecycleActivities.Complaint, LifecycleActivities.Objection, LifecycleActivities.SurveyOf10, LifecycleActivities.SurveyOf5,
    ];

    private readonly LifecycleSetting setting;
    private readonly Dice dice;
    private readonly int depth;
    private readonly List<LifecycleCommand> commands = new List<LifecycleCommand>();
    private LifecycleState state;
    private Instant now;
    private int next;
    private bool isBroken;

    internal LifecycleScript(LifecycleSetting setting, Dice dice, int depth)
    {
        this.setting = setting;
        this.dice = dice;
        this.depth = depth;
        this.state = setting.Original.Initial;
        this.now = LocalDays.StartOf(Start(setting.Zone.Id, dice), setting.Zone) + dice.Of(Duration.Zero, Duration.Epsilon, Duration.FromHours(10), Duration.FromHours(23));
    }

    internal LifecycleState State => this.state;

    internal Instant Now => this.now;

    internal LifecycleCommand[] Run(int length)
    {
        for (int i = 0; i < length && !this.isBroken; i++)
        {
            this.now = i == 0 ? this.now : this.Time();
            this.Do(i < 2 && this.dice.Percent(70) ? this.Purchase() : this.Command());
        }

        return this.commands.ToArray();
    }

    /// <summary>Some weeks before the zone does something odd, or before a leap day.</summary>
    private static LocalDate Start(string zone, Dice dice)
    {
        LocalDate odd = zone switch
        {
            "America/Sao_Paulo" => dice.Of(new LocalDate(2018, 11, 4), new LocalDate(2018, 2, 18)),
            "Asia/Beirut" => dice.Of(new LocalDate(2022, 3, 27), new LocalDate(2022, 10, 30)),
            "America/St_Johns" => dice.Of(new LocalDate(2007, 11, 4), new LocalDate(2008, 3, 9)),
            "Pacific/Apia" => new LocalDate(2011, 12, 30),
            _ => dice.Of(new LocalDate(2024, 2, 29), new LocalDate(2026, 3, 31), new LocalDate(2012, 2, 29)),
        };
        return odd.PlusDays(-dice.Of(0, 1, 7, 30, 31, 60, 90, 91, 100, 180));
    }

    private void Do(LifecycleCommand command)
    {
        this.commands.Add(command);
        try
        {
            Decision<LifecycleEvent> decision = this.setting.Original.Handle(this.state, command);
            this.state = this.setting.Original.Fold(this.state, decision.Events);
            _ = this.setting.Original.NextDue(this.state);
        }
#pragma warning disable CA1031 // The history ends here; the law that runs it again says what went wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            this.isBroken = true;
        }

        this.now = Instant.Max(this.now, this.state.LastEventAt ?? this.now);
    }

    private Instant Time()
    {
        switch (this.dice.Weighted([18, 14, 14, 14, 14, 10, 4, 2, 1]))
        {
            case 0: return this.now;
            case 1: return this.now + Duration.FromMinutes(this.dice.Next(600));
            case 2: return this.NextDue() + this.Tick();
            case 3: return this.Midnight(1) + this.Tick();
            case 4: return this.now + Duration.FromHours(this.dice.Next(24 * 30));
            case 5: return this.Edge() + this.Tick();
            case 6: return this.now + Duration.FromDays(this.dice.Of(90, 180, 40));
            case 7: return this.now + Duration.FromDays(400);
            default: return this.now - Duration.FromSeconds(1);
        }
    }

    private Duration Tick() => this.dice.Of(Duration.Zero, Duration.Zero, Duration.Epsilon, -Duration.Epsilon);

    private Instant NextDue()
    {
        try
        {
            return this.setting.Original.NextDue(this.state) is { } due && due - this.now < Duration.FromDays(500) ? due : this.now;
        }
#pragma warning disable CA1031 // The law that runs it again says what went wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            this.isBroken = true;
            return this.now;
        }
    }

    private Instant Midnight(int days) => LocalDays.StartOf(LocalDays.DateOf(this.now, this.setting.Zone).PlusDays(days), this.setting.Zone);

    /// <summary>Where a window that began with a fact ends.</summary>
    private Instant Edge()
    {
        LocalDate[] dates = this.state.Purchases.Select(p => p.Date!.Value).Concat(this.state.Activities.Select(a => a.Date!.Value)).ToArray();
        if (dates.Length == 0)
        {
            return this.now;
        }

        Instant edge = LocalDays.StartOf(this.dice.OfList(dates).Plus(this.dice.Of(Period.FromDays(30), Period.FromDays(31), Period.FromDays(90), Period.FromDays(91), Period.FromDays(180), Period.FromMonths(1), Period.FromMonths(3), Period.FromYears(1))), this.setting.Zone);
        return edge < this.now ? this.Midnight(0) + (this.now - this.Midnight(0)) : edge;
    }

    /// <summary>When something happened of which we hear now: mostly now, often before, sometimes not yet.</summary>
    private Instant When() => this.dice.Weighted([10, 2, 2, 2, 1]) switch
    {
        0 => this.now,
        1 => this.now - Duration.FromMinutes(this.dice.Next(3_000)),
        2 => this.now - Duration.FromHours(this.dice.Next(24 * 60)),
        3 => Instant.Min(this.now, this.Midnight(-this.dice.Next(40)) + this.Tick()),
        _ => this.dice.Percent(20) ? this.now + Duration.Epsilon : Instant.Min(this.now, this.state.OverlaySince ?? this.state.Since ?? this.now) + this.dice.Of(Duration.Zero, -Duration.Epsilon),
    };

    private LifecycleCommand Command()
    {
        switch (this.dice.Weighted([22, 8, 6, 28, 6, 3, 4, 3, 3, 2, 3, 1, 4, 3, 4, 2]))
        {
            case 0: return this.Purchase();
            case 1: return new ReturnPurchase(this.now, this.Id("R"), this.Document(), this.dice.Of(10m, 50m, 100m, this.Left(), this.Left()));
            case 2: return this.Correction();
            case 3: return new RecordActivity(this.now, this.Activity());
            case 4: return new CloseActivity(this.now, this.ActivityId(), this.When());
            case 5: return new VoidActivity(this.now, this.ActivityId(), this.Actor());
            case 6: return this.dice.Percent(50) ? new SetCustomerAttribute(this.now, "tier", this.dice.Of(null, "gold", "silver")) : new SetCustomerAttribute(this.now, "start", this.dice.Of(null, "2011-12-01", "2024-02-29", "long ago", "2030-01-01", "9999-12-31"));
            case 7: return new SetCustomerTag(this.now, this.dice.Of("vip", "top-spend"), this.dice.Percent(60));
            case 8: return new SetCustomerNumber(this.now, this.dice.Of("score", "interval"), this.dice.Of<decimal?>(null, 60, 59.9999m, 30, 80, -5));
            case 9: return this.Import();
            case 10: return this.Absorb();
            case 11: return new MergeLifecycle(this.now, new CustomerId("other"), this.Actor());
            case 12: return new MoveStage(this.now, this.Stage(), this.Actor(), "because", this.Until());
            case 13: return new ReleaseStage(this.now, this.Actor(), "because");
            case 14: return new ReviewStage(this.now);
            default: return new AdoptLifecyclePolicy(this.now, this.dice.OfList(this.setting.Book.Entries).Policy.Version, this.Actor());
        }
    }

    private RecordPurchase Purchase()
    {
        Instant at = this.When();
        return new RecordPurchase(this.now, this.Purchase(this.dice.Percent(4) ? this.Document() : this.Id("P"), at));
    }

    private StagePurchase Purchase(string document, Instant at) =>
        new StagePurchase(document, at, this.dice.Of(100m, 100m, 50m, 70m, 80m, 0m, 0.0001m), this.dice.Of("north", "north", "south", "east", string.Empty), this.Date(at));

    private LocalDate? Date(Instant at) => this.dice.Percent(12) ? LocalDays.DateOf(at, this.setting.Zone).PlusDays(this.dice.Of(-1, 0, 0, -3, -30, 1)) : null;

    private StageActivity Activity()
    {
        string code = this.dice.OfList(Activities);
        Instant at = this.When();
        bool isAnswer = code is LifecycleActivities.SurveyOf10 or LifecycleActivities.SurveyOf5;
        bool isKnown = this.dice.Percent(code is LifecycleActivities.Complaint or LifecycleActivities.Objection ? 90 : 25);
        string? id = !isKnown ? null : this.dice.Percent(4) ? this.ActivityId() : this.Id("A");
        decimal? value = isAnswer ? this.dice.Of(3m, 5m, 6m, 8m, 2.5m) : null;
        int count = id is null && value is null ? this.dice.Of(1, 1, 1, 3) : 1;
        return new StageActivity(id, code, at, value, this.Date(at), count, id is not null && this.dice.Percent(8) ? at + Duration.FromHours(this.dice.Next(30)) : null);
    }

    private CorrectPurchase Correction()
    {
        string document = this.Document();
        StagePurchase? known = this.state.Purchases.FirstOrDefault(p => p.Document == document);
        bool isKept = known is not null && this.dice.Percent(40);
        return new CorrectPurchase(this.now, isKept ? known! : this.Purchase(document, this.When()), this.dice.Percent(35), this.Actor());
    }

    private ImportHistory Import() => new ImportHistory(
        this.now,
        Enumerable.Range(0, this.dice.Next(5)).Select(_ => this.Purchase(this.dice.Percent(5) ? this.Document() : this.Id("P"), this.When())).ToArray(),
        Enumerable.Range(0, this.dice.Next(5)).Select(_ => this.Activity()).ToArray(),
        this.dice.Percent(40) ? this.Stage() : null,
        this.Actor());

    /// <summary>Another record of the customer, with a history of its own, ends here.</summary>
    private AbsorbLifecycle Absorb()
    {
        if (this.depth >= MaxDepth)
        {
            return new AbsorbLifecycle(this.now, new CustomerId("x"), [], [], [], [], null, "a1");
        }

        var other = new LifecycleScript(this.setting, this.dice, this.depth + 1) { next = this.dice.Of(0, 100) };
        other.now = Instant.Min(other.now, this.now);
        other.Run(this.dice.Between(1, 8));
        Instant at = Instant.Max(this.now, other.now);
        LifecycleState merged;
        try
        {
            merged = this.setting.Original.View(other.state, at);
        }
#pragma warning disable CA1031 // The law that runs it again says what went wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            merged = other.state;
        }

        return LifecycleTransfers.Merge(at, new CustomerId("y"), merged, new CustomerId("me"), this.Actor()).Absorb;
    }

    private string Id(string prefix) => (this.dice.Percent(2) ? " " : prefix + (++this.next).ToString(CultureInfo.InvariantCulture));

    private string Document() => this.state.Purchases.Count > 0 && this.dice.Percent(75) ? this.dice.OfList(this.state.Purchases).Document : "P" + this.dice.Between(1, 12).ToString(CultureInfo.InvariantCulture);

    private decimal Left() => this.state.Purchases.Count > 0 ? Math.Max(0.0001m, this.state.Purchases[this.dice.Next(this.state.Purchases.Count)].Amount) : 100m;

    private string ActivityId()
    {
        StageActivity[] known = this.state.Activities.Where(a => a.Id is not null).ToArray();
        return known.Length > 0 && this.dice.Percent(90) ? this.dice.OfList(known).Id! : "A" + this.dice.Between(1, 9).ToString(CultureInfo.InvariantCulture);
    }

    private string Stage() => this.dice.Percent(96) ? this.dice.OfList(this.setting.Stages) : "moon";

    private string Actor() => this.dice.Percent(98) ? "a1" : " ";

    private Instant? Until() => this.dice.Weighted([3, 2, 2, 2, 1]) switch
    {
        0 => null,
        1 => this.now + Duration.FromHours(1 + this.dice.Next(24 * 40)),
        2 => this.NextDue() + this.Tick(),
        3 => this.Midnight(this.dice.Of(1, 7, 30)) + this.Tick(),
        _ => this.now,
    };
}
