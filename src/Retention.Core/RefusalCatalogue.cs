using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>The texts of every refusal code in every language.</summary>
/// <remarks>One table for all domains, so that a translator finds everything in one place. Immutable and thread-safe.</remarks>
public static class RefusalCatalogue
{
    private static readonly Dictionary<string, string[]> Texts = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // Every process.
        ["at-before-stream"] = ["The decision time {at} lies before the stream's last event at {last}; use {last} or later.", "决策时间 {at} 早于该流最后一个事件的时间 {last};请使用 {last} 或更晚的时间。"],
        ["amount-out-of-range"] = ["The {what} {amount} is out of range; split it or correct it.", "{what} {amount} 超出可表示范围;请拆分或更正。"],
        ["needs-approval"] = ["{action} needs somebody else's approval; submit {submit}.", "{action} 需要他人批准;请提交 {submit}。"],
        ["not-permitted"] = ["{actor} may not do {action} here; ask somebody who may.", "{actor} 无权执行 {action};请由有权限的人员操作。"],
        ["unknown-policy-version"] = ["No policy has the version {version}; add it to the policy book.", "策略簿中没有版本 {version};请先加入。"],
        ["text-missing"] = ["The {what} is blank; say it.", "{what} 为空;请填写。"],

        // Tiering: the model.
        ["thresholds-needed"] = ["The score {score} is a rank in the population; one customer alone has no rank. Pass thresholds frozen from a run, or evaluate the whole base.", "评分 {score} 是在全体客户中的排名;单个客户没有排名。请传入某次运行冻结的阈值,或对全部客户评估。"],
        ["thresholds-mismatch"] = ["The thresholds were frozen under policy {frozen}, not {policy}; freeze them from a run of this policy.", "阈值冻结于策略 {frozen},不是 {policy};请从本策略的运行中冻结。"],
        ["ntile-not-frozen"] = ["The score {score} splits customers by NTILE: equal values fall into different groups by position, so no threshold says where one customer belongs. Use groups with shared ties instead.", "评分 {score} 按 NTILE 划分:相同数值会因位置进入不同组,没有阈值可冻结。请改用并列同组的分组方式。"],
        ["nothing-to-freeze"] = ["The run has no customer with a value for {score}, so it has no thresholds.", "本次运行中没有任何客户有 {score} 的数值,因此没有阈值。"],
        ["unknown-customer"] = ["The base has no customer {customer}.", "客户群中没有客户 {customer}。"],

        // Tiering: the review of runs.
        ["run-not-draft"] = ["The run {run} is {status}; only a draft can be reviewed.", "运行 {run} 当前为 {status};只有草稿可以复核。"],
        ["run-not-reviewed"] = ["The run {run} is {status}; only a reviewed run can be published.", "运行 {run} 当前为 {status};只有已复核的运行可以发布。"],
        ["run-not-published"] = ["The run {run} is {status}; only a published run gives tiers to others.", "运行 {run} 当前为 {status};只有已发布的运行才能提供分层结果。"],
        ["run-exists"] = ["The run {run} was drafted already.", "运行 {run} 已经起草。"],
        ["run-missing"] = ["No run was drafted in this stream; draft one first.", "该流中尚未起草运行;请先起草。"],
        ["run-closed"] = ["The run {run} is {status} and takes no more steps; draft a new one.", "运行 {run} 当前为 {status},不能再变更;请起草新的运行。"],
        ["reviewer-is-author"] = ["{actor} drafted the run {run}; another actor must review it.", "{actor} 起草了运行 {run};须由他人复核。"],

        // Tiering: the assignment of a customer.
        ["unknown-tier"] = ["The policy has no tier {tier}; it has {known}.", "策略中没有层级 {tier};已有 {known}。"],
        ["unknown-tag"] = ["The policy has no tag {tag}; it has {known}.", "策略中没有标签 {tag};已有 {known}。"],
        ["override-not-after-now"] = ["The override would end at {until}, not after {at}; choose a later end.", "人工调整的到期时间 {until} 不晚于 {at};请选择更晚的时间。"],
        ["no-override"] = ["No override is in force; nothing to clear.", "当前没有人工调整;无需取消。"],
        ["tag-not-proposed"] = ["The tag {tag} is not proposed (it is {status}); only a proposed tag is confirmed or rejected.", "标签 {tag} 并非待审核状态(当前为 {status});只有待审核标签可以确认或驳回。"],
        ["tag-not-confirmed"] = ["The tag {tag} is not confirmed (it is {status}); only a confirmed tag is withdrawn.", "标签 {tag} 并非已确认状态(当前为 {status});只有已确认标签可以撤销。"],
        ["assessment-outdated"] = ["The assessment is as of {asOf}, before the last one as of {last}; assess as of {last} or later.", "本次评估截至 {asOf},早于上次评估 {last};请以 {last} 或更晚的时点评估。"],
        ["policy-mismatch"] = ["The assessment was made under policy {given}; the stream stands under {expected}. Adopt the policy first.", "评估使用策略 {given},而该客户当前适用 {expected};请先采用新策略。"],

