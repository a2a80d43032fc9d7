using NodaTime;

namespace Retention.ErpHost.Tables;

public sealed class Complaint
{
    public string Number { get; set; } = string.Empty;

    public string CustomerId { get; set; } = string.Empty;

    public string Priority { get; set; } = string.Empty;

    public Instant ComplainedAt { get; set; }

    public Instant? SolvedAt { get; set; }
}
