using System.Collections.Generic;

namespace Retention.Core.Hosting;

/// <summary>States between commands. Two generations: when the young one is full it becomes the old one, so what is used stays.</summary>
internal sealed class StateCache
{
    private readonly object gate = new object();
    private readonly int capacity;
    private Dictionary<StreamId, CachedState> young = new Dictionary<StreamId, CachedState>();
    private Dictionary<StreamId, CachedState> old = new Dictionary<StreamId, CachedState>();

    internal StateCache(int capacity) => this.capacity = (capacity + 1) / 2;

    internal CachedState? Find(StreamId stream)
    {
        lock (this.gate)
        {
            if (this.young.TryGetValue(stream, out CachedState? state))
            {
                return state;
            }

            if (this.old.TryGetValue(stream, out state))
            {
                this.Add(stream, state);
            }

            return state;
        }
    }

    internal void Put(StreamId stream, CachedState state)
    {
        // A stream that began with this very write has no incarnation known here yet.
        if (this.capacity == 0 || state.Incarnation == 0)
        {
            return;
        }

        lock (this.gate)
        {
            this.Add(stream, state);
        }
    }

    internal void Remove(StreamId stream)
    {
        lock (this.gate)
        {
            this.young.Remove(stream);
            this.old.Remove(stream);
        }
    }

    private void Add(StreamId stream, CachedState state)
    {
        if (this.young.Count >= this.capacity && !this.young.ContainsKey(stream))
        {
            this.old = this.young;
            this.young = new Dictionary<StreamId, CachedState>(this.capacity);
        }

        this.young[stream] = state;
    }
}

/// <summary>A state with where it stands in its stream.</summary>
internal sealed class CachedState
{
    internal CachedState(object state, long version, long incarnation)
    {
        this.State = state;
        this.Version = version;
        this.Incarnation = incarnation;
    }

    internal object State { get; }

    internal long Version { get; }

    internal long Incarnation { get; }
}
