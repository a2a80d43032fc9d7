using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Retention.Core.Lifecycle;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Rules;
using Xunit;

namespace Retention.Core.Tests.Lifecycle;

/// <summary>Policies drawn for Mermaid. Its own parser (11.17) took each of these texts when they were written.</summary>
public sealed class LifecycleDiagramTests
{
    public static TheoryData<string, Language> Drawings => new MatrixTheoryData<string, Language>([LifecyclePresets.P2, LifecyclePresets.P3, LifecyclePresets.P5, "odd"], [Language.English, Language.Chinese]);

    [Fact]
    public void P2_IsTwoBoxes_TheWayAndTheOverlays() => Assert.Equal(
            """
            stateDiagram-v2
                state "Stages of the way" as way {
                    state "New" as s1
                    state "Growing" as s2
                    state "Mature" as s3
                    state "any of these, or none" as any
                    [*] --> any
                    any --> s1: 1 · Days since the first purchase ≥ 0, ≤ 90
                    any --> s2: 2 · Days since the first purchase ≥ 91, ≤ 180
                    any --> s3: 3 · Days since the first purchase ≥ 181
                    s1 --> [*]: 4 · Days since the first purchase missing
                    s2 --> [*]: 4 · Days since the first purchase missing
                    s3 --> [*]: 4 · Days since the first purchase missing
                }
                state "Overlays, which hide the stage of the way while they hold" as over {
                    state "Churn risk" as s4
                    state "Lost" as s5
                    s4 --> [*]: 5 · Days since the first purchase missing
                    s5 --> [*]: 5 · Days since the first purchase missing
                    [*] --> s4: 6 · Days since the first purchase ≥ 0 and (Inactive for 30 days or Spending falls or Purchase frequency falls)
                    s4 --> [*]: 7 · won back · Purchases in the stage ≥ 1 and not (Inactive for 30 days or Spending falls or Purchase frequency falls)
                    s5 --> [*]: 7 · won back · Purchases in the stage ≥ 1 and not (Inactive for 30 days or Spending falls or Purchase frequency falls)
                    s4 --> s5: 8 · lost · Days in the stage without a purchase ≥ 180
                }
                classDef atRisk stroke-width:3px
                class s4,s5 atRisk

            """,
            Draw(LifecyclePresets.P2, Language.English));

    [Fact]
    public void P2_InChinese() => Assert.Equal(
            """
            stateDiagram-v2
                state "历程阶段" as way {
                    state "新客" as s1
                    state "成长客" as s2
                    state "成熟客" as s3
                    state "以上任一阶段或无" as any
                    [*] --> any
                    any --> s1: 1 · 首购后天数 ≥ 0, ≤ 90
                    any --> s2: 2 · 首购后天数 ≥ 91, ≤ 180
                    any --> s3: 3 · 首购后天数 ≥ 181
                    s1 --> [*]: 4 · 首购后天数 缺失
                    s2 --> [*]: 4 · 首购后天数 缺失
                    s3 --> [*]: 4 · 首购后天数 缺失
                }
                state "叠加阶段(生效期间覆盖历程阶段)" as over {
                    state "流失风险" as s4
                    state "已流失" as s5
                    s4 --> [*]: 5 · 首购后天数 缺失
                    s5 --> [*]: 5 · 首购后天数 缺失
                    [*] --> s4: 6 · 首购后天数 ≥ 0 且 (30天未活跃 或 消费金额下滑 或 消费频次下滑)
                    s4 --> [*]: 7 · 挽回成功 · 本阶段消费次数 ≥ 1 且 非 (30天未活跃 或 消费金额下滑 或 消费频次下滑)
                    s5 --> [*]: 7 · 挽回成功 · 本阶段消费次数 ≥ 1 且 非 (30天未活跃 或 消费金额下滑 或 消费频次下滑)
                    s4 --> s5: 8 · 确认流失 · 本阶段无消费天数 ≥ 180
                }
                classDef atRisk stroke-width:3px
                class s4,s5 atRisk

            """,
            Draw(LifecyclePresets.P2, Language.Chinese));

    [Fact]
    public void P3_WithoutOverlays_IsFlat() => Assert.Equal(
            """
            stateDiagram-v2
                state "New" as s1
                state "Potential" as s2
                state "High value" as s3
                state "Churn risk" as s4
                state "any of these, or none" as any
                [*] --> any
                any --> s4: 1 · Explicit objection or Satisfaction below 60 or No interaction for 3 months
                s4 --> s1: 2 · won back · Relationship, months #60; 3 and Purchases in the stage ≥ 1
                s4 --> s3: 3 · won back · (tag top-spend or Relationship, months #62; 12) and Purchases in the stage ≥ 1
                s4 --> s2: 4 · won back · Relationship, months ≥ 0 and Purchases in the stage ≥ 1
                any --> s1: 5 · Relationship, months #60; 3
                any --> s3: 6 · tag top-spend or Relationship, months #62; 12
                any --> s2: 7 · Relationship, months ≥ 0
                s1 --> [*]: 8 · Relationship, months missing
                s2 --> [*]: 8 · Relationship, months missing
                s3 --> [*]: 8 · Relationship, months missing
                s4 --> [*]: 8 · Relationship, months missing
                classDef atRisk stroke-width:3px
                class s4 atRisk

            """,
            Draw(LifecyclePresets.P3, Language.English));

