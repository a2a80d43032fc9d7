using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;

namespace Retention.Consumer.Net472
{
    /// <summary>A complaint from its opening to the archive, on office hours with public holidays, as an ERP keeps it.</summary>
    internal static class SlaSteps
    {
        private static readonly SlaPolicy Autumn = SlaPolicy.Compile(Options("2026-autumn")).Policy;

        private static readonly SlaPolicy Winter = SlaPolicy.Compile(Options("2026-winter", "40h")).Policy;

        private static readonly PolicyBook<SlaPolicy> Book = new PolicyBook<SlaPolicy>(new[]
        {
            new PolicyBookEntry<SlaPolicy>(Instant.MinValue, Autumn),
            new PolicyBookEntry<SlaPolicy>(At("2026-12-01 00:00"), Winter),
        });

        internal static void Run(Checks check)
        {
            Policies(check);
            CaseStream complaint = Open(check);
            AnswerLate(check, complaint);
            Work(check, complaint);
            Close(check, complaint);
            Look(check, complaint);
            Reopen(check, complaint);
            Transfers(check);
            Others(check);
        }

        private static void Policies(Checks check)
        {
            Compilation<SlaPolicy> own = SlaPolicy.Compile(Options("2026-autumn"));
            check.Equal("the service levels' problems", string.Empty, string.Join("; ", own.Problems));
            check.Equal("their clocks", "first-response follow-up ownership resolution", string.Join(" ", own.Policy.Clocks.Select(c => c.Code)));
            check.Equal("their calendars", "common hotline office round-the-clock", string.Join(" ", own.Policy.Calendars));
            check.Equal("a clock's name", "解决", own.Policy.Clocks.Single(c => c.Code == "resolution").NameChinese);

            var options = new SlaOptions { Preset = SlaPresets.P3, Label = "ours" };
            options.Clocks["first-response"] = new ClockOptions();
            options.Clocks["first-response"].Targets["all"] = new TargetOptions { Within = "15min" };
            Compilation<SlaPolicy> preset = SlaPolicy.Compile(options, SlaPresets.Catalogue);
            check.Equal("a preset with a change", string.Empty, string.Join("; ", preset.Problems));
            check.Equal("the preset's groups", "after-sales retention technical", string.Join(" ", preset.Policy.Groups));
            var one = new CaseStream(check, new PolicyBook<SlaPolicy>(preset.Policy));
            one.Do(new OpenCase(At("2026-10-01 10:00"), At("2026-10-01 10:00"), new CustomerId("C-9"), Facts("service", "urgent"), null, null, null, "clerk"));
            check.Equal("its first response is due", "2026-10-01 10:15", one.Due("first-response", At("2026-10-01 10:00")));
            check.Equal("and goes to", "after-sales", one.State.Group);

            SlaOptions wrong = Options("wrong");
            wrong.Clocks["resolution"].Targets["urgent"].Calendar = "lunar";
            wrong.Clocks["resolution"].Notices["near"].Role = null;
            check.Equal("broken options' problems", "calendar-unknown role-missing", string.Join(" ", SlaPolicy.Compile(wrong).Errors.Select(p => p.Code).OrderBy(c => c, StringComparer.Ordinal)));
        }

