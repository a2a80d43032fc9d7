using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Lifecycle;

namespace Retention.Consumer.Net472
{
    /// <summary>One customer's life as a host keeps it: the events it stored, the state they make, and the instant at which to wake up.</summary>
    internal sealed class LifecycleStream
    {
        private readonly Checks check;
        private readonly List<LifecycleEvent> events = new List<LifecycleEvent>();

        internal LifecycleStream(Checks check, PolicyBook<LifecyclePolicy> book)
        {
            this.check = check;
            this.Process = new CustomerLifecycle(book);
            this.State = this.Process.Initial;
        }

        internal CustomerLifecycle Process { get; }

        internal LifecycleState State { get; private set; }

        internal IReadOnlyList<LifecycleEvent> Events
        {
            get { return this.events; }
        }

        /// <summary>When Shanghai's clock shows what wakes the stream next.</summary>
        internal string NextDue
        {
            get { return CalendarChecks.Text(this.Process.NextDue(this.State)); }
        }

        /// <summary>Handles a command that must be accepted; the events by name, those of the settling before it too.</summary>
        internal string Do(LifecycleCommand command)
        {
            Decision<LifecycleEvent> decision = this.Process.Handle(this.State, command);
            this.check.Equal(LifecycleMessages.NameOf(command), "accepted", decision.IsAccepted ? "accepted" : decision.Refusal.ToText(Language.English));
            return this.Store(decision.Events);
        }

        /// <summary>Wakes up at an instant, as a host's timer does.</summary>
        internal string Wake(Instant now)
        {
            return this.Store(this.Process.Settle(this.State, now));
        }

        /// <summary>Tries a command that must be refused; nothing is stored.</summary>
        internal string Refused(LifecycleCommand command, string code)
        {
            Refusal refusal = this.Process.Handle(this.State, command).Refusal;
            this.check.Equal(LifecycleMessages.NameOf(command), "refused: " + code, refusal == null ? "accepted" : "refused: " + refusal.Code);
            return refusal == null ? string.Empty : refusal.ToText(Language.English) + refusal.ToText(Language.Chinese);
        }

        private string Store(IReadOnlyList<LifecycleEvent> happened)
        {
            foreach (LifecycleEvent e in happened)
            {
                this.check.Equal("  " + LifecycleMessages.NameOf(e), true, e.Explain(Language.English).Length > 0 && e.Explain(Language.Chinese).Length > 0);
            }

            this.events.AddRange(happened);
            this.State = this.Process.Fold(this.State, happened);
            return string.Join(", ", happened.Select(LifecycleMessages.NameOf));
        }
    }
}
