using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Sla;

namespace Retention.Testing.Generators;

/// <summary>Writes one history while the case runs.</summary>
internal sealed class CaseScript
{
    private const int MaxDepth = 1;

    private static readonly string[] Free =
    [
        CaseActivities.CustomerMessage, CaseActivities.CustomerMessage, CaseActivities.AgentMessage, CaseActivities.AgentMessage, CaseActivities.AutoMessage, CaseActivities.UpdateGiven,
        CaseActivities.WorkStopped, CaseActivities.FollowUpDone, "ordered", "delivered", "spam", "something-else",
    ];

    private static readonly Instant[] Starts =
    [
        Instant.FromUtc(2026, 3, 6, 8, 0), Instant.FromUtc(2026, 3, 8, 6, 59), Instant.FromUtc(2026, 3, 28, 22, 0), Instant.FromUtc(2026, 10, 24, 23, 30),
        Instant.FromUtc(2026, 10, 31, 12, 0), Instant.FromUtc(2026, 12, 31, 15, 59), Instant.FromUtc(2026, 3, 2, 1, 0),
    ];

    private readonly CaseSetting setting;
    private readonly Dice dice;
    private readonly int depth;
    private readonly List<CaseCommand> commands = new List<CaseCommand>();
    private CaseState state;
    private Instant now;
    private int next;
    private bool isBroken;

    internal CaseScript(CaseSetting setting, Dice dice, int depth)
    {
        this.setting = setting;
        this.dice = dice;
        this.depth = depth;
        this.state = setting.Original.Initial;
        this.now = dice.OfList(Starts);
    }

    internal CaseState State => this.state;

    internal Instant Now => this.now;

    private Instant Opened => this.state.OpenedAt ?? this.now;

    internal CaseCommand[] Run(int length)
    {
        if (this.dice.Percent(3))
        {
            this.Do(new GiveSolution(this.now, this.now, "a1"));
        }

        this.Do(this.depth < MaxDepth && this.dice.Percent(12) ? this.Split() : this.Open());
        for (int i = this.commands.Count; i < length && !this.isBroken; i++)
        {
            this.now = this.Time();
            this.Do(this.Command());
        }

        return this.commands.ToArray();
    }

    internal CaseFacts Facts() => new CaseFacts(
        this.dice.Of("issue", "issue", "enquiry"),
        this.dice.Of("normal", "urgent"),
        this.dice.Of(null, "gold", "silver"),
        this.dice.Of(null, "phone"),
        this.dice.Of(string.Empty, "east"),
        this.dice.Weighted([10, 3, 3, 1]) switch { 0 => null, 1 => "night", 2 => "office", _ => "moon" },
        this.dice.Of<string[]>([], [], ["at-risk"]));

    private void Do(CaseCommand command)
    {
        this.commands.Add(command);
        try
        {
            Decision<CaseEvent> decision = this.setting.Original.Handle(this.state, command);
            this.state = this.setting.Original.Fold(this.state, decision.Events);
            _ = this.setting.Original.NextDue(this.state);
        }
#pragma warning disable CA1031 // The history ends here; the law that runs it again says what went wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
            this.isBroken = true;
        }

