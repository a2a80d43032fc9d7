using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Consumer.Net472
{
    /// <summary>One stream as a host keeps it: the events it stored and the state they make.</summary>
    internal abstract class LoyaltyStream<TState, TCommand, TEvent>
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        private readonly Checks check;
        private readonly List<TEvent> events = new List<TEvent>();

        protected LoyaltyStream(Checks check, IProcess<TState, TCommand, TEvent> process)
        {
            this.check = check;
            this.Process = process;
            this.State = process.Initial;
        }

        internal IProcess<TState, TCommand, TEvent> Process { get; }

        internal TState State { get; private set; }

        internal IReadOnlyList<TEvent> Events
        {
            get { return this.events; }
        }

        /// <summary>Handles a command that must be accepted, stores its events and reads each of them out.</summary>
        internal IReadOnlyList<TEvent> Do(TCommand command)
        {
            Decision<TEvent> decision = this.Process.Handle(this.State, command);
            this.check.Equal(LoyaltyMessages.NameOf(command), "accepted", decision.IsAccepted ? "accepted" : decision.Refusal.ToText(Language.English));
            foreach (TEvent happened in decision.Events)
            {
                this.check.Equal("  which led to " + LoyaltyMessages.NameOf(happened), true, happened.At <= command.At && IsExplained(happened));
            }

            this.events.AddRange(decision.Events);
            this.State = this.Process.Fold(this.State, decision.Events);
            return decision.Events;
        }

        /// <summary>The event of a type that a command led to.</summary>
        internal T Do<T>(TCommand command)
            where T : TEvent
        {
            return this.Do(command).OfType<T>().Single();
        }

        /// <summary>Tries a command that must be refused; nothing is stored.</summary>
        internal Refusal Refused(TCommand command, string code)
        {
            Refusal refusal = this.Process.Handle(this.State, command).Refusal;
            this.check.Equal(LoyaltyMessages.NameOf(command), "refused: " + code, refusal == null ? "accepted" : "refused: " + refusal.Code);
            return refusal;
        }

        private static bool IsExplained(Message happened)
        {
            var points = happened as PointsEvent;
            return points == null || (points.Explain(Language.English).Length > 0 && points.Explain(Language.Chinese).Length > 0);
        }
    }
}
