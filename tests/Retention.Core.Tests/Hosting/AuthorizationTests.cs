using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tests.Loyalty;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Who may override, approve and activate is the host's word.</summary>
public sealed class AuthorizationTests
{
    private static readonly Instant At = TestHost.Start;
    private static readonly PolicyVersion Version = new PolicyVersion("v", new string('0', 64));

    [Theory]
    [MemberData(nameof(Guarded))]
    public void Command_ThatChangesWhatRulesSay_IsAskedAbout(Message command, GuardedAction action, string? actor, string? approvedBy)
    {
        AuthorizationRequest request = AuthorizationRequest.Of(new StreamId("any", "1"), command, CommandContext.None)!;

        Assert.Equal(action, request.Action);
        Assert.Equal(actor, request.Actor);
        Assert.Equal(approvedBy, request.ApprovedBy);
        Assert.Equal(command.TypeName, request.Name);
    }

    public static TheoryData<Message, GuardedAction, string?, string?> Guarded() => new()
    {
        { new AdoptTieringPolicy(At, Version), GuardedAction.PolicyActivation, null, null },
        { new AdoptLoyaltyPolicy(At, Version), GuardedAction.PolicyActivation, null, null },
        { new AdoptLifecyclePolicy(At, Version, "ann"), GuardedAction.PolicyActivation, "ann", null },
        { new AdoptSlaPolicy(At, Version, "ann"), GuardedAction.PolicyActivation, "ann", null },
        { new OverrideTier(At, "A", "ann", "why", null), GuardedAction.Override, "ann", null },
        { new ClearOverride(At, "ann", "why"), GuardedAction.Override, "ann", null },
        { new MoveStage(At, "lost", "ann", "why", null), GuardedAction.Override, "ann", null },
        { new ReleaseStage(At, "ann", "why"), GuardedAction.Override, "ann", null },
        { new OverrideLoyaltyTier(At, "gold", null, "ann", "why"), GuardedAction.Override, "ann", null },
        { new ClearLoyaltyTierOverride(At, "ann", "why"), GuardedAction.Override, "ann", null },
        { new RedateLots(At, "M-1", "points", "ann", "why"), GuardedAction.Override, "ann", null },
        { new AdjustPoints(At, "A-1", "points", new Points(5), null, "ann", "why", "bob"), GuardedAction.Override, "ann", "bob" },
        { new AdvanceRun(At, RunStep.Review, "ann"), GuardedAction.Approval, "ann", null },
        { new ReviewTag(At, "t", TagVerdict.Confirm, "ann"), GuardedAction.Approval, "ann", null },
        { new SendPoints(At, "T-1", "points", new Points(5), new CustomerId("B"), "ann", "bob"), GuardedAction.Approval, "ann", "bob" },
        { new RedeemPoints(At, "R-1", Request("bob")), GuardedAction.Approval, "ann", "bob" },
        { new HoldPoints(At, "H-1", Request("bob"), null), GuardedAction.Approval, "ann", "bob" },
    };

    [Fact]
    public void Command_ThatOnlyRecordsWhatHappened_IsNotAskedAbout()
    {
        Assert.Null(AuthorizationRequest.Of(new StreamId("any", "1"), TestHost.Sale("SO-1", 5, At), CommandContext.None));
        Assert.Null(AuthorizationRequest.Of(new StreamId("any", "1"), new SendPoints(At, "T-1", "points", new Points(5), new CustomerId("B"), "ann", null), CommandContext.None));
        Assert.Null(AuthorizationRequest.Of(new StreamId("any", "1"), new RedeemPoints(At, "R-1", Request(null)), CommandContext.None));
    }

