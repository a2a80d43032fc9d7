using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>
/// The pages in 中文 are written anew, not translated line by line; yet they say the same: section by section as many tables, rows and list items, the same
/// samples, and every code and number of the English page. What only Chinese readers need stands in quotes (lines with &gt;), which aren't compared.
/// </summary>
public class ChinesePages
{
    // Figures of one machine, which are measured anew too often to be told twice.
    private static readonly string[] EnglishOnly = ["performance.md"];

    public static TheoryData<string> Concepts => [.. NamesIn(Page.DocsFolder).Except(EnglishOnly, StringComparer.Ordinal)];

    [Fact]
    public void EveryConceptPage_HasAChinesePage_AndTheOtherWayRound() =>
        Assert.Equal(NamesIn(Page.DocsFolder).Except(EnglishOnly, StringComparer.Ordinal), NamesIn(Page.ChineseFolder).Except(["README.md"], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Concepts))]
    public void ChinesePage_SaysWhatTheEnglishOneSays(string name) => Violations.AssertNone(
        "docs/zh-CN/" + name + " and docs/" + name + " drifted apart:",
        Differences(Page.Read(Path.Combine(Page.DocsFolder, name)), Page.Read(Path.Combine(Page.ChineseFolder, name))));

    [Theory]
    [MemberData(nameof(Concepts))]
    public void Pages_LinkToEachOther(string name)
    {
        Assert.Equal("[中文](zh-CN/" + name + ")", Page.Read(Path.Combine(Page.DocsFolder, name)).Text.Split('\n')[2]);
        Page chinese = Page.Read(Path.Combine(Page.ChineseFolder, name));
        Assert.StartsWith("[English](../" + name + ") · [文档首页](README.md) · ", chinese.Text.Split('\n')[2], StringComparison.Ordinal);
        Assert.Contains(name, Page.Read(Path.Combine(Page.ChineseFolder, "README.md")).Links);
    }

    [Fact]
    public void Readmes_LinkToEachOther()
    {
        Assert.Contains("docs/zh-CN/README.md", EnglishReadme.Links);
        Assert.Contains("../../README.md", ChineseReadme.Links);
    }

    // The Chinese one prints in Chinese; the rest of its sample is the same.
    [Fact]
    public void ChineseReadme_SaysWhatTheEnglishOneSays() => Violations.AssertNone(
        "docs/zh-CN/README.md and README.md drifted apart:",
        Differences(EnglishReadme, new Page(ChineseReadme.Text.Replace("Explain(Language.Chinese)", "Explain(Language.English)", StringComparison.Ordinal))));

    // The same commands but for the language of their output, the same settings; and a picture of the floors in each with the same names.
    [Fact]
    public void ChineseReadme_HasTheSameCommandsAndTheSameFloors()
    {
        Assert.Equal(EnglishReadme.Fences("bash"), ChineseReadme.Fences("bash").Select(f => f.Replace(" --lang zh", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(EnglishReadme.Fences("xml"), ChineseReadme.Fences("xml"));
        Assert.Equal(FloorsOf(EnglishReadme), FloorsOf(ChineseReadme));
    }

    // A page that only Chinese readers' own page links to is hidden from everybody else.
    [Fact]
    public void Readmes_LinkToTheSamePages() => Assert.Equal(ConceptsLinkedBy(EnglishReadme, "docs/"), ConceptsLinkedBy(ChineseReadme, string.Empty));

    [Fact]
    public void EveryLink_LeadsSomewhere()
    {
        string[] pages = [Path.Combine(Library.Root, "README.md"), .. Directory.GetFiles(Page.DocsFolder, "*.md"), .. Directory.GetFiles(Page.ChineseFolder, "*.md")];
        Violations.AssertNone("A link leads to no file of the repository:", pages.SelectMany(page => Page.Read(page).Links
            .Where(link => !link.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0])))
            .Select(link => Path.GetRelativePath(Library.Root, page) + ": " + link)));
    }

    [Theory]
    [InlineData("# A\n", "# 甲\n\n## 乙\n", "headings")]
    [InlineData("# A\n\n## B\n", "# 甲\n\n### 乙\n", "headings")]
    [InlineData("# A\n\n```csharp\nint a;\n```\n", "# 甲\n\n```csharp\nint b;\n```\n", "samples")]
    [InlineData("# A\n\n```mermaid\na\n```\n", "# 甲\n", "pictures")]
    [InlineData("# A\n\n| a |\n|---|\n| b |\n", "# 甲\n\n| 甲 |\n|---|\n", "tables")]
    [InlineData("# A\n\n| a |\n|---|\n", "# 甲\n\n> | 甲 |\n> |---|\n", "tables")]
    [InlineData("# A\n\n- a\n- b\n", "# 甲\n\n- 甲\n", "list items")]
    [InlineData("# A\n\nSet `a`.\n", "# 甲\n\n设置 `b`。\n", "`a`")]
    [InlineData("# A\n\nAt most 64 of `a`, 64 of b.\n", "# 甲\n\n`a` 最多 64，乙最多 63。\n", "64")]
    [InlineData("# A\n\nAt most 92 billion.\n", "# 甲\n\n最多 93 亿。\n", "92")]
    public void Drift_IsFound(string english, string chinese, string expected) =>
        Assert.Contains(Differences(new Page(english), new Page(chinese)), d => d.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void WhatOnlyOneLanguageNeeds_IsNoDrift() =>
        Assert.Empty(Differences(new Page("# A\n\n1. At most 64 or 92 billion.\n"), new Page("# 甲\n\n1. 最多 64 或 920 亿。\n\n> 另有 `b`。\n")));

    private static Page EnglishReadme { get; } = Page.Read(Path.Combine(Library.Root, "README.md"));

    private static Page ChineseReadme { get; } = Page.Read(Path.Combine(Page.ChineseFolder, "README.md"));

    /// <summary>What the picture of the floors names: namespaces, packages and types, which aren't translated.</summary>
    private static string[] FloorsOf(Page readme) =>
        [.. Regex.Matches(readme.Fences("text").Single(f => f.Contains("Hosting", StringComparison.Ordinal)), "[A-Z][A-Za-z]+(?:[.][A-Z][A-Za-z]+)*").Select(m => m.Value)];

    private static string[] ConceptsLinkedBy(Page readme, string folder) =>
        [.. readme.Links.Where(l => Regex.IsMatch(l, "^" + folder + "[a-z-]+[.]md$")).Select(l => Path.GetFileName(l)).Except(EnglishOnly, StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Differences(Page english, Page chinese)
    {
        if (!english.Sections.Select(s => s.Level).SequenceEqual(chinese.Sections.Select(s => s.Level)))
        {
            return ["the headings have other levels: " + Outline(english) + " against " + Outline(chinese)];
        }

        return english.Sections.Zip(chinese.Sections, Differences).SelectMany(d => d);
    }

    private static IEnumerable<string> Differences(PageSection english, PageSection chinese)
    {
        string where = "under \"" + chinese.Heading + "\": ";
        if (!Samples(english, "csharp").SequenceEqual(Samples(chinese, "csharp"), StringComparer.Ordinal))
        {
            yield return where + "other samples, or in another order";
        }

        if (Samples(english, "mermaid").Count() != Samples(chinese, "mermaid").Count())
        {
            yield return where + "not as many pictures";
        }

        if (Shape(english) != Shape(chinese))
        {
            yield return where + "tables with the columns " + Shape(chinese) + " instead of " + Shape(english);
        }

        if (english.ListItems != chinese.ListItems)
        {
            yield return where + chinese.ListItems + " list items instead of " + english.ListItems;
        }

        foreach (string missing in english.Codes.Except(chinese.Codes, StringComparer.Ordinal))
        {
            yield return where + "no `" + missing + "`";
        }

        ILookup<string, string> numbers = chinese.Numbers.ToLookup(n => n, StringComparer.Ordinal);
        foreach (IGrouping<string, string> number in english.Numbers.GroupBy(n => n, StringComparer.Ordinal).Where(n => numbers[n.Key].Count() < n.Count()))
        {
            yield return where + number.Key + " " + numbers[number.Key].Count() + " times instead of " + number.Count();
        }
    }

    private static IEnumerable<string> Samples(PageSection section, string language) => section.Fences.Where(f => f.Language == language).Select(f => f.Text);

    private static string Shape(PageSection section) => string.Join("; ", section.Tables.Select(t => string.Join(" ", t)));

    private static string Outline(Page page) => string.Join(" ", page.Sections.Select(s => s.Level));

    private static IEnumerable<string> NamesIn(string folder) => Directory.GetFiles(folder, "*.md").Select(f => Path.GetFileName(f)).OrderBy(n => n, StringComparer.Ordinal);
}
