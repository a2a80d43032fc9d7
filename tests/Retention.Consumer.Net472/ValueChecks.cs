using NodaTime;
using Retention.Core;
using Retention.Core.Facts;

namespace Retention.Consumer.Net472
{
    /// <summary>The values that everything else is made of.</summary>
    internal static class ValueChecks
    {
        internal static void Run(Checks check)
        {
            check.Equal("a customer id", "C-1", new CustomerId("C-1").Value);
            check.Equal("money added", new Money(13m, "CNY"), new Money(12.5m, "CNY") + new Money(0.5m, "CNY"));
            check.Equal("points added", new Points(2.5m), new Points(2m) + Points.FromTenThousandths(5000));
            check.Equal("a score", 125000L, new Score(12.5m).TenThousandths);
            check.Equal("a date", "2026-03-01", BusinessTime.On(new LocalDate(2026, 3, 1)).ToString());
            check.Equal("an instant", "2026-03-01T08:00:00Z", BusinessTime.At(Instant.FromUtc(2026, 3, 1, 8, 0)).ToString());
            check.Equal("a version", "2026-Q1@01234567", new PolicyVersion("2026-Q1", "0123456789").ToString());
            check.Equal("a refusal's text", true, new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", "reason")).ToText(Language.English).Contains("reason"));
            try
            {
                Money sum = new Money(1m, "CNY") + new Money(1m, "EUR");
                check.Equal("mixing currencies", "an exception", sum);
            }
            catch (CurrencyMismatchException e)
            {
                check.Equal("mixing currencies", "CNY EUR", e.Left + " " + e.Right);
            }
        }
    }
}