    // Whoever adds a command that adopts, overrides, clears, moves or adjusts must say whether the host is asked.
    [Fact]
    public void EveryCommand_WhoseNameSaysSo_IsGuarded()
    {
        string[] guarded = Guarded().Select(row => row.Data.Item1.GetType().Name).ToArray();
        IEnumerable<string> named = typeof(Message).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Message)) && typeof(ICommand).IsAssignableFrom(t) && !t.IsAbstract).Select(t => t.Name)
            .Where(n => new[] { "Adopt", "Override", "Clear", "Move", "Adjust", "Redate" }.Any(verb => n.StartsWith(verb, StringComparison.Ordinal)) || typeof(Message).Assembly.GetTypes().Any(t => t.Name == n && t.GetProperty("ApprovedBy") is not null));

        Assert.Empty(named.Except(guarded));
    }

    [Fact]
    public async Task Handle_NotPermitted_IsRefusedBeforeAnythingIsSaidOfTheAccount()
    {
        var asked = new List<AuthorizationRequest>();
        TestHost host = await new TestHost(authorizer: new Asking(r =>
        {
            asked.Add(r);
            return new Refusal(RefusalCodes.NotPermitted, new RefusalArgument("action", r.Name), new RefusalArgument("actor", r.Actor!));
        })).WithAsync("C-1", 100);

        CommandResult<PointsAccountState, PointsEvent> result = await host.DoAsync("C-1", Adjusting(-1_000_000, null));

        Assert.Equal(CommandStatus.Refused, result.Status);
        Assert.Equal("clerk may not do loyalty.adjust-points here; ask somebody who may.", result.Refusal!.ToText(Language.English));
        Assert.Equal("clerk 无权执行 loyalty.adjust-points;请由有权限的人员操作。", result.Refusal.ToText(Language.Chinese));
        Assert.Equal(host.Kind.Stream("C-1"), Assert.Single(asked).Stream);
        Assert.Equal(100, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task FourEyes_NeedSomebodyElse()
    {
        TestHost host = await new TestHost(authorizer: new FourEyesAuthorizer(null, [GuardedAction.Override])).WithAsync("C-1", 100);

        Assert.Equal(RefusalCodes.NeedsApproval, (await host.DoAsync("C-1", Adjusting(5, null))).Refusal!.Code);
        Assert.Equal(RefusalCodes.NeedsApproval, (await host.DoAsync("C-1", Adjusting(5, "clerk"))).Refusal!.Code);
        Assert.Equal(CommandStatus.Accepted, (await host.DoAsync("C-1", Adjusting(5, "boss"))).Status);
        Assert.Equal(105, await host.AvailableAsync("C-1"));
    }

    [Fact]
    public async Task FourEyes_WithAnAuthorizerBehind_AskItAfterwards()
    {
        var inner = new Asking(r => r.ApprovedBy == "boss" ? null : new Refusal(RefusalCodes.NotPermitted, new RefusalArgument("action", r.Name), new RefusalArgument("actor", r.ApprovedBy!)));
        TestHost host = await new TestHost(authorizer: new FourEyesAuthorizer(inner, [GuardedAction.Override])).WithAsync("C-1", 100);

        Assert.Equal(RefusalCodes.NotPermitted, (await host.DoAsync("C-1", Adjusting(5, "friend"))).Refusal!.Code);
        Assert.Equal(CommandStatus.Accepted, (await host.DoAsync("C-1", Adjusting(5, "boss"))).Status);
    }

    private static CommandRequest<PointsCommand> Adjusting(decimal change, string? approvedBy) =>
        new CommandRequest<PointsCommand>("adjust", at => new AdjustPoints(at, "A-1", TestAccount.Wallet, new Points(change), null, "clerk", "goodwill", approvedBy));

    private static RedemptionRequest Request(string? approvedBy) => new RedemptionRequest("points", RedemptionType.Discount, new Points(5), null, null, [], null, default, "ann", approvedBy);

    private sealed class Asking : IAuthorizer
    {
        private readonly Func<AuthorizationRequest, Refusal?> answer;

        internal Asking(Func<AuthorizationRequest, Refusal?> answer) => this.answer = answer;

        public Task<Refusal?> AuthorizeAsync(AuthorizationRequest request, CancellationToken cancellationToken) => Task.FromResult(this.answer(request));
    }
}
