using NodaTime;

namespace Retention.Core;

/// <summary>Something that happened in a process: a fact that later states are folded from.</summary>
/// <remarks>Events are closed hierarchies of immutable values with a stable type name; they carry resolved numbers, ids, instants and codes.</remarks>
public interface IEvent
{
    /// <summary>Gets the instant at which it took effect.</summary>
    Instant At { get; }
}
