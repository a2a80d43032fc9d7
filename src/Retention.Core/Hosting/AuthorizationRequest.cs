using System;

namespace Retention.Core.Hosting;

/// <summary>What the host is asked to permit.</summary>
public enum GuardedAction
{
    /// <summary>A policy is activated: streams go over to another version.</summary>
    PolicyActivation = 0,

    /// <summary>What rules decided is overridden by hand: a tier or a stage is set or released, points are adjusted, lots are dated anew.</summary>
    Override = 1,

    /// <summary>Something is approved: a run or a proposed tag is reviewed, or a command names who approved it.</summary>
    Approval = 2,
}

/// <summary>Who wants to do what.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AuthorizationRequest
{
    internal AuthorizationRequest(GuardedAction action, string name, string? actor, string? approvedBy, StreamId? stream, Message? command, CommandContext context)
    {
        this.Action = action;
        this.Name = name;
        this.Actor = actor;
        this.ApprovedBy = approvedBy;
        this.Stream = stream;
        this.Command = command;
        this.Context = context;
    }

    /// <summary>Gets what kind of action it is.</summary>
    public GuardedAction Action { get; }

    /// <summary>Gets the action's name: the command's type name, such as <c>tiering.override-tier</c>; <c>adopt-policy</c> for a run over many streams.</summary>
    public string Name { get; }

    /// <summary>Gets the id of who wants to do it: as the context says, else as the command says; null: not said.</summary>
    public string? Actor { get; }

    /// <summary>Gets the id of who approved it: as the command says, else as the context says; null: nobody.</summary>
    public string? ApprovedBy { get; }

    /// <summary>Gets the stream; null for a run over many.</summary>
    public StreamId? Stream { get; }

    /// <summary>Gets the command; null for a run over many streams.</summary>
    public Message? Command { get; }

    /// <summary>Gets who asked, and because of what.</summary>
    public CommandContext Context { get; }

    /// <summary>What is asked about a command; null if nobody need be asked.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asked.</param>
    /// <returns>The request, or null.</returns>
    public static AuthorizationRequest? Of(StreamId stream, Message command, CommandContext context)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(context);
        return GuardedCommand.Of(command) is { } guarded
            ? new AuthorizationRequest(guarded.Action, command.TypeName, context.Actor ?? guarded.Actor, guarded.ApprovedBy ?? context.ApprovedBy, stream, command, context)
            : null;
    }
}
