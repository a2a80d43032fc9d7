using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>Loads, decides, appends: the one way in which decisions come into a store.</summary>
/// <remarks>
/// <para>The idempotency key is looked for before anything is decided. A decision is never made for an instant before the stream's last
/// event, whatever the clock says, so servers' clocks may differ and may go back.</para>
/// <para>Commands of one stream wait for each other inside a runner; between processes versions decide, and a command that came second is
/// decided anew, a bounded number of times. Use one runner for a store and a process. Thread-safe.</para>
/// </remarks>
public sealed class DecisionRunner
{
    private readonly RunnerOptions options;
    private readonly ISnapshotCodec? snapshots;
    private readonly IAuthorizer? authorizer;
    private readonly StateCache cache;
    private readonly StreamGates gates = new StreamGates();

    /// <summary>Makes a runner.</summary>
    /// <param name="store">Where decisions are kept.</param>
    /// <param name="clock">The host's clock.</param>
    /// <param name="options">How it works; null: the defaults. Read once.</param>
    /// <param name="snapshots">How states are kept, so that long streams needn't be read from their beginning; null: they are.</param>
    /// <param name="authorizer">Who is asked about overrides, approvals and activations; null: they are permitted.</param>
    /// <exception cref="ArgumentException">Options are out of their bounds; the message has every one.</exception>
    public DecisionRunner(IEventStore store, IClock clock, RunnerOptions? options = null, ISnapshotCodec? snapshots = null, IAuthorizer? authorizer = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        options = (options ?? new RunnerOptions()).Checked();
        this.options = new RunnerOptions { MaxAttempts = options.MaxAttempts, PageSize = options.PageSize, SnapshotEvery = options.SnapshotEvery, CachedStates = options.CachedStates };
        this.Store = store;
        this.Clock = clock;
        this.snapshots = snapshots;
        this.authorizer = authorizer;
        this.cache = new StateCache(options.CachedStates);
        this.Loader = new StreamLoader(store, snapshots, this.cache, options.PageSize);
    }

    /// <summary>Gets where decisions are kept.</summary>
    public IEventStore Store { get; }

    /// <summary>Gets the host's clock.</summary>
    public IClock Clock { get; }

    internal StreamLoader Loader { get; }

    /// <summary>Gets how many streams are read at once.</summary>
    internal int PageSize => this.options.PageSize;

    /// <summary>The streams of a kind, decided by this runner.</summary>
    /// <typeparam name="TState">The process's state.</typeparam>
    /// <typeparam name="TCommand">The process's commands.</typeparam>
    /// <typeparam name="TEvent">The process's events.</typeparam>
    /// <param name="kind">Their kind.</param>
    /// <returns>The streams.</returns>
    public ProcessStreams<TState, TCommand, TEvent> Streams<TState, TCommand, TEvent>(StreamKind<TState, TCommand, TEvent> kind)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent => new ProcessStreams<TState, TCommand, TEvent>(this, kind);

