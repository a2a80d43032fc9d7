using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Relational.Tables;

/// <summary>Every table for reports, as the scripts create it.</summary>
internal static class ReportTables
{
    internal static ReportTable PointsEntries { get; } = new ReportTable(
        "points_entries", 2, true,
        Integer("version"), Integer("entry"), At("at"), Text("kind"), Text("wallet"), Integer("lot"), Points("amount"), Points("outstanding"), Points("debt"), Optional("document"));

    internal static ReportTable PointsLots { get; } = new ReportTable(
        "points_lots", 1, false,
        Integer("lot"), Text("wallet"), Text("document"), Optional("line"), Text("policy_label"), At("earned_at"), OptionalAt("active_at"), OptionalAt("expires_at"), Points("available"), Points("pending"), Points("held"));

    internal static ReportTable PointsDebts { get; } = new ReportTable("points_debts", 1, false, Text("wallet"), Points("debt"));

    internal static ReportTable CustomerTiers { get; } = new ReportTable(
        "customer_tiers", 0, false,
        Text("tier"), At("since"), Optional("assigned_tier"), OptionalAt("assigned_since"), Flag("is_overridden"), OptionalAt("overridden_until"), Optional("next_tier"), OptionalAt("next_at"), OptionalAt("protected_until"));

    internal static ReportTable CustomerStages { get; } = new ReportTable(
        "customer_stages", 0, false,
        Text("stage"), At("since"), Flag("is_at_risk"), Optional("base_stage"), OptionalAt("base_since"), Optional("overlay"), OptionalAt("overlay_since"), Flag("is_set_by_hand"), OptionalAt("set_until"), Optional("furthest_stage"));

    internal static ReportTable SlaDeadlines { get; } = new ReportTable(
        "sla_deadlines", 2, false,
        Text("clock"), Integer("cycle"), Optional("customer"), Text("metric"), Text("target"), Text("calendar"), Text("state"), At("started_at"), At("changed_at"), OptionalAt("due"), new ReportColumn("is_met", ColumnType.Flag, true));

    internal static IReadOnlyList<ReportTable> All { get; } = [PointsEntries, PointsLots, PointsDebts, CustomerTiers, CustomerStages, SlaDeadlines];

    private static ReportProjection[] Projections { get; } = [new LoyaltyProjection(), new TieringProjection(), new LifecycleProjection(), new SlaProjection()];

    /// <summary>What tables say of streams of a kind; null if nothing.</summary>
    internal static ReportProjection? For(StreamKind kind) => Array.Find(Projections, p => p.StateType == kind.StateType);

    /// <summary>What a decision does to every table.</summary>
    internal static RowChanges Changes(StreamKind kind, IStreamState before, IStreamState after, long version, IReadOnlyList<Message> events)
    {
        if (For(kind) is not { } projection || events.Count == 0)
        {
            return RowChanges.None;
        }

        var changes = new RowChanges();
        projection.AddEntries(before, version, events, changes);
        projection.AddChanges(kind, before, after, events, changes);
        return changes;
    }

    private static ReportColumn Text(string name) => new ReportColumn(name, ColumnType.Text, false);

    private static ReportColumn Optional(string name) => new ReportColumn(name, ColumnType.Text, true);

    private static ReportColumn At(string name) => new ReportColumn(name, ColumnType.Instant, false);

    private static ReportColumn OptionalAt(string name) => new ReportColumn(name, ColumnType.Instant, true);

    private static ReportColumn Integer(string name) => new ReportColumn(name, ColumnType.Integer, false);

    private static ReportColumn Flag(string name) => new ReportColumn(name, ColumnType.Flag, false);

    private static ReportColumn Points(string name) => new ReportColumn(name, ColumnType.Points, false);
}
