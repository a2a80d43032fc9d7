using System.Collections.Generic;
using NodaTime;
using Retention.Core.Calendars;

namespace Retention.Core.Sla;

/// <summary>Lays a cycle out in time.</summary>
internal static class ClockTimeline
{
    internal static IReadOnlyList<ClockSegment> Of(ClockCycle cycle, Instant asOf)
    {
        var segments = new List<ClockSegment>();
        foreach ((ClockStretch stretch, Instant end) in cycle.Until(asOf))
        {
            switch (stretch.Kind)
            {
                case StretchKind.Running:
                    AddHours(segments, stretch, end);
                    break;
                case StretchKind.Paused:
                    segments.Add(new ClockSegment(stretch.From, end, ClockSegmentKind.Paused, false, null, stretch.By));
                    break;
                case StretchKind.Closed:
                    segments.Add(new ClockSegment(stretch.From, end, ClockSegmentKind.Closed, false, null, stretch.By));
                    break;
                default:
                    segments.Add(new ClockSegment(stretch.From, end, ClockSegmentKind.Restarted, false, null, null));
                    break;
            }
        }

        return FixedList.Own(segments.ToArray());
    }

    private static void AddHours(List<ClockSegment> segments, in ClockStretch stretch, Instant end)
    {
        foreach (CalendarSegment hours in stretch.Calendar.Segments(stretch.From, end))
        {
            ClockSegmentKind kind = hours.IsOpen ? ClockSegmentKind.Working : hours.ClosedBy is null ? ClockSegmentKind.OutsideHours : ClockSegmentKind.Holiday;
            segments.Add(new ClockSegment(hours.Start, hours.End, kind, hours.IsOpen, hours.ClosedBy, null));
        }
    }
}
