using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Retention.Core.Tests.House;

namespace Retention.Core.Tests.Docs;

/// <summary>A page of the documentation in the parts that tests compare.</summary>
internal sealed class Page
{
    internal Page(string text)
    {
        this.Text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var section = new PageSection(0, string.Empty);
        this.Sections = [section];
        string? fence = null;
        string before = string.Empty;
        foreach (string line in this.Text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line.Trim().Substring(3) : null;
                section.AddFence(fence);
            }
            else if (fence is not null)
            {
                section.AddToFence(line);
            }
            else if (Regex.Match(line, "^(#+) (.*)") is { Success: true } heading)
            {
                section = new PageSection(heading.Groups[1].Length, heading.Groups[2].Value);
                this.Sections.Add(section);
            }
            else
            {
                section.AddLine(line, before);
            }

            before = line;
        }
    }

    internal static string DocsFolder { get; } = Path.Combine(Library.Root, "docs");

    internal static string ChineseFolder { get; } = Path.Combine(DocsFolder, "zh-CN");

    internal string Text { get; }

    internal List<PageSection> Sections { get; }

    internal IReadOnlyList<string> Links => [.. Regex.Matches(Regex.Replace(this.Text, "```.*?```|`[^`\n]+`", string.Empty, RegexOptions.Singleline), @"\]\(([^)\s]+)\)").Select(m => m.Groups[1].Value)];

    internal static Page Read(string path) => new Page(File.ReadAllText(path));

    internal IEnumerable<string> Fences(string language) => this.Sections.SelectMany(s => s.Fences).Where(f => f.Language == language).Select(f => f.Text);
}

/// <summary>What stands under one heading, in the order of the page.</summary>
internal sealed class PageSection
{
    private readonly List<string> fence = [];
    private readonly List<string> prose = [];
    private string? language;

    internal PageSection(int level, string heading)
    {
        this.Level = level;
        this.Heading = heading;
        this.prose.Add(heading);
    }

    internal int Level { get; }

    internal string Heading { get; }

    internal List<(string Language, string Text)> Fences { get; } = [];

    /// <summary>The columns of each row, table by table.</summary>
    internal List<List<int>> Tables { get; } = [];

    internal int ListItems { get; private set; }

    internal IReadOnlyList<string> Codes => [.. Regex.Matches(string.Join("\n", this.prose), "`([^`\n]+)`").Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>The numbers in digits, where 920 亿 is 92 billion.</summary>
    internal IReadOnlyList<string> Numbers
    {
        get
        {
            string text = Regex.Replace(Regex.Replace(string.Join("\n", this.prose), "`[^`\n]+`", " "), @"\]\([^)]*\)", "]");
            text = Regex.Replace(text, "([0-9]+)0 亿", "$1 billion");
            return [.. Regex.Matches(text, "[0-9]+(?:[.,:][0-9]+)*").Select(m => m.Value)];
        }
    }

    internal void AddFence(string? opened)
    {
        if (opened is null)
        {
            this.Fences.Add((this.language!, string.Join("\n", this.fence)));
        }

        this.fence.Clear();
        this.language = opened;
    }

    internal void AddToFence(string line) => this.fence.Add(line);

    internal void AddLine(string line, string before)
    {
        if (line.StartsWith('>'))
        {
            return; // what only one language's readers need
        }

        this.prose.Add(Regex.Replace(line, "^[0-9]+[.] ", string.Empty));
        if (Regex.IsMatch(line, "^(- |[0-9]+[.] )"))
        {
            this.ListItems++;
        }
        else if (line.StartsWith('|'))
        {
            if (!before.StartsWith('|'))
            {
                this.Tables.Add([]);
            }

            this.Tables[^1].Add(line.Count(c => c == '|') - 1);
        }
    }
}