    /// <summary>Handles a request over several streams: loads each, lets the coordinator decide, appends all or nothing.</summary>
    /// <param name="request">The request with its streams.</param>
    /// <param name="coordinate">Decides a command on each stream (<see cref="StreamPart{TState, TCommand, TEvent}.Decide"/>) for the decision time it is given; called once for each attempt, and pure. It may stop once a stream refused. A stream on which nothing is decided stays as it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What became of it; states and events are in the request's parts.</returns>
    /// <exception cref="InvalidOperationException">The request has no streams, or the coordinator decided nothing.</exception>
    public async Task<JointResult> HandleAsync(JointRequest request, Action<Instant> coordinate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(coordinate);
        return await this.HandleAsync(request.Parts, request.IdempotencyKey, _ => request.Intent, request.Context, coordinate, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Decides a request over several streams without storing it: the host appends what it came to in its own transaction.</summary>
    /// <param name="request">The request with its streams.</param>
    /// <param name="coordinate">Decides a command on each stream; see <see cref="HandleAsync(JointRequest, Action{Instant}, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What it comes to; never <see cref="CommandStatus.Conflict"/>.</returns>
    /// <exception cref="InvalidOperationException">The request has no streams, or the coordinator decided nothing.</exception>
    public async Task<JointResult> PrepareAsync(JointRequest request, Action<Instant> coordinate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(coordinate);
        return await this.PrepareAsync(request.Parts, request.IdempotencyKey, _ => request.Intent, request.Context, coordinate, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The later of the clock and a stream's last event.</summary>
    internal Instant At(IEnumerable<Instant?> lastEvents) => lastEvents.Aggregate(this.Clock.GetCurrentInstant(), (at, last) => last is { } l && l > at ? l : at);

    internal async Task<JointResult> HandleAsync(IReadOnlyList<StreamPart> parts, string key, Func<Instant, Message> intent, CommandContext context, Action<Instant> coordinate, CancellationToken cancellationToken, bool isAuthorized = false)
    {
        long started = Telemetry.Now();
        string category = Checked(parts)[0].Stream.Category;
        using IDisposable? activity = Telemetry.Start(RetentionTelemetry.CommandActivity, category);
        using IDisposable gate = await this.gates.EnterAsync(parts.Select(p => p.Stream), cancellationToken).ConfigureAwait(false);
        JointResult result = await this.TryAsync(() => this.PrepareAsync(parts, key, intent, context, coordinate, cancellationToken, isAuthorized), parts, cancellationToken).ConfigureAwait(false);
        Telemetry.Command(activity, category, parts[0].Command?.TypeName ?? string.Empty, result.Status, started);
        return result;
    }

    /// <summary>Stores what time alone has done in a stream by now; null if it did nothing and the store knows when it will.</summary>
    internal async Task<JointResult?> SettleAsync<TState, TCommand, TEvent>(StreamPart<TState, TCommand, TEvent> part, Instant now, CancellationToken cancellationToken)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        using IDisposable gate = await this.gates.EnterAsync([part.Stream], cancellationToken).ConfigureAwait(false);
        bool isDue = true;
        JointResult result = await this.TryAsync(
            async () =>
            {
                await part.LoadAsync(this.Loader, null, cancellationToken).ConfigureAwait(false);
                isDue = part.Settle(now) || await this.IsStaleAsync(part, cancellationToken).ConfigureAwait(false);
                return isDue ? this.Accepted([part], null, null, null, CommandContext.None) : new JointResult(CommandStatus.Accepted, null, null, []);
            },
            [part],
            cancellationToken).ConfigureAwait(false);
        return isDue ? result : null;
    }

    internal async Task<JointResult> PrepareAsync(IReadOnlyList<StreamPart> parts, string key, Func<Instant, Message> intent, CommandContext context, Action<Instant> coordinate, CancellationToken cancellationToken, bool isAuthorized = false)
    {
        await this.LoadAsync(Checked(parts), key, cancellationToken).ConfigureAwait(false);
        if (parts.Any(p => p.Recorded is not null) && parts.Any(p => p.Recorded is null))
        {
            // Another writer may have stored this very request between two of the reads; read again, and all of it is there.
            await this.LoadAsync(parts, key, cancellationToken).ConfigureAwait(false);
        }

        Instant at = this.At(parts.Select(p => p.LastEventAt));
        Message asked = intent(at);
        string fingerprint = CommandFingerprint.Of(asked);
        if (parts.Any(p => p.Recorded is not null))
        {
            bool isSame = parts.Any(p => string.Equals(p.Recorded?.Decision.Fingerprint, fingerprint, StringComparison.Ordinal));
            foreach (StreamPart part in parts.Where(_ => isSame))
            {
                part.Replay();
            }

            return new JointResult(isSame ? CommandStatus.Replayed : CommandStatus.KeyConflict, null, null, []);
        }

        foreach (StreamPart part in parts)
        {
            part.Begin(at);
        }

        coordinate(at);
        if (!parts.Any(p => p.IsDecided))
        {
            throw new InvalidOperationException("The coordinator decided on none of the request's streams; call Decide on at least one.");
        }

        return await this.RefusedAsync(parts, isAuthorized ? null : context, cancellationToken).ConfigureAwait(false) ?? this.Accepted(parts, key, asked, fingerprint, context);
    }

    internal async Task<Refusal?> AuthorizeAsync(AuthorizationRequest? request, CancellationToken cancellationToken) =>
        request is null || this.authorizer is null ? null : await this.authorizer.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether the store has another next instant for a stream than its process has: the rules changed since it was decided. Then an empty decision corrects it.</summary>
    private async Task<bool> IsStaleAsync<TState, TCommand, TEvent>(StreamPart<TState, TCommand, TEvent> part, CancellationToken cancellationToken)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        StreamSlice slice = await this.Store.ReadAsync(new StreamRead(part.Stream, Math.Max(0, part.Version - 1), 1, null, null), cancellationToken).ConfigureAwait(false);
        return slice.Version == part.Version && slice.Decisions.Count > 0 && slice.Decisions[0].Decision.NextDue != part.NextDue();
    }

    private static IReadOnlyList<StreamPart> Checked(IReadOnlyList<StreamPart> parts) =>
        parts.Count > 0 ? parts : throw new InvalidOperationException("The request has no streams; add at least one.");

    private async Task LoadAsync(IReadOnlyList<StreamPart> parts, string key, CancellationToken cancellationToken)
    {
        foreach (StreamPart part in parts)
        {
            await part.LoadAsync(this.Loader, key, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Prepares and appends until nobody came first.</summary>
    private async Task<JointResult> TryAsync(Func<Task<JointResult>> prepare, IReadOnlyList<StreamPart> parts, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= this.options.MaxAttempts; attempt++)
        {
            JointResult result = await prepare().ConfigureAwait(false);
            if (result.Appends.Count == 0)
            {
                return result;
            }

            AppendResult appended = await this.Store.AppendAsync(result.Appends, cancellationToken).ConfigureAwait(false);
            if (appended.Status == AppendStatus.Appended)
            {
                foreach (StreamPart part in parts.Where(p => p.IsDecided))
                {
                    part.Stored(this.cache);
                }

                foreach (StreamAppend append in result.Appends)
                {
                    Telemetry.Events(append.Stream.Category, append.Decision.Events.Count);
                }

                return result;
            }

            Telemetry.Conflict(appended.Stream!.Category);
        }

        return new JointResult(CommandStatus.Conflict, null, null, []);
    }

    /// <summary>The host's word comes first: who may not ask learns nothing. Without a context the host has given its word already.</summary>
    private async Task<JointResult?> RefusedAsync(IReadOnlyList<StreamPart> parts, CommandContext? context, CancellationToken cancellationToken)
    {
        foreach (StreamPart part in parts)
        {
            if (context is not null && part.Command is { } command && await this.AuthorizeAsync(AuthorizationRequest.Of(part.Stream, command, context), cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return new JointResult(CommandStatus.Refused, refusal, part.Stream, []);
            }
        }

        StreamPart? refused = parts.FirstOrDefault(p => p.Refusal is not null);
        return refused is null ? null : new JointResult(CommandStatus.Refused, refused.Refusal, refused.Stream, []);
    }

    private JointResult Accepted(IReadOnlyList<StreamPart> parts, string? key, Message? asked, string? fingerprint, CommandContext context)
    {
        Instant recordedAt = this.Clock.GetCurrentInstant();
        var appends = new List<StreamAppend>(parts.Count);
        bool isAsked = asked is null;
        foreach (StreamPart part in parts.Where(p => p.IsDecided))
        {
            string? own = part.Command is null || ReferenceEquals(part.Command, asked) ? fingerprint : CommandFingerprint.Of(part.Command);
            isAsked |= string.Equals(own, fingerprint, StringComparison.Ordinal);
            appends.Add(part.ToAppend(new StreamDecisionDraft { IdempotencyKey = key, Fingerprint = own, RecordedAt = recordedAt, Context = context }, this.snapshots, this.options.SnapshotEvery));
        }

        return isAsked
            ? new JointResult(CommandStatus.Accepted, null, null, appends)
            : throw new InvalidOperationException("No stream was asked for the request's intent, " + asked!.TypeName + ", so a retry couldn't be recognised; let the intent be one of the commands that the coordinator decides.");
    }
}
