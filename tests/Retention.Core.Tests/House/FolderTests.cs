using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Retention.Core.Tests.House;

public sealed class FolderTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Folder_IsTheNamespace() => Violations.AssertNone(
        "A file's namespace is its folder's:",
        from file in Library.SourceFiles
        let expected = "Retention.Core" + string.Concat(FolderOf(file).Select(f => "." + f))
        from Match match in Regex.Matches(File.ReadAllText(file), @"^namespace ([\w.]+)", RegexOptions.Multiline)
        let actual = match.Groups[1].Value
        where actual != expected && !IsFrameworkName(file, actual)
        select Relative(file) + " has namespace " + actual);

    [Fact]
    public void Files_HaveANamespace() => Violations.AssertNone(
        "A file without a namespace:",
        Library.SourceFiles.Where(f => !Regex.IsMatch(File.ReadAllText(f), @"^namespace ", RegexOptions.Multiline)).Select(Relative));

    [Fact]
    public void Files_AreNoLongerThanAReaderLikes() => Violations.AssertNone(
        $"A file over {MaxLines} lines:",
        from file in Library.SourceFiles
        let lines = File.ReadLines(file).Count()
        where lines > MaxLines
        select $"{Relative(file)} has {lines}");

    [Fact]
    public void Types_AreNamedAfterTheirBusiness() => Violations.AssertNone(
        "A name that says nothing:",
        Library.WrittenTypes.Where(t => Regex.IsMatch(t.Name, "(Manager|Helper|Helpers|Util|Utils|Utility|Utilities|Data|Info)(`[0-9]+)?$")).Select(Library.Short));

    private static string[] FolderOf(string file) => Path.GetRelativePath(Library.Sources, file).Split(Path.DirectorySeparatorChar)[..^1];

    private static string Relative(string file) => Path.GetRelativePath(Library.Root, file);

    /// <summary>The compiler looks for some attributes by their framework names.</summary>
    private static bool IsFrameworkName(string file, string name) =>
        FolderOf(file) is ["Polyfills"] && name.StartsWith("System.", StringComparison.Ordinal);
}
