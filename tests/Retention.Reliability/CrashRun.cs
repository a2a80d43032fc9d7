using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Npgsql;
using Retention.Relational;
using Retention.Relational.Tests.Databases;

namespace Retention.Reliability;

/// <summary>Starts a writer, kills it or its server at a random point, and checks; again and again, on one database.</summary>
public sealed class CrashRun
{
    private const int Writers = 8;

    private readonly Database database;
    private readonly Random random;
    private readonly int seed;
    private readonly HashSet<string> acknowledged = new HashSet<string>(StringComparer.Ordinal);
    private readonly List<string> wrong = new List<string>();
    private readonly int[] next = new int[Writers];

    public CrashRun(Database database, int seed)
    {
        this.database = database;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// <summary>Gets how many commands were acknowledged so far.</summary>
    public int Acknowledged => this.acknowledged.Count;

    /// <summary>Gets how many commands that were acknowledged before a kill were answered as known when they came again.</summary>
    public int Recognised { get; private set; }

    /// <summary>Kills the writing process so many times.</summary>
    /// <returns>What is wrong after the last.</returns>
    public async Task<IReadOnlyList<string>> KillWritersAsync(int kills)
    {
        await this.BeginAsync();
        for (int i = 0; i < kills && this.wrong.Count == 0; i++)
        {
            int lines = this.random.Next(20, 400);
            using Process writer = this.StartWriter();
            for (int line = 0; line < lines && await writer.StandardOutput.ReadLineAsync() is { } said; line++)
            {
                this.Hear(said);
            }

            if (writer.HasExited)
            {
                this.wrong.Add("The writer ended by itself, with " + writer.ExitCode.ToString(CultureInfo.InvariantCulture) + ".");
            }

            writer.Kill();
            await this.HearRestAsync(writer);
            await this.CheckAsync("kill " + (i + 1));
        }

        return this.wrong;
    }

    /// <summary>Kills the server under a writer so many times, and starts it again; the writer goes on.</summary>
    /// <returns>What is wrong after the last.</returns>
    public async Task<IReadOnlyList<string>> KillServerAsync(PostgreSqlProcess server, int kills)
    {
        await this.BeginAsync();
        for (int i = 0; i < kills && this.wrong.Count == 0; i++)
        {
            using Process writer = this.StartWriter();
            await this.HearAsync(writer, this.random.Next(50, 400));
            server.Kill();
            server.StartAgain();

            // This process's own connections went down with it, too.
            NpgsqlConnection.ClearAllPools();
            await this.HearAsync(writer, 100);
            await writer.StandardInput.WriteLineAsync("stop");
            await this.HearRestAsync(writer);
            if (writer.ExitCode != 0)
            {
                this.wrong.Add("The writer ended with " + writer.ExitCode.ToString(CultureInfo.InvariantCulture) + ".");
            }

            await this.CheckAsync("kill " + (i + 1) + " of the server");
        }

        return this.wrong;
    }

    private async Task BeginAsync()
    {
        await this.database.CreateAsync();
        using RelationalEventStore store = this.database.Open();
        await new Workload(this.database, store, this.seed).OpenAsync();
    }

    /// <summary>Each writer begins a few commands before its last, as a client that lost its answers would.</summary>
    private Process StartWriter()
    {
        string[] from = this.next.Select(n => Math.Max(0, n - 5).ToString(CultureInfo.InvariantCulture)).ToArray();
        string self = typeof(CrashRun).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", [self, "write", .. this.database.Arguments, this.seed.ToString(CultureInfo.InvariantCulture), string.Join(",", from)])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
    }

    private async Task HearAsync(Process writer, int stored)
    {
        while (stored > 0 && await writer.StandardOutput.ReadLineAsync() is { } said)
        {
            stored -= this.Hear(said) ? 1 : 0;
        }
    }

    private async Task HearRestAsync(Process writer)
    {
        while (await writer.StandardOutput.ReadLineAsync() is { } said)
        {
            this.Hear(said);
        }

        await writer.WaitForExitAsync();
    }

    private bool Hear(string said)
    {
        // The kill may have cut the last line short.
        if (said.Split(' ') is not [var status, var id] || id.Split('/') is not [var writer, var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out int n))
        {
            return false;
        }

        int w = int.Parse(writer, CultureInfo.InvariantCulture);
        this.next[w] = Math.Max(this.next[w], n + 1);
        switch (status)
        {
            case "stored" when !this.acknowledged.Add(id):
                this.wrong.Add(id + " was stored twice.");
                return true;
            case "stored":
                return true;
            case "known":
                this.Recognised += this.acknowledged.Add(id) ? 0 : 1;
                return true;
            case "refused" when this.acknowledged.Contains(id):
                this.wrong.Add(id + " was acknowledged, and refused when it came again.");
                return true;
            default:
                return false;
        }
    }

    private async Task CheckAsync(string when) =>
        this.wrong.AddRange((await Checker.FindAsync(this.database, this.acknowledged)).Select(w => when + ": " + w));
}
