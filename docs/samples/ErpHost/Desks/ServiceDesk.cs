using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Sla;
using Retention.ErpHost.Rules;
using Retention.ErpHost.Tables;

namespace Retention.ErpHost.Desks;

/// <summary>Complaints, each with its clocks and its trace in the customer's life.</summary>
public sealed class ServiceDesk(
    ErpContext context,
    OneCommit commit,
    IClock clock,
    IEventStore store,
    CustomerFacts facts,
    StreamKind<CaseState, CaseCommand, CaseEvent> cases,
    StreamKind<LifecycleState, LifecycleCommand, LifecycleEvent> lives)
{
    public async Task<Answer?> ComplainAsync(NewComplaint complaint, CancellationToken cancellationToken)
    {
        if (!await context.Customers.AnyAsync(c => c.Id == complaint.Customer, cancellationToken))
        {
            return null;
        }

        // The service rules may look at the tier; tiering knows nothing of service.
        Assessment assessment = await facts.AssessAsync(clock.GetCurrentInstant(), cancellationToken);
        var customer = new CustomerId(complaint.Customer);
        Instant complainedAt = Instant.FromDateTimeOffset(complaint.ComplainedAt);
        string? tier = assessment.Tiers.Find(customer) is { IsAccepted: true } found ? found.Value.Tier.Code : null;
        var known = new CaseFacts(new CaseFactsDraft { Type = "complaint", Priority = complaint.Priority, Tier = tier });
        RecordActivity Record(Instant at) => new RecordActivity(at, new StageActivity(complaint.Number, LifecycleActivities.Complaint, complainedAt, null, null));

        // The request is known again by the command that has no tier in it: a retry is the same, whatever the tier is by then.
        var request = new JointRequest(complaint.Number + "/opened", Record(default), new CommandContext("service", sourceDocument: complaint.Number));
        var item = request.Add(cases, complaint.Number);
        var life = request.Add(lives, complaint.Customer);
        return await commit.SaveAsync(
            request,
            at =>
            {
                item.Decide(new OpenCase(at, complainedAt, customer, known, null, null, null, "service"));
                life.Decide(Record(at));
            },
            () => context.Complaints.Add(new Complaint { Number = complaint.Number, CustomerId = complaint.Customer, Priority = complaint.Priority, ComplainedAt = complainedAt }),
            () => item.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    public Task<Answer?> StartAsync(string number, CancellationToken cancellationToken) =>
        this.StepAsync(number, "started", (at, taken) => new StartCase(at, taken, "service"), cancellationToken);

    public Task<Answer?> ReplyAsync(string number, NewReply reply, CancellationToken cancellationToken) =>
        this.StepAsync(number, reply.Id, (at, taken) => new RecordCaseActivity(at, taken, reply.Id, CaseActivities.AgentMessage, null, "service", null), cancellationToken);

    public async Task<Answer?> SolveAsync(string number, CancellationToken cancellationToken)
    {
        if (await context.Complaints.SingleOrDefaultAsync(c => c.Number == number, cancellationToken) is not { } complaint)
        {
            return null;
        }

        Instant taken = await this.TakenAtAsync(number, number + "/solved", cancellationToken);
        var request = new JointRequest(number + "/solved", new GiveSolution(default, taken, "service"), new CommandContext("service", sourceDocument: number));
        var item = request.Add(cases, number);
        var life = request.Add(lives, complaint.CustomerId);
        return await commit.SaveAsync(
            request,
            at =>
            {
                item.Decide(new GiveSolution(at, taken, "service"));
                life.Decide(new CloseActivity(at, number, taken));
            },
            () => complaint.SolvedAt = clock.GetCurrentInstant(),
            () => item.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    /// <summary>A step of the case alone.</summary>
    private async Task<Answer?> StepAsync(string number, string step, Func<Instant, Instant, CaseCommand> command, CancellationToken cancellationToken)
    {
        if (!await context.Complaints.AnyAsync(c => c.Number == number, cancellationToken))
        {
            return null;
        }

        string key = number + "/" + step;
        Instant taken = await this.TakenAtAsync(number, key, cancellationToken);
        var request = new JointRequest(key, command(default, taken), new CommandContext("service", sourceDocument: number));
        var item = request.Add(cases, number);
        return await commit.SaveAsync(request, at => item.Decide(command(at, taken)), () => { }, () => item.Events, cancellationToken);
    }

    /// <summary>When a step was taken: now, or when it was taken before, if this is a retry. A client that says when it did something needs none of this.</summary>
    private async Task<Instant> TakenAtAsync(string number, string key, CancellationToken cancellationToken)
    {
        StreamSlice slice = await store.ReadAsync(new StreamRead(cases.Stream(number), 0, 1, key, null), cancellationToken);
        return slice.Recorded?.Decision.Command switch
        {
            StartCase start => start.OccurredAt,
            RecordCaseActivity activity => activity.OccurredAt,
            GiveSolution solution => solution.OccurredAt,
            _ => clock.GetCurrentInstant(),
        };
    }
}
