using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Testing;
using Accounts = Retention.Core.Hosting.ProcessStreams<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;
using Part = Retention.Core.Hosting.StreamPart<Retention.Core.Loyalty.PointsAccountState, Retention.Core.Loyalty.PointsCommand, Retention.Core.Loyalty.PointsEvent>;

namespace Retention.Reliability;

/// <summary>Commands that follow from a seed, a writer and a number alone, so that another process sends the very same again.</summary>
public sealed class Workload
{
    public const int Members = 40;

    /// <summary>Half of all commands go to these.</summary>
    public const int HotMembers = 3;

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 4, 0);

    private readonly Accounts accounts;
    private readonly int seed;

    public Workload(Database database, IEventStore store, int seed)
    {
        this.seed = seed;
        this.accounts = new DecisionRunner(store, new ManualClock(Start), new RunnerOptions { MaxAttempts = 100, SnapshotEvery = 50 }, new Retention.Serialization.SystemTextJson.JsonSnapshotCodec()).Streams(database.Kind);
    }

    public static string Member(int number) => "C-" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Opens every account, with points to begin with; again, it changes nothing.</summary>
    public async Task OpenAsync()
    {
        for (int i = 0; i < Members; i++)
        {
            string member = Member(i);
            await this.accounts.HandleAsync(member, new CommandRequest<PointsCommand>("open", at => new OpenAccount(at, new CustomerId(member), new LocalDate(2026, 1, 1), string.Empty)), CancellationToken.None);
            await this.accounts.HandleAsync(member, Buy("first", 1000), CancellationToken.None);
        }
    }

    /// <summary>Sends a command.</summary>
    /// <returns>What became of it.</returns>
    public async Task<CommandStatus> SendAsync(int writer, int number)
    {
        var random = new Random(unchecked((this.seed * 1_000_003) ^ (writer * 7919) ^ (number * 104_729)));
        string id = Id(writer, number);
        string member = Member(Pick(random));
        string other = Member(Pick(random));
        int points = random.Next(1, 200);
        int kind = random.Next(5);
        if (kind < 2)
        {
            return (await this.accounts.HandleAsync(member, Buy(id, points), CancellationToken.None)).Status;
        }

        if (kind == 2 && member != other)
        {
            return (await this.TransferAsync(id, member, other, points)).Status;
        }

        var spend = new RedemptionRequest("points", RedemptionType.Discount, new Points(points), null, null, [], null, default, null, null);
        return (await this.accounts.HandleAsync(member, new CommandRequest<PointsCommand>(id, at => new RedeemPoints(at, id, spend)), CancellationToken.None)).Status;
    }

    public static string Id(int writer, int number) => writer.ToString(CultureInfo.InvariantCulture) + "/" + number.ToString(CultureInfo.InvariantCulture);

    private static int Pick(Random random) => random.Next(2) == 0 ? random.Next(HotMembers) : random.Next(Members);

    private static CommandRequest<PointsCommand> Buy(string document, int amount)
    {
        var draft = new PurchaseDraft { Document = document, Currency = "CNY", OrderedOn = BusinessTime.At(Start) };
        draft.Lines.Add(new PurchaseLine("1", "T-77", "tea", 1, amount, 0, 0));
        var purchase = new Purchase(draft);
        return new CommandRequest<PointsCommand>(document, at => new RecordPurchase(at, purchase, MemberFacts.None, []));
    }

    private Task<JointResult> TransferAsync(string id, string from, string to, int points)
    {
        SendPoints Send(Instant at) => new SendPoints(at, id, "points", new Points(points), new CustomerId(to), null, null);
        var request = new JointRequest(id, Send(Start));
        Part sender = request.Add(this.accounts.Kind, from);
        Part receiver = request.Add(this.accounts.Kind, to);
        return this.accounts.Runner.HandleAsync(
            request,
            at =>
            {
                Decision<PointsEvent> sent = sender.Decide(Send(at));
                if (sent.IsAccepted)
                {
                    receiver.Decide(AccountTransfers.Receive(sent.Events.OfType<PointsSent>().Single(), new CustomerId(from)));
                }
            },
            CancellationToken.None);
    }
}
