using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Sla;

namespace Retention.Testing.Laws;

/// <summary>Works every clock of a case out again from the entries alone: slowly, walking from instant to instant and from opening to closing.</summary>
internal sealed class CaseOracle
{
    private readonly IReadOnlyList<KeyValuePair<SlaOptions, SlaPolicy>> versions;

    internal CaseOracle(IReadOnlyList<KeyValuePair<SlaOptions, SlaPolicy>> versions) => this.versions = versions;

    /// <summary>All cycles of all clocks as of an instant, as texts.</summary>
    internal string[] Clocks(CaseState state, Instant asOf)
    {
        CaseEntry[] entries = state.Entries.Where(e => e.OccurredAt <= asOf).ToArray();
        string[] codes = entries.Where(e => e.PolicyVersion is not null).SelectMany(e => this.Find(e.PolicyVersion!).Value.Clocks.Select(c => c.Code)).Distinct(StringComparer.Ordinal).OrderBy(c => c, StringComparer.Ordinal).ToArray();
        return codes.SelectMany(code => new Walk(this, code).Run(entries).Select((c, i) => c.Text(code + "/" + (i + 1).ToString(CultureInfo.InvariantCulture), asOf))).ToArray();
    }

    private KeyValuePair<SlaOptions, SlaPolicy> Find(PolicyVersion version) => this.versions.First(v => v.Value.Version.Equals(version));

    private CaseOracleClock? Clock(PolicyVersion version, string code) => this.Find(version) is var found && found.Key.Clocks.ContainsKey(code) ? new CaseOracleClock(found.Key, found.Value, code) : null;

    /// <summary>One clock under way.</summary>
    private sealed class Walk
    {
        private readonly CaseOracle oracle;
        private readonly string code;
        private readonly List<CaseOracleCycle> cycles = new List<CaseOracleCycle>();
        private readonly List<KeyValuePair<Instant, bool>> pauses = new List<KeyValuePair<Instant, bool>>();
        private CaseOracleClock? clock;
        private CaseOracleClock? ruling;
        private CaseFacts? facts;
        private string? group;
        private bool isPaused;
        private bool isLeft;
        private Instant? waits;
        private Instant? waitsFor;

        internal Walk(CaseOracle oracle, string code)
        {
            this.oracle = oracle;
            this.code = code;
        }

        private CaseOracleCycle? Live => this.cycles.LastOrDefault() is { IsLive: true } live ? live : null;

        internal IReadOnlyList<CaseOracleCycle> Run(CaseEntry[] entries)
        {
            if (entries.FirstOrDefault(e => e.Facts is not null) is not { } opening)
            {
                return this.cycles;
            }

            this.facts = opening.Facts;
            this.group = opening.Group;
            this.clock = this.oracle.Clock(opening.PolicyVersion!, this.code);
            foreach (IGrouping<Instant, CaseEntry> together in entries.GroupBy(e => e.OccurredAt).OrderBy(g => g.Key))
            {
                this.Step(together.Key, together.ToArray());
            }

            return this.cycles;
        }

