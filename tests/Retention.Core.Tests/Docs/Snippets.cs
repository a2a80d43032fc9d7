using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NodaTime;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Retention.Testing;
using Retention.Testing.Laws;
using Xunit;

namespace Retention.Core.Tests.Docs;

/// <summary>Every code sample of the README and the docs, compiled, run and compared with the page.</summary>
public class Snippets
{
    // One for each test, as each is an instance of its own.
    private readonly Screen Console = new Screen();

    private static string[] Pages { get; } =
        [Path.Combine(Library.Root, "README.md"), .. Directory.GetFiles(Page.DocsFolder, "*.md", SearchOption.AllDirectories).Where(f => !f.Contains("node_modules", StringComparison.Ordinal))];

    /// <summary>Every sample with the page it stands on.</summary>
    private static (string Page, string Text)[] Samples { get; } = [.. Pages.SelectMany(page => Page.Read(page).Fences("csharp").Select(text => (Path.GetFileName(page), text.Trim('\n'))))];

    private static string[] Regions { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Library.Root, "tests"), "*Snippets.cs", SearchOption.AllDirectories)
            .Select(file => File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal))
            .SelectMany(source => Regex.Matches(source, "^ +#region [a-z-]+\n(.*?)\n +#endregion", RegexOptions.Singleline | RegexOptions.Multiline))
            .Select(region => Dedent(region.Groups[1].Value)),
    ];

    [Fact]
    public void EverySample_IsOneOfTheseRegions()
    {
        Violations.AssertNone("A sample that no test runs:", Samples.Where(s => !Regions.Contains(s.Text, StringComparer.Ordinal)).Select(s => s.Page + ": " + s.Text));
        Assert.True(Samples.Length >= 8, "only " + Samples.Length + " samples were found");
        Assert.All(Directory.GetFiles(Page.ChineseFolder, "*.md"), page => Assert.Contains(page, Pages));
    }

    [Fact]
    public void EveryRegion_IsASampleOfAPage() =>
        Violations.AssertNone("A region that no page shows:", Regions.Except(Samples.Select(s => s.Text), StringComparer.Ordinal));

    [Fact]
    public void TierOneCustomer()
    {
        #region tier
        var facts = new FactSetDraft();
        facts.Documents.Add(new DocumentFact(new DocumentDraft
        {
            Number = "SO-1001",
            SoldTo = new CustomerId("C001"),
            OrderedOn = BusinessTime.On(new LocalDate(2026, 3, 1)),
            Amount = new Money(1280.00m, "CNY"),
            Status = DocumentStatus.Approved,
        }));

        TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(TieringPresets.P2)).Policy;
        TieringRun run = new TieringModel(policy).Evaluate(new FactSet(facts), new LocalDate(2026, 3, 31)).Value;
        TieringResult result = run.Find(new CustomerId("C001")).Value;
        Console.WriteLine(result.Explain(Language.English));
        #endregion
        string[] printed = [.. new[] { Console.ToString(), result.Explain(Language.Chinese) }.Select(text => Regex.Replace(text, "@[0-9a-f]+", "@…").TrimEnd('\n'))];
        Assert.Contains(printed[0], Page.Read(Path.Combine(Page.DocsFolder, "tiering.md")).Fences("text"));
        Assert.All(printed, text => Assert.Contains(text, Page.Read(Path.Combine(Page.ChineseFolder, "tiering.md")).Fences("text")));
    }

    [Fact]
    public void ChangeAPreset()
    {
        #region change-preset
        var options = new TieringOptions
        {
            Preset = TieringPresets.P2,
            Label = "2026-Q2",
            Zone = "Europe/Berlin",
            Tiers =
            {
                ["A"] = new TierOptions { AtLeast = 85 },
                ["B"] = new TierOptions { LessThan = 85 },
            },
            Tags =
            {
                ["silent"] = new TagOptions { When = new ConditionOptions { Measure = "recency", AtLeast = 90 } },
            },
        };

        Compilation<TieringPolicy> compiled = TieringPolicy.Compile(options, TieringPresets.Catalogue);
        foreach (PolicyProblem problem in compiled.Problems)
        {
            Console.WriteLine(problem);
        }

        TieringPolicy policy = compiled.Policy;
        #endregion
        Assert.Equal(("2026-Q2", 0), (policy.Version.Label, compiled.Problems.Count));
    }

    [Fact]
    public void AddAMeasure()
    {
        #region add-measure
        TieringOptions options = TieringPresets.Options(TieringPresets.P2);
        options.Measures["spend90"] = new MeasureOptions { Kind = "spend", Window = "90d", Name = "Spend, 90 days" };
        options.Scores["recent"] = new ScoreOptions { Measure = "spend90", Scale = new ScaleOptions { Kind = "percentile" } };
        options.Composites["rfm"].Weights["recent"] = 1; // beside r, f and m with 1 each: a quarter
        Compilation<TieringPolicy> compiled = TieringPolicy.Compile(options);
        if (!compiled.Succeeded)
        {
            throw new PolicyException(compiled.Problems); // lists every error; compiled.Policy would throw it too
        }
        #endregion
        Assert.Equal(4, compiled.Policy.Scores.Count);
    }

    [Fact]
    public void StoreThresholds()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        TieringRun run = Given.Run(policy, Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1")), "2026-03-31");
        #region store
        Outcome<FrozenThresholds> frozen = run.Freeze();
        if (frozen.Refusal is { } refusal)
        {
            Console.WriteLine(refusal.ToText(Language.English));
            return;
        }

        // A scale is a key, thresholds and scores: keep them in a table of yours, and read them back.
        var kept = frozen.Value.Scales.Select(s => (s.Score, s.Thresholds, s.Scores)).ToList();
        var thresholds = new FrozenThresholds(policy.Version, kept.Select(k => new FrozenScale(k.Score, k.Thresholds, k.Scores)));
        #endregion
        Assert.Equal(2, thresholds.Scales.Count);
    }

    [Fact]
    public void RunAWholeBase()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        FactSet march = Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1"), Given.Sale("C2", "2026-03-02", 20, "2"));
        FactSet april = Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1"), Given.Sale("C3", "2026-04-02", 20, "3"));
        #region base
        var model = new TieringModel(policy);
        TieringRun earlier = model.Evaluate(march, new LocalDate(2026, 3, 31)).Value;
        TieringRun later = model.Evaluate(april, new LocalDate(2026, 4, 30)).Value;

        foreach (TierSummary tier in later.Summarise())
        {
            Console.WriteLine(tier.Tier.Name + ": " + tier.Share);
        }

        MigrationMatrix moves = later.MigrationFrom(earlier);
        long left = moves.ColumnTotal(MigrationMatrix.Left);
        long joined = moves.RowTotal(MigrationMatrix.Joined);
        #endregion
        Assert.Equal((1, 1), (left, joined));
    }

    [Fact]
    public void FreezeThresholds()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        FactSet lastQuarter = Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1"), Given.Sale("C2", "2026-03-02", 20, "2"));
        FactSet oneCustomer = Given.Facts(Given.Sale("C9", "2026-04-01", 15, "9"));
        #region freeze
        var model = new TieringModel(policy);
        FrozenThresholds thresholds = model.Evaluate(lastQuarter, new LocalDate(2026, 3, 31)).Value.Freeze().Value;

        // Ranks now come from last quarter's customers, so one customer can be tiered alone.
        TieringRun today = model.Evaluate(oneCustomer, new LocalDate(2026, 4, 30), thresholds).Value;
        #endregion
        Assert.Equal(50m, today.ScoreAt(0, "m")!.Value.Value);
    }

    [Fact]
    public void BringARunForward()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        FactSet before = Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1"), Given.Sale("C2", "2026-03-02", 20, "2"));
        FactSet after = Given.Facts(Given.Sale("C1", "2026-03-01", 10, "1"), Given.Sale("C2", "2026-03-02", 20, "2"), Given.Sale("C2", "2026-04-02", 20, "3"));
        FrozenThresholds thresholds = Given.Run(policy, before, "2026-03-31").Freeze().Value;
        TieringRun run = new TieringModel(policy).Evaluate(before, new LocalDate(2026, 3, 31), thresholds).Value;
        Instant now = Given.EndOf("2026-04-30");
        #region forward
        var anew = new List<CustomerId>(run.CustomersCrossing(now));
        anew.Add(new CustomerId("C2")); // whose documents changed
        TieringRun forward = new TieringModel(policy).Update(run, anew, after, now).Value;
        #endregion
        Assert.Equal(2m, forward.ResultAt(1).Measures["frequency"]);
    }

    [Fact]
    public void ReviewPublishAssign()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.P2);
        TieringRun run = Given.Run(policy, Given.Facts(Given.Sale("C001", "2026-03-01", 10, "1")), "2026-03-31");
        Instant now = Given.EndOf("2026-04-01");
        #region assign
        var review = new RunReview();
        RunReviewState state = review.Initial;
        foreach (RunCommand step in new RunCommand[]
        {
            DraftRun.Of(run, now, "2026-03", author: "u1"),
            new AdvanceRun(now, RunStep.Review, actor: "u2"),
            new AdvanceRun(now, RunStep.Publish, actor: "u1"),
        })
        {
            state = review.Fold(state, review.Handle(state, step).Events);
        }

        AssessTier command = PublishedRun.Of(run, state).Value.AssessmentOf(new CustomerId("C001"), now).Value;
        var assignment = new TierAssignment(new PolicyBook<TieringPolicy>(policy));
        Decision<TierEvent> decision = assignment.Handle(assignment.Initial, command);
        TierAssignmentState tier = assignment.Fold(assignment.Initial, decision.Events);
        #endregion
        Assert.Equal("C", tier.Tier);
    }

    [Fact]
    public void ReadBigColumns()
    {
        TieringPolicy policy = Given.Preset(TieringPresets.RfmGrid);
        int[] customer = [0, 0, 1];
        int[] day = [20500, 20510, 20400];
        long[] amount = [120_000, 80_000, 50_000];
        #region columns
        // customer 0 … n-1, days since 1970-01-01, amounts in ten-thousandths.
        var orders = new ColumnarOrders(customer, day, amount, customers: 2);
        TieringRun run = new TieringModel(policy).Evaluate(orders, new LocalDate(2026, 3, 31), parallelism: 2).Value;
        #endregion
        Assert.Equal(20m, run.ResultAt(0).Measures["monetary"]);
    }

    [Fact]
    public void CheckTheLaws()
    {
        #region laws
        TieringOptions options = TieringPresets.Options(TieringPresets.P4);
        LawReport.ThrowIfBroken(TieringLaws.CheckAll(options, TieringPresets.Catalogue, new LawSettings { Cases = 50 }));
        #endregion
    }

    [Fact]
    public void CheckARecord()
    {
        #region record
        var options = new RecordStandardOptions { VaguePhrases = "大概, 若干", SourceRequired = true };
        options.Fields["industry"] = new RecordFieldOptions { Form = "industry-code", Required = true };
        options.Fields["contact"] = new RecordFieldOptions { Form = "contact" };
        RecordCheck check = RecordStandard.Compile(options, "2026").Policy.Check(new[]
        {
            new RecordEntry("industry", "C3911", "business licence"),
            new RecordEntry("contact", "王小明", "call"),
        });
        bool accepted = check.IsAccepted; // false: the contact is a full name, not 姓 + 职位
        #endregion
        Assert.False(accepted);
    }

    private static string Dedent(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join("\n", lines.Select(l => l.Length >= indent ? l.Substring(indent) : l.Trim())).Trim('\n');
    }

    internal sealed class Screen
    {
        private readonly List<string> lines = new List<string>();

        public void WriteLine(object line) => this.lines.Add(line.ToString()!);

        public override string ToString() => string.Join("\n", this.lines);
    }
}
