namespace Retention.ErpHost.Tables;

public sealed class Customer
{
    public string Id { get; set; } = string.Empty;

    /// <summary>Gets or sets the name: it stays in this table, and the library never sees it.</summary>
    public string Name { get; set; } = string.Empty;
}
