using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;

namespace Retention.Consumer.Net472
{
    /// <summary>One case as a host keeps it: the events it stored, the state they make, and the instant at which to wake up.</summary>
    internal sealed class CaseStream
    {
        private readonly Checks check;
        private readonly List<CaseEvent> events = new List<CaseEvent>();

        internal CaseStream(Checks check, PolicyBook<SlaPolicy> book)
        {
            this.check = check;
            this.Process = new SlaCase(book);
            this.State = this.Process.Initial;
        }

        internal SlaCase Process { get; }

        internal CaseState State { get; private set; }

        internal IReadOnlyList<CaseEvent> Events
        {
            get { return this.events; }
        }

        /// <summary>When Shanghai's clock shows what wakes the stream next.</summary>
        internal string NextDue
        {
            get { return CalendarChecks.Text(this.Process.NextDue(this.State)); }
        }

        /// <summary>Handles a command that must be accepted; the events by name, those of the settling before it too.</summary>
        internal string Do(CaseCommand command)
        {
            Decision<CaseEvent> decision = this.Process.Handle(this.State, command);
            this.check.Equal(SlaMessages.NameOf(command), "accepted", decision.IsAccepted ? "accepted" : decision.Refusal.ToText(Language.English));
            return this.Store(decision.Events);
        }

        /// <summary>Wakes up at an instant, as a host's timer does.</summary>
        internal string Wake(Instant now)
        {
            return this.Store(this.Process.Settle(this.State, now));
        }

        /// <summary>Tries a command that must be refused; nothing is stored.</summary>
        internal string Refused(CaseCommand command, string code)
        {
            Refusal refusal = this.Process.Handle(this.State, command).Refusal;
            this.check.Equal(SlaMessages.NameOf(command), "refused: " + code, refusal == null ? "accepted" : "refused: " + refusal.Code);
            return refusal == null ? string.Empty : refusal.ToText(Language.English) + refusal.ToText(Language.Chinese);
        }

        /// <summary>The latest cycle of a clock.</summary>
        internal ClockView Clock(string clock, Instant asOf)
        {
            return this.Process.Clock(this.State, clock, asOf);
        }

        internal string Due(string clock, Instant asOf)
        {
            return CalendarChecks.Text(this.Clock(clock, asOf).Reading.Due);
        }

        private string Store(IReadOnlyList<CaseEvent> happened)
        {
            foreach (CaseEvent e in happened)
            {
                this.check.Equal("  " + SlaMessages.NameOf(e), true, e.Explain(Language.English).Length > 0 && e.Explain(Language.Chinese).Length > 0);
            }

            this.events.AddRange(happened);
            this.State = this.Process.Fold(this.State, happened);
            return string.Join(", ", happened.Select(SlaMessages.NameOf));
        }
    }
}
