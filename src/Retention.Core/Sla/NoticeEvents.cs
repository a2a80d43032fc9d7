using System;
using NodaTime;

namespace Retention.Core.Sla;

/// <summary>Somebody is told that a deadline nears or has passed.</summary>
public sealed class NoticeRaised : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="noticeId">The id of the notice: clock, cycle and code.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="cycle">Which cycle, from 1.</param>
    /// <param name="notice">The code of the notice.</param>
    /// <param name="role">Who is told; null: nobody in particular.</param>
    /// <param name="crossedAt">When the clock crossed it, which is earlier than the event if it became known late.</param>
    /// <param name="due">The deadline; null if the calendar never reaches it.</param>
    public NoticeRaised(Instant at, string noticeId, string clock, int cycle, string notice, string? role, Instant crossedAt, Instant? due)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(noticeId);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(notice);
        this.NoticeId = noticeId;
        this.Clock = clock;
        this.Cycle = cycle;
        this.Notice = notice;
        this.Role = role;
        this.CrossedAt = crossedAt;
        this.Due = due;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.notice-raised";

    /// <summary>Gets the id of the notice: clock, cycle and code.</summary>
    public string NoticeId { get; }

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets which cycle, from 1.</summary>
    public int Cycle { get; }

    /// <summary>Gets the code of the notice.</summary>
    public string Notice { get; }

    /// <summary>Gets who is told; null: nobody in particular.</summary>
    public string? Role { get; }

    /// <summary>Gets when the clock crossed it, which is earlier than the event if it became known late.</summary>
    public Instant CrossedAt { get; }

    /// <summary>Gets the deadline; null if the calendar never reaches it.</summary>
    public Instant? Due { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("noticeId", this.NoticeId).Add("clock", this.Clock).Add("cycle", this.Cycle)
            .Add("notice", this.Notice).Add("role", this.Role).Add("crossedAt", this.CrossedAt).Add("due", this.Due);
    }
}

/// <summary>A clock ran past its deadline.</summary>
public sealed class DeadlineMissed : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="noticeId">The id of the notice: clock, cycle and <c>missed</c>.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="cycle">Which cycle, from 1.</param>
    /// <param name="due">The deadline.</param>
    /// <param name="role">Who is told; null: nobody in particular.</param>
    public DeadlineMissed(Instant at, string noticeId, string clock, int cycle, Instant due, string? role)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(noticeId);
        ArgumentNullException.ThrowIfNull(clock);
        this.NoticeId = noticeId;
        this.Clock = clock;
        this.Cycle = cycle;
        this.Due = due;
        this.Role = role;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.deadline-missed";

    /// <summary>Gets the id of the notice: clock, cycle and <c>missed</c>.</summary>
    public string NoticeId { get; }

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets which cycle, from 1.</summary>
    public int Cycle { get; }

    /// <summary>Gets the deadline.</summary>
    public Instant Due { get; }

    /// <summary>Gets who is told; null: nobody in particular.</summary>
    public string? Role { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("noticeId", this.NoticeId).Add("clock", this.Clock).Add("cycle", this.Cycle)
            .Add("due", this.Due).Add("role", this.Role);
    }
}

/// <summary>Somebody said why a deadline was missed.</summary>
public sealed class LatenessExplained : CaseEvent
{
    /// <summary>Makes the event.</summary>
    /// <param name="at">When it took effect.</param>
    /// <param name="clock">The code of the clock.</param>
    /// <param name="cycle">Which cycle, from 1.</param>
    /// <param name="cause">The code of the cause.</param>
    /// <param name="actor">The id of who said it.</param>
    public LatenessExplained(Instant at, string clock, int cycle, string cause, string actor)
        : base(at)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(actor);
        this.Clock = clock;
        this.Cycle = cycle;
        this.Cause = cause;
        this.Actor = actor;
    }

    /// <inheritdoc/>
    public override string TypeName => "sla.lateness-explained";

    /// <summary>Gets the code of the clock.</summary>
    public string Clock { get; }

    /// <summary>Gets which cycle, from 1.</summary>
    public int Cycle { get; }

    /// <summary>Gets the code of the cause.</summary>
    public string Cause { get; }

    /// <summary>Gets the id of who said it.</summary>
    public string Actor { get; }

    private protected override void Describe(MessageParts parts)
    {
        parts.Add("at", this.At).Add("clock", this.Clock).Add("cycle", this.Cycle).Add("cause", this.Cause)
            .Add("actor", this.Actor);
    }
}
