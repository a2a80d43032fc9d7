namespace Retention.Core.Hosting;

/// <summary>The names under which the runner tells what it does, on .NET 8 and later; on .NET Framework it tells nothing.</summary>
/// <remarks>
/// Tags are <c>category</c>, <c>command</c> (a type name) and <c>status</c>; never a key or a customer. Listen with
/// <c>ActivityListener</c> and <c>MeterListener</c>, or give the names to OpenTelemetry.
/// </remarks>
public static class RetentionTelemetry
{
    /// <summary>The name of the activity source and of the meter: <c>Retention.Core</c>.</summary>
    public const string SourceName = "Retention.Core";

    /// <summary>The activity of one command or joint request, with all its attempts: <c>retention.command</c>.</summary>
    public const string CommandActivity = "retention.command";

    /// <summary>The activity of one due run, adoption or import: <c>retention.run</c>.</summary>
    public const string RunActivity = "retention.run";

    /// <summary>Counts commands: <c>retention.commands</c>, tags category, command, status.</summary>
    public const string Commands = "retention.commands";

    /// <summary>How long a command took with all its attempts, in seconds: <c>retention.command.duration</c>, tags category, command, status.</summary>
    public const string CommandDuration = "retention.command.duration";

    /// <summary>Counts attempts at which another writer came first: <c>retention.conflicts</c>, tag category.</summary>
    public const string Conflicts = "retention.conflicts";

    /// <summary>Counts stored events: <c>retention.events</c>, tag category.</summary>
    public const string Events = "retention.events";

    /// <summary>Counts streams that a due run settled: <c>retention.due.settled</c>, tag category.</summary>
    public const string DueSettled = "retention.due.settled";

    /// <summary>Counts streams that a due run set aside: <c>retention.due.set_aside</c>, tag category.</summary>
    public const string DueSetAside = "retention.due.set_aside";
}
