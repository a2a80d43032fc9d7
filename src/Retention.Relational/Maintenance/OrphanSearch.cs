using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core.Hosting;
using Retention.Relational.Sql;
using Retention.Relational.Tables;

namespace Retention.Relational.Maintenance;

/// <summary>Looks for rows that belong to no stream.</summary>
internal sealed class OrphanSearch
{
    private readonly StoreParts parts;
    private readonly SqlSession session;
    private readonly VerifyReportDraft report;

    internal OrphanSearch(StoreParts parts, SqlSession session, VerifyReportDraft report)
    {
        this.parts = parts;
        this.session = session;
        this.report = report;
    }

    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        SqlNames names = this.parts.Names;
        await this.OfNumbersAsync("decisions", "SELECT DISTINCT d.stream FROM " + names.Decisions + " AS d LEFT JOIN " + names.Streams + " AS s ON s.stream = d.stream WHERE s.stream IS NULL", cancellationToken).ConfigureAwait(false);
        await this.OfNumbersAsync("snapshots", "SELECT n.stream FROM " + names.Snapshots + " AS n LEFT JOIN " + names.Streams + " AS s ON s.stream = n.stream WHERE s.stream IS NULL OR s.version < n.version", cancellationToken).ConfigureAwait(false);
        foreach (ReportTable table in ReportTables.All)
        {
            SqlText text = new SqlText(names.Dialect).Append("SELECT DISTINCT t.category, t.key FROM ").Append(names.Of(table.Name)).Append(" AS t LEFT JOIN ").Append(names.Streams)
                .Append(" AS s ON s.category = t.category AND s.key = t.key WHERE s.stream IS NULL");
            foreach (StreamKind kind in this.parts.Kinds.Where(k => ReportTables.For(k)?.Tables.Contains(table) != true))
            {
                text.Append(" OR t.category = ").Append(SqlValue.Of(kind.Category));
            }

            await this.session.ReadAsync(text, row => this.report.Add(new VerifyFinding(FindingKind.Orphan, null, 0, table.Name, "rows of " + row.GetString(0) + ":" + row.GetString(1) + " belong to no stream that has them.")), cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private Task OfNumbersAsync(string table, string sql, CancellationToken cancellationToken) => this.session.ReadAsync(
        new SqlText(this.parts.Names.Dialect, sql),
        row => this.report.Add(new VerifyFinding(FindingKind.Orphan, null, 0, table, "rows of stream number " + row.GetInt64(0).ToString(CultureInfo.InvariantCulture) + " belong to no stream that has them.")),
        cancellationToken);
}
