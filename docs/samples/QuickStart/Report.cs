using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Periods;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Tells on the screen what was read and found. Everything from the file is written as plain text, never as markup.</summary>
internal sealed class Report(IAnsiConsole screen, Language language)
{
    /// <summary>What the file is and how its columns were understood.</summary>
    internal void Input(RunRequest request, OrderReading reading)
    {
        this.Say("File", "文件", request.File);
        if (reading.Header is not { } header)
        {
            this.Say("Rows", "行数", language.Pick("The file is empty: there is nothing to tier.", "文件为空,没有可分层的内容。"));
            return;
        }

        string delimiter = reading.Delimiter == '\t' ? language.Pick("tab", "制表符") : reading.Delimiter.ToString();
        this.Say("Read as", "读取方式", reading.Encoding + language.Pick(", delimiter ", ",分隔符 ") + delimiter);
        this.Say("Columns", "列", string.Join(", ", header.Recognised.Select(c => OrderColumns.NameOf(c.Key) + "=" + c.Value)));
        if (reading.Rows == 0)
        {
            this.Say("Rows", "行数", language.Pick("The file has a header and no rows: there is nothing to tier.", "文件只有表头,没有可分层的内容。"));
        }
        else if (reading.FirstDate is { } first && reading.LastDate is { } last)
        {
            this.Say("Orders", "订单日期", LocalDatePattern.Iso.Format(first) + " – " + LocalDatePattern.Iso.Format(last));
        }

        this.Say("Preset", "预设", request.Preset);
    }

    /// <summary>As of when, and who said so.</summary>
    internal void AsOf(Instant asOf, DateTimeZone zone, bool stated)
    {
        string day = LocalDatePattern.Iso.Format(LocalDays.LastDateBefore(asOf, zone));
        bool whole = LocalDays.EndOf(LocalDays.LastDateBefore(asOf, zone), zone) == asOf;
        string when = whole ? language.Pick("end of ", "日终 ") + day : InstantPattern.General.Format(asOf);
        this.Say("As of", "评估时点", when + " (" + zone.Id + ")" + (stated ? string.Empty : language.Pick(", the last order date in the file", ",即文件中最后的订单日期")));
    }

    /// <summary>Tiers, customers, quality, rejected rows, files, and the sums that show that nothing was lost.</summary>
    internal void Outcome(OrderReading reading, TieringRun? run, string results, string rejects)
    {
        if (run is { Count: > 0 })
        {
            ReportTiers.Show(screen, run, language);
            ReportTopCustomers.Show(screen, run, language);
        }
        else if (run is not null)
        {
            this.Say("Customers", "客户", language.Pick(
                "No line of the file counts at this as-of, so there is nobody to tier; see below why.",
                "在该评估时点没有任何行计入,没有可分层的客户;原因见下。"));
        }

        if (run is not null)
        {
            ReportQuality.Show(screen, run, language);
        }

        ReportRejects.Show(screen, reading.Rejected, language);
        this.Say("Written", "已写出", results + " (" + (run?.Count ?? 0).Digits() + language.Pick(" customers)", " 个客户)"));
        this.Say("Rejects", "拒收行", rejects + " (" + reading.Rejected.Count.Digits() + language.Pick(" rows)", " 行)"));
        this.Sums(reading, run);
    }

    /// <summary>Why the exit code isn't zero.</summary>
    internal void TooManyRejects(OrderReading reading, decimal most)
    {
        decimal share = reading.Rejected.Count * 100m / reading.Rows;
        string text = share.ToString("0.##", CultureInfo.InvariantCulture);
        this.Say("Stop", "注意", language.Pick(
            $"{text} % of the rows were rejected, more than the {most.Digits()} % allowed; the figures leave them out.",
            $"{text} % 的行被拒收,超过允许的 {most.Digits()} %;以上数字不含这些行。"));
    }

    private void Sums(OrderReading reading, TieringRun? run)
    {
        string blank = reading.BlankLines == 0 ? string.Empty : language.Pick($" (and {reading.BlankLines.Digits()} blank lines)", $"(另有 {reading.BlankLines.Digits()} 个空行)");
        this.Say("Rows", "行数", language.Pick(
            $"{reading.Rows.Digits()} read = {reading.Documents.Count.Digits()} used + {reading.Rejected.Count.Digits()} rejected",
            $"读取 {reading.Rows.Digits()} = 使用 {reading.Documents.Count.Digits()} + 拒收 {reading.Rejected.Count.Digits()}") + blank);
        if (run?.Reading is { } facts)
        {
            this.Say("Lines", "单据行", language.Pick(
                $"{facts.Tally.Read.Digits()} used = {facts.Tally.Counted.Digits()} counted + {facts.Tally.Excluded.Values.Sum().Digits()} excluded",
                $"使用 {facts.Tally.Read.Digits()} = 计入 {facts.Tally.Counted.Digits()} + 排除 {facts.Tally.Excluded.Values.Sum().Digits()}"));
            this.Customers(reading, run);
        }
    }

    private void Customers(OrderReading reading, TieringRun run)
    {
        var named = new HashSet<CustomerId>(reading.Documents.Select(d => d.PartyOf(run.Policy.Documents.Party)).Where(c => !c.IsEmpty));
        int names = named.Count;
        this.Say("Customers", "客户", language.Pick(
            $"{names.Digits()} named = {run.Count.Digits()} tiered + {(names - run.Count).Digits()} without a line that counts",
            $"出现 {names.Digits()} = 分层 {run.Count.Digits()} + 无计入行 {(names - run.Count).Digits()}"));
    }

    private void Say(string english, string chinese, string text) => screen.WriteLine(language.Pick(english, chinese) + ": " + text);
}
