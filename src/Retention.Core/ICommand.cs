using NodaTime;

namespace Retention.Core;

/// <summary>Something a host asks of a process.</summary>
/// <remarks>Commands are closed hierarchies of immutable values; a host builds one with its constructor.</remarks>
public interface ICommand
{
    /// <summary>Gets the decision time. It never goes back within a stream; business dates are separate properties.</summary>
    Instant At { get; }
}
