using System;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational;

namespace Retention.Reliability;

/// <summary>The process that is killed: sends commands without end and says on its output what became of each, once it knows.</summary>
/// <remarks>Lines: <c>stored id</c>, <c>known id</c> (stored before), <c>refused id</c>, <c>failed id</c> (unknown; it is sent again).</remarks>
public static class Writer
{
    public static async Task<int> RunAsync(Database database, int seed, int[] from)
    {
        using RelationalEventStore store = database.Open();
        var workload = new Workload(database, store, seed);
        var lines = new BlockingCollection<string>();
        Task printing = Task.Run(() =>
        {
            foreach (string line in lines.GetConsumingEnumerable())
            {
                Console.Out.WriteLine(line);
                Console.Out.Flush();
            }
        });
        using var stop = new System.Threading.CancellationTokenSource();
        _ = Task.Run(() =>
        {
            Console.In.ReadLine();
            stop.Cancel();
        });
        await Task.WhenAll(from.Select((first, writer) => Task.Run(async () =>
        {
            for (int number = first; !stop.IsCancellationRequested; number++)
            {
                lines.Add(await SendAsync(workload, writer, number, lines, stop.Token) + " " + Workload.Id(writer, number));
            }
        })));
        lines.CompleteAdding();
        await printing;
        return 0;
    }

    private static async Task<string> SendAsync(Workload workload, int writer, int number, BlockingCollection<string> lines, System.Threading.CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await workload.SendAsync(writer, number) switch
                {
                    CommandStatus.Accepted => "stored",
                    CommandStatus.Replayed => "known",
                    CommandStatus.Refused => "refused",
                    CommandStatus status => throw new InvalidOperationException(Workload.Id(writer, number) + " ended as " + status + "."),
                };
            }
            catch (Exception e) when (e is DbException or System.IO.IOException or TimeoutException or InvalidOperationException { InnerException: not null })
            {
                // The server went away; whether the command is stored is known only when it is sent again.
                lines.Add("failed " + Workload.Id(writer, number), System.Threading.CancellationToken.None);
                if (stop.IsCancellationRequested)
                {
                    return "failed";
                }

                await Task.Delay(50, System.Threading.CancellationToken.None);
            }
        }
    }
}