        // Loyalty: points accounts.
        ["account-not-open"] = ["No points account was opened in this stream; open one first.", "该流中尚未开立积分账户;请先开立。"],
        ["account-open-already"] = ["The points account of {member} was opened already; use it.", "{member} 的积分账户已经开立;请直接使用。"],
        ["account-status"] = ["The account is {status}, and {action} isn't allowed then; change the status first.", "账户当前为 {status},不允许 {action};请先变更账户状态。"],
        ["unknown-wallet"] = ["The policy has no wallet {wallet}; it has {known}.", "策略中没有钱包 {wallet};已有 {known}。"],
        ["unknown-activity"] = ["No rule earns points on the activity {activity}; rules earn on {known}.", "没有规则对活动 {activity} 发放积分;可积分的活动有 {known}。"],
        ["document-known"] = ["{document} has an award already, and a number earns once; record a change as a return or an adjustment, or use another number.", "{document} 已有积分记录,同一编号只积分一次;变更请登记为退货或调整,或改用其他编号。"],
        ["document-unknown"] = ["The account has no award of {document}; record the purchase or activity first, or correct the number.", "账户中没有 {document} 的积分记录;请先登记该消费或活动,或更正编号。"],
        ["award-closed"] = ["The award of {document} closed at {closed}, and returns are taken back only before; post an adjustment.", "{document} 的积分记录已于 {closed} 关闭,只有在此之前的退货才能扣回积分;请改为手工调整。"],
        ["line-unknown"] = ["{document} has no line {line}; name one of its own lines.", "{document} 没有明细行 {line};请使用该单据自己的明细行。"],
        ["part-known"] = ["The part {part} of {document} has accrued its points already, and a part accrues once; use another id for another part.", "{document} 的分批 {part} 已经计过积分,每批只计一次;其他批次请使用不同的编号。"],
        ["more-than-left"] = ["{asked} of {what} is more than is left; at most {left} is possible.", "{what} 的 {asked} 超过剩余数;最多为 {left}。"],
        ["not-positive"] = ["The {what} is {given}; it must be more than 0.", "{what} 为 {given};必须大于 0。"],
        ["cap-exceeded"] = ["The cap {cap} has room for {room} points, not for {asked}, and it refuses what exceeds it (its period ends: {until}); {room} would have been granted.", "上限 {cap} 只剩 {room} 积分,不足 {asked},超出即拒绝(周期结束:{until});最多可发放 {room}。"],
        ["rule-resting"] = ["The rule {rule} rests after its last award; from {until} on it earns again.", "规则 {rule} 在上次发放后处于间隔期;自 {until} 起可再次积分。"],
        ["budget-not-given"] = ["A cap draws on the budget {budget}, and the command doesn't say what is left of it; pass its room.", "有上限使用预算 {budget},而指令未给出其余额;请传入预算余额。"],
        ["not-enough-points"] = ["{asked} points were asked of the wallet {wallet}; {available} are spendable.", "申请使用钱包 {wallet} 的 {asked} 积分;可用积分为 {available}。"],
        ["not-redeemable"] = ["Points of the wallet {wallet} can't be spent on {type}; allowed: {allowed}.", "钱包 {wallet} 的积分不能用于 {type};允许的用途:{allowed}。"],
        ["below-minimum"] = ["{asked} points are fewer than a redemption needs; spend {minimum} or more.", "{asked} 积分低于单次兑换下限;请使用 {minimum} 或更多。"],
        ["above-maximum"] = ["{asked} points are more than one redemption may spend; spend {maximum} or fewer.", "{asked} 积分超过单次兑换上限;请使用 {maximum} 或更少。"],
        ["off-step"] = ["Points are spent in steps of {step}, and {asked} is between two; {nearest} would be allowed.", "积分须按 {step} 的整数倍使用,{asked} 不符合;可使用 {nearest}。"],
        ["above-order-share"] = ["{asked} points would pay more of the order than points may; spend {maximum} or fewer.", "{asked} 积分超过该订单可用积分支付的比例;最多可使用 {maximum}。"],
        ["above-limit"] = ["{asked} points exceed what may still be spent; {left} are left (the limit's period ends: {until}).", "{asked} 积分超过可用限额;剩余 {left}(限额周期结束:{until})。"],
        ["currency-mismatch"] = ["The order is in {given}, and points are worth money in {expected} only; convert it to {expected}.", "订单币种为 {given},而积分只按 {expected} 计值;请换算为 {expected}。"],
        ["hold-known"] = ["The id {hold} names a hold or a redemption already; use another id.", "编号 {hold} 已用于其他预扣或兑换;请使用新的编号。"],
        ["hold-unknown"] = ["No hold {hold} is under way; it ended, or the id is wrong. Hold the points anew.", "没有进行中的预扣 {hold};它已结束或编号有误。请重新预扣积分。"],
        ["hold-in-the-past"] = ["The hold would end at {until}, not after {at}; choose a later end.", "预扣的到期时间 {until} 不晚于 {at};请选择更晚的时间。"],
        ["redemption-unknown"] = ["No redemption {redemption} can be cancelled: it is unknown, cancelled in full, or its time for that is over. Post an adjustment if points are due.", "没有可撤销的兑换 {redemption}:编号不存在、已全部撤销或已过撤销期限。如应退还积分,请手工调整。"],
        ["no-spending-right"] = ["{spender} has no right to spend from this account; grant it first.", "{spender} 无权使用该账户的积分;请先授权。"],
        ["not-transferable"] = ["Points of the wallet {wallet} can't be sent to others; only a transferable wallet's can.", "钱包 {wallet} 的积分不可转赠;只有可转赠的钱包才可以。"],
        ["same-account"] = ["{member} is both sender and receiver; name another account.", "{member} 既是转出方又是转入方;请指定另一个账户。"],
        ["lot-lapsed"] = ["The lot {lot} lapsed at {expired}, and lapsed points are not received; send only lots that are alive.", "批次 {lot} 已于 {expired} 到期,到期积分不能转入;请只转有效批次。"],
        ["holds-open"] = ["{count} holds are under way; release or capture them first.", "有 {count} 笔预扣尚未结束;请先释放或核销。"],
        ["merge-unknown"] = ["No merge {merge} is known here; name one that took place and wasn't undone.", "此处没有合并 {merge} 的记录;请指定已发生且未撤销的合并。"],
        ["no-ladder"] = ["The policy has no loyalty tiers; add a ladder to it first.", "策略中没有会员等级;请先在策略中配置等级。"],
        ["unknown-loyalty-tier"] = ["The ladder has no tier {tier}; it has {known}.", "会员等级中没有 {tier};已有 {known}。"],
        ["tier-override-not-after-now"] = ["The override would end at {until}, not after {at}; choose a later end.", "等级人工调整的到期时间 {until} 不晚于 {at};请选择更晚的时间。"],
        ["no-tier-override"] = ["No tier was set by hand; nothing to clear.", "当前没有人工调整的等级;无需取消。"],
        ["unknown-benefit"] = ["The policy has no benefit {benefit}; it has {known}.", "策略中没有权益 {benefit};已有 {known}。"],
        ["not-entitled"] = ["The tier {tier} doesn't include the benefit {benefit}; a tier that includes it is needed.", "等级 {tier} 不含权益 {benefit};需达到包含该权益的等级。"],
        ["benefit-used-up"] = ["{asked} of the benefit {benefit} were asked, and {left} are left in the period (it ends: {until}).", "申请使用权益 {benefit} {asked} 次;本周期剩余 {left} 次(周期结束:{until})。"],
        ["benefit-elsewhere"] = ["The benefit {benefit} is honoured by {partner}, not at {place}; use it there.", "权益 {benefit} 由 {partner} 提供,不能在 {place} 使用;请到 {partner} 使用。"],
        ["use-known"] = ["The id {use} names a use already; give each use its own id.", "编号 {use} 已登记过使用;每次使用请用新的编号。"],
        ["use-unknown"] = ["No use {use} can be given back: it is unknown, or was given back already; name one that counts.", "没有可退回的使用记录 {use}:编号不存在或已退回;请指定有效的使用记录。"],
        ["unknown-coupon"] = ["The policy has no coupon {template}; it has {known}.", "策略中没有优惠券 {template};已有 {known}。"],
        ["coupon-known"] = ["The coupon {coupon} was issued already; give each coupon its own id.", "优惠券 {coupon} 已经发放;每张券请使用不同的编号。"],
        ["coupon-missing"] = ["The account has no coupon {coupon}: it was never issued here, or it ended; name one that it has.", "账户中没有优惠券 {coupon}:未在此发放或已失效;请指定账户持有的优惠券。"],
        ["coupon-used"] = ["The coupon {coupon} was used on {document}, and may be used once; give it back there first, or use another.", "优惠券 {coupon} 已用于 {document},只能使用一次;请先从该单退回,或使用其他优惠券。"],
        ["coupon-not-used"] = ["The coupon {coupon} isn't used; only a used coupon is given back.", "优惠券 {coupon} 尚未使用;只有已使用的优惠券可以退回。"],
        ["coupon-not-valid-yet"] = ["The coupon {coupon} is valid from {from} on, not yet; use it then.", "优惠券 {coupon} 自 {from} 起有效,目前尚不可用;请届时使用。"],
        ["coupon-below-threshold"] = ["The order of {asked} is below the threshold of the coupon {coupon}; {threshold} or more is needed.", "订单金额 {asked} 未达到优惠券 {coupon} 的门槛;需 {threshold} 或以上。"],
        ["first-order-unknown"] = ["The coupon {template} derives from the customer's first order, and the command doesn't say its amount; pass it.", "优惠券 {template} 按客户首单金额计算,而指令未给出首单金额;请传入。"],
        ["import-not-first"] = ["The import {import} comes too late: an opening balance is taken over before anything else happens in the account. Post adjustments instead.", "导入 {import} 过晚:期初余额只能在账户发生其他业务之前导入。请改为手工调整。"],
        ["date-ahead"] = ["The business date {given} of {document} lies after the day of the decision at {at}; record it on its day, or correct the date.", "{document} 的业务日期 {given} 晚于决策当日({at});请在当日登记或更正日期。"],
        ["order-lines-missing"] = ["Points may pay only a share of an order, so a {type} needs the order's lines; give them with their amounts and tax rates.", "积分只能支付订单的一部分,{type} 需要订单行;请提供订单行及其金额和税率。"],
        ["points-out-of-range"] = ["The command {action} would make more points than an account holds; split it or correct it.", "命令 {action} 产生的积分超出账户可容纳的范围;请拆分或更正。"],
        ["other-command"] = ["{action} is not done by this command; use {command}.", "此命令不能执行 {action};请使用 {command}。"],
        ["instant-out-of-range"] = ["The {what} {given} lies outside 1678 to 2262; correct it.", "{what} {given} 不在 1678 年至 2262 年之间;请更正。"],

