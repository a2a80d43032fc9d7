using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Hosts;

/// <summary>The sample that hosts on .NET Framework copy from runs, and prints what its page promises.</summary>
public sealed class FrameworkHostTests
{
    /// <summary>What a newcomer must see, in this order.</summary>
    private static readonly string[] Expected =
    [
        "== A member joins and buys 入会与消费",
        "Rule purchase (points): 1 point per 1 of the amount, whole steps, over the order; counted 1280.5: 880.5 × 2 (tea), 400; rounded down to whole points → 2160 points",
        "规则 purchase(points): 每 1 金额得 1 积分,只计满档,按整单; 计入 1280.5: 880.5 × 2 (tea), 400; 向下取整到整数 → 2160 积分",
        "balance 余额: 2160, debt 欠分: 0, tier 等级: silver",
        "refused: 50000 points would pay more of the order than points may; spend 10000 or fewer.",
        "未通过：50000 积分超过该订单可用积分支付的比例;最多可使用 10000。",
        "2026-09-10T07:01:00Z: Redemption RD-2: 500 points (points) spent on a discount on SO-1002, worth 5 CNY.",
        "sent again 重发: Replayed",
        "balance 余额: 1660, debt 欠分: 0, tier 等级: silver",
        "Take back 2160 (what it earned before) − 1960 (what is left earns) = 200 points (points): 200 from its own lots.",
        "扣回 2160(退货前应得) − 1960(剩余部分应得) = 200 积分(points): 200 自本单批次。",
        "balance 余额: 1460, debt 欠分: 0, tier 等级: silver",
        "next due: 2027-09-01 00:00",
        "2027-08-31T16:00:00Z: 1460 积分(points) 已到期。",
        "balance 余额: 0, debt 欠分: 0, tier 等级: bronze",
        "solution due: 2026-10-08 16:30",
        "2026-10-08T08:30:00.000000001Z: 时钟 resolution/1 已超时,到期时间 2026-10-08T08:30:00Z。通知 manager。",
        "met: False, working time: 11.5 h",
        "== The file is opened again 重新打开",
        "decisions 决策: 8",
        "returned 退回: 200",
        "late 超时: CP-1 2026-10-08T08:30:00.000000000Z",
    ];

    private static readonly string Folder = Path.Combine(Library.Root, "docs", "samples", "FrameworkHost");

    [Fact]
    public async Task TheSample_SaysWhatHappenedAndWhy_InBothLanguages_UnderMono()
    {
        string[] lines = (await Mono.Run(Folder, "Retention.FrameworkHost.exe")).Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        int at = -1;
        foreach (string expected in Expected)
        {
            at = Array.IndexOf(lines, expected, at + 1);
            Assert.True(at >= 0, "The sample doesn't print this, or not in its place: " + expected);
        }
    }

    // What is copied from here must stay small, and within the language that old hosts have.
    [Fact]
    public void TheSample_StaysSmall_AndInItsLanguage()
    {
        Assert.InRange(File.ReadLines(Path.Combine(Folder, "Program.cs")).Count(), 1, 150);
        Assert.Contains("<LangVersion>7.3</LangVersion>", File.ReadAllText(Path.Combine(Folder, "FrameworkHost.csproj")), StringComparison.Ordinal);
        Assert.Matches(new Regex("^# .+", RegexOptions.Multiline), File.ReadAllText(Path.Combine(Folder, "README.md")));
    }
}
