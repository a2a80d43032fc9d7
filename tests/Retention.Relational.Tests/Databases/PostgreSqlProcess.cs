using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Retention.Relational.Tests.Databases;

/// <summary>A PostgreSQL server on a free port of the loopback, in a folder that goes with it; it can be killed and started again.</summary>
/// <remarks>For tests, benchmarks and the crash runs; needs no test framework. Not thread-safe.</remarks>
public sealed class PostgreSqlProcess : IDisposable
{
    private readonly string settings;

    private PostgreSqlProcess(string binaries, string settings)
    {
        this.Binaries = binaries;
        this.settings = settings;
        this.Folder = Directory.CreateTempSubdirectory("retention-pg-").FullName;
        if (IsRoot)
        {
            Execute("chown", "postgres:", this.Folder);
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        this.Port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        this.Run("initdb", "-D", this.DataFolder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        this.StartAgain();
    }

    /// <summary>Gets the folder of the newest binaries that Debian's packages brought; null if there are none.</summary>
    public static string? FoundBinaries => !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).OrderBy(b => b, StringComparer.Ordinal).LastOrDefault();

    public string Binaries { get; }

    public string Folder { get; }

    public int Port { get; }

    public string ConnectionString => "Host=127.0.0.1;Port=" + this.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) + ";Username=postgres;Database=postgres;Maximum Pool Size=400;Max Auto Prepare=50";

    private static bool IsRoot => Environment.UserName == "root";

    private string DataFolder => this.Folder + "/data";

    public static PostgreSqlProcess Start(string settings = "-c max_connections=450") =>
        new PostgreSqlProcess(FoundBinaries ?? throw new InvalidOperationException("PostgreSQL's binaries are in no /usr/lib/postgresql/*/bin; install postgresql."), settings);

    /// <summary>Kills every process of the server at once, as the kernel does when memory runs out; what the operating system holds survives.</summary>
    public void Kill()
    {
        string postmaster = File.ReadLines(this.DataFolder + "/postmaster.pid").First();
        Execute("/bin/sh", "-c", "kill -9 $(ps -o pid= --ppid " + postmaster + ") " + postmaster + " 2>/dev/null; while kill -0 " + postmaster + " 2>/dev/null; do :; done; true");
    }

    /// <summary>Starts the server on its folder, after it was stopped or killed.</summary>
    public void StartAgain() =>
        this.Run("pg_ctl", "-D", this.DataFolder, "-w", "-l", this.Folder + "/log", "-o", $"-p {this.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={this.Folder} {this.settings}", "start");

    public void Dispose()
    {
        this.Run("pg_ctl", "-D", this.DataFolder, "-m", "immediate", "-w", "stop");
        Directory.Delete(this.Folder, true);
    }

    private static void Execute(string program, params string[] arguments)
    {
        // The output isn't read: the server would keep the pipe open.
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(program + " " + string.Join(" ", arguments) + " ended with " + process.ExitCode + ".");
        }
    }

    // The server refuses to run as root.
    private void Run(string program, params string[] arguments)
    {
        string path = Path.Combine(this.Binaries, program);
        if (IsRoot)
        {
            Execute("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Execute(path, arguments);
        }
    }
}
