using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Hosts;

/// <summary>A host on .NET Framework 4.7.2 with C# 7.3 builds every input and matches every message.</summary>
public sealed class FrameworkConsumerTests
{
    private static readonly string Folder = Path.Combine(Library.Root, "tests", "Retention.Consumer.Net472");

    [Fact]
    public async Task AHostOnNet472_GetsRightAnswers_UnderMono()
    {
        string configuration = typeof(FrameworkConsumerTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string program = Path.Combine(Folder, "bin", configuration, "net472", "Retention.Consumer.Net472.exe");
        Assert.True(File.Exists(program), program + " is not built; build the solution.");
        Process? mono = Start(program);
        if (mono is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "Mono is not installed; a run that counts needs it.");
            Assert.Skip("Mono is not installed (mono-devel), so what a host on .NET Framework sees was not tried.");
            return;
        }

        using (mono)
        {
            Task<string> output = mono.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> errors = mono.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await mono.WaitForExitAsync(TestContext.Current.CancellationToken);
            string text = await output + await errors;
            TestContext.Current.TestOutputHelper!.WriteLine(text);
            Assert.True(mono.ExitCode == 0, text);
            Assert.Matches(@"\d+ checks, 0 wrong", text);
        }
    }

    [Fact]
    public void TheHost_BuildsEveryInput() => Violations.AssertNone(
        "An input that the C# 7.3 host doesn't build:",
        Inputs.Where(t => !Mentions("new " + t.Name)).Select(Library.Short));

    [Fact]
    public void TheHost_MatchesEveryMessage() => Violations.AssertNone(
        "A command or event that the C# 7.3 host doesn't match:",
        Library.Messages.Where(t => !Mentions("case " + t.Name)).Select(Library.Short));

    private static IEnumerable<Type> Inputs => Library.PublicTypes
        .Where(t => t.IsClass && !t.IsAbstract)
        .Where(t => t.Name.EndsWith("Draft", StringComparison.Ordinal) || t.Name.EndsWith("Fact", StringComparison.Ordinal)
            || typeof(OptionsNode).IsAssignableFrom(t) || typeof(ICommand).IsAssignableFrom(t));

    private static string Source { get; } = string.Concat(Directory.EnumerateFiles(Folder, "*.cs").Select(File.ReadAllText));

    private static bool Mentions(string words) => Regex.IsMatch(Source, @"\b" + Regex.Escape(words) + @"\b");

    /// <summary>Runs the program under Mono, or gives null if there is none.</summary>
    private static Process? Start(string program)
    {
        var start = new ProcessStartInfo("mono") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(program);
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
