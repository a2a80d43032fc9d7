using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
        string text = await Mono.Run(Folder, "Retention.Consumer.Net472.exe");
        Assert.Matches(@"\d+ checks, 0 wrong", text);
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
}
