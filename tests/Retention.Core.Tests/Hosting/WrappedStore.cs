using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;

namespace Retention.Core.Tests.Hosting;

/// <summary>A store in front of another, on which a test hooks what it wants to happen between.</summary>
internal sealed class WrappedStore : IEventStore
{
    private readonly IEventStore inner;

    internal WrappedStore(IEventStore inner) => this.inner = inner;

    internal Func<IReadOnlyList<StreamAppend>, Task>? BeforeAppend { get; set; }

    internal Func<StreamRead, StreamSlice, StreamSlice>? AfterRead { get; set; }

    internal List<StreamRead> Reads { get; } = [];

    public async Task<StreamSlice> ReadAsync(StreamRead read, CancellationToken cancellationToken)
    {
        lock (this.Reads)
        {
            this.Reads.Add(read);
        }

        StreamSlice slice = await this.inner.ReadAsync(read, cancellationToken);
        return this.AfterRead is { } hook ? hook(read, slice) : slice;
    }

    public async Task<AppendResult> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken)
    {
        if (this.BeforeAppend is { } hook)
        {
            await hook(appends);
        }

        return await this.inner.AppendAsync(appends, cancellationToken);
    }

    public Task<DuePage> ReadDueAsync(DueQuery query, CancellationToken cancellationToken) => this.inner.ReadDueAsync(query, cancellationToken);

    public Task<StreamPage> ReadStreamsAsync(StreamQuery query, CancellationToken cancellationToken) => this.inner.ReadStreamsAsync(query, cancellationToken);

    public Task<bool> SetAsideAsync(StreamId stream, StreamSetAside? setAside, CancellationToken cancellationToken) => this.inner.SetAsideAsync(stream, setAside, cancellationToken);

    public Task<EraseStatus> EraseAsync(EraseRequest request, CancellationToken cancellationToken) => this.inner.EraseAsync(request, cancellationToken);

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken cancellationToken) => this.inner.ReadCheckpointAsync(name, cancellationToken);

    public Task WriteCheckpointAsync(string name, string? value, CancellationToken cancellationToken) => this.inner.WriteCheckpointAsync(name, value, cancellationToken);
}
