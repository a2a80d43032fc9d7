using System.Linq;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Warns of service levels that compile but can't be what somebody means.</summary>
internal static class SlaLinter
{
    internal static void Lint(SlaParts parts, ProblemList problems)
    {
        foreach (ClockRule clock in parts.Clocks)
        {
            string path = "clocks:" + clock.Code;
            int always = System.Array.FindIndex(clock.Targets, t => t.When is null);
            foreach (TargetRule target in clock.Targets.Skip(always < 0 ? clock.Targets.Length : always + 1))
            {
                problems.Warn(path + ":targets:" + target.Code, "target-unreachable", "is never reached, as the target \"" + clock.Targets[always].Code + "\" before it takes every case; give it a lower order.");
            }

            foreach (TargetRule target in clock.Targets.Where(t => parts.Calendars.TryGetValue(t.Calendar, out BusinessCalendar? c) && !c.HasWorkingTime))
            {
                problems.Warn(path + ":targets:" + target.Code + ":calendar", "never-open", "\"" + target.Calendar + "\" has no working time, so the deadline is never reached.");
            }
        }

        foreach (CaseRoute route in parts.Routes.Take(parts.Routes.Length - 1).Where(r => r.When is null))
        {
            problems.Warn("routing", "route-unreachable", "the routes after the one to \"" + route.Group + "\" are never reached, as it takes every case; give it the highest order.");
        }
    }
}
