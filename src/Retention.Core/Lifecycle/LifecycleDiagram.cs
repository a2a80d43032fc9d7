using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Retention.Core.Lifecycle;

/// <summary>Draws a policy's stages and transitions as text for Mermaid (<c>stateDiagram-v2</c>).</summary>
/// <remarks>
/// The stages of the way and the overlays are two boxes, as both go on at once. In a box <c>[*]</c> is no stage. A transition from any stage comes from a node
/// of its own. Each arrow begins with the place of its transition in the order in which they are tried, as the first that holds decides. Thread-safe.
/// </remarks>
public static class LifecycleDiagram
{
    /// <summary>Draws a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="language">The language of the names and conditions.</param>
    /// <returns>The text, each line ended by a line feed; the same policy always gives the same.</returns>
    public static string ToMermaid(this LifecyclePolicy policy, Language language)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var drawing = new Drawing(policy, new LifecycleLines(language));
        return drawing.Draw();
    }

    /// <summary>What Mermaid would read as its own is written as its number.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
            }
            else if ("#;:\"<>&`%{}\\".IndexOf(c) >= 0)
            {
                escaped.Append('#').Append(((int)c).ToString(CultureInfo.InvariantCulture)).Append(';');
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>One drawing while it is made.</summary>
    private sealed class Drawing
    {
        private const string None = "[*]";

        private readonly LifecyclePolicy policy;
        private readonly LifecycleLines lines;
        private readonly StageConditionWords words;
        private readonly StringBuilder text = new StringBuilder("stateDiagram-v2\n");

        internal Drawing(LifecyclePolicy policy, LifecycleLines lines)
        {
            this.policy = policy;
            this.lines = lines;
            this.words = new StageConditionWords(policy, lines);
        }

        internal string Draw()
        {
            bool hasOverlays = this.policy.StageList.Any(s => s.Layer == StageLayer.Overlay);
            if (!hasOverlays)
            {
                this.DrawLayer(StageLayer.Base, "    ");
            }
            else
            {
                this.Box(StageLayer.Base, "way", this.lines.Pick("Stages of the way", "历程阶段"));
                this.Box(StageLayer.Overlay, "over", this.lines.Pick("Overlays, which hide the stage of the way while they hold", "叠加阶段(生效期间覆盖历程阶段)"));
            }

            StageRule[] risks = this.policy.StageList.Where(s => s.IsAtRisk).ToArray();
            if (risks.Length > 0)
            {
                this.text.Append("    classDef atRisk stroke-width:3px\n");
                this.text.Append("    class ").Append(string.Join(",", risks.Select(Id))).Append(" atRisk\n");
            }

            return this.text.ToString();
        }

        private void Box(StageLayer layer, string id, string name)
        {
            this.text.Append("    state \"").Append(Escape(name)).Append("\" as ").Append(id).Append(" {\n");
            this.DrawLayer(layer, "        ");
            this.text.Append("    }\n");
        }

        private void DrawLayer(StageLayer layer, string indent)
        {
            foreach (StageRule stage in this.policy.StageList.Where(s => s.Layer == layer))
            {
                string name = this.lines.Pick(stage.Name, stage.NameChinese) + (stage.IsTerminal ? this.lines.Pick(" (for good)", "(终止)") : string.Empty);
                this.text.Append(indent).Append("state \"").Append(Escape(name)).Append("\" as ").Append(Id(stage)).Append('\n');
            }

            TransitionRule[] ways = this.policy.Ways(layer);
            string any = layer == StageLayer.Base ? "any" : "anyOver";
            if (ways.Any(w => w.IsFromAny))
            {
                this.text.Append(indent).Append("state \"").Append(this.lines.Pick("any of these, or none", "以上任一阶段或无")).Append("\" as ").Append(any).Append('\n');
                this.Arrow(indent, None, any, null);
            }

            foreach (TransitionRule way in ways)
            {
                foreach (string source in way.IsFromAny ? [any] : this.Sources(way))
                {
                    this.Arrow(indent, source, way.Target is null ? None : Id(way.Target), this.Label(way));
                }
            }
        }

        private IEnumerable<string> Sources(TransitionRule way)
        {
            IEnumerable<string> stages = this.policy.StageList.Where(s => s.Layer == way.Layer && way.IsFrom(s)).Select(Id);
            return way.IsFrom(null) ? stages.Prepend(None) : stages;
        }

        /// <summary>1 · won back · Purchases in the stage ≥ 1.</summary>
        private string Label(TransitionRule way)
        {
            int place = Array.IndexOf(this.policy.Transitions.ToArray(), way) + 1;
            string outcome = way.Outcome == StageOutcome.None ? string.Empty : LifecycleWords.Of(way.Outcome, this.lines) + " · ";
            return place.ToString(CultureInfo.InvariantCulture) + " · " + outcome + (way.When?.Describe(this.words, false) ?? this.lines.Pick("always", "无条件"));
        }

        private void Arrow(string indent, string from, string to, string? label) =>
            this.text.Append(indent).Append(from).Append(" --> ").Append(to).Append(label is null ? string.Empty : ": " + Escape(label)).Append('\n');

        /// <summary>A name of our own, as a code may be a word of Mermaid's.</summary>
        private static string Id(StageRule stage) => "s" + (stage.Index + 1).ToString(CultureInfo.InvariantCulture);
    }
}
