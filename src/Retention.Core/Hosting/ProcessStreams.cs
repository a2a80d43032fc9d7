using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;

namespace Retention.Core.Hosting;

/// <summary>The streams of one process in one programme, with the runner that decides on them: what a host's code calls.</summary>
/// <typeparam name="TState">The process's state.</typeparam>
/// <typeparam name="TCommand">The process's commands.</typeparam>
/// <typeparam name="TEvent">The process's events.</typeparam>
/// <remarks>Thread-safe.</remarks>
public sealed class ProcessStreams<TState, TCommand, TEvent>
    where TState : class, IStreamState
    where TCommand : Message, ICommand
    where TEvent : Message, IEvent
{
    /// <summary>Makes the streams.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="kind">Their kind.</param>
    public ProcessStreams(DecisionRunner runner, StreamKind<TState, TCommand, TEvent> kind)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(kind);
        this.Runner = runner;
        this.Kind = kind;
    }

    /// <summary>Gets the runner.</summary>
    public DecisionRunner Runner { get; }

    /// <summary>Gets their kind.</summary>
    public StreamKind<TState, TCommand, TEvent> Kind { get; }

    /// <summary>Handles a command: loads the stream, decides, appends.</summary>
    /// <param name="key">The stream's key, such as a customer's id.</param>
    /// <param name="request">The command with its idempotency key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The key can't be one, as <see cref="StreamId"/> says.</exception>
    public async Task<CommandResult<TState, TEvent>> HandleAsync(string key, CommandRequest<TCommand> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var part = new StreamPart<TState, TCommand, TEvent>(this.Kind, key);
        TCommand? made = null;
        JointResult result = await this.Runner.HandleAsync([part], request.IdempotencyKey, at => made = request.Make(at), request.Context, _ => part.Decide(made!), cancellationToken).ConfigureAwait(false);
        return Result(part, result);
    }

    /// <summary>Decides a command without storing it: the host appends what it came to in its own transaction.</summary>
    /// <param name="key">The stream's key.</param>
    /// <param name="request">The command with its idempotency key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What it comes to, and what is to be appended.</returns>
    /// <exception cref="ArgumentException">The key can't be one, as <see cref="StreamId"/> says.</exception>
    public async Task<PreparedCommand<TState, TEvent>> PrepareAsync(string key, CommandRequest<TCommand> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var part = new StreamPart<TState, TCommand, TEvent>(this.Kind, key);
        TCommand? made = null;
        JointResult result = await this.Runner.PrepareAsync([part], request.IdempotencyKey, at => made = request.Make(at), request.Context, _ => part.Decide(made!), cancellationToken).ConfigureAwait(false);
        CommandResult<TState, TEvent> answer = Result(part, result);
        return new PreparedCommand<TState, TEvent>(result.Status == CommandStatus.Accepted ? new CommandResult<TState, TEvent>(answer.Status, null, answer.Stream, answer.Version + 1, answer.State, answer.Events) : answer, result.Appends);
    }

    /// <summary>Looks at a stream as it is at an instant, whether or not anything ran since; nothing is stored.</summary>
    /// <param name="key">The stream's key.</param>
    /// <param name="at">The instant; null: now. Before the stream's last event, the state as it was left is shown: the past is asked of its events.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The settled state; the initial one at version 0 if there is no such stream.</returns>
    /// <exception cref="ArgumentException">The key can't be one, as <see cref="StreamId"/> says.</exception>
    public async Task<StreamView<TState>> ViewAsync(string key, Instant? at, CancellationToken cancellationToken)
    {
        LoadedStream<TState> loaded = await this.Runner.Loader.LoadAsync(this.Kind, this.Kind.Stream(key), null, cancellationToken).ConfigureAwait(false);
        Instant instant = at ?? this.Runner.At([loaded.State.LastEventAt]);
        TState state = this.Kind.Process.View(loaded.State, instant);
        return new StreamView<TState>(this.Kind.Stream(key), loaded.Version, instant, state, this.Kind.Process.NextDue(state));
    }

    /// <summary>Reads a stream's history, page by page.</summary>
    /// <param name="key">The stream's key.</param>
    /// <param name="afterVersion">Decisions after this version; 0: from the first.</param>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The decisions in order; fewer than the limit at the end.</returns>
    public async Task<IReadOnlyList<DecisionRecord>> ReadHistoryAsync(string key, long afterVersion, int limit, CancellationToken cancellationToken) =>
        (await this.Runner.Store.ReadAsync(new StreamRead(this.Kind.Stream(key), afterVersion, limit, null, null), cancellationToken).ConfigureAwait(false)).Decisions;

    /// <summary>Wakes the streams whose time has come, and stores what time alone has done in them. Nothing depends on it having run.</summary>
    /// <param name="now">The instant, inclusive.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="progress">Told after each page; null: nobody.</param>
    /// <param name="cancellationToken">Cancels between streams; what is stored stays, and the next run goes on.</param>
    /// <returns>What was done.</returns>
    public Task<DueRunReport> RunDueAsync(Instant now, DueRunOptions? options, IProgress<RunProgress>? progress, CancellationToken cancellationToken) =>
        new DueRun<TState, TCommand, TEvent>(this, now, options ?? new DueRunOptions(), progress).RunAsync(cancellationToken);

    /// <summary>Brings every stream that was decided under another policy version over to a new one; an interrupted run goes on where it was.</summary>
    /// <param name="request">Which version, and who activates it.</param>
    /// <param name="command">Makes the command for a stream, such as <c>new AdoptLoyaltyPolicy(at, version)</c>.</param>
    /// <param name="progress">Told after each page; null: nobody.</param>
    /// <param name="cancellationToken">Cancels between streams.</param>
    /// <returns>What was done, or why it isn't permitted.</returns>
    public Task<BatchReport> AdoptAsync(AdoptionRequest request, Func<Instant, TCommand> command, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(command);
        return new AdoptionRun<TState, TCommand, TEvent>(this, request, command, progress).RunAsync(cancellationToken);
    }

    /// <summary>Brings many commands in, in their order; an interrupted import goes on after the last checkpoint.</summary>
    /// <param name="options">The import's name, and how.</param>
    /// <param name="items">The commands with their streams. The same ones in the same order when the import is resumed.</param>
    /// <param name="progress">Told after each batch; null: nobody.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>What was done.</returns>
    public Task<BatchReport> ImportAsync(ImportOptions options, IEnumerable<ImportItem<TCommand>> items, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(items);
        return new BulkImport<TState, TCommand, TEvent>(this, options, items, progress).RunAsync(cancellationToken);
    }

    private static CommandResult<TState, TEvent> Result(StreamPart<TState, TCommand, TEvent> part, JointResult result) =>
        new CommandResult<TState, TEvent>(result.Status, result.Refusal, part.Stream, part.Version, part.State, result.IsAccepted ? part.Events : []);
}