        /// <summary>An e-mail of 14:00 is opened at 15:00.</summary>
        private static CaseStream Open(Checks check)
        {
            var complaint = new CaseStream(check, Book);
            complaint.Do(new OpenCase(At("2026-09-29 15:00"), At("2026-09-29 14:00"), new CustomerId("C-1"), Facts("complaint", "normal"), null, null, null, "clerk"));
            check.Equal("it is routed to", "desk", complaint.State.Group);
            check.Equal("its work state", CaseWorkState.Unassigned, complaint.State.WorkState);
            check.Equal("the answer is due", "2026-09-29 18:00", complaint.Due("first-response", At("2026-09-29 15:00")));
            check.Equal("the solution is due", "2026-10-08 14:00", complaint.Due("resolution", At("2026-09-29 15:00")));
            check.Equal("the stream wakes one nanosecond after the deadline", At("2026-09-29 18:00") + Duration.Epsilon, complaint.Process.NextDue(complaint.State));
            complaint.Refused(new StartCase(At("2026-09-29 15:05"), At("2026-09-29 15:05"), "u-li"), SlaRefusals.StageMissing);
            complaint.Do(new AssignCase(At("2026-09-29 15:10"), At("2026-09-29 15:10"), "desk", "u-li", "clerk"));
            check.Equal("its work state then", CaseWorkState.InProgress, complaint.State.WorkState);
            return complaint;
        }

        /// <summary>The answer of 16:00 is entered on the next day: the clock was met, and what was told stays told.</summary>
        private static void AnswerLate(Checks check, CaseStream complaint)
        {
            check.Equal("before the deadline nothing is due", string.Empty, complaint.Wake(At("2026-09-29 18:00")));
            check.Equal("after it", "missed first-response/1/missed", complaint.Wake(At("2026-09-29 18:01")));
            check.Equal("and not again", string.Empty, complaint.Wake(At("2026-09-29 19:00")));
            check.Equal("it is late", true, complaint.Clock("first-response", At("2026-09-29 18:01")).IsMissed);
            complaint.Do(Activity("2026-09-30 10:00", "2026-09-29 16:00", "A1", CaseActivities.AgentMessage, null));
            check.Equal("entered late, it was in time", true, complaint.Clock("first-response", At("2026-09-30 10:00")).Reading.IsMet);
            check.Equal("what was told stays told", "first-response/1/missed", string.Join(" ", complaint.State.NoticesGiven));
            complaint.Refused(Activity("2026-09-30 10:00", "2026-09-30 10:00", "A1", CaseActivities.AgentMessage, null), SlaRefusals.ActivityKnown);
            complaint.Refused(Activity("2026-09-30 10:00", "2026-09-30 11:00", "A2", CaseActivities.AgentMessage, null), SlaRefusals.OccurredAhead);
        }

        private static void Work(Checks check, CaseStream complaint)
        {
            complaint.Do(new StartCase(At("2026-09-30 10:05"), At("2026-09-30 10:05"), "u-li"));
            complaint.Do(Activity("2026-09-30 11:00", "2026-09-30 11:00", "P1", CaseActivities.Paused, "waits for the photo"));
            check.Equal("while it waits the solution is due", "never", complaint.Due("resolution", At("2026-09-30 12:00")));
            complaint.Do(Activity("2026-09-30 16:00", "2026-09-30 16:00", "P2", CaseActivities.Resumed, null));
            check.Equal("the pause moved the deadline", "2026-10-08 18:00", complaint.Due("resolution", At("2026-09-30 16:00")));
            complaint.Do(new AssignCase(At("2026-10-08 10:00"), At("2026-10-08 10:00"), "lab", "u-wang", "u-li"));
            check.Equal("the lab has it for its second cycle", 2, complaint.Clock("ownership", At("2026-10-08 10:00")).Reading.Cycle);
            check.Equal("on the lab's calendar", "hotline", complaint.Clock("ownership", At("2026-10-08 10:00")).Reading.Calendar);
            check.Equal("the supervisor hears at 80 percent", "2026-10-08 14:48", complaint.NextDue);
            check.Equal("then", "told supervisor of resolution/1/near", complaint.Wake(At("2026-10-08 14:48")));
            check.Equal("a higher priority finds it late already", "changed to urgent, missed resolution/1/missed", complaint.Do(new ChangeCase(At("2026-10-08 15:00"), At("2026-10-08 15:00"), Facts("complaint", "urgent"), "u-wang")));
            check.Equal("it was due", "2026-10-08 14:00", complaint.Due("resolution", At("2026-10-08 15:00")));
            complaint.Do(new ExplainLateness(At("2026-10-08 15:05"), "resolution", 1, "parts-missing", "u-wang"));
            check.Equal("why it was late", "parts-missing", complaint.State.Lateness.Single().Cause);
            complaint.Refused(new ExplainLateness(At("2026-10-08 15:05"), "ownership", 2, "parts-missing", "u-wang"), SlaRefusals.ClockNotLate);
        }

