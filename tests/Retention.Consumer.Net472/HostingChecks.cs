using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>Decisions kept in a store, with plain constructors: from one command to a due run, an adoption, an import and an erasure.</summary>
    internal sealed class HostingChecks
    {
        private const string One = "C-1";

        private const string Two = "C-2";

        private static readonly CancellationToken Never = CancellationToken.None;

        private readonly Checks check;
        private readonly HostClock clock = new HostClock(LoyaltyChecks.March(1));
        private readonly HostStore store = new HostStore(new InMemoryEventStore());
        private readonly StreamKind<PointsAccountState, PointsCommand, PointsEvent> kind = StreamKinds.Points(LoyaltyProgramme.Book);
        private readonly DecisionRunner runner;
        private readonly ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts;

        private HostingChecks(Checks check)
        {
            this.check = check;
            var eyes = new FourEyesAuthorizer(new HostClerks(), new[] { GuardedAction.PolicyActivation });
            this.runner = new DecisionRunner(this.store, this.clock, new RunnerOptions { MaxAttempts = 20, CachedStates = 100 }, null, eyes);
            this.accounts = this.runner.Streams(this.kind);
        }

        internal static void Run(Checks check)
        {
            new HostingChecks(check).RunAsync().GetAwaiter().GetResult();
        }

        /// <summary>A request as a client sends it; who asks stands in its context.</summary>
        internal static CommandRequest<PointsCommand> Request(string key, Func<Instant, PointsCommand> command)
        {
            return new CommandRequest<PointsCommand>(key, command, new CommandContext("clerk", null, key));
        }

        internal static PointsCommand Open(Instant at, string member)
        {
            return new OpenAccount(at, new CustomerId(member), new LocalDate(2026, 3, 1), "HQ");
        }

        /// <summary>The order as it is decided at an instant.</summary>
        internal static PointsCommand Order(Instant at, string number, decimal amount)
        {
            RecordPurchase order = LoyaltyChecks.Order(1, number, amount);
            return new RecordPurchase(at, order.Purchase, order.Facts, order.Budgets);
        }

        private async Task RunAsync()
        {
            await this.OneCommand();
            await this.Answers();
            await this.WhoMay();
            await this.Look();
            await this.Transfer();
            await this.OwnTransaction();
            await this.OwnDecision();
            await this.NewRules();
            await this.History();
            await this.Due();
            await this.Forget();
        }

        private async Task OneCommand()
        {
            await this.Handle(One, "open", at => Open(at, One), CommandStatus.Accepted);
            await this.Handle(Two, "open", at => Open(at, Two), CommandStatus.Accepted);
            CommandResult<PointsAccountState, PointsEvent> result = await this.Handle(One, "SO-1/approved", at => Order(at, "SO-1", 800), CommandStatus.Accepted);
            this.check.Equal("what is stored", "points:C-1 at version 2", result.Stream + " at version " + result.Version);
            this.check.Equal("its events", "awarded for SO-1", string.Join(" ", result.Events.Select(e => LoyaltyMessages.NameOf(e))));
            this.check.Equal("the points", 800m, Available(result.State));
        }

        private async Task Answers()
        {
            // An hour later the client tries again, as it saw no answer.
            this.clock.Now += Duration.FromHours(1);
            CommandResult<PointsAccountState, PointsEvent> again = await this.Handle(One, "SO-1/approved", at => Order(at, "SO-1", 800), CommandStatus.Replayed);
            this.check.Equal("a retry's events", "awarded for SO-1", string.Join(" ", again.Events.Select(e => LoyaltyMessages.NameOf(e))));
            await this.Handle(One, "SO-1/approved", at => Order(at, "SO-1", 900), CommandStatus.KeyConflict);

            CommandResult<PointsAccountState, PointsEvent> refused = await this.Handle(One, "P-1", at => new RedeemPoints(at, "P-1", LoyaltyChecks.Discount(900, "SO-2")), CommandStatus.Refused);
            this.check.Equal("why", LoyaltyRefusals.NotEnoughPoints, refused.Refusal.Code);
            this.check.Equal("what the clerk reads", true, refused.Refusal.ToText(Language.Chinese).Contains("800"));
            await this.Handle(One, "P-1", at => new RedeemPoints(at, "P-1", LoyaltyChecks.Discount(300, "SO-2")), CommandStatus.Accepted); // a refusal uses up no key
            this.check.Equal("decisions that are stored", 4, this.store.Stored);
        }

        private async Task WhoMay()
        {
            CommandResult<PointsAccountState, PointsEvent> intern = await this.Handle(One, "A-1", at => new AdjustPoints(at, "A-1", LoyaltyProgramme.Points, new Points(50), null, "intern", "gift", null), CommandStatus.Refused, "intern");
            this.check.Equal("the intern's answer", RefusalCodes.NotPermitted, intern.Refusal.Code);
            await this.Handle(One, "A-1", at => new AdjustPoints(at, "A-1", LoyaltyProgramme.Points, new Points(50), null, "clerk", "goodwill", null), CommandStatus.Accepted);
        }

        private async Task Look()
        {
            StreamView<PointsAccountState> view = await this.accounts.ViewAsync(One, LoyaltyProgramme.Noon(2027, 6, 1), Never);
            this.check.Equal("the points in June 2027", 0m, Available(view.State));
            this.check.Equal("what is stored for looking", 4L, view.Version);
            IReadOnlyList<DecisionRecord> history = await this.accounts.ReadHistoryAsync(One, 1, 10, Never);
            this.check.Equal("the history", "2 SO-1/approved clerk; 3 P-1 clerk; 4 A-1 clerk", string.Join("; ", history.Select(d => d.Version + " " + d.Decision.IdempotencyKey + " " + d.Decision.Context.Actor)));
        }

        private async Task Transfer()
        {
            Func<Instant, SendPoints> send = at => new SendPoints(at, "T-1", LoyaltyProgramme.Points, new Points(200), new CustomerId(Two), "clerk", null);
            var transfer = new JointRequest("T-1", send(this.clock.Now), new CommandContext("clerk"));
            StreamPart<PointsAccountState, PointsCommand, PointsEvent> sender = transfer.Add(this.kind, One);
            StreamPart<PointsAccountState, PointsCommand, PointsEvent> receiver = transfer.Add(this.kind, Two);
            JointResult result = await this.runner.HandleAsync(
                transfer,
                at =>
                {
                    Decision<PointsEvent> sent = sender.Decide(send(at));
                    if (sent.IsAccepted)
                    {
                        receiver.Decide(AccountTransfers.Receive(sent.Events.OfType<PointsSent>().Single(), new CustomerId(One)));
                    }
                },
                Never);
            this.check.Equal("the transfer", CommandStatus.Accepted, result.Status);
            this.check.Equal("of 550", "350 and 200", Available(sender.State) + " and " + Available(receiver.State));
            this.check.Equal("both sides are stored", 2, result.Appends.Count);
        }

        private async Task OwnTransaction()
        {
            PreparedCommand<PointsAccountState, PointsEvent> prepared = await this.accounts.PrepareAsync(Two, Request("SO-3/approved", at => Order(at, "SO-3", 100)), Never);
            int before = this.store.Stored;
            this.check.Equal("a prepared command", "Accepted, 1 to append", prepared.Result.Status + ", " + prepared.Appends.Count + " to append");
            this.check.Equal("what the host appends beside its own rows", AppendStatus.Appended, (await this.store.AppendAsync(prepared.Appends, Never)).Status);
            this.check.Equal("what is stored then", before + 1, this.store.Stored);
            AppendResult late = await this.store.AppendAsync(prepared.Appends, Never);
            this.check.Equal("the same once more", true, late.Status == AppendStatus.VersionConflict || late.Status == AppendStatus.KeyTaken);
            this.check.Equal("who stood against it", "points:C-2", late.Stream.ToString());
        }

        /// <summary>What a store reads back, or a host brings from elsewhere, is built by hand.</summary>
        private async Task OwnDecision()
        {
            Instant at = this.clock.Now;
            PointsCommand open = Open(at, "C-9");
            PointsAccountState initial = this.kind.Process.Initial;
            IReadOnlyList<PointsEvent> events = this.kind.Process.Handle(initial, open).Events;
            PointsAccountState opened = this.kind.Process.Fold(initial, events);
            var draft = new StreamDecisionDraft
            {
                IdempotencyKey = "open",
                Command = open,
                Fingerprint = CommandFingerprint.Of(open),
                At = at,
                RecordedAt = at,
                PolicyVersion = LoyaltyProgramme.Policy.Version,
                NextDue = this.kind.Process.NextDue(opened),
                Context = new CommandContext("import"),
            };
            foreach (PointsEvent happened in events)
            {
                draft.Events.Add(happened);
            }

            var append = new StreamAppend(new StreamId(StreamKinds.PointsCategory, "C-9"), 0, null, new StreamDecision(draft), initial, opened, null);
            AppendResult result = await this.store.AppendAsync(new[] { append }, Never);
            this.check.Equal("a decision of one's own making", AppendStatus.Appended, result.Status);
            await this.Handle("C-9", "open", instant => Open(instant, "C-9"), CommandStatus.Replayed);
        }

        private async Task NewRules()
        {
            this.clock.Now = LoyaltyProgramme.Noon(2026, 4, 2);
            PolicyVersion april = LoyaltyProgramme.April.Version;
            Func<Instant, PointsCommand> adopt = at => new AdoptLoyaltyPolicy(at, april);
            BatchReport alone = await this.accounts.AdoptAsync(new AdoptionRequest(april, new CommandContext("ann", "ann")), adopt, null, Never);
            this.check.Equal("an activation without a second pair of eyes", RefusalCodes.NeedsApproval, alone.NotPermitted.Code);
            BatchReport approved = await this.accounts.AdoptAsync(new AdoptionRequest(april, new CommandContext("ann", "bob"), 2), adopt, null, Never);
            this.check.Equal("accounts that adopted", 3L, approved.Accepted);
            StreamPage left = await this.store.ReadStreamsAsync(StreamQuery.Outdated(StreamKinds.PointsCategory, april, null, 10), Never);
            this.check.Equal("accounts under older rules", 0, left.Streams.Count);
        }

        private async Task History()
        {
            Instant at = this.clock.Now;
            ImportItem<PointsCommand>[] items = new[] { "C-11", "C-12", "C-12" }
                .Select((member, i) => new ImportItem<PointsCommand>(member, new CommandRequest<PointsCommand>("row-" + i, Open(at, member)))).ToArray();
            BatchReport import = await this.accounts.ImportAsync(new ImportOptions("opening") { BatchSize = 2, Parallelism = 2 }, items, null, Never);
            this.check.Equal("the import", "2 accepted, 1 refused", import.Accepted + " accepted, " + import.Refused + " refused");
            this.check.Equal("the refused row", "row-2", import.Refusals.Single().IdempotencyKey);
            BatchReport resumed = await this.accounts.ImportAsync(new ImportOptions("opening"), items, null, Never);
            this.check.Equal("the import once more", "3 skipped", resumed.Skipped + " skipped");
        }

        private async Task Due()
        {
            // Points of 1 March lapse after twelve months; nobody has asked about C-1 since.
            this.clock.Now = LoyaltyProgramme.Noon(2027, 6, 1);
            var one = new StreamId(StreamKinds.PointsCategory, One);
            await this.store.SetAsideAsync(one, new StreamSetAside(this.clock.Now, "looked into"), Never);
            DueRunReport without = await this.accounts.RunDueAsync(this.clock.Now, null, null, Never);
            await this.store.SetAsideAsync(one, null, Never);
            DueRunReport with = await this.accounts.RunDueAsync(this.clock.Now, new DueRunOptions { Parallelism = 2 }, null, Never);
            this.check.Equal("the accounts that are due, one of them set aside", true, without.Settled > 0 && without.SetAside.Count == 0);
            this.check.Equal("and once it is released", 1L, with.Settled);
            IReadOnlyList<DecisionRecord> history = await this.accounts.ReadHistoryAsync(One, 0, 100, Never);
            DecisionRecord last = history[history.Count - 1];
            this.check.Equal("what time has done", DecisionOutcome.TimePassed, last.Decision.Outcome);
            this.check.Equal("at which instant", new LocalDate(2027, 3, 1), last.Decision.Events.OfType<PointsExpired>().Last().At.InZone(FactChecks.Shanghai).Date);
        }

        private async Task Forget()
        {
            var gone = new CustomerId("erased-1");
            var erasure = new Erasure(new CustomerId(One), gone);
            EraseStatus status = await this.store.EraseAsync(new EraseRequest(this.kind.Stream(One), this.kind.Stream(gone.Value), erasure), Never);
            this.check.Equal("the erasure", EraseStatus.Erased, status);
            this.check.Equal("there once more", EraseStatus.NotFound, await this.store.EraseAsync(new EraseRequest(this.kind.Stream(One), this.kind.Stream("erased-2"), erasure), Never));
            IReadOnlyList<DecisionRecord> history = await this.accounts.ReadHistoryAsync(gone.Value, 0, 100, Never);
            this.check.Equal("whose account it was", gone, history.SelectMany(d => d.Decision.Events).OfType<AccountOpened>().Single().Member);
            this.check.Equal("why points were given", string.Empty, history.Select(d => d.Decision.Command).OfType<AdjustPoints>().Single().Reason);
            this.check.Equal("under the old id", 0L, (await this.accounts.ViewAsync(One, null, Never)).Version);
        }

        private async Task<CommandResult<PointsAccountState, PointsEvent>> Handle(string member, string key, Func<Instant, PointsCommand> command, CommandStatus expected, string actor = "clerk")
        {
            CommandResult<PointsAccountState, PointsEvent> result = await this.accounts.HandleAsync(member, new CommandRequest<PointsCommand>(key, command, new CommandContext(actor, null, key)), Never);
            this.check.Equal(key + " of " + member, expected, result.Status);
            return result;
        }

        private static decimal Available(PointsAccountState account)
        {
            return account.Wallet(LoyaltyProgramme.Points).Available.Value;
        }
    }
}
