using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace Retention.Core.Tests.Hosts;

/// <summary>Runs what is built for .NET Framework 4.7.2.</summary>
internal static class Mono
{
    /// <summary>Runs a program that must end well; skips the test without Mono, and fails it where the run counts.</summary>
    /// <param name="folder">The project's folder; the program is of this build's configuration.</param>
    /// <param name="program">The name of its file.</param>
    /// <returns>What it wrote, with errors at the end.</returns>
    internal static async Task<string> Run(string folder, string program)
    {
        string configuration = typeof(Mono).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string path = Path.Combine(folder, "bin", configuration, "net472", program);
        Assert.True(File.Exists(path), path + " is not built; build the solution.");
        Process? mono = Start(path);
        if (mono is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Mono is not installed; a run that counts needs it.");
            Assert.Skip("Mono is not installed (mono-devel), so what a host on .NET Framework sees was not tried.");
            return string.Empty;
        }

        using (mono)
        {
            Task<string> output = mono.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> errors = mono.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await mono.WaitForExitAsync(TestContext.Current.CancellationToken);
            string text = await output + await errors;
            TestContext.Current.TestOutputHelper!.WriteLine(text);
            Assert.True(mono.ExitCode == 0, text);
            return text;
        }
    }

    /// <summary>Starts the program under Mono, or gives null if there is none.</summary>
    private static Process? Start(string path)
    {
        var start = new ProcessStartInfo("mono") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.ArgumentList.Add(path);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
