using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Views;

namespace Retention.ErpHost.Pages;

/// <summary>The list of customers.</summary>
public static class ListPage
{
    private static readonly Saying[] Columns =
    [
        new Saying("Customer", "客户"), new Saying("Tier", "客户分层"), new Saying("Loyalty tier", "会员等级"), new Saying("Stage", "生命周期阶段"),
        new Saying("Health", "健康度"), new Saying("Points", "积分"), new Saying("Next deadline", "下一期限"),
    ];

    public static string Render(IReadOnlyList<CustomerLine> customers, string now)
    {
        var body = new StringBuilder("<table id=\"customers\"><thead><tr>");
        body.AppendJoin(string.Empty, Columns.Select(c => (c.En == "Points" ? "<th class=\"number\">" : "<th>") + Html.Stacked(c) + "</th>")).AppendLine("</tr></thead><tbody>");
        foreach (CustomerLine customer in customers)
        {
            body.AppendLine(Row(customer));
        }

        return Html.Page(new Saying("Customers", "客户一览"), now, body.Append("</tbody></table>").ToString());
    }

    /// <summary>What a customer has as points: what can be spent, and what isn't active yet.</summary>
    public static string Points(CustomerLine customer) => Html.Safe(customer.Points.ToString("#,0.####", CultureInfo.InvariantCulture))
        + (customer.Pending == 0 ? string.Empty : "<span class=\"zh\">+" + customer.Pending.ToString("#,0.####", CultureInfo.InvariantCulture) + " 待生效 pending</span>");

    public static string Tier(CustomerLine customer) => $"<span class=\"badge tier-{Html.Safe(customer.Tier)}\">{Html.Safe(customer.Tier)}</span>" + Html.Stacked(customer.TierName);

    public static string Health(CustomerLine customer) => customer.Health is { } score
        ? $"<span class=\"{Html.Safe(customer.Colour)}\">{score.ToString("0.0", CultureInfo.InvariantCulture)}</span> " + Html.Stacked(customer.Grade)
        : "–";

    public static string Next(CustomerLine customer) => customer.Next is { } next
        ? $"<span class=\"{(next.IsMissed ? "missed" : "due")}\">{Html.Safe(next.At)}</span> " + Html.Stacked(next.What)
        : "–";

    private static string Row(CustomerLine customer) => $"""
        <tr data-customer="{Html.Safe(customer.Id)}"><td><a href="/customers/{Html.Safe(customer.Id)}">{Html.Safe(customer.Name)}</a><span class="zh">{Html.Safe(customer.Id)}</span></td><td class="tier">{Tier(customer)}</td><td class="level">{Html.Stacked(customer.LevelName)}</td><td class="stage{(customer.IsAtRisk ? " risk" : string.Empty)}">{Html.Stacked(customer.StageName)}</td><td class="health">{Health(customer)}</td><td class="points number">{Points(customer)}</td><td class="next">{Next(customer)}</td></tr>
        """;
}
