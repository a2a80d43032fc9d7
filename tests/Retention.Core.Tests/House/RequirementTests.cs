using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Retention.Core.Tests.House;

public sealed class RequirementTests
{
    private static IEnumerable<string> Ids => typeof(RequirementTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMembers(Library.Declared).Append(t))
        .SelectMany(m => m.GetCustomAttributes<RequirementAttribute>())
        .Select(a => a.Id)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(id => id, StringComparer.Ordinal);

    [Fact]
    public void RequirementIds_AreALetterAndANumber() =>
        Violations.AssertNone("A requirement is written like T-3:", Ids.Where(id => !Regex.IsMatch(id, "^[A-Z]-[0-9]+$")));

    [Fact]
    public void RequirementIds_AreDefined()
    {
        string domain = Path.Combine(Library.Root, "..", "shared", "domain.md");
        Assert.SkipUnless(File.Exists(domain), "The requirements are kept outside this repository, and not on this machine.");
        string[] defined = Regex.Matches(File.ReadAllText(domain), @"^\| ([A-Z]-[0-9]+) \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToArray();
        Violations.AssertNone("No requirement is defined under:", Ids.Where(id => !defined.Contains(id, StringComparer.Ordinal)));
    }
}
