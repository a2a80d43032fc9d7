using System;
using System.Collections.Generic;
using NodaTime;
using Retention.Core;

namespace Retention.FrameworkHost
{
    /// <summary>One stream in memory: the events are what a database would keep, and the state is what they add up to.</summary>
    internal sealed class EventStream<TState, TCommand, TEvent>
        where TCommand : ICommand
        where TEvent : IEvent
    {
        private readonly IProcess<TState, TCommand, TEvent> process;
        private readonly Func<TEvent, Language, string> explain;
        private readonly List<TEvent> events = new List<TEvent>();

        internal EventStream(IProcess<TState, TCommand, TEvent> process, Func<TEvent, Language, string> explain)
        {
            this.process = process;
            this.explain = explain;
            this.State = process.Initial;
        }

        internal TState State { get; private set; }

        /// <summary>Gets when time alone will do something: keep it in a column with an index, and wake the stream then.</summary>
        internal Instant? NextDue
        {
            get { return this.process.NextDue(this.State); }
        }

        /// <summary>Decides a command. A refusal is an answer, not an error, and leaves nothing to store.</summary>
        internal bool Do(TCommand command)
        {
            Decision<TEvent> decision = this.process.Handle(this.State, command);
            if (!decision.IsAccepted)
            {
                Console.WriteLine("refused: " + decision.Refusal.ToText(Language.English));
                Console.WriteLine("未通过：" + decision.Refusal.ToText(Language.Chinese));
                return false;
            }

            this.Append(decision.Events);
            return true;
        }

        /// <summary>Books what time has done by an instant, such as points that lapsed.</summary>
        internal void Wake(Instant now)
        {
            this.Append(this.process.Settle(this.State, now));
        }

        private void Append(IReadOnlyList<TEvent> happened)
        {
            this.events.AddRange(happened);
            this.State = this.process.Fold(this.State, happened);
            foreach (TEvent one in happened)
            {
                Console.Write(this.explain(one, Language.English));
                Console.Write(this.explain(one, Language.Chinese));
            }
        }
    }
}