    [Fact]
    public void P5_InChinese() => Assert.Equal(
            """
            stateDiagram-v2
                state "新客户" as s1
                state "活跃客户" as s2
                state "沉默客户" as s3
                state "以上任一阶段或无" as any
                [*] --> any
                any --> s1: 1 · 首购后天数 ≥ 0, ≤ 90
                any --> s2: 2 · 首购后天数 #62; 90 且 未活跃天数 ≥ 0, ≤ 90
                any --> s3: 3 · 首购后天数 #62; 90 且 未活跃天数 #62; 90
                s1 --> [*]: 4 · 首购后天数 缺失
                s2 --> [*]: 4 · 首购后天数 缺失
                s3 --> [*]: 4 · 首购后天数 缺失

            """,
            Draw(LifecyclePresets.P5, Language.Chinese));

    [Fact]
    public void WhatMermaidWouldReadAsItsOwn_IsEscaped() => Assert.Equal(
            """
            stateDiagram-v2
                state "Stages of the way" as way {
                    state "end -- note#58; [*] #37;#37; #34;x#34; --#62; y#59; (for good)" as s1
                    state "state" as s3
                    [*] --> s1: 1 · a#58;b #34;c#34; #60;d#62; #38; #123;e#125; #37;#37;f #96;g#96; --#62; #92;n [h] #62; 3, #60; 9
                    s3 --> s1: 1 · a#58;b #34;c#34; #60;d#62; #38; #123;e#125; #37;#37;f #96;g#96; --#62; #92;n [h] #62; 3, #60; 9
                    [*] --> s3: 2 · always
                }
                state "Overlays, which hide the stage of the way while they hold" as over {
                    state "over" as s2
                    [*] --> s2: 3 · since in [2026-01-01, …)
                    s2 --> [*]: 4 · since = a#59; b#58; c
                }

            """,
            Draw("odd", Language.English));

    [Theory]
    [MemberData(nameof(Drawings))]
    public void EveryLine_IsAHeadAStateABoxAnArrowOrAClass_AndEveryNodeIsDeclared(string policy, Language language)
    {
        string[] lines = Draw(policy, language).TrimEnd('\n').Split('\n');
        Assert.Equal("stateDiagram-v2", lines[0]);
        var declared = new HashSet<string>(StringComparer.Ordinal) { "[*]" };
        int open = 0;
        foreach (string line in lines.Skip(1).Select(l => l.Trim()))
        {
            Match state = Regex.Match(line, "^state \"[^\";]*(?:#[0-9]+;[^\";]*)*\" as (\\w+)( \\{)?$");
            Match arrow = Regex.Match(line, @"^(\[\*\]|\w+) --> (\[\*\]|\w+)(: [^:;]*(?:#[0-9]+;[^:;]*)*)?$");
            Assert.True(state.Success || arrow.Success || line == "}" || line.StartsWith("class", StringComparison.Ordinal), line);
            open += line.EndsWith('{') ? 1 : line == "}" ? -1 : 0;
            Assert.True(!state.Success || declared.Add(state.Groups[1].Value), line);
            Assert.True(!arrow.Success || (declared.Contains(arrow.Groups[1].Value) && declared.Contains(arrow.Groups[2].Value)), line);
        }

        Assert.Equal(0, open);
    }

    private static string Draw(string name, Language language) =>
        LifecyclePolicy.Compile(name == "odd" ? Odd() : LifecyclePresets.Options(name)).Policy.ToMermaid(language);

    private static LifecycleOptions Odd()
    {
        var options = new LifecycleOptions { Zone = "UTC" };
        options.Measures["m#1;"] = new MeasureOptions { Kind = "recency-days", Name = "a:b \"c\" <d> & {e} %%f `g` --> \\n [h]" };
        options.Stages["end"] = new StageOptions { Name = "end\n--\nnote: [*] %% \"x\" --> y;", Terminal = true };
        options.Stages["state"] = new StageOptions();
        options.Stages["over"] = new StageOptions { Overlay = true };
        options.Transitions["t"] = new TransitionOptions { From = "none, state", To = "end", When = new ConditionOptions { Measure = "m#1;", MoreThan = 3, LessThan = 9 } };
        options.Transitions["u"] = new TransitionOptions { From = "none", To = "state", Order = 2 };
        options.Transitions["v"] = new TransitionOptions { From = "none", To = "over", Order = 3, When = new ConditionOptions { Attribute = "since", OnOrAfter = "2026-01-01" } };
        options.Transitions["w"] = new TransitionOptions { To = "none", From = "over", Order = 4, When = new ConditionOptions { Attribute = "since", Is = "a; b: c" } };
        return options;
    }
}
