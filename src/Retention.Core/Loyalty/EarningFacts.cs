using System;
using System.Collections.Generic;
using Retention.Core.Rules;

namespace Retention.Core.Loyalty;

/// <summary>What the conditions of rules and multipliers read: one line of a purchase, or an activity.</summary>
internal sealed class EarningFacts : IConditionFacts
{
    internal static readonly string[] Measures = ["line.amount", "line.quantity", "order.amount"];

    private readonly Purchase? purchase;
    private readonly MemberFacts member;
    private long? orderAmount;

    internal EarningFacts(Purchase? purchase, MemberFacts member, string? tier, bool isFirstPurchase, string organisation, string channel, string? activity)
    {
        this.purchase = purchase;
        this.member = member;
        this.Tier = tier;
        this.IsFirstPurchase = isFirstPurchase;
        this.Organisation = organisation;
        this.Channel = channel;
        this.Activity = activity;
    }

    /// <summary>Gets or sets the line that is being looked at.</summary>
    internal PurchaseLine? Line { get; set; }

    private string? Tier { get; }

    private bool IsFirstPurchase { get; }

    private string Organisation { get; }

    private string Channel { get; }

    private string? Activity { get; }

    public long? Number(ConditionSubject subject, int index) => index switch
    {
        0 => this.Line?.AmountUnits,
        1 => this.Line?.QuantityUnits,
        _ => this.OrderAmount(),
    };

    public string? Attribute(string name) => name switch
    {
        "category" => this.Line?.Category,
        "sku" => this.Line?.Sku,
        "channel" => this.Channel,
        "organisation" => this.Organisation,
        "currency" => this.purchase?.Currency,
        "tier" => this.Tier,
        "first-purchase" => this.IsFirstPurchase ? "yes" : "no",
        "activity" => this.Activity,
        _ => null,
    };

    public bool HasTag(string tag, bool orProposed) => Has(this.member.Segments, tag) || Has(this.member.Tags, tag) || (this.purchase is not null && Has(this.purchase.Tags, tag));

    private static bool Has(IReadOnlyList<string> tags, string tag)
    {
        for (int i = 0; i < tags.Count; i++)
        {
            if (string.Equals(tags[i], tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private long? OrderAmount()
    {
        if (this.orderAmount is null && this.purchase is not null)
        {
            long sum = 0;
            foreach (PurchaseLine line in this.purchase.Lines)
            {
                sum = checked(sum + line.AmountUnits);
            }

            this.orderAmount = sum;
        }

        return this.orderAmount;
    }
}
