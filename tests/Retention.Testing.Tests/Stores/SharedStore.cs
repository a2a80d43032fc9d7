using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>One store that keeps everything in memory, opened again and again.</summary>
internal sealed class SharedStore(IEventStore store) : IStoreFixture
{
    public IEventStore Open() => store;
}
