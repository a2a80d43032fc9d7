using System.Linq;
using System.Text;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Views;

namespace Retention.ErpHost.Pages;

/// <summary>Why one customer is where they are, and every decision that led there.</summary>
public static class WhyPage
{
    public static string Render(CustomerWhy why, string now)
    {
        CustomerLine line = why.Line;
        var body = new StringBuilder($"""
            <h2>{Html.Safe(line.Name)} <span class="zh">{Html.Safe(line.Id)}</span></h2>
            <div class="facts"><div>客户分层 Tier<b>{ListPage.Tier(line)}</b></div><div>会员等级 Loyalty tier<b>{Html.Stacked(line.LevelName)}</b></div><div>阶段 Stage<b>{Html.Stacked(line.StageName)}</b></div><div>健康度 Health<b>{ListPage.Health(line)}</b></div><div>积分 Points<b>{ListPage.Points(line)}</b></div><div>下一期限 Next deadline<b>{ListPage.Next(line)}</b></div></div>
            """);
        foreach (Reason reason in why.Reasons)
        {
            body.AppendLine($"""
                <section class="why" data-topic="{Html.Safe(reason.Topic)}"><h2>{Html.Safe(reason.Title.Zh)} · {Html.Safe(reason.Title.En)}</h2>{Both(reason.Text)}</section>
                """);
        }

        body.Append("<section><h2>决策记录 · History of decisions</h2><table id=\"history\"><thead><tr><th>时间 Time</th><th>请求 Asked</th><th>发生了什么 What happened</th></tr></thead><tbody>");
        foreach (Step step in why.History)
        {
            body.AppendLine(Row(step));
        }

        return Html.Page(new Saying("Why", "为什么"), now, body.Append("</tbody></table></section>").ToString());
    }

    private static string Row(Step step) => $"""
        <tr><td class="number">{Html.Safe(step.At)}<span class="zh">{Html.Safe(step.Stream)} v{step.Version}</span></td><td>{Html.Safe(step.Asked)}<span class="zh">{Html.Safe(string.Join(" · ", new[] { step.Document, step.Actor }.Where(t => t is not null)))}</span></td><td>{string.Concat(step.Happened.Select(Both))}</td></tr>
        """;

    private static string Both(Saying saying) => "<div class=\"both\"><p lang=\"zh\">" + Html.Safe(saying.Zh) + "</p><p lang=\"en\">" + Html.Safe(saying.En) + "</p></div>";
}
