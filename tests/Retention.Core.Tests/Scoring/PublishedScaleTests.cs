using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using Retention.Core.Measures;
using Retention.Core.Presets;
using Retention.Core.Scoring;
using Retention.Core.Tests.House;
using Retention.Core.Tiering;
using Xunit;

namespace Retention.Core.Tests.Scoring;

/// <summary>Rank scales against what R, pandas and a SQL database themselves computed.</summary>
public class PublishedScaleTests
{
    [Fact]
    [Requirement("T-2")]
    public void RfmR_OnGoldenVectors_EndsAtTheScoresOfR()
    {
        int compared = 0;
        foreach (JsonElement vector in Golden("rfm-r.json"))
        {
            // Beyond 2^53 the original loses its own "+ 1"; such amounts have no four decimals in a double.
            if (vector.GetProperty("kind").GetString()!.StartsWith("huge", StringComparison.Ordinal))
            {
                continue;
            }

            string direction = vector.GetProperty("direction").GetString() == "reversed" ? "lower" : "higher";
            Compare(vector, new ScaleOptions { Kind = "rfm-r", Groups = vector.GetProperty("bins").GetInt32(), Direction = direction });
            compared++;
        }

        Assert.True(compared > 200, "only " + compared + " vectors were compared");
    }

    [Fact]
    [Requirement("T-2")]
    public void Qcut_OnGoldenVectors_EndsAtTheScoresOfPandas()
    {
        int compared = 0;
        foreach (JsonElement vector in Golden("pandas-qcut.json"))
        {
            if (vector.GetProperty("kind").GetString()!.StartsWith("huge", StringComparison.Ordinal))
            {
                continue;
            }

            Compare(vector, new ScaleOptions { Kind = "qcut", Groups = vector.GetProperty("q").GetInt32(), Direction = "higher" });
            compared++;
        }

        Assert.True(compared > 100, "only " + compared + " vectors were compared");
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(23, 5)]
    [InlineData(100, 7)]
    [InlineData(101, 10)]
    public void Ntile_OnTiedValues_EndsAtTheGroupsOfSqlite(int customers, int groups)
    {
        // A multiplicative hash gives ties and gaps, the same everywhere.
        decimal?[] values = Enumerable.Range(0, customers).Select(i => i % 11 == 10 ? null : (decimal?)((i * 7919) % 17)).ToArray();
        MeasureTable table = Given.Table(("x", values));
        TieringRun run = Given.Run(Given.Compile(Given.Scoring(new ScaleOptions { Kind = "ntile", Groups = groups })), table);
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE t (id TEXT, x REAL);" + string.Concat(values.Select((v, i) => v is null ? string.Empty : FormattableString.Invariant($"INSERT INTO t VALUES ('{table.Customers[i]}', {v});")))
            + FormattableString.Invariant($"SELECT id, NTILE({groups}) OVER (ORDER BY x, id) FROM t;");
        using SqliteDataReader reader = command.ExecuteReader();
        int rows = 0;
        while (reader.Read())
        {
            Assert.Equal(reader.GetInt32(1), run.ScoreAt(table.RowOf(Given.Customer(reader.GetString(0))), "s")!.Value.Value);
            rows++;
        }

        Assert.Equal(values.Count(v => v is not null), rows);
    }

    [Theory]
    [InlineData("rfm", "rfm-r")]
    [InlineData("pandasQcut", "qcut")]
    [Requirement("T-2")]
    public void Cdnow_ScoredByThePublishedScales_EndsAtTheSameScores(string method, string scale)
    {
        string file = Path.Combine(Library.Root, "..", "shared", "data", "cdnow", "orders_full.csv");
        Assert.SkipUnless(File.Exists(file), "the CDNOW orders are not on this machine");
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(GoldenPath("cdnow-scores.json"))).RootElement.GetProperty("methods").GetProperty(method);
        TieringOptions options = TieringPresets.Options(scale == "rfm-r" ? TieringPresets.RfmR03 : TieringPresets.RfmGridPandas);

        // The golden scores were computed for 1 July 1998 as the date of analysis, 00001's last order on 1 January being 181 days ago.
        var facts = new Core.Facts.FactSetDraft();
        int line = 0;
        foreach (string row in File.ReadLines(file).Skip(1))
        {
            string[] cells = row.Split(',');
            Core.Facts.DocumentDraft sale = Given.Sale(cells[0], cells[1], decimal.Parse(cells[3], CultureInfo.InvariantCulture), "row" + line++.ToString(CultureInfo.InvariantCulture));
            facts.Documents.Add(new Core.Facts.DocumentFact(sale));
        }

        TieringRun run = Given.Run(Given.Compile(options), new Core.Facts.FactSet(facts), "1998-07-01");
        var text = new StringBuilder();
        for (int i = 0; i < run.Count; i++)
        {
            text.Append(run.Table.Customers[i]).Append(',').Append(run.ScoreAt(i, "r")).Append(',').Append(run.ScoreAt(i, "f")).Append(',').Append(run.ScoreAt(i, "m")).Append('\n');
        }

        Assert.Equal(23570, run.Count);
        Assert.Equal(golden.GetProperty("scoresSha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    private static string GoldenPath(string name) => Path.Combine(Library.Root, "tests", "golden", name);

    private static IEnumerable<JsonElement> Golden(string name) => JsonDocument.Parse(File.ReadAllText(GoldenPath(name))).RootElement.EnumerateArray();

    private static void Compare(JsonElement vector, ScaleOptions scale)
    {
        decimal?[] values = vector.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? null : (decimal?)decimal.Parse(v.GetString()!, CultureInfo.InvariantCulture)).ToArray();
        TieringRun run = Given.Run(Given.Compile(Given.Scoring(scale)), Given.Table(("x", values)));
        string[] expected = vector.GetProperty("scores").EnumerateArray().Select(s => s.ValueKind == JsonValueKind.Null ? "–" : s.GetInt32().ToString(CultureInfo.InvariantCulture)).ToArray();
        string[] actual = Enumerable.Range(0, run.Count).Select(r => run.ScoreAt(r, "s")?.ToString() ?? "–").ToArray();
        Assert.True(expected.SequenceEqual(actual), vector.GetProperty("id").GetString() + ": " + string.Join(" ", actual) + " instead of " + string.Join(" ", expected));
    }
}
