using System.Linq;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>What a runner is asked: requests of every process, and how to go about it.</summary>
internal static class HostingInputs
{
    internal static void AddTo(InputTable table)
    {
        table
            .Add(d => new RunnerOptions { MaxAttempts = d.Of(1, 10, 100), PageSize = d.Of(1, 500, StreamRead.MaxLimit), SnapshotEvery = d.Of(0, 1, 100, 1_000_000), CachedStates = d.Of(0, 1, 1_000, 10_000_000) })
            .Add(d => new DueRunOptions { Parallelism = d.Of(1, 4, 64), MaxStreams = d.Of<long?>(null, 1, d.Between(1, 1_000), long.MaxValue) })
            .Add(d => new ImportOptions(d.Id()) { Parallelism = d.Of(1, 4, 64), BatchSize = d.Of(1, 1_000, 100_000, d.Between(1, 500)) })
            .Add(d => new AdoptionRequest(d.Version(), Context(d), d.Of(1, 4, 64)))
            .Add(Erasure)
            .Add(Joint);
        Add<TierCommand>(table);
        Add<RunCommand>(table);
        Add<PointsCommand>(table);
        Add<BudgetCommand>(table);
        Add<StockCommand>(table);
        Add<ReferralCommand>(table);
        Add<SurveyTokenCommand>(table);
        Add<CaseCommand>(table);
        Add<LifecycleCommand>(table);
    }

    private static void Add<T>(InputTable table)
        where T : Message, ICommand => table
        .Add(d => Request(d, table.Roll<T>(d)))
        .Add(d => new ImportItem<T>(d.Id(), Request(d, table.Roll<T>(d))));

    /// <summary>A request whose command is dated before, or dated when it is handled.</summary>
    private static CommandRequest<T> Request<T>(Dice dice, T command)
        where T : Message, ICommand => dice.Flag() ? new CommandRequest<T>(dice.Id(), command, Context(dice)) : new CommandRequest<T>(dice.Id(), _ => command);

    private static CommandContext Context(Dice dice) => new CommandContext(dice.Of(null, "u1", "张三"), dice.Of(null, "u2"), dice.Maybe(Ingredients.Id), dice.Maybe(Ingredients.Id));

    private static Erasure Erasure(Dice dice)
    {
        CustomerId customer = dice.Customer();
        return new Erasure(customer, new CustomerId("erased-" + dice.Next(int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>A request of none to four budgets and stocks at once.</summary>
    private static JointRequest Joint(Dice dice)
    {
        var request = new JointRequest(dice.Id(), new OpenBudget(dice.Instant(), dice.Id(), dice.Points(), dice.Actor()), Context(dice));
        foreach (string key in dice.ManyBy(Ingredients.Id, k => k).Take(4))
        {
            if (dice.Flag())
            {
                request.Add(StreamKinds.Budgets(), key);
            }
            else
            {
                request.Add(StreamKinds.Stocks("gold"), key);
            }
        }

        return request;
    }
}
