using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.ErpHost.Desks;
using Retention.ErpHost.Rules;
using Retention.ErpHost.Tables;
using Retention.ErpHost.Views;
using Retention.Relational;
using Retention.Serialization.SystemTextJson;

namespace Retention.ErpHost;

/// <summary>Puts the application together.</summary>
public static class ErpApp
{
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        ErpOptions options = builder.Configuration.GetSection("Erp").Get<ErpOptions>() ?? new ErpOptions();
        string connection = new SqliteConnectionStringBuilder { DataSource = options.Database, ForeignKeys = true }.ConnectionString;
        var clock = new ErpClock(options.Now);

        builder.Services.AddDbContext<ErpContext>(o => o.UseSqlite(connection));
        builder.Services.AddSingleton(provider => new RelationalEventStore(StoreOptions(provider.GetServices<StreamKind>()), () => new SqliteConnection(connection)));
        builder.Services.AddRetention()
            .UseClock(clock)
            .UseStore(provider => provider.GetRequiredService<RelationalEventStore>())
            .UseSnapshots(_ => new JsonSnapshotCodec())
            .AddErpRules();

        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(provider => new PointsAccount(provider.GetRequiredService<PolicyBook<LoyaltyPolicy>>()));
        builder.Services.AddSingleton(provider => new SlaCase(provider.GetRequiredService<PolicyBook<SlaPolicy>>()));
        builder.Services.AddScoped<OneCommit>().AddScoped<SalesDesk>().AddScoped<ServiceDesk>().AddScoped<NightDesk>();
        builder.Services.AddScoped<CustomerFacts>().AddScoped<CustomerList>().AddScoped<CustomerFile>().AddSingleton<SeedCommand>();
        builder.Services.AddProblemDetails();

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.MapErp();
        return app;
    }

    /// <summary>Brings the database up to date: the application's tables and the store's.</summary>
    public static async Task MigrateAsync(WebApplication app)
    {
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ErpContext>().Database.MigrateAsync();
    }

    private static RelationalStoreOptions StoreOptions(IEnumerable<StreamKind> kinds)
    {
        RelationalStoreOptions options = ErpContext.Store;
        options.Codec = new JsonEventCodec();
        foreach (StreamKind kind in kinds)
        {
            options.Kinds.Add(kind);
        }

        return options;
    }
}
