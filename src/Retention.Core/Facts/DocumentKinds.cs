namespace Retention.Core.Facts;

/// <summary>What a document does to a customer's spending.</summary>
public enum DocumentKind
{
    /// <summary>A sale: an order with its shipments and invoices. The default.</summary>
    Sale = 0,

    /// <summary>A return, credit note or red-letter document of its own (红字单据); its amount is what flows back, given positive or negative.</summary>
    Return = 1,
}

/// <summary>Where a revision of a document stands.</summary>
public enum DocumentStatus
{
    /// <summary>Written, not approved (草稿、未审核). The default.</summary>
    Draft = 0,

    /// <summary>Approved (已审核).</summary>
    Approved = 1,

    /// <summary>Approved and done (已完成、已关闭).</summary>
    Closed = 2,

    /// <summary>Approval was taken back (反审核). Counts as nothing until a later revision approves it again.</summary>
    Unapproved = 3,

    /// <summary>Cancelled (作废). Counts as nothing.</summary>
    Cancelled = 4,

    /// <summary>Reversed as a whole by a red-letter entry (红字冲销). Counts as nothing.</summary>
    RedLettered = 5,
}

/// <summary>What kind of dealing a document records; all but the first are usually left out of retention figures.</summary>
public enum TradeKind
{
    /// <summary>A dealing with a named customer. The default.</summary>
    Ordinary = 0,

    /// <summary>A sale to an unnamed walk-in customer (散客).</summary>
    WalkIn = 1,

    /// <summary>A sale within the group (内部交易).</summary>
    Intercompany = 2,

    /// <summary>A sale to an employee (员工购).</summary>
    Employee = 3,

    /// <summary>A sample (样品).</summary>
    Sample = 4,

    /// <summary>A replacement sent for something faulty (补发).</summary>
    Replacement = 5,
}

/// <summary>Which date of a document counts.</summary>
public enum DocumentDate
{
    /// <summary>The order date. The default.</summary>
    Ordered = 0,

    /// <summary>The ship date; what hasn't shipped doesn't count yet.</summary>
    Shipped = 1,

    /// <summary>The invoice date; what hasn't been invoiced doesn't count yet.</summary>
    Invoiced = 2,

    /// <summary>The payment date; what hasn't been paid doesn't count yet.</summary>
    Paid = 3,

    /// <summary>The effective date that the host states.</summary>
    Effective = 4,
}

/// <summary>Which party of a document is the customer.</summary>
public enum DocumentParty
{
    /// <summary>The party sold to. The default, and what counts where the chosen party is blank.</summary>
    SoldTo = 0,

    /// <summary>The party billed.</summary>
    BillTo = 1,

    /// <summary>The party shipped to.</summary>
    ShipTo = 2,

    /// <summary>The party that pays.</summary>
    Payer = 3,
}