        if (this.state.LastEventAt is { } last && last > this.now)
        {
            this.now = last;
        }
    }

    private CaseCommand Command()
    {
        switch (this.dice.Weighted([26, 14, 10, 8, 8, 5, 4, 3, 1, 4, 2, 2, 1, 3, 4]))
        {
            case 0: return this.Record(this.dice.OfList(Free));
            case 1: return this.Record(this.dice.Of(CaseActivities.Paused, CaseActivities.Resumed));
            case 2: return new ChangeCase(this.now, this.When(), this.Facts(), this.Actor());
            case 3: return new AssignCase(this.now, this.When(), this.Group(), this.dice.Of(null, "u1", "u2"), this.Actor());
            case 4: return this.dice.Percent(60) ? new StartCase(this.now, this.When(), this.Actor()) : new GiveSolution(this.now, this.When(), this.Actor());
            case 5: return new GiveSolution(this.now, this.When(), this.Actor());
            case 6: return new ConfirmCase(this.now, this.When(), this.dice.Percent(50), this.Actor(), null);
            case 7: return new ArchiveCase(this.now, this.When(), this.Actor());
            case 8: return new CancelCase(this.now, this.When(), this.Actor(), null);
            case 9: return new ReopenCase(this.now, this.When(), this.Actor(), "asked");
            case 10: return new AdoptSlaPolicy(this.now, this.dice.Percent(5) ? new PolicyVersion("none", "none") : this.dice.OfList(this.setting.Book.Entries).Policy.Version, this.Actor());
            case 11: return this.Absorb();
            case 12: return this.dice.Percent(40) ? new MergeCase(this.now, "K9", this.Actor()) : this.Split();
            case 13: return new ExplainLateness(this.now, this.dice.OfList(this.setting.Clocks), this.dice.Between(0, 2), this.dice.Of("parts-missing", " "), this.Actor());
            default: return this.Odd();
        }
    }

    /// <summary>What is refused, mostly.</summary>
    private CaseCommand Odd() => this.dice.Next(6) switch
    {
        0 => this.Open(),
        1 => new RecordCaseActivity(this.now, this.now, this.Id(), this.dice.Of(CaseActivities.Opened, CaseActivities.Assigned, CaseActivities.SolutionGiven, " "), null, "a1", null),
        2 => new RecordCaseActivity(this.now, this.now, this.Id(), CaseActivities.CommitmentGiven, this.dice.Of<Instant?>(null, this.now, BusinessCalendar.Latest), "a1", null),
        3 => new AssignCase(this.now, this.Opened - Duration.Epsilon, "desk", null, "a1"),
        4 => new RecordCaseActivity(this.now, this.now + Duration.Epsilon, this.Id(), CaseActivities.Paused, null, "a1", null),
        _ => new RecordCaseActivity(this.now, this.When(), "I1", CaseActivities.Resumed, null, "a1", null),
    };

    private RecordCaseActivity Record(string activity)
    {
        Instant at = this.When();
        bool promises = this.dice.Percent(12);
        Instant? promised = promises ? this.dice.Weighted([4, 3, 1]) switch { 0 => at + Duration.FromHours(this.dice.Between(1, 60)), 1 => this.Edge(at) ?? at + Duration.Epsilon, _ => at + Duration.Epsilon } : null;
        return new RecordCaseActivity(this.now, at, this.Id(), promises ? CaseActivities.CommitmentGiven : activity, promised, this.Actor(), this.dice.Of(null, "waits"));
    }

    private OpenCase Open()
    {
        Instant at = this.dice.Percent(75) ? this.now : this.now - Duration.FromMinutes(this.dice.Between(1, 3_000));
        return new OpenCase(this.now, at, new CustomerId("C1"), this.Facts(), this.dice.Percent(50) ? null : this.Group(), this.dice.Of(null, "u1"), this.dice.Of(null, null, "K1"), "a1");
    }

    private CaseCommand Split()
    {
        CaseScript other = this.Other();
        return Core.Sla.CaseTransfers.Split(this.now, "K1", other.State, this.Facts(), null, this.dice.Of(null, "u1"), "a1");
    }

    private CaseCommand Absorb()
    {
        CaseScript other = this.Other();
        return Core.Sla.CaseTransfers.Merge(this.now, "K1", other.State, "K2", "a1").Absorb;
    }

    /// <summary>Another case, which went on until now at most; now and then it went on longer, which is refused.</summary>
    private CaseScript Other()
    {
        var other = new CaseScript(this.setting, this.dice, MaxDepth);
        other.now = this.now - Duration.FromHours(this.dice.Between(1, 200));
        other.Run(this.dice.Between(1, 8));
        this.now = this.dice.Percent(4) ? this.now : Instant.Max(this.now, other.Now);
        return other;
    }

    private string Group() => this.dice.Percent(4) ? this.dice.Of("moon", " ") : this.dice.Of("desk", "lab");

    private string Actor() => this.dice.Percent(2) ? " " : this.dice.Of("a1", "a2");

    private string Id()
    {
        this.next++;
        return (this.depth == 0 ? "I" : "J") + this.next.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The next decision time: often the same, often an edge, now and then before the last.</summary>
    private Instant Time()
    {
        Instant at = this.dice.Weighted([22, 20, 14, 12, 10, 14, 5, 2, 1]) switch
        {
            0 => this.now,
            1 => this.Near(this.setting.Original.NextDue(this.state)),
            2 => this.Near(this.Edge(this.now)),
            3 => this.now + Duration.FromMinutes(this.dice.Between(1, 90)),
            4 => this.now + Duration.FromHours(this.dice.Between(1, 10)),
            5 => this.Near(this.Deadline()),
            6 => this.now + Duration.FromDays(this.dice.Between(1, 12)),
            7 => this.now + Duration.FromNanoseconds(this.dice.Between(1, 3)),
            _ => this.now - Duration.FromHours(this.dice.Between(1, 30)),
        };
        return at > this.now + Duration.FromDays(60) || at < this.now - Duration.FromDays(2) ? this.now : at;
    }

    /// <summary>When it happened: mostly now, else earlier, at an edge or at the instant of something else.</summary>
    private Instant When()
    {
        Instant at = this.dice.Weighted([30, 4, 3, 3]) switch
        {
            0 => this.now,
            1 => this.Opened + ((this.now - this.Opened) * (this.dice.Next(1_000) / 1_000.0)),
            2 => this.state.Entries.Count == 0 ? this.now : this.dice.OfList(this.state.Entries).OccurredAt,
            _ => (this.Deadline() ?? this.now) + Duration.FromNanoseconds(this.dice.Of(0, 0, 1)),
        };
        return at > this.now || (at < this.Opened && this.dice.Percent(90)) ? this.now : at;
    }

    private Instant Near(Instant? edge) => edge is { } at && at + Duration.Epsilon >= this.now ? at + Duration.FromNanoseconds(this.dice.Of(0, 0, -1, 1)) : this.now;

    private Instant? Deadline()
    {
        Instant[] all = this.state.Clocks.Select(c => c.Due).OfType<Instant>().ToArray();
        return all.Length == 0 ? null : this.dice.OfList(all);
    }

    /// <summary>The next opening, closing or clock change.</summary>
    private Instant? Edge(Instant at)
    {
        BusinessCalendar calendar = this.dice.OfList(this.setting.Calendars);
        switch (this.dice.Next(3))
        {
            case 0:
                return calendar.NextOpening(at);
            case 1:
                return calendar.NextClosing(at);
            default:
                NodaTime.TimeZones.ZoneInterval interval = calendar.Zone.GetZoneInterval(at);
                return interval.HasEnd ? interval.End : null;
        }
    }
}
