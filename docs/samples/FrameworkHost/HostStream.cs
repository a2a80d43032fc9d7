using System;
using System.Collections.Generic;
using System.Threading;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.FrameworkHost
{
    /// <summary>One stream of the store, as a form or a document plug-in uses it: it waits for each answer, and prints what happened.</summary>
    internal sealed class HostStream<TState, TCommand, TEvent>
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        private readonly ProcessStreams<TState, TCommand, TEvent> streams;
        private readonly string key;
        private readonly Func<TEvent, Language, string> explain;

        internal HostStream(ProcessStreams<TState, TCommand, TEvent> streams, string key, Func<TEvent, Language, string> explain)
        {
            this.streams = streams;
            this.key = key;
            this.explain = explain;
        }

        /// <summary>The stream as it is at an instant, whether or not anything ran since; nothing is stored.</summary>
        internal StreamView<TState> View(Instant at)
        {
            return this.streams.ViewAsync(this.key, at, CancellationToken.None).GetAwaiter().GetResult();
        }

        /// <summary>Decides and stores a command. A refusal is an answer, not an error, and stores nothing.</summary>
        /// <param name="idempotencyKey">The document's number and what is done with it: sent again, it is recognised.</param>
        /// <param name="command">The command.</param>
        internal CommandStatus Do(string idempotencyKey, TCommand command)
        {
            var request = new CommandRequest<TCommand>(idempotencyKey, command, new CommandContext("clerk-7"));
            CommandResult<TState, TEvent> result = this.streams.HandleAsync(this.key, request, CancellationToken.None).GetAwaiter().GetResult();
            if (result.Refusal != null)
            {
                Console.WriteLine("refused: " + result.Refusal.ToText(Language.English));
                Console.WriteLine("未通过：" + result.Refusal.ToText(Language.Chinese));
            }
            else if (result.Status == CommandStatus.Accepted)
            {
                this.Print(result.Events);
            }

            return result.Status;
        }

        /// <summary>What a timer does: books what time has done in every stream whose time has come, such as points that lapsed.</summary>
        internal void Wake(Instant now)
        {
            long version = this.View(now).Version;
            this.streams.RunDueAsync(now, null, null, CancellationToken.None).GetAwaiter().GetResult();
            foreach (DecisionRecord record in this.streams.ReadHistoryAsync(this.key, version, 100, CancellationToken.None).GetAwaiter().GetResult())
            {
                this.Print(record.Decision.Events);
            }
        }

        private void Print(IEnumerable<Message> events)
        {
            foreach (TEvent one in events)
            {
                Console.Write(this.explain(one, Language.English));
                Console.Write(this.explain(one, Language.Chinese));
            }
        }
    }
}