        // Loyalty: budgets, stock, referrals, survey tokens.
        ["budget-not-open"] = ["No budget was opened in this stream; open one first.", "该流中尚未开立预算;请先开立。"],
        ["budget-open-already"] = ["The budget {budget} was opened already; change its total instead.", "预算 {budget} 已经开立;请改为调整其总额。"],
        ["budget-exhausted"] = ["The budget has {left} points left, fewer than the {asked} asked for.", "预算仅剩 {left} 积分,不足所需的 {asked}。"],
        ["budget-below-drawn"] = ["The total {total} lies below the {drawn} points that are drawn already; choose at least that.", "总额 {total} 低于已使用的 {drawn} 积分;请不低于该数。"],
        ["draw-known"] = ["The award {reference} (part \"{part}\") has drawn on the budget already.", "奖励 {reference}(部分“{part}”)已使用过该预算。"],
        ["draw-unknown"] = ["The budget knows no draw of {reference} that can still be restored.", "预算中没有 {reference} 可以退回的使用记录。"],
        ["stock-not-open"] = ["No stock was opened in this stream; open one first.", "该流中尚未建立库存;请先建立。"],
        ["stock-open-already"] = ["The stock of {reward} was opened already; add pieces to it instead.", "奖品 {reward} 的库存已经建立;请改为补货。"],
        ["out-of-stock"] = ["The reward has {left} pieces free, fewer than the {asked} asked for.", "奖品可用库存为 {left} 件,不足所需的 {asked} 件。"],
        ["reservation-known"] = ["Pieces were reserved or handed out for {reference} already; use another reference.", "已为 {reference} 预留或发放过奖品;请使用其他单号。"],
        ["reservation-unknown"] = ["Nothing is reserved for {reference}; it was never reserved, or the reservation ended.", "没有为 {reference} 预留奖品;可能从未预留或预留已结束。"],
        ["issue-unknown"] = ["Nothing that was handed out for {reference} can be returned any more.", "{reference} 没有可以退回的已发放奖品。"],
        ["referral-unknown"] = ["Nobody was invited in this stream; register the invitation first.", "该流中尚无邀请;请先登记邀请。"],
        ["referral-known"] = ["The invitation {referral} was registered already.", "邀请 {referral} 已经登记。"],
        ["self-referral"] = ["The customer {referee} can't refer themselves; give another referrer.", "客户 {referee} 不能推荐自己;请填写其他推荐人。"],
        ["referral-circle"] = ["The customer {referrer} came through {referee}, so {referee} can't be referred by {referrer} in turn.", "客户 {referrer} 是经 {referee} 推荐而来的,因此 {referrer} 不能反过来推荐 {referee}。"],
        ["referral-limit"] = ["The referrer has {rewarded} referrals that count this year; {limit} are rewarded.", "该推荐人本年度已有 {rewarded} 次有效推荐,上限为 {limit} 次。"],
        ["referral-order-too-small"] = ["The order of {amount} is below the {minimum} that a referral needs.", "订单金额 {amount} 低于推荐奖励要求的 {minimum}。"],
        ["referral-lapsed"] = ["The invitation was good until {until}; invite again.", "邀请的有效期至 {until};请重新邀请。"],
        ["referral-qualified-already"] = ["The order {document} counts for the referral already.", "订单 {document} 已计入该推荐。"],
        ["referral-not-qualified"] = ["No order counts for the referral (it is {status}), so there is nothing to revoke.", "该推荐没有计入的订单(当前为 {status}),无可撤销。"],
        ["referral-other-document"] = ["The referral rests on the order {expected}, not {given}.", "该推荐依据的订单是 {expected},不是 {given}。"],
        ["referral-revoked-already"] = ["The referral was revoked when the order {document} no longer counted.", "该推荐已因订单 {document} 失效而撤销。"],
        ["referral-not-matured"] = ["The rewards of the referral are not due (it is {status}).", "该推荐的奖励尚不可发放(当前为 {status})。"],
        ["referral-not-revoked"] = ["The referral is {status}; only rewards of a revoked one are taken back.", "该推荐当前为 {status};只有已撤销的推荐才收回奖励。"],
        ["survey-mismatch"] = ["The stream holds the tokens of the survey {expected}, not {given}.", "该流保存的是问卷 {expected} 的令牌,不是 {given}。"],
        ["token-not-hashed"] = ["A token of the batch is not a hash; register hashes, never the tokens themselves.", "本批中有令牌未经哈希;请登记哈希值,切勿登记令牌本身。"],
        ["token-known"] = ["A token of the batch was issued already, or is in it twice; make new ones.", "本批中有令牌已发行或重复;请重新生成。"],
        ["token-unknown-or-used"] = ["The token was never issued, or was redeemed already.", "该令牌从未发行,或已被兑换。"],

