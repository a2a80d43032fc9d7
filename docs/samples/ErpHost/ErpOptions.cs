namespace Retention.ErpHost;

/// <summary>The section <c>Erp</c> of the configuration.</summary>
public sealed class ErpOptions
{
    /// <summary>Gets or sets the path of the SQLite file.</summary>
    public string Database { get; set; } = "erp.db";

    /// <summary>Gets or sets the instant at which the application's clock stands, such as <c>2026-03-02T02:00:00Z</c>; null: the machine's clock.</summary>
    public string? Now { get; set; }
}
