using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;
using Retention.Core.Periods;
using Retention.Core.Presets;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>The lives of the customers of CDNOW, order by order, against what their dates alone say. The data is read where it lies and never copied.</summary>
public sealed class CdnowLifecycleTests
{
    private static readonly LocalDate AsOf = new LocalDate(1998, 6, 30);

    [Fact]
    [Requirement("C-2")]
    public void P5_OnTheLastDay_IsWhatTheLastOrderSays()
    {
        Dictionary<string, List<(LocalDate Date, decimal Amount)>> orders = Orders();
        CustomerLifecycle process = Process(LifecyclePresets.P5, _ => { });
        foreach (List<(LocalDate Date, decimal Amount)> own in orders.Values)
        {
            string expected = Period.DaysBetween(own[0].Date, AsOf) <= 90 ? "new" : Period.DaysBetween(own[^1].Date, AsOf) <= 90 ? "active" : "silent";
            Assert.Equal(expected, Live(process, own).Stage);
        }
    }

    [Fact]
    [Requirement("C-5")]
    public void P2_ByInactivityAlone_WinsBackAndLosesAsTheGapsBetweenOrdersSay()
    {
        Dictionary<string, List<(LocalDate Date, decimal Amount)>> orders = Orders();
        CustomerLifecycle process = Process(LifecyclePresets.P2, o =>
        {
            o.Signals["spend-down"].AtLeast = 1_000_000;
            o.Signals["frequency-down"].AtLeast = 1_000_000;
        });
        long winBacks = 0;
        long losses = 0;
        LifecycleFigures figures = LifecycleFigures.Empty;
        foreach (List<(LocalDate Date, decimal Amount)> own in orders.Values)
        {
            // At risk at the midnight that starts day 31, lost 180 days after that; an order on that day or later wins back.
            int[] gaps = own.Zip(own.Skip(1).Select(o => o.Date), (o, next) => Period.DaysBetween(o.Date, next)).ToArray();
            int last = Period.DaysBetween(own[^1].Date, AsOf);
            LifecycleState life = Live(process, own);
            Assert.Equal(gaps.Count(g => g >= 31), life.History.Count(s => s.Outcome == StageOutcome.WinBack));
            Assert.Equal(gaps.Append(last).Count(g => g >= 211), life.History.Count(s => s.Outcome == StageOutcome.Loss));
            Assert.Equal(last >= 211 ? "lost" : last >= 31 ? "at-risk" : null, life.Overlay);
            winBacks += gaps.Count(g => g >= 31);
            losses += gaps.Append(last).Count(g => g >= 211);
            figures = figures.Merge(LifecycleFigures.Of(process, life, Instant.FromUtc(1996, 1, 1, 0, 0), LocalDays.EndOf(AsOf, DateTimeZone.Utc)));
        }

        Assert.Equal((winBacks, losses), (figures.WinBacks, figures.Losses));
    }

    private static CustomerLifecycle Process(string preset, Action<LifecycleOptions> change)
    {
        LifecycleOptions options = LifecyclePresets.Options(preset);
        options.Zone = "UTC";
        change(options);
        return new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(options).Policy));
    }

    private static LifecycleState Live(CustomerLifecycle process, List<(LocalDate Date, decimal Amount)> orders)
    {
        LifecycleState state = process.Initial;
        for (int i = 0; i < orders.Count; i++)
        {
            Instant at = LocalDays.StartOf(orders[i].Date, DateTimeZone.Utc) + Duration.FromHours(12);
            var command = new RecordPurchase(at, new StagePurchase("D" + i.ToString(CultureInfo.InvariantCulture), at, orders[i].Amount, string.Empty, null));
            state = process.Fold(state, process.Handle(state, command).Events);
        }

        return process.View(state, LocalDays.EndOf(AsOf, DateTimeZone.Utc) - Duration.Epsilon);
    }

    /// <summary>The orders of each customer by date; those of one day are one, as the file has no numbers.</summary>
    private static Dictionary<string, List<(LocalDate Date, decimal Amount)>> Orders()
    {
        string path = Path.Combine(Library.Root, "..", "shared", "data", "cdnow", "orders_full.csv");
        Assert.SkipUnless(File.Exists(path), "The CDNOW orders (../shared/data/cdnow/orders_full.csv beside the repository) are not on this machine.");
        return File.ReadLines(path).Skip(1).Select(l => l.Split(','))
            .Select(f => (Customer: f[0], Date: NodaTime.Text.LocalDatePattern.Iso.Parse(f[1]).Value, Amount: decimal.Parse(f[^1], CultureInfo.InvariantCulture)))
            .GroupBy(o => o.Customer, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.GroupBy(o => o.Date).OrderBy(d => d.Key).Select(d => (d.Key, d.Sum(o => o.Amount))).ToList(), StringComparer.Ordinal);
    }
}
