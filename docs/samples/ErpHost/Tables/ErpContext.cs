using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Retention.EntityFrameworkCore;
using Retention.Relational;

namespace Retention.ErpHost.Tables;

/// <summary>The application's own tables, and the store's tables beside them for queries.</summary>
public sealed class ErpContext(DbContextOptions<ErpContext> options) : DbContext(options)
{
    /// <summary>Gets where the store's tables are: beside the others, under <c>retention_</c>.</summary>
    public static RelationalStoreOptions Store => new RelationalStoreOptions { Dialect = SqlDialect.Sqlite };

    public DbSet<Customer> Customers => this.Set<Customer>();

    public DbSet<Order> Orders => this.Set<Order>();

    public DbSet<Complaint> Complaints => this.Set<Complaint>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<Milliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>().ToTable("Customers").HasKey(c => c.Id);
        modelBuilder.Entity<Complaint>().ToTable("Complaints").HasKey(c => c.Number);
        modelBuilder.Entity<Invoice>().ToTable("Invoices").HasKey(i => i.Number);
        modelBuilder.Entity<SalesReturn>().ToTable("Returns").HasKey(r => r.Number);
        modelBuilder.Entity<OrderLine>().ToTable("OrderLines").HasKey(l => new { l.OrderNumber, l.Line });
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("Orders").HasKey(o => o.Number);
            order.Ignore(o => o.Amount);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderNumber);
            order.HasMany(o => o.Invoices).WithOne().HasForeignKey(i => i.OrderNumber);
            order.HasMany(o => o.Returns).WithOne().HasForeignKey(r => r.OrderNumber);
        });
        modelBuilder.ApplyRetention(Store);
    }

    private sealed class Milliseconds() : ValueConverter<Instant, long>(i => i.ToUnixTimeMilliseconds(), n => Instant.FromUnixTimeMilliseconds(n));
}
