using System;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Hosting;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Sla;
using Retention.Serialization.SystemTextJson;

namespace Retention.TrimmedHost;

/// <summary>An urgent complaint on the eve of the National Day holiday, and when it must be solved.</summary>
internal sealed class ServiceDesk
{
    private const string Case = "CASE-1";

    private readonly DeskClock clock;
    private readonly StreamKind<CaseState, CaseCommand, CaseEvent> kind;
    private readonly ProcessStreams<CaseState, CaseCommand, CaseEvent> cases;

    internal ServiceDesk(DecisionRunner runner, DeskClock clock)
    {
        this.clock = clock;
        this.kind = StreamKinds.Cases(new PolicyBook<SlaPolicy>(SlaPolicy.Compile(Rules(), SlaPresets.Catalogue).Policy));
        this.cases = runner.Streams(this.kind);
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        this.clock.Pass(Instant.FromUtc(2026, 9, 30, 8, 30) - this.clock.GetCurrentInstant());
        var facts = new CaseFacts(new CaseFactsDraft { Type = "complaint", Priority = "urgent" });
        await this.DoAsync("opened", at => new OpenCase(at, at, new CustomerId("C001"), facts, null, null, null, "clerk-7"), cancellationToken);
        StreamView<CaseState> view = await this.cases.ViewAsync(Case, null, cancellationToken);
        var process = (SlaCase)this.kind.Process;
        Console.WriteLine("solution due " + process.Clock(view.State, "resolution", view.At)?.Reading.Due);

        // Nobody asks until the holiday is over; the due run then tells what time has done.
        this.clock.Pass(Duration.FromDays(9));
        DueRunReport report = await this.cases.RunDueAsync(this.clock.GetCurrentInstant(), null, null, cancellationToken);
        Console.WriteLine(report.Settled + " case woken, " + report.SetAside.Count + " set aside");
        foreach (DecisionRecord decision in await this.cases.ReadHistoryAsync(Case, 0, 100, cancellationToken))
        {
            Console.WriteLine(decision.Version + " " + decision.Decision.Outcome + ": " + string.Join(", ", decision.Decision.Events));
        }

        view = await this.cases.ViewAsync(Case, null, cancellationToken);
        Console.Write(process.Timeline(view.State, "resolution", 1, view.At).Explain(Language.English));
        Console.Write(process.Timeline(view.State, "resolution", 1, view.At).Explain(Language.Chinese));
    }

    /// <summary>Eight office hours for what is urgent; written to JSON and read back, as from a file.</summary>
    private static SlaOptions Rules()
    {
        var options = new SlaOptions { Label = "2026-autumn", Zone = "Asia/Shanghai" };
        options.Calendars["office"] = new CalendarOptions { Week = WeekOptions.MondayToFriday("09:00-12:00, 13:00-18:00"), PublicHolidays = "cn" };
        var solution = new ClockOptions { Metric = "resolution", Name = "Solution", NameChinese = "解决", MissedRole = "manager" };
        solution.Targets["urgent"] = new TargetOptions { When = new ConditionOptions { Attribute = "priority", Is = "urgent" }, Within = "8h", Calendar = "office" };
        options.Clocks["resolution"] = solution;
        return JsonPolicyOptions.Read<SlaOptions>(JsonPolicyOptions.Write(options));
    }

    private async Task DoAsync(string key, Func<Instant, CaseCommand> command, CancellationToken cancellationToken)
    {
        CommandResult<CaseState, CaseEvent> result = await this.cases.HandleAsync(Case, new CommandRequest<CaseCommand>(key, command), cancellationToken);
        Console.WriteLine(key + ": " + result.Status);
    }
}
