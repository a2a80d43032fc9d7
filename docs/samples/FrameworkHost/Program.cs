using System;
using System.IO;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
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

        public static int Main(string[] args)
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            string file = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                LoyaltyPolicy loyalty = LoyaltyPolicy.Compile(Policies.Loyalty(), LoyaltyPresets.Catalogue).Policy;
                SlaPolicy service = SlaPolicy.Compile(Policies.Service(), SlaPresets.Catalogue).Policy;
                var accounts = StreamKinds.Points(new PolicyBook<LoyaltyPolicy>(loyalty));
                var cases = StreamKinds.Cases(new PolicyBook<SlaPolicy>(service));
                using (var database = new Database(file, accounts, cases))
                {
                    RunLoyalty(database.Runner.Streams(accounts));
                    RunComplaint(database.Runner.Streams(cases));
                }

                ReadAgain(file, accounts, cases);
                return 0;
            }
            catch (PolicyException e)
            {
                // Names every problem of the options at once, each with its path and what to write instead.
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        }

        private static void RunLoyalty(ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts)
        {
            var account = new HostStream<PointsAccountState, PointsCommand, PointsEvent>(accounts, "C001", LoyaltyText.Explain);

            Title("A member joins and buys", "入会与消费");
            account.Do("C001/open", new OpenAccount(At("2026-09-01T10:00"), new CustomerId("C001"), new LocalDate(2026, 9, 1), "SH01"));
            account.Do("SO-1001/approved", new RecordPurchase(At("2026-09-01T10:05"), Order("SO-1001", At("2026-09-01T10:05"))));
            PrintBalance(account.View(At("2026-09-01T10:05")).State);

            Title("Points pay for part of an order", "积分抵扣");
            account.Do("RD-1", new RedeemPoints(At("2026-09-10T15:00"), "RD-1", Discount("SO-1002", 50000m)));
            account.Do("RD-2", new RedeemPoints(At("2026-09-10T15:01"), "RD-2", Discount("SO-1002", 500m)));
            Console.WriteLine("sent again 重发: " + account.Do("RD-2", new RedeemPoints(At("2026-09-10T15:02"), "RD-2", Discount("SO-1002", 500m))));
            PrintBalance(account.View(At("2026-09-10T15:02")).State);

            Title("One of two teapots comes back", "退货");
            var teapot = new LinePart("2", 1m, null);
            account.Do("RT-1", new RecordReturn(At("2026-09-12T09:30"), "SO-1001", BusinessTime.At(At("2026-09-01T10:05")), "RT-1", new[] { teapot }));
            PrintBalance(account.View(At("2026-09-12T09:30")).State);

            // A timer wakes the streams when time alone changes something; whoever asks before that sees it all the same.
            Title("A year later", "一年以后");
            Console.WriteLine("next due: " + Local(account.View(At("2026-09-12T09:30")).NextDue));
            account.Wake(At("2027-10-01T00:00"));
            PrintBalance(account.View(At("2027-10-01T00:00")).State);
        }

        private static void RunComplaint(ProcessStreams<CaseState, CaseCommand, CaseEvent> cases)
        {
            var process = (SlaCase)cases.Kind.Process;
            var complaint = new HostStream<CaseState, CaseCommand, CaseEvent>(cases, "CP-1", SlaText.Explain);

            Title("A complaint on the eve of the National Day holiday", "国庆节前的投诉");
            Instant opened = At("2026-09-30T16:30");
            var facts = new CaseFacts(new CaseFactsDraft { Type = "complaint", Priority = "urgent" });
            complaint.Do("CP-1/open", new OpenCase(opened, opened, new CustomerId("C001"), facts, null, null, null, "clerk"));
            ClockView clock = process.Clock(complaint.View(opened).State, "resolution", opened);
            Console.WriteLine("solution due: " + Local(clock.Due));

            Title("Work begins after the holiday, and the solution comes a day late", "节后开始处理，逾期一天解决");
            complaint.Do("CP-1/start", new StartCase(At("2026-10-08T09:05"), At("2026-10-08T09:05"), "u-li"));
            Instant solved = At("2026-10-09T11:00");
            complaint.Do("CP-1/solution", new GiveSolution(solved, solved, "u-li"));
            clock = process.Clock(complaint.View(solved).State, "resolution", solved);
            Console.WriteLine("met: " + clock.Reading.IsMet + ", working time: " + clock.Elapsed.TotalHours + " h");
        }

        /// <summary>Another start of the program finds everything, and so do the ERP's own reports.</summary>
        private static void ReadAgain(string file, params StreamKind[] kinds)
        {
            Title("The file is opened again", "重新打开");
            using (var database = new Database(file, kinds))
            {
                Console.WriteLine("decisions 决策: " + database.Ask("SELECT count(*) FROM retention_decisions"));
                Console.WriteLine("returned 退回: " + database.Ask("SELECT sum(amount) FROM retention_points_entries WHERE document = 'RT-1' AND kind = 'reversed'"));
                Console.WriteLine("late 超时: " + database.Ask("SELECT key || ' ' || due FROM retention_sla_deadlines WHERE is_met = 0"));
            }
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
