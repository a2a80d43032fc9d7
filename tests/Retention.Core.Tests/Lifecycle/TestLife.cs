using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core.Lifecycle;
using Retention.Core.Presets;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>A customer's life that tests drive by hand on Shanghai's clock, with everything that happened.</summary>
internal sealed class TestLife
{
    internal static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private int ids;

    internal TestLife(string preset)
        : this(LifecyclePresets.Options(preset))
    {
    }

    internal TestLife(LifecycleOptions options)
        : this(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(options).Policy))
    {
    }

    internal TestLife(PolicyBook<LifecyclePolicy> book)
    {
        this.Process = new CustomerLifecycle(book);
        this.State = this.Process.Initial;
    }

    internal CustomerLifecycle Process { get; }

    internal LifecycleState State { get; private set; }

    internal List<LifecycleEvent> Events { get; } = [];

    /// <summary>An instant by Shanghai's clock: <c>2026-03-02 10:00</c>, or a day's start.</summary>
    internal static Instant At(string local) => (local.Length > 10 ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm").Parse(local).Value : LocalDatePattern.Iso.Parse(local).Value.AtMidnight())
        .InZoneStrictly(Shanghai).ToInstant();

    /// <summary>An instant so many days after 1 January 2026, at noon unless said otherwise.</summary>
    internal static Instant Day(int day, int hour = 12) => At("2026-01-01") + Duration.FromDays(day) + Duration.FromHours(hour);

    internal static string Text(Instant? at) => at is { } known ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(known.InZone(Shanghai).LocalDateTime) : "none";

    /// <summary>The start of a day, counted from 1 January 2026, as a text.</summary>
    internal static string Midnight(int day) => Text(Day(day, 0));

    internal IReadOnlyList<LifecycleEvent> Buy(Instant at, decimal amount = 100, string? document = null, Instant? recordedAt = null, string organisation = "") =>
        this.Do(new RecordPurchase(recordedAt ?? at, new StagePurchase(document ?? "P" + ++this.ids, at, amount, organisation, null)));

    internal IReadOnlyList<LifecycleEvent> Act(string activity, Instant at, decimal? value = null, string? id = null, Instant? recordedAt = null) =>
        this.Do(new RecordActivity(recordedAt ?? at, new StageActivity(id ?? "A" + ++this.ids, activity, at, value, null)));

    internal IReadOnlyList<LifecycleEvent> Do(LifecycleCommand command)
    {
        Decision<LifecycleEvent> decision = this.Process.Handle(this.State, command);
        Assert.True(decision.IsAccepted, command.TypeName + " was refused: " + decision.Refusal);
        this.State = this.Process.Fold(this.State, decision.Events);
        this.Events.AddRange(decision.Events);
        return decision.Events;
    }

    internal string Refused(LifecycleCommand command)
    {
        Decision<LifecycleEvent> decision = this.Process.Handle(this.State, command);
        Assert.False(decision.IsAccepted, command.TypeName + " was accepted.");
        return decision.Refusal!.Code;
    }

    internal LifecycleState View(Instant at) => this.Process.View(this.State, at);

    internal string? Stage(Instant at) => this.View(at).Stage;

    /// <summary>Everything time alone does until an instant, as it is due, and what is seen then: stage by stage.</summary>
    internal string History(Instant until) =>
        string.Join("; ", this.View(until).History.Select(s => Text(s.Since) + " " + (s.Stage ?? "none") + (s.Outcome == StageOutcome.None ? string.Empty : " " + s.Outcome)));

    /// <summary>When something is due next, as a text.</summary>
    internal string Due() => Text(this.Process.NextDue(this.State));
}
