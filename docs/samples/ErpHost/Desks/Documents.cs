using System;
using System.Collections.Generic;

namespace Retention.ErpHost.Desks;

// What clients post. Dates are the business's own, and a part of what a retry is recognised by.
public sealed record NewCustomer(string Id, string Name, DateOnly JoinedOn);

public sealed record NewOrder(string Number, string Customer, DateTimeOffset OrderedAt, IReadOnlyList<NewOrderLine> Lines);

public sealed record NewOrderLine(string Line, string Sku, string Category, decimal Quantity, decimal Amount, decimal Tax);

public sealed record NewInvoice(string Number);

public sealed record NewReturn(string Number, DateTimeOffset ReturnedAt, IReadOnlyList<ReturnedLine> Lines);

public sealed record ReturnedLine(string Line, decimal Quantity);

public sealed record NewComplaint(string Number, string Customer, string Priority, DateTimeOffset ComplainedAt);

public sealed record NewReply(string Id);
