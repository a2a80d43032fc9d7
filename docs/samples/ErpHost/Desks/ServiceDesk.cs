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
        string? tier = assessment.Tiers.Find(customer) is { IsAccepted: true } known ? known.Value.Tier.Code : null;
        OpenCase Open(Instant at, string? withTier) => new OpenCase(
            at, complainedAt, customer, new CaseFacts(new CaseFactsDraft { Type = "complaint", Priority = complaint.Priority, Tier = withTier }), null, null, null, "service");

        // What was asked for has no tier in it: a retry is the same, whatever the tier is by then.
        var request = new JointRequest(complaint.Number + "/opened", Open(default, null), new CommandContext("service", sourceDocument: complaint.Number));
        var item = request.Add(cases, complaint.Number);
        var life = request.Add(lives, complaint.Customer);
        return await commit.SaveAsync(
            request,
            at =>
            {
                item.Decide(Open(at, tier));
                life.Decide(new RecordActivity(at, new StageActivity(complaint.Number, LifecycleActivities.Complaint, complainedAt, null, null)));
            },
            () => context.Complaints.Add(new Complaint { Number = complaint.Number, CustomerId = complaint.Customer, Priority = complaint.Priority, ComplainedAt = complainedAt }),
            () => item.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    public Task<Answer?> StartAsync(string number, CancellationToken cancellationToken) =>
        this.StepAsync(number, "started", at => new StartCase(at, at, "service"), cancellationToken);

    public Task<Answer?> ReplyAsync(string number, NewReply reply, CancellationToken cancellationToken) =>
        this.StepAsync(number, reply.Id, at => new RecordCaseActivity(at, at, reply.Id, CaseActivities.AgentMessage, null, "service", null), cancellationToken);

    public async Task<Answer?> SolveAsync(string number, CancellationToken cancellationToken)
    {
        if (await context.Complaints.SingleOrDefaultAsync(c => c.Number == number, cancellationToken) is not { } complaint)
        {
            return null;
        }

        var request = new JointRequest(number + "/solved", new CloseActivity(default, number, default), new CommandContext("service", sourceDocument: number));
        var item = request.Add(cases, number);
        var life = request.Add(lives, complaint.CustomerId);
        return await commit.SaveAsync(
            request,
            at =>
            {
                item.Decide(new GiveSolution(at, at, "service"));
                life.Decide(new CloseActivity(at, number, at));
            },
            () => complaint.SolvedAt = clock.GetCurrentInstant(),
            () => item.Events.Concat<Message>(life.Events),
            cancellationToken);
    }

    /// <summary>A step of the case alone. What was asked for is the step itself: its instant is ours, so a retry is the same.</summary>
    private async Task<Answer?> StepAsync(string number, string step, Func<Instant, CaseCommand> command, CancellationToken cancellationToken)
    {
        if (!await context.Complaints.AnyAsync(c => c.Number == number, cancellationToken))
        {
            return null;
        }

        var request = new JointRequest(number + "/" + step, command(default), new CommandContext("service", sourceDocument: number));
        var item = request.Add(cases, number);
        return await commit.SaveAsync(request, at => item.Decide(command(at)), () => { }, () => item.Events, cancellationToken);
    }
}
