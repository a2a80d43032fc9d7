using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>Gives <see cref="StoreLaws"/> the store that is to be proved.</summary>
/// <remarks>
/// The laws write streams and checkpoints of names that nobody had before, so a database that is in use, also by another run of the laws,
/// does no harm to them, nor they to it; they don't clean up. Everything they write is reached through the stores that this gives.
/// </remarks>
public interface IStoreFixture
{
    /// <summary>Opens the store; called many times, from one thread at a time.</summary>
    /// <returns>
    /// A store with everything that was stored through the others. For a durable store: a new instance over the same database, sharing
    /// nothing in memory with the earlier ones, as another server has it, or the same one started anew; all of them stay in use, also at
    /// once, so the fixture closes them only when the laws are checked. For a store that keeps everything in memory, or that can be open
    /// once only: the same instance each time.
    /// </returns>
    IEventStore Open();
}
