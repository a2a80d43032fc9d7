using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Core.Hosting;

/// <summary>Which commands the host is asked about, and whom they name.</summary>
internal sealed class GuardedCommand
{
    private GuardedCommand(GuardedAction action, string? actor, string? approvedBy)
    {
        this.Action = action;
        this.Actor = actor;
        this.ApprovedBy = approvedBy;
    }

    internal GuardedAction Action { get; }

    internal string? Actor { get; }

    internal string? ApprovedBy { get; }

    internal static GuardedCommand? Of(Message command) => command switch
    {
        AdoptTieringPolicy or AdoptLoyaltyPolicy => new GuardedCommand(GuardedAction.PolicyActivation, null, null),
        AdoptLifecyclePolicy c => new GuardedCommand(GuardedAction.PolicyActivation, c.Actor, null),
        AdoptSlaPolicy c => new GuardedCommand(GuardedAction.PolicyActivation, c.Actor, null),
        OverrideTier c => Override(c.Actor, null),
        ClearOverride c => Override(c.Actor, null),
        MoveStage c => Override(c.Actor, null),
        ReleaseStage c => Override(c.Actor, null),
        OverrideLoyaltyTier c => Override(c.Actor, null),
        ClearLoyaltyTierOverride c => Override(c.Actor, null),
        RedateLots c => Override(c.Actor, null),
        AdjustPoints c => Override(c.Actor, c.ApprovedBy),
        AdvanceRun c => Approval(c.Actor, null),
        ReviewTag c => Approval(c.Actor, null),
        SendPoints { ApprovedBy: not null } c => Approval(c.Actor, c.ApprovedBy),
        HoldPoints { Request.ApprovedBy: not null } c => Approval(c.Request.Actor, c.Request.ApprovedBy),
        RedeemPoints { Request.ApprovedBy: not null } c => Approval(c.Request.Actor, c.Request.ApprovedBy),
        _ => null,
    };

    private static GuardedCommand Override(string actor, string? approvedBy) => new GuardedCommand(GuardedAction.Override, actor, approvedBy);

    private static GuardedCommand Approval(string? actor, string? approvedBy) => new GuardedCommand(GuardedAction.Approval, actor, approvedBy);
}
