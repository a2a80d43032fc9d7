using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Retention.Core.Hosting;
using Retention.Reliability;
using Xunit;

namespace Retention.Relational.Tests.Reliability;

/// <summary>A disk without room: the database's own error, nothing half stored, and everything that was acknowledged is there.</summary>
public sealed class DiskFullTests : IDisposable
{
    private const int FullCode = 13;

    private readonly string folder = Directory.CreateTempSubdirectory("retention-full-").FullName;
    private bool isMounted;

    [Fact]
    public async Task DiskFull_OnSqlite_IsTheDatabasesErrorAndLosesNothing()
    {
        this.isMounted = OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", this.folder);
        Assert.SkipUnless(this.isMounted, "A small disk of its own needs Linux and root.");
        var database = new Database("sqlite", "Data Source=" + Path.Combine(this.folder, "store.db"));
        await database.CreateAsync();
        var stored = new List<string>();
        using (RelationalEventStore store = database.Open())
        {
            var workload = new Workload(database, store, 1);
            await workload.OpenAsync();
            SqliteException full = await Assert.ThrowsAsync<SqliteException>(async () =>
            {
                for (int number = 0; ; number++)
                {
                    if (await workload.SendAsync(0, number) == CommandStatus.Accepted)
                    {
                        stored.Add(Workload.Id(0, number));
                    }
                }
            });
            Assert.Equal(FullCode, full.SqliteErrorCode);
        }

        SqliteConnection.ClearAllPools();
        Assert.True(Run("mount", "-o", "remount,size=64m", this.folder));
        Assert.NotEmpty(stored);
        Assert.Empty(await Checker.FindAsync(database, stored));
        using RelationalEventStore again = database.Open();
        Assert.Equal(CommandStatus.Replayed, await new Workload(database, again, 1).SendAsync(0, int.Parse(stored[^1].Split('/')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (this.isMounted)
        {
            Run("umount", this.folder);
        }

        Directory.Delete(this.folder, true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
