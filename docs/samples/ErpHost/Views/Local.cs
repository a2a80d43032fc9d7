using NodaTime;
using NodaTime.Text;

namespace Retention.ErpHost.Views;

/// <summary>Instants by the clock of Shanghai.</summary>
public static class Local
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static string Text(Instant at) => Minutes.Format(at.InZone(Shanghai).LocalDateTime);
}
