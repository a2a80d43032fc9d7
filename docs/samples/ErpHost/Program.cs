using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Retention.ErpHost;

WebApplication app = ErpApp.Create(args);
await ErpApp.MigrateAsync(app);
if (args.Contains("seed"))
{
    await app.Services.GetRequiredService<SeedCommand>().RunAsync(default);
    return;
}

await app.RunAsync();
