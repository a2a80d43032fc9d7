using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.QuickStart;

/// <summary>What a column of an order file can mean.</summary>
internal enum OrderColumn
{
    Customer,
    Date,
    Amount,
    Number,
    Line,
    Quantity,
    Revision,
    Status,
    Trade,
    Currency,
    Rate,
    Organisation,
    Shipped,
    Paid,
    Origin,
}

/// <summary>How columns are named in files and on the command line.</summary>
internal static class OrderColumns
{
    /// <summary>Headers by which a column is recognised, the surest first; compared without case, blanks, hyphens and underscores.</summary>
    private static readonly Dictionary<OrderColumn, string[]> Guesses = new()
    {
        [OrderColumn.Customer] = ["customerid", "customer", "customercode", "customerno", "custid", "memberid", "member", "clientid", "userid", "客户id", "客户编号", "客户编码", "客户代码", "客户号", "客户", "会员号", "会员id", "会员编号", "会员卡号", "会员"],
        [OrderColumn.Date] = ["orderdate", "orderedon", "orderedat", "date", "invoicedate", "下单日期", "下单时间", "订单日期", "订单时间", "单据日期", "消费日期", "消费时间", "交易日期", "日期"],
        [OrderColumn.Amount] = ["amount", "orderamount", "lineamount", "netamount", "total", "sales", "金额", "订单金额", "消费金额", "实付金额", "价税合计", "销售额"],
        [OrderColumn.Number] = ["orderno", "ordernumber", "orderid", "number", "documentno", "documentnumber", "invoiceno", "单号", "订单号", "订单编号", "单据编号", "单据号", "流水号", "小票号"],
        [OrderColumn.Line] = ["line", "lineno", "linenumber", "行号", "行", "序号", "分录号"],
        [OrderColumn.Quantity] = ["quantity", "qty", "数量"],
        [OrderColumn.Revision] = ["revision", "rev", "version", "版本", "版本号", "修订"],
        [OrderColumn.Status] = ["status", "state", "状态", "单据状态", "审核状态"],
        [OrderColumn.Trade] = ["trade", "kind", "type", "类型", "单据类型", "业务类型", "交易类型"],
        [OrderColumn.Currency] = ["currency", "币种", "币别", "货币"],
        [OrderColumn.Rate] = ["rate", "ratetobase", "exchangerate", "汇率"],
        [OrderColumn.Organisation] = ["organisation", "organization", "org", "branch", "shop", "store", "组织", "公司", "门店", "机构", "分公司"],
        [OrderColumn.Shipped] = ["shippedon", "shipped", "shipdate", "shippingdate", "发货日期", "发货时间", "出库日期"],
        [OrderColumn.Paid] = ["paidon", "paid", "paydate", "paymentdate", "付款日期", "付款时间", "收款日期"],
        [OrderColumn.Origin] = ["origin", "originno", "originalno", "originalorder", "sourceno", "原单号", "源单号", "原订单号", "来源单号"],
    };

    /// <summary>Gets the names that <c>--column</c> takes.</summary>
    internal static IEnumerable<string> Names => Enum.GetValues<OrderColumn>().Select(NameOf);

    internal static string NameOf(OrderColumn column) => column.ToString().ToLowerInvariant();

    internal static OrderColumn? Find(string name) =>
        Enum.GetValues<OrderColumn>().Cast<OrderColumn?>().FirstOrDefault(c => string.Equals(NameOf(c!.Value), name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The place of the header that most surely means the column, or -1.</summary>
    internal static int Guess(OrderColumn column, IReadOnlyList<string> headers)
    {
        string[] plain = [.. headers.Select(Plain)];
        return Guesses[column].Select(guess => Array.IndexOf(plain, guess)).FirstOrDefault(place => place >= 0, -1);
    }

    private static string Plain(string header) =>
        string.Concat(header.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '.' or '\uFEFF'))).ToLowerInvariant();
}
