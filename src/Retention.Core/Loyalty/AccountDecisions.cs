using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Decides what concerns the account itself: opening, status, rights, policy, migrations.</summary>
internal static class AccountDecisions
{
    /// <summary>Whether the account's status forbids a command.</summary>
    internal static Refusal? RefuseStatus(PointsAccountState state, PointsCommand command)
    {
        if (state.PolicyVersion is null)
        {
            return command is OpenAccount ? null : new Refusal(LoyaltyRefusals.AccountNotOpen);
        }

        bool allowed = state.Status switch
        {
            AccountStatus.Active => true,
            AccountStatus.SpendingFrozen => !Spends(command),
            AccountStatus.Frozen => !Spends(command) && !Earns(command),
            _ => command is ReopenAccount,
        };
        return allowed ? null : new Refusal(
            LoyaltyRefusals.AccountStatus,
            new RefusalArgument("status", ProblemList.Kebab(state.Status.ToString())),
            new RefusalArgument("action", command.TypeName.Substring("loyalty.".Length)));
    }

    internal static Refusal? Open(DecisionDraft draft, OpenAccount command)
    {
        if (draft.Start.PolicyVersion is not null)
        {
            return new Refusal(LoyaltyRefusals.AccountOpenAlready, new RefusalArgument("member", draft.State.Member.Value));
        }

        if (command.Member.IsEmpty)
        {
            return new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", "member"));
        }

        draft.Add(new AccountOpened(draft.At, command.Member, command.JoinedOn, command.Organisation, draft.Policy.Version));
        return null;
    }

    internal static Refusal? SetStatus(DecisionDraft draft, SetAccountStatus command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason) is { } blank)
        {
            return blank;
        }

        if (command.Status == AccountStatus.Closed)
        {
            return new Refusal(LoyaltyRefusals.OtherCommand, new RefusalArgument("action", "closing"), new RefusalArgument("command", nameof(CloseAccount)));
        }

        if (command.Status != draft.State.Status)
        {
            draft.Add(new AccountStatusChanged(draft.At, command.Status, command.Actor, command.Reason));
        }

        return null;
    }

    internal static Refusal? SetRight(DecisionDraft draft, SetSpendingRight command)
    {
        if (StreamRules.RefuseBlank("actor", command.Actor) is { } blank)
        {
            return blank;
        }

        if (command.Spender.IsEmpty)
        {
            return new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", "spender"));
        }

        if (command.AtMost is { TenThousandths: <= 0 } atMost)
        {
            return new Refusal(LoyaltyRefusals.NotPositive, new RefusalArgument("what", "limit"), new RefusalArgument("given", atMost.ToString()));
        }

        if (!command.IsGranted && !System.Array.Exists(draft.State.Extras.Rights, r => r.Spender == command.Spender))
        {
            return null;
        }

        draft.Add(new SpendingRightChanged(draft.At, command.Spender, command.IsGranted, command.AtMost, command.Period, command.Actor));
        return null;
    }

    internal static Refusal? Adopt(DecisionDraft draft, AdoptLoyaltyPolicy command, PolicyBook<LoyaltyPolicy> book)
    {
        if (book.Get(command.PolicyVersion) is null)
        {
            return new Refusal(RefusalCodes.UnknownPolicyVersion, new RefusalArgument("version", command.PolicyVersion.ToString()));
        }

        if (!command.PolicyVersion.Equals(draft.State.PolicyVersion))
        {
            draft.Add(new LoyaltyPolicyAdopted(draft.At, command.PolicyVersion));
        }

        return null;
    }

    internal static Refusal? Redate(DecisionDraft draft, RedateLots command)
    {
        if ((StreamRules.RefuseBlank("migration", command.MigrationId) ?? StreamRules.RefuseBlank("actor", command.Actor, "reason", command.Reason)) is { } blank)
        {
            return blank;
        }

        int index = draft.Policy.IndexOf(command.Wallet);
        if (index < 0)
        {
            return RedemptionLimits.UnknownWallet(draft.Policy, command.Wallet);
        }

        if (draft.State.Find(command.Wallet) is not { } balance)
        {
            return null;
        }

        ExpiryRule? expiry = draft.Policy.Parts.Wallets[index].Expiry;
        Lot[] live = draft.State.LiveLots(balance);
        Lot[] lots = live.Select(l => Redated(l, expiry)).Where((l, i) => l.Expires != live[i].Expires).ToArray();
        PendingPoints[] pending = balance.PendingItems.Select(p => p.Pending)
            .Select(p => new PendingPoints(Redated(p.Lot, expiry), p.Awaits, p.NotBefore, p.Delay, p.CancelAt))
            .Where((p, i) => p.Lot.Expires != balance.PendingItems[i].Pending.Lot.Expires).ToArray();
        if (lots.Length + pending.Length > 0)
        {
            draft.Add(new LotsRedated(draft.At, LotChangeCause.Migration, command.MigrationId, command.Actor, command.Reason, FixedList.Own(lots), FixedList.Own(pending)));
            EarningDecisions.Lapse(draft);
        }

        return null;
    }

    private static Lot Redated(Lot lot, ExpiryRule? expiry)
    {
        if (expiry is null)
        {
            return lot.With(lot.Active, long.MaxValue);
        }

        // A life that begins with activation begins when that comes.
        if (expiry.StartsActive)
        {
            return lot.With(lot.Active, lot.ActiveAt is { } active ? expiry.ExpiryOf(active) : long.MaxValue);
        }

        return lot.With(lot.Active, expiry.ExpiryOf(lot.EarnedAt));
    }

    private static bool Spends(PointsCommand command) => command is HoldPoints or CaptureHold or RedeemPoints or SendPoints or UseBenefit or UseCoupon;

    private static bool Earns(PointsCommand command) => command is RecordPurchase or AccruePart or RecordActivity or ReceivePoints or RecordExchange or ReceiveAccount or ImportBalance or IssueCoupon;
}