        // Loyalty: the books.
        ["period-gap"] = ["The period begins at {from}, after the last closed one ends; begin it at {expected}.", "期间起点 {from} 晚于上一已结账期间的终点;请从 {expected} 开始。"],
        ["period-overlap"] = ["The period begins at {from}, before the last closed one ends; begin it at {expected}.", "期间起点 {from} 早于上一已结账期间的终点;请从 {expected} 开始。"],
        ["period-not-over"] = ["It is {at}, and the period ends at {to}; close it then.", "现在是 {at},期间到 {to} 才结束;请届时再结账。"],
        ["other-books"] = ["The last closed period is of {closedOrganisation} and {closedWallet}, not of {organisation} and {wallet}; give the one of the same books.", "上一已结账期间属于组织 {closedOrganisation} 的钱包 {closedWallet},而不是组织 {organisation} 的钱包 {wallet};请给出同一账簿的期间。"],
        ["expected-below-redeemed"] = ["{redeemed} points were redeemed, more than the {expected} expected in total; revise the estimate.", "已兑换 {redeemed} 积分,超过预计兑换总数 {expected};请修订估计。"],

        // Service levels: cases.
        ["case-not-open"] = ["No case was opened in this stream; open one first.", "该流中尚未建立工单;请先建立。"],
        ["case-open-already"] = ["The case was opened already; change it, or open another in a stream of its own.", "工单已经建立;请变更该工单,或在另一个流中建立新工单。"],
        ["case-ended"] = ["The case is {stage} and takes nothing more; open a new one that repeats it, or go on in the case that it was merged into.", "工单当前为 {stage},不再接受任何操作;请新建一张标明重复的工单,或在其并入的工单中继续。"],
        ["case-archived"] = ["The case is archived, and {activity} would change it; reopen it first.", "工单已归档,{activity} 会改变工单;请先重新打开。"],
        ["occurred-ahead"] = ["It is said to have happened at {occurred}, after the decision at {at}; record it when it has happened, or correct the time.", "登记的发生时间 {occurred} 晚于决策时间 {at};请在发生之后登记,或更正时间。"],
        ["occurred-before-opening"] = ["It is said to have happened at {occurred}, before the case was opened at {opened}; use {opened} or later.", "登记的发生时间 {occurred} 早于工单建立时间 {opened};请使用 {opened} 或更晚的时间。"],
        ["case-instant-out-of-range"] = ["The {what} {given} lies outside 1950 to 2150; correct it.", "{what} {given} 不在 1950 年至 2150 年之间;请更正。"],
        ["activity-known"] = ["The case has an activity {id} already, and an activity counts once; use another id for another one.", "工单中已有活动 {id},同一活动只登记一次;其他活动请使用不同的编号。"],
        ["activity-reserved"] = ["{activity} is not recorded as an activity; use {command}.", "{activity} 不能作为普通活动登记;请使用 {command}。"],
        ["promise-missing"] = ["{activity} promises a time, and none is said; say by when.", "{activity} 须承诺时间,但未填写;请填写承诺的时间。"],
        ["promise-in-the-past"] = ["The time promised, {promised}, doesn't lie after the promise at {occurred}; promise a later one.", "承诺的时间 {promised} 不晚于作出承诺的时间 {occurred};请承诺更晚的时间。"],
        ["stage-missing"] = ["The case is {stage}; {action} needs first: {missing}.", "工单当前为 {stage};进行 {action} 之前须先完成:{missing}。"],
        ["reopen-window-over"] = ["The case was archived at {archived} and could be reopened until {until}; open a new one that repeats it.", "工单于 {archived} 归档,只能在 {until} 之前重新打开;请新建一张标明重复的工单。"],
        ["unknown-group"] = ["The policy has no group {group}; it has {known}.", "策略中没有处理组 {group};已有 {known}。"],
        ["unknown-calendar"] = ["The policy has no calendar {calendar}; it has {known}.", "策略中没有日历 {calendar};已有 {known}。"],
        ["clock-unknown"] = ["The case has no cycle {cycle} of the clock {clock}; name one that has started.", "工单中没有时钟 {clock} 的第 {cycle} 个周期;请使用已经开始的周期。"],
        ["clock-not-late"] = ["Cycle {cycle} of the clock {clock} hasn't missed its deadline, so there is nothing to explain; explain a cycle that has.", "时钟 {clock} 的第 {cycle} 个周期没有超时,无需说明;只有已超时的周期才能说明原因。"],