        private static void Close(Checks check, CaseStream complaint)
        {
            complaint.Refused(new ArchiveCase(At("2026-10-08 15:30"), At("2026-10-08 15:30"), "u-wang"), SlaRefusals.StageMissing);
            complaint.Do(new GiveSolution(At("2026-10-08 16:00"), At("2026-10-08 16:00"), "u-wang"));
            check.Equal("the follow-up is due on the next business day", "2026-10-09 16:00", complaint.Due("follow-up", At("2026-10-08 16:00")));
            complaint.Do(new ConfirmCase(At("2026-10-08 17:00"), At("2026-10-08 17:00"), false, "clerk", "still broken"));
            check.Equal("the customer isn't satisfied", CaseStage.Processing, complaint.State.Stage);
            check.Equal("the clock goes on", ClockState.Running, complaint.Clock("resolution", At("2026-10-08 17:00")).Reading.State);
            complaint.Do(new GiveSolution(At("2026-10-09 10:00"), At("2026-10-09 10:00"), "u-wang"));
            complaint.Do(new ConfirmCase(At("2026-10-09 10:30"), At("2026-10-09 10:30"), true, "clerk", null));
            complaint.Do(new ArchiveCase(At("2026-10-09 11:00"), At("2026-10-09 11:00"), "clerk"));
            complaint.Do(Activity("2026-10-09 15:00", "2026-10-09 15:00", "F1", CaseActivities.FollowUpDone, null));
            check.Equal("the customer was looked after in time", true, complaint.Clock("follow-up", At("2026-10-09 15:00")).Reading.IsMet);
            check.Equal("the case", CaseStage.Archived, complaint.State.Stage);
            check.Equal("nothing is due any more", null, complaint.Process.NextDue(complaint.State));
        }

        private static void Look(Checks check, CaseStream complaint)
        {
            Instant now = At("2026-10-09 16:00");
            ClockView resolution = complaint.Clock("resolution", now);
            check.Equal("working time to the solution", Duration.FromHours(16), resolution.Elapsed);
            check.Equal("over the time allowed by", Duration.FromHours(-4), resolution.Remaining);
            check.Equal("it is late", false, resolution.Reading.IsMet);
            IReadOnlyList<ClockSegment> timeline = complaint.Process.Timeline(complaint.State, "resolution", 1, now);
            check.Equal("the timeline adds up", resolution.Elapsed, timeline.Where(s => s.IsCounted).Aggregate(Duration.Zero, (sum, s) => sum + s.Duration));
            check.Equal("it names the holiday", "国庆节", timeline.First(s => s.Kind == ClockSegmentKind.Holiday).Day.NameChinese);
            check.Equal("and who paused it", "u-li", timeline.Single(s => s.Kind == ClockSegmentKind.Paused).By.Actor);
            check.Equal("and nobody's words", false, timeline.Explain(Language.Chinese).Contains("photo"));
            check.Equal("the clock in words", true, resolution.Explain(Language.English).Contains("stopped late: 16h of 12h passed"));
            check.Equal("cycles in all", "first-response/1 follow-up/1 follow-up/2 ownership/1 ownership/2 resolution/1", string.Join(" ", complaint.Process.Clocks(complaint.State, now).Select(c => c.Reading.Clock + "/" + c.Reading.Cycle)));
            check.Equal("as it was seen on the first day", CaseActivities.Opened, complaint.State.Entries[0].Activity);
            SlaFigures figures = SlaFigures.Of(complaint.Process, complaint.State, now).Merge(SlaFigures.Empty);
            check.Equal("clocks on time", "first-response follow-up ownership", string.Join(" ", figures.Clocks.Where(c => c.OnTime.Count == c.OnTime.Total).Select(c => c.Clock)));
            check.Equal("why the solution was late", "parts-missing 1", figures.Clocks.Single(c => c.Clock == "resolution").Causes.Single().ToString());
        }

