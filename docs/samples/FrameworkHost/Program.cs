using System;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;

namespace Retention.FrameworkHost
{
    /// <summary>Awards, redeems and returns points, and works out the deadline of a complaint; says why in English and Chinese.</summary>
    public static class Program
    {
        private const string Wallet = LoyaltyPresets.Wallet;

        private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

        public static int Main()
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            try
            {
                RunLoyalty();
                RunComplaint();
                return 0;
            }
            catch (PolicyException e)
            {
                // Names every problem of the options at once, each with its path and what to write instead.
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        }

        private static void RunLoyalty()
        {
            LoyaltyPolicy policy = LoyaltyPolicy.Compile(Policies.Loyalty(), LoyaltyPresets.Catalogue).Policy;
            var account = new EventStream<PointsAccountState, PointsCommand, PointsEvent>(
                new PointsAccount(new PolicyBook<LoyaltyPolicy>(policy)), LoyaltyText.Explain);

            Title("A member joins and buys", "入会与消费");
            account.Do(new OpenAccount(At("2026-09-01T10:00"), new CustomerId("C001"), new LocalDate(2026, 9, 1), "SH01"));
            account.Do(new RecordPurchase(At("2026-09-01T10:05"), Order("SO-1001", At("2026-09-01T10:05"))));
            PrintBalance(account.State);

            Title("Points pay for part of an order", "积分抵扣");
            account.Do(new RedeemPoints(At("2026-09-10T15:00"), "RD-1", Discount("SO-1002", 50000m)));
            account.Do(new RedeemPoints(At("2026-09-10T15:01"), "RD-2", Discount("SO-1002", 500m)));
            PrintBalance(account.State);

            Title("One of two teapots comes back", "退货");
            var teapot = new LinePart("2", 1m, null);
            account.Do(new RecordReturn(At("2026-09-12T09:30"), "SO-1001", BusinessTime.At(At("2026-09-01T10:05")), "RT-1", new[] { teapot }));
            PrintBalance(account.State);

            // A timer wakes the stream when time alone changes something; whoever asks before that sees it all the same.
            Title("A year later", "一年以后");
            Console.WriteLine("next due: " + Local(account.NextDue));
            account.Wake(At("2027-10-01T00:00"));
            PrintBalance(account.State);
        }

        private static void RunComplaint()
        {
            SlaPolicy policy = SlaPolicy.Compile(Policies.Service(), SlaPresets.Catalogue).Policy;
            var process = new SlaCase(new PolicyBook<SlaPolicy>(policy));
            var complaint = new EventStream<CaseState, CaseCommand, CaseEvent>(process, SlaText.Explain);

            Title("A complaint on the eve of the National Day holiday", "国庆节前的投诉");
            Instant opened = At("2026-09-30T16:30");
            var facts = new CaseFacts(new CaseFactsDraft { Type = "complaint", Priority = "urgent" });
            complaint.Do(new OpenCase(opened, opened, new CustomerId("C001"), facts, null, null, null, "clerk"));
            ClockView clock = process.Clock(complaint.State, "resolution", opened);
            Console.WriteLine("solution due: " + Local(clock.Due));

            Title("Work begins after the holiday, and the solution comes a day late", "节后开始处理，逾期一天解决");
            complaint.Do(new StartCase(At("2026-10-08T09:05"), At("2026-10-08T09:05"), "u-li"));
            Instant solved = At("2026-10-09T11:00");
            complaint.Do(new GiveSolution(solved, solved, "u-li"));
            clock = process.Clock(complaint.State, "resolution", solved);
            Console.WriteLine("met: " + clock.Reading.IsMet + ", working time: " + clock.Elapsed.TotalHours + " h");
        }

        /// <summary>What a sales order is to the library.</summary>
        private static Purchase Order(string number, Instant at)
        {
            var order = new PurchaseDraft { Document = number, Organisation = "SH01", Channel = "shop", Currency = "CNY", OrderedOn = BusinessTime.At(at) };
            order.Lines.Add(new PurchaseLine("1", "TEA-77", "tea", 1m, 880.50m, 0m, 101.30m));
            order.Lines.Add(new PurchaseLine("2", "POT-03", "teapots", 2m, 400m, 0m, 46.02m));
            return new Purchase(order);
        }

        private static RedemptionRequest Discount(string order, decimal points)
        {
            var lines = new[] { new OrderLine("1", 60m, 13m), new OrderLine("2", 40m, 13m) };
            return RedemptionRequest.OnOrder(Wallet, RedemptionType.Discount, new Points(points), order, "CNY", lines);
        }

        private static void PrintBalance(PointsAccountState account)
        {
            WalletBalance balance = account.Wallet(Wallet);
            Console.WriteLine("balance 余额: " + balance.Available + ", debt 欠分: " + balance.Debt + ", tier 等级: " + account.Tier.Tier);
        }

        private static void Title(string english, string chinese)
        {
            Console.WriteLine();
            Console.WriteLine("== " + english + " " + chinese);
        }

        /// <summary>An instant by Shanghai's clock. A host takes the time from its own clock; the library never asks for it.</summary>
        private static Instant At(string local)
        {
            return LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(Shanghai).ToInstant();
        }

        private static string Local(Instant? instant)
        {
            return instant == null ? "never" : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(instant.Value.InZone(Shanghai).LocalDateTime);
        }
    }
}