        // Lifecycle: the life of a customer.
        ["purchase-known"] = ["The purchase {id} was recorded before, and a purchase counts once; correct it, or use another number for another one.", "消费 {id} 已登记过,同一笔消费只计一次;如有变更请更正该笔消费,其他消费请使用不同的单号。"],
        ["purchase-unknown"] = ["No purchase {id} was recorded; record it first, or correct the number.", "没有登记过消费 {id};请先登记,或更正单号。"],
        ["return-known"] = ["The return {id} was recorded before, and a return counts once; use another number for another one.", "退货 {id} 已登记过,同一笔退货只计一次;其他退货请使用不同的单号。"],
        ["return-exceeds-purchase"] = ["{amount} would come back, and {left} is left of the purchase; return {left} or less.", "退货金额 {amount} 超过该笔消费的余额 {left};最多可退 {left}。"],
        ["activity-id-known"] = ["An activity {id} was recorded before, and an activity counts once; use another id for another one.", "活动 {id} 已登记过,同一活动只计一次;其他活动请使用不同的编号。"],
        ["activity-unknown"] = ["No activity {id} was recorded; record it first, or correct the id.", "没有登记过活动 {id};请先登记,或更正编号。"],
        ["activity-closed-before"] = ["The activity {id} was settled already; record a new one if there is another matter.", "活动 {id} 已经办结;如有新的事项请另行登记。"],
        ["activity-is-purchase"] = ["{activity} is not recorded as an activity; record a purchase.", "{activity} 不能作为活动登记;请登记为消费。"],
        ["activity-needs-id"] = ["A signal stays on until the {activity} is closed, so it needs an id to close it by; give one.", "{activity} 在办结之前会一直触发信号,须有编号才能办结;请填写编号。"],
        ["count-not-one"] = ["The count is {count}; it must be 1 or more, and more than 1 only for an activity with neither id nor number.", "次数为 {count};次数至少为 1,且只有既无编号又无数值的活动才能大于 1。"],
        ["closed-before-it-began"] = ["It is said to have been settled at {closed}, before it happened at {began}; use {began} or later.", "登记的办结时间 {closed} 早于发生时间 {began};请使用 {began} 或更晚的时间。"],
        ["occurred-in-future"] = ["It is said to have happened at {occurred}, after the decision at {at}; record it once it has happened, or correct the time.", "登记的发生时间 {occurred} 晚于决策时间 {at};请在发生之后再登记,或更正时间。"],
        ["date-in-future"] = ["It would count on {date}, after the day of the decision at {at}; record it on its day, or correct the date.", "计入日期 {date} 晚于决策当日({at});请在当日登记,或更正日期。"],
        ["unknown-stage"] = ["The stage {stage} can't be used here: the policy doesn't have it, or it isn't on the customer's way where one on the way is meant; the policy has {known}.", "此处不能使用阶段 {stage}:策略中没有该阶段,或此处须填写客户历程上的阶段;策略中已有 {known}。"],
        ["stage-unchanged"] = ["The customer is in the stage {stage} already; nothing to change.", "客户已处于阶段 {stage};无需变更。"],
        ["stage-terminal"] = ["The customer is in the stage {stage}, which nobody leaves; if customers may, let a new version of the policy say so.", "客户处于终止阶段 {stage},不能转出;如应允许转出,请在新版本策略中取消其终止属性。"],
        ["stage-entered-once"] = ["The stage {stage} can be entered only once, and the customer was in it before; choose another.", "阶段 {stage} 只能进入一次,该客户此前已进入过;请选择其他阶段。"],
        ["move-not-after-now"] = ["The move would end at {until}, not after {at}; choose a later end.", "人工设定的到期时间 {until} 不晚于 {at};请选择更晚的时间。"],
        ["no-manual-stage"] = ["No stage was set by hand; nothing to release.", "当前没有人工设定的阶段;无需解除。"],
        ["lifecycle-merged"] = ["The record was merged into {into}, which goes on; use that one.", "该客户记录已并入 {into};请使用合并后的记录。"],
    };

    /// <summary>Gets every code with a text, in ordinal order.</summary>
    public static IReadOnlyList<string> Codes { get; } = Sequence.Copy(Texts.Keys.OrderBy(c => c, StringComparer.Ordinal));

    /// <summary>The text of a code with its <c>{arguments}</c> still open.</summary>
    /// <param name="code">The code.</param>
    /// <param name="language">The language.</param>
    /// <returns>The template, or null if the code is unknown.</returns>
    public static string? Template(string code, Language language)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Texts.TryGetValue(code, out string[]? texts) ? texts[(int)language] : null;
    }

    /// <summary>Renders a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="language">The reader's language.</param>
    /// <returns>The text with its arguments filled in; for a code that is not in the catalogue, the code and its arguments.</returns>
    public static string Render(Refusal refusal, Language language)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        string? text = Template(refusal.Code, language);
        if (text is null)
        {
            return refusal.ToString();
        }

        foreach (RefusalArgument argument in refusal.Arguments)
        {
            text = text.Replace("{" + argument.Name + "}", argument.Value);
        }

        return text;
    }
}
