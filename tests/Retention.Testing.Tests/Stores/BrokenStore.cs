using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Testing.Tests.Stores;

/// <summary>A right store, but for the calls that are replaced. Null arguments and cancelled tokens go to the right store, so that a break is only the one that is meant.</summary>
internal sealed class BrokenStore : IEventStore
{
    private readonly IEventStore inner = new InMemoryEventStore();

    internal Func<IEventStore, StreamRead, Task<StreamSlice>>? Read { get; init; }

    internal Func<IEventStore, IReadOnlyList<StreamAppend>, Task<AppendResult>>? Append { get; init; }

    internal Func<IEventStore, DueQuery, Task<DuePage>>? ReadDue { get; init; }

    internal Func<IEventStore, StreamQuery, Task<StreamPage>>? ReadStreams { get; init; }

    internal Func<IEventStore, StreamId, StreamSetAside?, Task<bool>>? SetAside { get; init; }

    internal Func<IEventStore, EraseRequest, Task<EraseStatus>>? Erase { get; init; }

    internal Func<IEventStore, string, Task<string?>>? ReadCheckpoint { get; init; }

    internal Func<IEventStore, string, string?, Task>? WriteCheckpoint { get; init; }

    /// <summary>Gets a value indicating whether tokens are thrown away.</summary>
    internal bool IsDeaf { get; init; }

    public Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken) => IsRight(this.Read, read, cancellationToken)
        ? this.inner.ReadAsync(read, this.Token(cancellationToken))
        : this.Read!(this.inner, read);

    public Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken) => IsRight(this.Append, appends, cancellationToken) || appends.Contains(null!)
        ? this.inner.AppendAsync(appends, this.Token(cancellationToken))
        : this.Append!(this.inner, appends);

    public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken) => IsRight(this.ReadDue, query, cancellationToken)
        ? this.inner.ReadDueAsync(query, this.Token(cancellationToken))
        : this.ReadDue!(this.inner, query);

    public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken) => IsRight(this.ReadStreams, query, cancellationToken)
        ? this.inner.ReadStreamsAsync(query, this.Token(cancellationToken))
        : this.ReadStreams!(this.inner, query);

    public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken) => IsRight(this.SetAside, stream, cancellationToken)
        ? this.inner.SetAsideAsync(stream, setAside, this.Token(cancellationToken))
        : this.SetAside!(this.inner, stream, setAside);

    public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken) => IsRight(this.Erase, request, cancellationToken)
        ? this.inner.EraseAsync(request, this.Token(cancellationToken))
        : this.Erase!(this.inner, request);

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken) => IsRight(this.ReadCheckpoint, name, cancellationToken)
        ? this.inner.ReadCheckpointAsync(name, this.Token(cancellationToken))
        : this.ReadCheckpoint!(this.inner, name);

    public Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken) => IsRight(this.WriteCheckpoint, name, cancellationToken)
        ? this.inner.WriteCheckpointAsync(name, value, this.Token(cancellationToken))
        : this.WriteCheckpoint!(this.inner, name, value);

    private static bool IsRight(Delegate? broken, object? argument, CancellationToken cancellationToken) => broken is null || argument is null || cancellationToken.IsCancellationRequested;

    private CancellationToken Token(CancellationToken given) => this.IsDeaf ? CancellationToken.None : given;
}
