using System.Globalization;

namespace Retention.Core.Sla;

/// <summary>The ids of notices: clock, cycle and code, so that each is given once whatever happens to the deadline.</summary>
internal static class SlaNotices
{
    /// <summary>The code of the notice that every clock gives past its deadline.</summary>
    internal const string Missed = "missed";

    internal static string Id(string clock, int cycle, string notice) => clock + "/" + cycle.ToString(CultureInfo.InvariantCulture) + "/" + notice;
}
