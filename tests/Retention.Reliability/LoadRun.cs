using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational;

namespace Retention.Reliability;

/// <summary>Sixteen writers on hot and cold accounts, in two runners as on two servers; every tenth command is sent twice.</summary>
public static class LoadRun
{
    public const int Writers = 16;

    /// <returns>What is wrong after the last command.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Database database, int seed, int commands)
    {
        await database.CreateAsync();
        using RelationalEventStore first = database.Open();
        using RelationalEventStore second = database.Open();
        var servers = new[] { new Workload(database, first, seed), new Workload(database, second, seed) };
        await servers[0].OpenAsync();
        var stored = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int number = 0; number < commands / Writers; number++)
            {
                Task<CommandStatus>[] sent = number % 10 == 0
                    ? [servers[0].SendAsync(writer, number), servers[1].SendAsync(writer, number)]
                    : [servers[writer % 2].SendAsync(writer, number)];
                CommandStatus[] answers = await Task.WhenAll(sent);
                if (answers.Any(a => a is CommandStatus.KeyConflict or CommandStatus.Conflict))
                {
                    wrong.Add(Workload.Id(writer, number) + " ended as " + string.Join(" and ", answers) + ".");
                }

                if (answers.Contains(CommandStatus.Accepted))
                {
                    stored[Workload.Id(writer, number)] = answers.Count(a => a == CommandStatus.Accepted);
                }
            }
        })));
        foreach (KeyValuePair<string, int> twice in stored.Where(s => s.Value > 1))
        {
            wrong.Add(twice.Key + " was stored " + twice.Value + " times.");
        }

        return [.. wrong, .. await Checker.FindAsync(database, stored.Keys.ToArray())];
    }
}
