using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Loyalty;

namespace Retention.Testing.Generators;

/// <summary>What accounts and their books wrote and a host hands back: awards, contents, entries, closed periods. All come from accounts that were really kept, so that they hold together.</summary>
internal static class LedgerInputs
{
    /// <summary>After how many accounts a part has been met, or none has it.</summary>
    private const int Tries = 300;

    internal static void AddTo(InputTable table)
    {
        table.Add(Contents);
        AddAwards(table);
        AddBooks(table);
    }

    /// <summary>The contents of an account that was merged into another.</summary>
    internal static AccountContents Contents(Dice dice)
    {
        var (setting, script, _) = Keep(dice, 6);
        Decision<PointsEvent> sent = setting.Original.Handle(script.State, new SendAccount(script.Now, "merge", new CustomerId("M2"), "u1", "same person"));
        return sent.Events.OfType<AccountClosed>().FirstOrDefault()?.Contents ?? new AccountContents([], [], [], [], [], 0);
    }

    private static void AddAwards(InputTable table)
    {
        Add(table, k => k.Awards);
        Add(table, k => k.Awards.SelectMany(a => a.Lines));
        Add(table, k => k.Awards.SelectMany(a => a.Rules));
        Add(table, k => k.Awards.SelectMany(a => a.Rules).SelectMany(r => r.Bases));
        Add(table, k => k.Awards.SelectMany(a => a.Grants));
        Add(table, k => k.Awards.SelectMany(a => a.Grants).SelectMany(g => g.Caps));
        Add(table, k => k.Awards.SelectMany(a => a.Grants).SelectMany(g => g.Lots));
        Add(table, k => k.Events.SelectMany(e => e.Postings));
    }

    private static void AddBooks(InputTable table)
    {
        Add(table, k => k.Book.Entries);
        Add(table, k => k.Book.Awards);
        Add(table, k => k.Closed);
        Add(table, k => k.Closed.SelectMany(c => c.Movements.Movements));
        Add(table, k => k.Closed.SelectMany(c => c.Posted));
        table
            .Add(d => new PostedCorrection(Pick(d, k => k.Book.Entries), d.Instant()))
            .Add(Period)
            .Add(d => new LedgerBalance(d.Points(), d.Points()))
            .Add(d => new IntercompanyEntry(d.Id(), d.Id(), d.Code(), d.Points()))
            .Add(d => new EarningDocument(d.Id(), d.Of(string.Empty, "north", "华北"), d.Number(), d.Date()));
    }

    private static LedgerPeriod Period(Dice dice)
    {
        Instant from = dice.Instant();
        return dice.Flag() ? LedgerPeriod.Of(dice.Date().ToYearMonth(), dice.Zone()) : new LedgerPeriod(from, from + dice.Of(Duration.Epsilon, Duration.FromDays(31)));
    }

    private static void Add<T>(InputTable table, Func<Kept, IEnumerable<T>> parts)
        where T : notnull => table.Add(d => Pick(d, parts));

    private static T Pick<T>(Dice dice, Func<Kept, IEnumerable<T>> parts)
    {
        for (int i = 0; i < Tries; i++)
        {
            T[] found = parts(Keep(dice, 12).Kept).ToArray();
            if (found.Length > 0)
            {
                return dice.OfList(found);
            }
        }

        throw new InvalidOperationException("No generated account has a " + typeof(T).Name + "; let its history make one now and then.");
    }

    /// <summary>An account with a short history that buys and returns.</summary>
    private static (LoyaltySetting Setting, LoyaltyScript Script, Kept Kept) Keep(Dice dice, int length)
    {
        LoyaltyOptions options = LoyaltyPolicyGenerators.Make(dice.Next(int.MaxValue));
        var setting = new LoyaltySetting(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy), options.Benefits.Keys.ToArray(), options.Coupons.Keys.ToArray());
        string member = dice.Of("M1", "会员2", "M3");
        var script = new LoyaltyScript(setting, dice, member);
        script.Run(1);
        if (dice.Percent(30))
        {
            script.Do(new ImportBalance(script.Now, "KI", [], [new WalletAmount("points", new Points(40))], [], null, null, null));
        }

        var returns = new List<RecordReturn>();
        for (int i = 0; i < 2; i++)
        {
            string document = "K" + i.ToString(CultureInfo.InvariantCulture);
            Purchase purchase = LoyaltyValueInputs.Purchase(dice, document, BusinessTime.At(script.Now));
            var part = new LinePart(purchase.Lines[0].Line, purchase.Lines[0].Quantity, Math.Round(purchase.Lines[0].Amount / 2, 2, MidpointRounding.ToEven));
            script.Do(new RecordPurchase(script.Now, purchase, LoyaltyValueInputs.Facts(dice), [new BudgetRoom("campaign", new Points(50))]));
            script.Do(new AccruePart(script.Now, document, "P", dice.Enum<AccrualStep>(), [part], []));
            returns.Add(new RecordReturn(script.Now, document, BusinessTime.At(script.Now), "R" + document, dice.Flag() ? [part] : []));
        }

        // Points are spent at another organisation before what earned them comes back.
        WalletBalance? wallet = script.State.Wallets.FirstOrDefault(w => w.Available > default(Points));
        script.Do(new RedeemPoints(script.Now, "KR", new RedemptionRequest(wallet?.Wallet ?? "none", RedemptionType.Discount, wallet?.Available ?? default, "O1", "CNY", [new OrderLine("L1", 10_000_000, 13)], null, default, "u1", "u2")));
        returns.ForEach(script.Do);
        return (setting, script, new Kept(new CustomerId(member), setting.Original, script.Run(script.Length + length)));
    }

    /// <summary>What an account left.</summary>
    private sealed class Kept
    {
        private readonly CustomerId member;

        internal Kept(CustomerId member, PointsAccount process, PointsCommand[] commands)
        {
            this.member = member;
            PointsAccountState state = process.Initial;
            var events = new List<PointsEvent>();
            foreach (PointsCommand command in commands)
            {
                Decision<PointsEvent> decision = process.Handle(state, command);
                state = process.Fold(state, decision.Events);
                events.AddRange(decision.Events);
            }

            this.Events = events;
            this.Awards = state.Awards;
        }

        internal IReadOnlyList<PointsEvent> Events { get; }

        internal IReadOnlyList<Award> Awards { get; }

        internal PointsBook Book => PointsBook.Of(this.member, this.Events, document => document.EndsWith("1", StringComparison.Ordinal) ? "north" : null);

        internal IReadOnlyList<ClosedPeriod> Closed
        {
            get
            {
                var closed = new List<ClosedPeriod>();
                IReadOnlyList<ClosedPeriod> before = [];
                Instant from = Instant.FromUtc(2000, 1, 1, 0, 0);
                foreach (Instant end in this.Events.Select(e => e.At + Duration.FromDays(1)).Distinct().ToArray())
                {
                    before = PeriodClose.CloseAll(new LedgerPeriod(from, end), end, before, this.Book.Entries.Where(e => e.At < end)).Value;
                    closed.AddRange(before);
                    from = end;
                }

                return closed;
            }
        }
    }
}