        private void Step(Instant at, CaseEntry[] entries)
        {
            bool moves = false;
            foreach (CaseEntry entry in entries)
            {
                moves |= entry.Group is not null && entry.Group != this.group;
                this.facts = entry.Facts ?? this.facts;
                this.group = entry.Group ?? this.group;
                if (entry.PolicyVersion is { } version)
                {
                    CaseOracleClock? frozen = this.Live is not null && this.ruling!.OnChange == "freeze" ? this.ruling : null;
                    CaseOracleClock? adopted = this.oracle.Clock(version, this.code);
                    this.isLeft = adopted is null && frozen is not null;
                    this.clock = adopted ?? frozen;
                }
            }

            string Name(CaseEntry entry) => entry.Activity == CaseActivities.Assigned && !moves ? CaseActivities.OwnerChanged : entry.Activity;

            if (entries.Any(e => e.Facts is not null || e.Group is not null || e.PolicyVersion is not null))
            {
                this.Change(at);
            }

            if (this.clock is not { } how)
            {
                return;
            }

            bool Has(string role) => entries.Any(e => how.Does(role, Name(e)));
            Instant? promised = entries.LastOrDefault(e => (how.Does("start", Name(e)) || how.Does("renew", Name(e))) && e.PromisedBy is not null)?.PromisedBy;
            bool begins = Has("start") && this.Live is null && this.waits is null && (this.cycles.Count == 0 || how.EachTime);
            if (begins)
            {
                this.Begin(at, promised);
            }

            if (Has("reopen") && this.cycles.LastOrDefault() is { IsLive: false, IsCancelled: false } stopped)
            {
                this.Reopen(at, how, stopped);
            }

            if (Has("pause") && !Has("resume"))
            {
                this.SetPause(at, true);
            }
            else if (Has("resume"))
            {
                this.SetPause(at, false);
            }

            if (Has("stop"))
            {
                this.Stop(at, cancels: false);
            }

            if (Has("renew") && !begins && (this.Live is not null || this.waits is not null))
            {
                if (this.Live?.Start == at)
                {
                    this.cycles.RemoveAt(this.cycles.Count - 1);
                }

                this.Stop(at, cancels: false);
                this.Begin(at, promised);
            }

            if (Has("cancel"))
            {
                this.Stop(at, cancels: true);
            }
        }

        private void Stop(Instant at, bool cancels)
        {
            this.waits = null;
            this.Live?.End(at, cancels);
        }

        private void SetPause(Instant at, bool pauses)
        {
            if (pauses != this.isPaused)
            {
                this.isPaused = pauses;
                this.pauses.Add(new KeyValuePair<Instant, bool>(at, pauses));
                this.Live?.Pause(at, pauses);
            }
        }

        private void Begin(Instant at, Instant? promised)
        {
            if (this.isLeft)
            {
                return;
            }

            this.waits = null;
            if (this.Match() is { } target)
            {
                this.ruling = this.clock;
                this.cycles.Add(new CaseOracleCycle(target, at, promised, this.isPaused));
            }
            else
            {
                this.waits = at;
                this.waitsFor = promised;
            }
        }

        private void Reopen(Instant at, CaseOracleClock how, CaseOracleCycle stopped)
        {
            if (how.Reopening == "new-cycle")
            {
                this.Begin(at, stopped.Promised);
            }
            else if (how.Reopening == "continue")
            {
                stopped.Reopen(at, this.ruling!.CountsClosed, this.isPaused);
                this.Change(at);
            }
        }

        private void Change(Instant at)
        {
            CaseOracleTarget? target = this.Match();
            if (this.Live is { } live)
            {
                if (target is not null)
                {
                    this.ruling = this.clock;
                    live.Change(at, target, this.clock!.OnChange);
                }
                else if (this.ruling!.OnChange != "freeze")
                {
                    live.End(at, cancels: true);
                    this.waits = live.Start;
                    this.waitsFor = live.Promised;
                }
            }
            else if (this.waits is { } since && target is not null)
            {
                this.waits = null;
                this.ruling = this.clock;
                this.cycles.Add(this.clock!.GoesBack ? this.Back(at, since, target) : new CaseOracleCycle(target, at, this.waitsFor, this.isPaused));
            }
        }

        /// <summary>A cycle as if the target had held since its start.</summary>
        private CaseOracleCycle Back(Instant at, Instant since, CaseOracleTarget target)
        {
            if (this.clock!.OnChange == "retroactive-without-pauses")
            {
                var free = new CaseOracleCycle(target, since, this.waitsFor, isPaused: false);
                free.Pause(at, this.isPaused);
                return free;
            }

            var cycle = new CaseOracleCycle(target, since, this.waitsFor, this.pauses.LastOrDefault(p => p.Key <= since).Value);
            foreach (KeyValuePair<Instant, bool> pause in this.pauses.Where(p => p.Key > since))
            {
                cycle.Pause(pause.Key, pause.Value);
            }

            return cycle;
        }

        private CaseOracleTarget? Match() => this.facts is null || this.isLeft ? null : this.clock?.Match(this.facts, this.group);
    }
}