        private static void Reopen(Checks check, CaseStream complaint)
        {
            complaint.Do(new ReopenCase(At("2026-10-12 09:00"), At("2026-10-12 09:00"), "clerk", "broken again"));
            check.Equal("the same case goes on", CaseStage.Processing, complaint.State.Stage);
            check.Equal("it was reopened", true, complaint.State.HasReopened);
            complaint.Do(new AdoptSlaPolicy(At("2026-10-12 09:30"), Winter.Version, "manager"));
            check.Equal("the new policy allows more", false, complaint.Clock("resolution", At("2026-10-12 09:30")).IsMissed);
            complaint.Do(new GiveSolution(At("2026-10-12 10:00"), At("2026-10-12 10:00"), "u-wang"));
            complaint.Do(new ConfirmCase(At("2026-10-12 10:30"), At("2026-10-12 10:30"), true, "clerk", null));
            complaint.Do(new ArchiveCase(At("2026-10-12 11:00"), At("2026-10-12 11:00"), "clerk"));
            string text = complaint.Refused(new ReopenCase(At("2026-10-19 11:00"), At("2026-10-19 11:00"), "clerk", null), SlaRefusals.ReopenWindowOver);
            check.Equal("the refusal says until when", true, text.Contains("until 2026-10-19T03:00:00Z") && text.Contains("重新打开"));
            check.Equal("the events make the state again", complaint.State.Entries.Count, complaint.Process.Fold(complaint.Process.Initial, complaint.Events).Entries.Count);
        }

        private static void Transfers(Checks check)
        {
            CaseStream one = Opened(check, "2026-10-08 09:00", "C-2");
            CaseStream other = Opened(check, "2026-10-08 11:00", "C-2");
            Instant at = At("2026-10-08 14:00");
            OpenSplitCase split = CaseTransfers.Split(at, "CASE-2", one.State, Facts("product", "urgent"), "lab", null, "clerk");
            check.Equal("the split's command", split, new OpenSplitCase(at, "CASE-2", new CustomerId("C-2"), Facts("product", "urgent"), "lab", null, one.State.Entries, "clerk"));
            var third = new CaseStream(check, Book);
            third.Do(split);
            check.Equal("it inherits its clocks", "2026-10-08 09:00", CalendarChecks.Text(third.Clock("resolution", at).Reading.StartedAt));

            CaseMergeCommands merge = CaseTransfers.Merge(at, "CASE-2", one.State, "CASE-3", "clerk");
            check.Equal("the merge's commands", true, merge.End.Equals(new MergeCase(at, "CASE-3", "clerk")) && merge.Absorb.Equals(new AbsorbCase(at, "CASE-2", one.State.Entries, "clerk")));
            one.Do(merge.End);
            other.Do(merge.Absorb);
            check.Equal("the one ended", CaseStage.Merged, one.State.Stage);
            check.Equal("the other counts from the earlier start", "2026-10-08 09:00", CalendarChecks.Text(other.Clock("resolution", at).Reading.StartedAt));
            one.Refused(new StartCase(at, at, "u-li"), SlaRefusals.CaseEnded);
        }

