using System;
using System.Collections.Generic;
using Retention.Core.Facts;

namespace Retention.QuickStart;

/// <summary>What order files say in words: status and kind of dealing. An empty cell is the usual: approved, an ordinary sale.</summary>
internal static class OrderFileWords
{
    private static readonly Dictionary<string, DocumentStatus> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        [string.Empty] = DocumentStatus.Approved,
        ["approved"] = DocumentStatus.Approved,
        ["已审核"] = DocumentStatus.Approved,
        ["审核"] = DocumentStatus.Approved,
        ["正常"] = DocumentStatus.Approved,
        ["closed"] = DocumentStatus.Closed,
        ["completed"] = DocumentStatus.Closed,
        ["已完成"] = DocumentStatus.Closed,
        ["已关闭"] = DocumentStatus.Closed,
        ["draft"] = DocumentStatus.Draft,
        ["草稿"] = DocumentStatus.Draft,
        ["未审核"] = DocumentStatus.Draft,
        ["unapproved"] = DocumentStatus.Unapproved,
        ["反审核"] = DocumentStatus.Unapproved,
        ["cancelled"] = DocumentStatus.Cancelled,
        ["canceled"] = DocumentStatus.Cancelled,
        ["作废"] = DocumentStatus.Cancelled,
        ["已作废"] = DocumentStatus.Cancelled,
        ["已取消"] = DocumentStatus.Cancelled,
        ["red-lettered"] = DocumentStatus.RedLettered,
        ["红冲"] = DocumentStatus.RedLettered,
        ["红字冲销"] = DocumentStatus.RedLettered,
    };

    private static readonly Dictionary<string, TradeKind> Trades = new(StringComparer.OrdinalIgnoreCase)
    {
        [string.Empty] = TradeKind.Ordinary,
        ["ordinary"] = TradeKind.Ordinary,
        ["sale"] = TradeKind.Ordinary,
        ["销售"] = TradeKind.Ordinary,
        ["普通"] = TradeKind.Ordinary,
        ["walk-in"] = TradeKind.WalkIn,
        ["散客"] = TradeKind.WalkIn,
        ["intercompany"] = TradeKind.Intercompany,
        ["内部交易"] = TradeKind.Intercompany,
        ["employee"] = TradeKind.Employee,
        ["员工购"] = TradeKind.Employee,
        ["sample"] = TradeKind.Sample,
        ["样品"] = TradeKind.Sample,
        ["replacement"] = TradeKind.Replacement,
        ["补发"] = TradeKind.Replacement,
    };

    private static readonly HashSet<string> Returns = new(StringComparer.OrdinalIgnoreCase) { "return", "refund", "credit-note", "退货", "退款", "红字" };

    internal static DocumentStatus? Status(string word) => Statuses.TryGetValue(word, out DocumentStatus status) ? status : null;

    /// <summary>Files say in one column what the library keeps apart: whether it sells or takes back, and with whom.</summary>
    internal static (DocumentKind Kind, TradeKind Trade)? Trade(string word) =>
        Returns.Contains(word) ? (DocumentKind.Return, TradeKind.Ordinary)
        : Trades.TryGetValue(word, out TradeKind trade) ? (DocumentKind.Sale, trade)
        : null;
}
