using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core.Calendars;
using Retention.Core.Periods;

namespace Retention.Core.Sla;

/// <summary>Decides one command on a settled case.</summary>
internal sealed class CaseDecider
{
    /// <summary>The activities that commands of their own record, and which.</summary>
    private static readonly Dictionary<string, string> Reserved = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CaseActivities.Opened] = nameof(OpenCase),
        [CaseActivities.Changed] = nameof(ChangeCase),
        [CaseActivities.Assigned] = nameof(AssignCase),
        [CaseActivities.OwnerChanged] = nameof(AssignCase),
        [CaseActivities.WorkStarted] = nameof(StartCase),
        [CaseActivities.SolutionGiven] = nameof(GiveSolution),
        [CaseActivities.Confirmed] = nameof(ConfirmCase),
        [CaseActivities.Rejected] = nameof(ConfirmCase),
        [CaseActivities.Archived] = nameof(ArchiveCase),
        [CaseActivities.Reopened] = nameof(ReopenCase),
        [CaseActivities.Cancelled] = nameof(CancelCase),
        [CaseActivities.Merged] = nameof(MergeCase),
        [CaseActivities.Absorbed] = nameof(AbsorbCase),
        [CaseActivities.SplitOff] = nameof(OpenSplitCase),
        [CaseActivities.PolicyAdopted] = nameof(AdoptSlaPolicy),
    };

    private readonly PolicyBook<SlaPolicy> book;
    private readonly CaseState state;
    private readonly Instant at;

    internal CaseDecider(PolicyBook<SlaPolicy> book, CaseState state, Instant at)
    {
        this.book = book;
        this.state = state;
        this.at = at;
    }

    private SlaPolicy Policy => this.book.Get(this.state.PolicyVersion!) ?? throw new InvalidOperationException("The policy book has no version " + this.state.PolicyVersion + ", under which the case stands; add it.");

    internal Decision<CaseEvent> Decide(CaseCommand command)
    {
        if (StreamRules.RefuseBefore(this.state.LastEventAt, this.at) is { } early)
        {
            return Decision.Refuse<CaseEvent>(early);
        }

        if (OutOfRange("decision time", this.at) is { } far)
        {
            return Decision.Refuse<CaseEvent>(far);
        }

        switch (command)
        {
            case OpenCase open:
                return this.Open(open);
            case OpenSplitCase open:
                return this.OpenSplit(open);
            default:
                Refusal? closed = this.state.Stage is null ? new Refusal(SlaRefusals.CaseNotOpen)
                    : this.state.Stage is CaseStage.Cancelled or CaseStage.Merged ? new Refusal(SlaRefusals.CaseEnded, new RefusalArgument("stage", Stage(this.state.Stage.Value)))
                    : null;
                return closed is null ? this.Continue(command) : Decision.Refuse<CaseEvent>(closed);
        }
    }

    private Decision<CaseEvent> Continue(CaseCommand command) => command switch
    {
        ChangeCase c => this.Change(c),
        AssignCase c => this.Assign(c),
        RecordCaseActivity c => this.Record(c),
        StartCase c => this.Advance(c.OccurredAt, c.Actor, null, "work", CaseActivities.WorkStarted, CaseStage.Processing, this.MissingForWork()),
        GiveSolution c => this.Advance(c.OccurredAt, c.Actor, null, "solution", CaseActivities.SolutionGiven, CaseStage.FedBack, this.state.Stage is CaseStage.Processing or CaseStage.FedBack ? null : this.state.Stage == CaseStage.Recorded ? "processing" : "reopening"),
        ConfirmCase c => this.Advance(c.OccurredAt, c.Actor, c.Reason, "confirmation", c.IsSatisfied ? CaseActivities.Confirmed : CaseActivities.Rejected, c.IsSatisfied ? CaseStage.Confirmed : CaseStage.Processing, this.MissingForConfirmation()),
        ArchiveCase c => this.Advance(c.OccurredAt, c.Actor, null, "archiving", CaseActivities.Archived, CaseStage.Archived, this.MissingForArchive()),
        ReopenCase c => this.Reopen(c),
        CancelCase c => this.Advance(c.OccurredAt, c.Actor, c.Reason, "cancellation", CaseActivities.Cancelled, CaseStage.Cancelled, this.state.Stage == CaseStage.Archived ? "reopening" : null),
        AbsorbCase c => this.Absorb(c),
        MergeCase c => this.Merge(c),
        ExplainLateness c => this.Explain(c),
        AdoptSlaPolicy c => this.Adopt(c),
        _ => throw new ArgumentException("The command " + command.TypeName + " is not a case's.", nameof(command)),
    };

    private Decision<CaseEvent> Open(OpenCase c)
    {
        SlaPolicy policy = this.book.AtOrFirst(this.at);
        Refusal? no = this.RefuseOpening(policy, c.Customer, c.Facts, c.Group, c.Actor)
            ?? (c.RepeatOf is null ? null : StreamRules.RefuseBlank("repeatOf", c.RepeatOf))
            ?? this.WhenWrong(c.OccurredAt, opens: true);
        CaseEntry entry = Entry(c.OccurredAt, CaseActivities.Opened, c.Actor, facts: c.Facts, group: c.Group ?? policy.Route(c.Facts), owner: c.Owner, policy: policy.Version);
        return this.Unless(no, entry, clocks => new CaseOpened(this.at, c.Customer, c.RepeatOf, null, FixedList<CaseEntry>.Empty, entry, clocks));
    }

    private Decision<CaseEvent> OpenSplit(OpenSplitCase c)
    {
        SlaPolicy policy = this.book.AtOrFirst(this.at);
        Refusal? no = this.RefuseOpening(policy, c.Customer, c.Facts, c.Group, c.Actor) ?? StreamRules.RefuseBlank("splitOff", c.SplitOff) ?? this.RefuseForeign(c.Entries);
        CaseEntry[] inherited = policy.SplitsInherit ? Foreign(c.SplitOff, c.Entries) : [];
        string activity = inherited.Length > 0 ? CaseActivities.SplitOff : CaseActivities.Opened;
        CaseEntry entry = Entry(this.at, activity, c.Actor, facts: c.Facts, group: c.Group ?? policy.Route(c.Facts), owner: c.Owner, policy: policy.Version);
        return this.Unless(no, entry, clocks => new CaseOpened(this.at, c.Customer, null, c.SplitOff, inherited, entry, clocks), inherited);
    }

    private Decision<CaseEvent> Change(ChangeCase c)
    {
        CaseEntry entry = Entry(c.OccurredAt, CaseActivities.Changed, c.Actor, facts: c.Facts);
        return this.Unless(this.RefuseEntry(entry) ?? this.RefuseArchived(entry) ?? UnknownCalendar(this.Policy, c.Facts), entry, clocks => new CaseChanged(this.at, entry, clocks));
    }

    private Decision<CaseEvent> Assign(AssignCase c)
    {
        CaseEntry entry = Entry(c.OccurredAt, CaseActivities.Assigned, c.Actor, group: c.Group, owner: c.Owner);
        return this.Unless(this.RefuseEntry(entry) ?? this.RefuseArchived(entry) ?? UnknownGroup(this.Policy, c.Group), entry, clocks => new CaseAssigned(this.at, entry, clocks));
    }

    private Decision<CaseEvent> Record(RecordCaseActivity c)
    {
        CaseEntry entry = Entry(c.OccurredAt, c.Activity, c.Actor, id: c.ActivityId, reason: c.Reason, promisedBy: c.PromisedBy);
        Refusal? no = this.RefuseEntry(entry) ?? StreamRules.RefuseBlank("activity", c.Activity) ?? StreamRules.RefuseBlank("activityId", c.ActivityId)
            ?? (Reserved.TryGetValue(c.Activity, out string? command) ? new Refusal(SlaRefusals.ActivityReserved, new RefusalArgument("activity", c.Activity), new RefusalArgument("command", command)) : null)
            ?? (this.state.EntryList.Any(e => string.Equals(e.ActivityId, c.ActivityId, StringComparison.Ordinal)) ? new Refusal(SlaRefusals.ActivityKnown, new RefusalArgument("id", c.ActivityId)) : null)
            ?? (c.Activity == CaseActivities.CommitmentGiven && c.PromisedBy is null ? new Refusal(SlaRefusals.PromiseMissing, new RefusalArgument("activity", c.Activity)) : null)
            ?? (c.PromisedBy <= c.OccurredAt ? new Refusal(SlaRefusals.PromiseInThePast, StreamRules.Argument("promised", c.PromisedBy.Value), StreamRules.Argument("occurred", c.OccurredAt)) : null)
            ?? (c.PromisedBy is { } promised ? OutOfRange("promise", promised) : null);
        return this.Unless(no, entry, clocks => new CaseActivityRecorded(this.at, this.state.Stage!.Value, entry, clocks));
    }

    private Decision<CaseEvent> Reopen(ReopenCase c)
    {
        if (this.state.ArchivedAt is { } archived && this.Policy.ReopenWithin.After(archived, this.Policy.Zone) is var until && this.at >= until)
        {
            return Decision.Refuse<CaseEvent>(new Refusal(SlaRefusals.ReopenWindowOver, StreamRules.Argument("archived", archived), StreamRules.Argument("until", until)));
        }

        return this.Advance(c.OccurredAt, c.Actor, c.Reason, "reopening", CaseActivities.Reopened, CaseStage.Processing, this.state.Stage is CaseStage.Archived or CaseStage.Confirmed ? null : "archiving");
    }

    /// <summary>A step of the loop, if nothing is missing for it.</summary>
    private Decision<CaseEvent> Advance(Instant occurredAt, string actor, string? reason, string action, string activity, CaseStage to, string? missing)
    {
        CaseEntry entry = Entry(occurredAt, activity, actor, reason: reason);
        Refusal? no = this.RefuseEntry(entry)
            ?? (missing is null ? null : new Refusal(SlaRefusals.StageMissing, new RefusalArgument("action", action), new RefusalArgument("stage", Stage(this.state.Stage!.Value)), new RefusalArgument("missing", missing)));
        return this.Unless(no, entry, clocks => new CaseActivityRecorded(this.at, to, entry, clocks));
    }

    private Decision<CaseEvent> Absorb(AbsorbCase c)
    {
        CaseEntry[] taken = this.Policy.MergesFromEarliest ? Foreign(c.From, c.Entries) : [];
        CaseEntry entry = Entry(this.at, CaseActivities.Absorbed, c.Actor);
        Refusal? no = StreamRules.RefuseBlank("actor", c.Actor, "from", c.From) ?? this.RefuseArchived(entry) ?? this.RefuseForeign(c.Entries);
        return this.Unless(no, entry, clocks => new CaseAbsorbed(this.at, c.From, taken, entry, clocks), taken);
    }

    private Decision<CaseEvent> Merge(MergeCase c)
    {
        CaseEntry entry = Entry(this.at, CaseActivities.Merged, c.Actor);
        return this.Unless(StreamRules.RefuseBlank("actor", c.Actor, "into", c.Into) ?? this.RefuseArchived(entry), entry, clocks => new CaseMerged(this.at, c.Into, entry, clocks));
    }

    private Decision<CaseEvent> Explain(ExplainLateness c)
    {
        if (StreamRules.RefuseBlank("actor", c.Actor, "cause", c.Cause) is { } blank)
        {
            return Decision.Refuse<CaseEvent>(blank);
        }

        IReadOnlyList<ClockCycle> cycles = ClockRun.Of(c.Clock, this.state.EntryList, this.book);
        RefusalArgument[] which = [new RefusalArgument("clock", c.Clock), new RefusalArgument("cycle", c.Cycle.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (c.Cycle < 1 || c.Cycle > cycles.Count)
        {
            return Decision.Refuse<CaseEvent>(new Refusal(SlaRefusals.ClockUnknown, which));
        }

        return new ClockView(cycles[c.Cycle - 1], this.at).IsMissed
            ? Decision.Accept<CaseEvent>(new LatenessExplained(this.at, c.Clock, c.Cycle, c.Cause, c.Actor))
            : Decision.Refuse<CaseEvent>(new Refusal(SlaRefusals.ClockNotLate, which));
    }

    private Decision<CaseEvent> Adopt(AdoptSlaPolicy c)
    {
        CaseEntry entry = Entry(this.at, CaseActivities.PolicyAdopted, c.Actor, policy: c.PolicyVersion);
        Refusal? no = StreamRules.RefuseBlank("actor", c.Actor)
            ?? (this.book.Get(c.PolicyVersion) is null ? new Refusal(RefusalCodes.UnknownPolicyVersion, new RefusalArgument("version", c.PolicyVersion.ToString())) : null);
        return this.Unless(no, entry, clocks => new SlaPolicyAdopted(this.at, entry, clocks));
    }

    /// <summary>
    /// Unless refused: what happened, perhaps after what happened in another case; the clocks as they stand after it; and what they have crossed by
    /// now that nobody was told.
    /// </summary>
    private Decision<CaseEvent> Unless(Refusal? no, CaseEntry entry, Func<FixedList<ClockReading>, CaseEvent> make, params CaseEntry[] before)
    {
        if (no is not null)
        {
            return Decision.Refuse<CaseEvent>(no);
        }

        FixedList<CaseEntry> entries = this.state.With([.. before, entry]);
        var readings = new List<ClockReading>();
        var told = new List<CaseEvent>();
        foreach (string code in ClockReader.CodesOf(entries, this.book))
        {
            IReadOnlyList<ClockCycle> cycles = ClockRun.Of(code, entries, this.book);
            for (int i = 0; i < cycles.Count; i++)
            {
                ClockReading reading = this.Unchanged(ClockReader.Read(cycles[i]));
                told.AddRange(this.Crossed(cycles[i], reading));
                if (i + 1 == cycles.Count)
                {
                    readings.Add(reading);
                }
            }
        }

        return Decision.Accept<CaseEvent>([make(FixedList.Own(readings.ToArray())), .. told]);
    }

    /// <summary>What a cycle has crossed by now that nobody was told: of one that stopped, only that it was late.</summary>
    private IEnumerable<CaseEvent> Crossed(ClockCycle cycle, ClockReading reading)
    {
        if (!cycle.IsActive && reading.IsMet != false)
        {
            return [];
        }

        return ClockReader.Crossings(cycle, reading.Due)
            .Where(n => n.At <= this.at && (cycle.IsActive || n.Notice == SlaNotices.Missed) && !this.state.IsGiven(SlaNotices.Id(reading.Clock, reading.Cycle, n.Notice)))
            .Select(n => ClockReader.Notify(this.at, reading, n));
    }

    /// <summary>The reading that the state has already, where it is the same.</summary>
    private ClockReading Unchanged(ClockReading reading) => this.state.ClockList.FirstOrDefault(c => c.Equals(reading)) ?? reading;

    private string? MissingForWork() => this.state.Stage switch
    {
        CaseStage.Archived or CaseStage.Confirmed => "reopening",
        CaseStage.FedBack => "rejection",
        _ => this.Policy.NeedsOwner && this.state.Owner is null ? "owner" : null,
    };

    private string? MissingForConfirmation() => this.state.Stage switch
    {
        CaseStage.FedBack => null,
        CaseStage.Recorded => "processing, solution",
        CaseStage.Processing => "solution",
        _ => "reopening",
    };

    private string? MissingForArchive() => this.state.Stage switch
    {
        CaseStage.Confirmed => null,
        CaseStage.FedBack => this.Policy.NeedsConfirmation ? "confirmation" : null,
        CaseStage.Processing => this.Policy.NeedsConfirmation ? "solution, confirmation" : "solution",
        CaseStage.Recorded => this.Policy.NeedsConfirmation ? "processing, solution, confirmation" : "processing, solution",
        _ => "reopening",
    };

    private Refusal? RefuseOpening(SlaPolicy policy, CustomerId customer, CaseFacts facts, string? group, string actor) =>
        this.state.Stage is not null ? new Refusal(SlaRefusals.CaseOpenAlready)
        : StreamRules.RefuseBlank("actor", actor) ?? (customer.IsEmpty ? StreamRules.RefuseBlank("customer", string.Empty) : null) ?? (group is null ? null : UnknownGroup(policy, group)) ?? UnknownCalendar(policy, facts);

    private Refusal? RefuseEntry(CaseEntry entry) => StreamRules.RefuseBlank("actor", entry.Actor) ?? this.WhenWrong(entry.OccurredAt, opens: false);

    private Refusal? WhenWrong(Instant occurredAt, bool opens) =>
        occurredAt > this.at ? new Refusal(SlaRefusals.OccurredAhead, StreamRules.Argument("occurred", occurredAt), StreamRules.Argument("at", this.at))
        : !opens && occurredAt < this.state.OpenedAt ? new Refusal(SlaRefusals.OccurredBeforeOpening, StreamRules.Argument("occurred", occurredAt), StreamRules.Argument("opened", this.state.OpenedAt!.Value))
        : OutOfRange("occurrence", occurredAt);

    /// <summary>What happened in another case happened by now, too.</summary>
    private Refusal? RefuseForeign(IReadOnlyList<CaseEntry> entries) => entries.Select(e => this.WhenWrong(e.OccurredAt, opens: true)).FirstOrDefault(r => r is not null);

    private Refusal? RefuseArchived(CaseEntry entry) =>
        this.state.Stage == CaseStage.Archived ? new Refusal(SlaRefusals.CaseArchived, new RefusalArgument("activity", entry.Activity)) : null;

    private static Refusal? OutOfRange(string what, Instant given) => BusinessCalendar.Knows(given) && Nanoseconds.Holds(given)
        ? null
        : new Refusal(SlaRefusals.CaseInstantOutOfRange, new RefusalArgument("what", what), StreamRules.Argument("given", given));

    private static Refusal? UnknownGroup(SlaPolicy policy, string group) => policy.Groups.Count == 0 || policy.Groups.Contains(group, StringComparer.Ordinal)
        ? StreamRules.RefuseBlank("group", group)
        : new Refusal(SlaRefusals.UnknownGroup, new RefusalArgument("group", group), new RefusalArgument("known", string.Join(", ", policy.Groups)));

    private static Refusal? UnknownCalendar(SlaPolicy policy, CaseFacts facts) => facts.CustomerCalendar is not { } code || policy.Calendar(code) is not null
        ? null
        : new Refusal(SlaRefusals.UnknownCalendar, new RefusalArgument("calendar", code), new RefusalArgument("known", string.Join(", ", policy.Calendars)));

    /// <summary>What happened in another case, without what was known of that one.</summary>
    private static CaseEntry[] Foreign(string caseId, IReadOnlyList<CaseEntry> entries) => entries
        .Where(e => e.Activity is not (CaseActivities.Merged or CaseActivities.Absorbed or CaseActivities.PolicyAdopted or CaseActivities.Changed))
        .Select(e => Entry(e.OccurredAt, e.Activity, e.Actor, e.ActivityId is null ? null : caseId + "/" + e.ActivityId, e.Reason, e.PromisedBy)).ToArray();

    private static CaseEntry Entry(Instant occurredAt, string activity, string actor, string? id = null, string? reason = null, Instant? promisedBy = null, CaseFacts? facts = null, string? group = null, string? owner = null, PolicyVersion? policy = null) =>
        new CaseEntry(occurredAt, activity, id, actor, reason, promisedBy, facts, group, owner, policy);

    private static string Stage(CaseStage stage) => ProblemList.Kebab(stage.ToString());
}