        private static void Others(Checks check)
        {
            CaseStream mistake = Opened(check, "2026-10-08 09:00", "C-3");
            mistake.Do(new CancelCase(At("2026-10-08 09:10"), At("2026-10-08 09:10"), "clerk", "opened twice"));
            check.Equal("cancelled clocks have no result", ClockState.Cancelled, mistake.Clock("resolution", At("2026-10-08 09:10")).Reading.State);
            var nobody = new CaseStream(check, Book);
            nobody.Refused(new StartCase(At("2026-10-08 09:00"), At("2026-10-08 09:00"), "u-li"), SlaRefusals.CaseNotOpen);
            nobody.Refused(new OpenCase(At("2026-10-08 09:00"), At("2026-10-08 09:00"), new CustomerId("C-4"), Facts("complaint", "normal"), "moon", null, null, "clerk"), SlaRefusals.UnknownGroup);
        }

        private static CaseStream Opened(Checks check, string at, string customer)
        {
            var stream = new CaseStream(check, Book);
            stream.Do(new OpenCase(At(at), At(at), new CustomerId(customer), Facts("complaint", "normal"), null, null, null, "clerk"));
            return stream;
        }

        private static RecordCaseActivity Activity(string at, string occurredAt, string id, string activity, string reason)
        {
            return new RecordCaseActivity(At(at), At(occurredAt), id, activity, null, "u-li", reason);
        }

        private static CaseFacts Facts(string type, string priority)
        {
            return new CaseFacts(new CaseFactsDraft { Type = type, Priority = priority });
        }

        private static Instant At(string local)
        {
            return CalendarChecks.Local(local);
        }

        /// <summary>Every options class, filled in by hand.</summary>
        private static SlaOptions Options(string label, string urgent = "12h")
        {
            var options = new SlaOptions { Label = label, Zone = "Asia/Shanghai" };
            options.Calendars["office"] = CalendarChecks.Office();
            options.Calendars["hotline"] = new CalendarOptions { Week = WeekOptions.EveryDay("08:00-22:00") };
            options.Calendars["common"] = new CalendarOptions { AllOf = "office, hotline" };
            options.OrganisationCalendars["HQ"] = "office";
            options.Groups["desk"] = new CaseGroupOptions { Name = "Service desk", NameChinese = "服务台", Calendar = "office" };
            options.Groups["lab"] = new CaseGroupOptions { Name = "Laboratory", NameChinese = "实验室", Calendar = "hotline" };
            options.Routing["complaints"] = new CaseRouteOptions { Order = 1, Group = "desk", When = Is("type", "complaint") };
            options.Clocks["first-response"] = Clock("first-response", "4h");
            ClockOptions resolution = Clock("resolution", "16h");
            resolution.Name = "Solution";
            resolution.NameChinese = "解决";
            resolution.Reopening = "continue";
            resolution.ClosedTime = "not-counted";
            resolution.OnChange = "keep-elapsed";
            resolution.Targets["all"].Order = 2;
            resolution.Targets["urgent"] = new TargetOptions { Order = 1, When = Is("priority", "urgent"), Within = urgent, Calendar = "office", Boundary = "at-closing" };
            resolution.Notices["near"] = new NoticeOptions { AtPercent = 80, Role = "supervisor" };
            options.Clocks["resolution"] = resolution;
            options.Clocks["ownership"] = Clock("ownership", "40h");
            options.Clocks["ownership"].Targets["all"].CalendarOf = "team";
            options.Clocks["follow-up"] = new ClockOptions { Metric = "follow-up" };
            options.Clocks["follow-up"].Targets["next-day"] = new TargetOptions { BusinessDays = 1, By = "16:00", CountFrom = "from-date", Calendar = "office" };
            options.Loop = new CaseLoopOptions { ReopenWithin = "7d", NeedsConfirmation = true, NeedsOwner = true, Merging = "earliest", Splitting = "inherited" };
            return options;
        }

        private static ClockOptions Clock(string metric, string within)
        {
            var clock = new ClockOptions { Metric = metric, MissedRole = "manager" };
            clock.Targets["all"] = new TargetOptions { Within = within, Calendar = "office" };
            return clock;
        }

        private static ConditionOptions Is(string attribute, string value)
        {
            return new ConditionOptions { Attribute = attribute, Is = value };
        }
    }
}
