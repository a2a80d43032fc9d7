using NodaTime;
using NodaTime.Text;

namespace Retention.Core;

/// <summary>Refusals that every process gives in the same way.</summary>
internal static class StreamRules
{
    /// <summary>Time never goes back within a stream.</summary>
    internal static Refusal? RefuseBefore(Instant? lastEventAt, Instant at) => lastEventAt is { } last && at < last
        ? new Refusal(RefusalCodes.AtBeforeStream, Argument("at", at), Argument("last", last))
        : null;

    /// <summary>Who did something, and why, is said.</summary>
    internal static Refusal? RefuseBlank(string what, string text) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", what)) : null;

    /// <summary>The first of two texts that is blank.</summary>
    internal static Refusal? RefuseBlank(string what, string text, string otherWhat, string otherText) =>
        RefuseBlank(what, text) ?? RefuseBlank(otherWhat, otherText);

    /// <summary>An instant to the nanosecond, as at-before-stream may turn on one.</summary>
    internal static RefusalArgument Argument(string name, Instant value) => new RefusalArgument(name, InstantPattern.ExtendedIso.Format(value));
}
