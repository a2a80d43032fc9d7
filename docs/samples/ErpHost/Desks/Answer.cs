using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;

namespace Retention.ErpHost.Desks;

/// <summary>A sentence in both languages.</summary>
public sealed record Saying(string En, string Zh)
{
    /// <summary>What an event says of itself.</summary>
    public static Saying Of(Message happened) => new Saying(Text(happened, Language.English), Text(happened, Language.Chinese));

    public static Saying Of(Refusal refusal) => new Saying(refusal.ToText(Language.English), refusal.ToText(Language.Chinese));

    private static string Text(Message happened, Language language) => happened switch
    {
        PointsEvent points => points.Explain(language),
        LifecycleEvent life => life.Explain(language),
        CaseEvent item => item.Explain(language),
        _ => happened.TypeName,
    };
}

/// <summary>What became of a document: stored, stored before, or refused.</summary>
public sealed record Answer(CommandStatus Status, Refusal? Refusal, IReadOnlyList<Saying> Happened)
{
    public static Answer Of(JointResult result, IEnumerable<Message> events) =>
        new Answer(result.Status, result.Refusal, result.IsAccepted ? events.Select(Saying.Of).ToArray() : []);
}
