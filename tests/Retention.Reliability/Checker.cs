using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Relational;

namespace Retention.Reliability;

/// <summary>Says what is wrong with a database after what happened to it; nothing, one hopes.</summary>
public static class Checker
{
    /// <summary>Streams sound, tables as the events say, acknowledged commands there and once, and all of it as one after the other would have made it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="acknowledged">The idempotency keys of commands that were answered as stored.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(Database database, IReadOnlyCollection<string> acknowledged)
    {
        var wrong = new List<string>();
        VerifyReport report = await database.Maintenance.VerifyAsync(null, CancellationToken.None);
        wrong.AddRange(report.Findings.Select(f => "verify: " + f));
        using RelationalEventStore store = database.Open();
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        decimal earned = 0;
        decimal spent = 0;
        decimal left = 0;
        for (int i = 0; i < Workload.Members; i++)
        {
            string member = Workload.Member(i);
            PointsAccountState state = database.Kind.Process.Initial;
            foreach (DecisionRecord record in await HistoryAsync(store, database.Kind.Stream(member)))
            {
                var command = (PointsCommand)record.Decision.Command!;
                Decision<PointsEvent> again = database.Kind.Process.Handle(state, command);
                if (!again.IsAccepted || !again.Events.SequenceEqual(record.Decision.Events.Cast<PointsEvent>()))
                {
                    wrong.Add(member + " v" + record.Version + ": decided again in its place, it comes out otherwise.");
                }

                state = database.Kind.Process.Fold(state, record.Decision.Events.Cast<PointsEvent>());
                earned += command is RecordPurchase purchase ? purchase.Purchase.Lines.Sum(l => l.Amount) : 0;
                spent += command is RedeemPoints redemption ? redemption.Request.Points.Value : 0;
                if (command is not ReceivePoints)
                {
                    string key = record.Decision.IdempotencyKey!;
                    key = key is "open" or "first" ? member + "/" + key : key;
                    if (!found.TryGetValue(key, out List<string>? places))
                    {
                        found.Add(key, places = new List<string>());
                    }

                    places.Add(member);
                }
            }

            left += state.Wallet("points").Available.Value;
            if (state.Wallet("points").Debt != default)
            {
                wrong.Add(member + " owes points, though nobody may spend more than there is.");
            }
        }

        wrong.AddRange(acknowledged.Where(k => !found.ContainsKey(k)).Select(k => k + " was acknowledged and is lost."));
        wrong.AddRange(found.Where(f => f.Value.Count > 1).Select(f => f.Key + " was applied " + f.Value.Count + " times."));
        if (earned - spent != left)
        {
            wrong.Add($"{earned} points were earned and {spent} spent, but {left} are left.");
        }

        return wrong;
    }

    private static async Task<List<DecisionRecord>> HistoryAsync(IEventStore store, StreamId stream)
    {
        var history = new List<DecisionRecord>();
        while (true)
        {
            StreamSlice slice = await store.ReadAsync(new StreamRead(stream, history.Count, 1000, null, null), CancellationToken.None);
            history.AddRange(slice.Decisions);
            if (history.Count >= slice.Version)
            {
                return history;
            }
        }
    }
}
