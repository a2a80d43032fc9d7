using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.ErpHost.Tables;

public sealed class Order
{
    public string Number { get; set; } = string.Empty;

    public string CustomerId { get; set; } = string.Empty;

    public Instant OrderedAt { get; set; }

    public Instant? ShippedAt { get; set; }

    public List<OrderLine> Lines { get; } = [];

    public List<Invoice> Invoices { get; } = [];

    public List<SalesReturn> Returns { get; } = [];

    public decimal Amount => this.Lines.Sum(l => l.Amount);
}

public sealed class OrderLine
{
    public string OrderNumber { get; set; } = string.Empty;

    public string Line { get; set; } = string.Empty;

    public string Sku { get; set; } = string.Empty;

    public string Category { get; set; } = string.Empty;

    public decimal Quantity { get; set; }

    /// <summary>Gets or sets what the line costs, tax included.</summary>
    public decimal Amount { get; set; }

    public decimal Tax { get; set; }
}

public sealed class Invoice
{
    public string Number { get; set; } = string.Empty;

    public string OrderNumber { get; set; } = string.Empty;

    public Instant InvoicedAt { get; set; }

    public decimal Amount { get; set; }
}

public sealed class SalesReturn
{
    public string Number { get; set; } = string.Empty;

    public string OrderNumber { get; set; } = string.Empty;

    public Instant ReturnedAt { get; set; }

    public decimal Amount { get; set; }
}
