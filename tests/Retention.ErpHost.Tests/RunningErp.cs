using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Retention.ErpHost.Tests;

/// <summary>The application on a free port, over a new file, with a clock that the test sets.</summary>
internal sealed class RunningErp : IAsyncDisposable
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 2, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("retention-erp-").FullName;
    private readonly WebApplication app;

    private RunningErp() => this.app = ErpApp.Create(["--Erp:Database=" + this.Database, "--Erp:Now=2026-03-02T02:00:00Z", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);

    internal string Database => Path.Combine(this.folder, "erp.db");

    internal IServiceProvider Services => this.app.Services;

    internal Uri Address { get; private set; } = new Uri("http://127.0.0.1");

    internal HttpClient Client { get; private set; } = new HttpClient();

    internal Instant Now
    {
        get => this.Services.GetRequiredService<ErpClock>().Now!.Value;
        set => this.Services.GetRequiredService<ErpClock>().Now = value;
    }

    internal static async Task<RunningErp> StartAsync(bool isSeeded = false)
    {
        var erp = new RunningErp();
        await ErpApp.MigrateAsync(erp.app);
        if (isSeeded)
        {
            await erp.Services.GetRequiredService<SeedCommand>().RunAsync(TestContext.Current.CancellationToken);
        }

        await erp.app.StartAsync(TestContext.Current.CancellationToken);
        erp.Address = new Uri(erp.app.Urls.Single());
        erp.Client = new HttpClient { BaseAddress = erp.Address };
        return erp;
    }

    public async ValueTask DisposeAsync()
    {
        this.Client.Dispose();
        await this.app.StopAsync();
        await this.app.DisposeAsync();
        using (var connection = new SqliteConnection("Data Source=" + this.Database + ";Foreign Keys=True"))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(this.folder, true);
    }

    /// <summary>Posts, and gives the status with the answer.</summary>
    internal async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object? body = null)
    {
        using HttpResponseMessage response = await this.Client.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body), TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement.Clone());
    }

    internal async Task<JsonElement> GetAsync(string path) => await this.Client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>The customer as the list has it.</summary>
    internal async Task<JsonElement> CustomerAsync(string id) =>
        (await this.GetAsync("/api/customers")).EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    internal Task<(HttpStatusCode Status, JsonElement Body)> OpenAsync(string id) => this.PostAsync("/customers", new { id, name = "云岭茶行", joinedOn = "2026-03-01" });

    internal Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(string number, string customer = "C001", decimal amount = 600m) => this.PostAsync("/orders", new
    {
        number,
        customer,
        orderedAt = "2026-03-02T01:30:00Z",
        lines = new[] { new { line = "1", sku = "T-77", category = "tea", quantity = 2m, amount, tax = 0m } },
    });

    internal void Execute(string sql)
    {
        using var connection = new SqliteConnection("Data Source=" + this.Database + ";Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>How many rows each of some tables has.</summary>
    internal IReadOnlyList<long> Counts(params string[] tables)
    {
        using var connection = new SqliteConnection("Data Source=" + this.Database + ";Pooling=False");
        connection.Open();
        return tables.Select(table =>
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM " + table;
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }).ToArray();
    }
}
