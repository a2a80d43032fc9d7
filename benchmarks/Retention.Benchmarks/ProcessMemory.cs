using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Retention.Benchmarks;

/// <summary>The memory of this process that is resident, now and at its peak.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Begins a new peak where the system can (Linux), and gives the bytes resident now.</summary>
    internal static long Restart()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return Read("VmRSS:");
        }

        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>The greatest number of bytes resident since the start or the restart.</summary>
    internal static long Peak()
    {
        if (OperatingSystem.IsLinux())
        {
            return Read("VmHWM:");
        }

        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static long Read(string field)
    {
        string line = File.ReadLines(Status).First(l => l.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(field.Length).TrimEnd("kB").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture);
    }
}
