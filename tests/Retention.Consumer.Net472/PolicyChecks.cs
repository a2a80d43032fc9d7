using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Retention.Core.Scoring;
using Retention.Core.Tiering;

namespace Retention.Consumer.Net472
{
    /// <summary>Options with plain setters, compiled to policies.</summary>
    internal static class PolicyChecks
    {
        internal static TieringPolicy Preset()
        {
            var options = new TieringOptions { Preset = TieringPresets.P2 };
            return TieringPolicy.Compile(options, TieringPresets.Catalogue).Policy;
        }

        internal static void Run(Checks check)
        {
            TieringPolicy preset = Preset();
            check.Equal("the preset's tiers", "A B C D", string.Join(" ", preset.Tiers.Select(t => t.Code)));

            Compilation<TieringPolicy> own = TieringPolicy.Compile(Own());
            check.Equal("own options' errors", string.Empty, string.Join("; ", own.Errors));
            check.Equal("own options' label", "own", own.Policy.Version.Label);

            Compilation<TieringPolicy> broken = TieringPolicy.Compile(new TieringOptions { Zone = "Nowhere/Land" });
            check.Equal("broken options", false, broken.Succeeded);
            check.Equal("the path of their first problem", true, broken.Problems.Any(p => p.Path == "zone" && p.Severity == ProblemSeverity.Error));

            var later = new PolicyBookEntry<TieringPolicy>(Instant.FromUtc(2026, 1, 1, 0, 0), own.Policy);
            var book = new PolicyBook<TieringPolicy>(new[] { new PolicyBookEntry<TieringPolicy>(Instant.MinValue, preset), later });
            check.Equal("the policy in force before", preset.Version, book.At(Instant.FromUtc(2025, 12, 31, 0, 0)).Version);
            check.Equal("the policy in force after", own.Policy.Version, book.At(Instant.FromUtc(2026, 1, 1, 0, 0)).Version);
        }

        /// <summary>Every options class, filled in by hand.</summary>
        private static TieringOptions Own()
        {
            var options = new TieringOptions
            {
                Label = "own",
                Zone = "Asia/Shanghai",
                Documents = new DocumentRulesOptions { Date = "ordered", IncludeSample = false },
                Composite = "value",
                Stability = new TierStabilityOptions { MinimumDwell = "90d", MarginUp = 1m, MarginDown = 2m },
                Quality = new TieringQualityOptions { UniqueAttributes = "tax-number" },
                FirstMatchWins = true,
            };
            options.Quality.CompleteAttributes["region"] = 50m;
            options.Measures["spend"] = new MeasureOptions { Kind = "spend", Window = "12m", Name = "Spend", NameChinese = "消费金额" };
            var scale = new ScaleOptions { Kind = "points" };
            scale.Points["low"] = new ScalePointOptions { At = 0m, Score = 0m };
            scale.Points["high"] = new ScalePointOptions { At = 1000m, Score = 100m };
            options.Scores["spend"] = new ScoreOptions { Measure = "spend", Scale = scale };
            var composite = new CompositeOptions { Name = "Value", CoverageAtLeast = 0m };
            composite.Weights["spend"] = 1m;
            composite.Missing["spend"] = "exclude";
            options.Composites["value"] = composite;
            options.Tiers["top"] = new TierOptions { Order = 1, AtLeast = 60m, Name = "Top", NameChinese = "高" };
            options.Tiers["low"] = new TierOptions { Order = 2, LessThan = 60m, Name = "Low", NameChinese = "低" };
            var east = new ConditionOptions();
            east.All["region"] = new ConditionOptions { Attribute = "region", Is = "华东" };
            east.All["spend"] = new ConditionOptions { Measure = "spend", AtLeast = 500m };
            options.Tags["east"] = new TagOptions { When = east, Name = "East" };
            return options;
        }
    }
}
