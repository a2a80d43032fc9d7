using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Retention.Core;
using Retention.Core.Health;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Rules;
using Retention.ErpHost.Tables;

namespace Retention.ErpHost.Views;

/// <summary>Why a customer is where they are.</summary>
public sealed record CustomerWhy(CustomerLine Line, IReadOnlyList<Reason> Reasons, IReadOnlyList<Step> History);

/// <summary>Why, of one thing.</summary>
public sealed record Reason(string Topic, Saying Title, Saying Text);

/// <summary>A decision: when, on which stream, what was asked, by whom because of which document, and what followed.</summary>
public sealed record Step(string At, string Stream, long Version, string Asked, string? Actor, string? Document, IReadOnlyList<Saying> Happened);

/// <summary>Reads why: the results of models and the states of processes explain themselves, and so does every event.</summary>
public sealed class CustomerFile(
    CustomerList list,
    ErpContext context,
    CustomerFacts facts,
    IClock clock,
    PolicyBook<LifecyclePolicy> lifecycle,
    ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts,
    ProcessStreams<LifecycleState, LifecycleCommand, LifecycleEvent> lives,
    ProcessStreams<CaseState, CaseCommand, CaseEvent> cases,
    PointsAccount ledger,
    SlaCase service)
{
    private const int MaxDecisions = 1000;

    public async Task<CustomerWhy?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        CustomerLine? line = (await list.ReadAsync(cancellationToken)).FirstOrDefault(c => c.Id == id);
        if (line is null)
        {
            return null;
        }

        Instant now = clock.GetCurrentInstant();
        List<string> numbers = await context.Complaints.Where(c => c.CustomerId == id).OrderBy(c => c.Number).Select(c => c.Number).ToListAsync(cancellationToken);
        List<DecisionRecord> history = [.. await accounts.ReadHistoryAsync(id, 0, MaxDecisions, cancellationToken), .. await lives.ReadHistoryAsync(id, 0, MaxDecisions, cancellationToken)];
        List<Reason> reasons = [.. await this.ModelsAsync(id, now, cancellationToken), await this.StageAsync(id, now, cancellationToken), await this.PointsAsync(id, now, cancellationToken)];
        foreach (string number in numbers)
        {
            history.AddRange(await cases.ReadHistoryAsync(number, 0, MaxDecisions, cancellationToken));
            CaseState state = (await cases.ViewAsync(number, now, cancellationToken)).State;
            IReadOnlyList<ClockView> clocks = service.Clocks(state, now);
            reasons.Add(new Reason("case", new Saying("Complaint " + number, "投诉 " + number), Both(l => string.Join("\n", clocks.Select(c => c.Explain(l))))));
        }

        return new CustomerWhy(line, reasons, [.. history.OrderByDescending(d => d.Decision.At).ThenByDescending(d => d.Version).Select(StepOf)]);
    }

    private static Saying Both(System.Func<Language, string> text) => new Saying(text(Language.English).Trim(), text(Language.Chinese).Trim());

    private static Step StepOf(DecisionRecord record) => new Step(
        Local.Text(record.Decision.At),
        record.Stream.ToString(),
        record.Version,
        record.Decision.Command?.TypeName ?? "time",
        record.Decision.Context.Actor,
        record.Decision.Context.SourceDocument,
        [.. record.Decision.Events.Select(Saying.Of)]);

    private async Task<IReadOnlyList<Reason>> ModelsAsync(string id, Instant now, CancellationToken cancellationToken)
    {
        Assessment assessment = await facts.AssessAsync(now, cancellationToken);
        var customer = new CustomerId(id);
        return
        [
            new Reason("tier", new Saying("Tier", "客户分层"), Both(assessment.Tiers.Find(customer).Value.Explain)),
            new Reason("health", new Saying("Health", "健康度"), Both(l => assessment.Health.Find(customer)!.Explain(l))),
        ];
    }

    private async Task<Reason> StageAsync(string id, Instant now, CancellationToken cancellationToken)
    {
        LifecycleState state = (await lives.ViewAsync(id, now, cancellationToken)).State;
        return new Reason("stage", new Saying("Stage", "生命周期阶段"), Both(l => state.Explain(lifecycle.At(now), now, l)));
    }

    private async Task<Reason> PointsAsync(string id, Instant now, CancellationToken cancellationToken)
    {
        PointsAccountState state = (await accounts.ViewAsync(id, now, cancellationToken)).State;
        WalletBalance wallet = state.Wallet(Core.Presets.LoyaltyPresets.Wallet);
        var english = new List<string> { wallet.Available + " points can be spent, " + wallet.Pending + " are pending, " + wallet.Debt + " are owed." };
        var chinese = new List<string> { "可用 " + wallet.Available + " 分，待生效 " + wallet.Pending + " 分，欠分 " + wallet.Debt + "。" };
        foreach (LotAmount lot in wallet.Lots)
        {
            string until = lot.Lot.ExpiresAt is { } expires ? Local.Text(expires) : "–";
            english.Add(lot.Lot.Document + ": " + lot.Amount + ", lapse " + until);
            chinese.Add(lot.Lot.Document + "：" + lot.Amount + " 分，" + until + " 到期");
        }

        if (ledger.Outlook(state, now) is { NextTier: { } next } outlook)
        {
            english.Add(outlook.Tier + " by " + outlook.Progress.ToString("0.####", null) + " points; " + outlook.ToReachNext.ToString("0.####", null) + " more reach " + next + ".");
            chinese.Add("等级 " + outlook.Tier + "，已积 " + outlook.Progress.ToString("0.####", null) + " 分；再积 " + outlook.ToReachNext.ToString("0.####", null) + " 分升为 " + next + "。");
        }

        return new Reason("points", new Saying("Points", "积分"), new Saying(string.Join("\n", english), string.Join("\n", chinese)));
    }
}
