using NodaTime;

namespace Retention.Core;

/// <summary>What every process's state says of its stream, whatever the domain.</summary>
public interface IStreamState
{
    /// <summary>Gets the instant of the last event; null before the first. No later decision of the stream lies before it.</summary>
    Instant? LastEventAt { get; }

    /// <summary>Gets the policy version under which the stream stands; null before the first decision, and where streams of this kind keep none.</summary>
    PolicyVersion? PolicyVersion { get; }
}
