using System.Linq;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;

namespace Retention.Consumer.Net472
{
    /// <summary>Health options with plain setters, compiled to policies.</summary>
    internal static class HealthPolicyChecks
    {
        internal static HealthPolicy Preset()
        {
            return HealthPolicy.Compile(new HealthOptions { Preset = HealthPresets.CompanyCustomer }, HealthPresets.Catalogue).Policy;
        }

        internal static void Run(Checks check)
        {
            HealthPolicy preset = Preset();
            check.Equal("the preset's groups", "business satisfaction service", string.Join(" ", preset.Groups.Select(g => g.Code)));
            check.Equal("the preset's grades", "healthy attention critical", string.Join(" ", preset.Grades.Select(g => g.Code)));
            check.Equal("the coverage that it asks for", new Score(50m), preset.CoverageAtLeast);
            check.Equal("the grade of 75", "健康", preset.GradeOf(new Score(75m)).NameChinese);

            Compilation<HealthPolicy> own = HealthPolicy.Compile(Own());
            check.Equal("own health options' errors", string.Empty, string.Join("; ", own.Errors));
            check.Equal("own health options' label", "own", own.Policy.Version.Label);
            check.Equal("a measure that is a rank", true, own.Policy.Measures.Single(m => m.Key == "spend").IsRank);
            check.Equal("the dead band of the trend", new Score(3m), own.Policy.TrendDeadBand);

            Compilation<HealthPolicy> broken = HealthPolicy.Compile(new HealthOptions { Zone = "Nowhere/Land" });
            check.Equal("broken health options", false, broken.Succeeded);
            check.Equal("their missing measures", true, broken.Problems.Any(p => p.Path == "measures" && p.Severity == ProblemSeverity.Error));
        }

        /// <summary>Every options class, filled in by hand.</summary>
        internal static HealthOptions Own()
        {
            var options = new HealthOptions
            {
                Label = "own",
                Zone = "Asia/Shanghai",
                Documents = new DocumentRulesOptions { Date = "ordered" },
                CoverageAtLeast = 25m,
                Trend = new HealthTrendOptions { Over = "3m", DeadBand = 3m },
            };
            options.Groups["use"] = new HealthGroupOptions { Order = 1, Weight = 60m, Name = "Use", NameChinese = "使用", Advice = "Train them.", AdviceChinese = "安排培训。", Require = true };
            options.Groups["value"] = new HealthGroupOptions { Order = 2, Weight = 40m, Name = "Value", NameChinese = "价值" };
            options.Measures["seats"] = new HealthMeasureOptions { Group = "use", Order = 1, Weight = 2m, Name = "Seats in use, %", NameChinese = "席位使用率(%)", Missing = "hold-last", HoldFor = "180d", ValidFor = "90d" };
            options.Measures["tickets"] = new HealthMeasureOptions { Group = "use", Order = 2, Scale = Tickets(), Missing = "neutral", Name = "Tickets" };
            options.Measures["spend"] = new HealthMeasureOptions { Group = "value", Order = 1, Source = new MeasureOptions { Kind = "spend", Window = "12m" }, Scale = new ScaleOptions { Kind = "percentile" } };
            options.Measures["risk"] = new HealthMeasureOptions { Group = "value", Order = 2, Polarity = "negative", SelfAssessed = true, Missing = "50" };
            options.Grades["good"] = new HealthGradeOptions { Order = 1, AtLeast = 70m, Name = "Good", NameChinese = "良好", Colour = "green" };
            options.Grades["poor"] = new HealthGradeOptions { Order = 2, LessThan = 70m, Name = "Poor", NameChinese = "较差", Advice = "Call.", AdviceChinese = "致电。" };
            options.Exceptions["leaving"] = new HealthExceptionOptions { Order = 1, Name = "Gave notice", NameChinese = "已提出解约", When = new ConditionOptions { Tag = "notice-given" }, Set = 0m };
            options.Exceptions["strategic"] = new HealthExceptionOptions { Order = 2, Name = "Strategic", NameChinese = "战略客户", When = new ConditionOptions { Attribute = "class", Is = "strategic" }, Floor = 30m };
            return options;
        }

        private static ScaleOptions Tickets()
        {
            var scale = new ScaleOptions { Kind = "points" };
            scale.Points["none"] = new ScalePointOptions { At = 0m, Score = 100m };
            scale.Points["many"] = new ScalePointOptions { At = 10m, Score = 0m };
            return scale;
        }
    }
}
