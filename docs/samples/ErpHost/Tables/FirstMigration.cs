using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Retention.EntityFrameworkCore;

namespace Retention.ErpHost.Tables;

/// <summary>The application's tables, and the store's.</summary>
[DbContext(typeof(ErpContext))]
[Migration("20260101000000_First")]
public sealed class FirstMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Customers", t => new { Id = t.Column<string>(), Name = t.Column<string>() }, constraints: t => t.PrimaryKey("PK_Customers", c => c.Id));
        migrationBuilder.CreateTable(
            "Orders",
            t => new { Number = t.Column<string>(), CustomerId = t.Column<string>(), OrderedAt = t.Column<long>(), ShippedAt = t.Column<long>(nullable: true) },
            constraints: t =>
            {
                t.PrimaryKey("PK_Orders", o => o.Number);
                t.ForeignKey("FK_Orders_Customers", o => o.CustomerId, "Customers", "Id");
            });
        migrationBuilder.CreateTable(
            "OrderLines",
            t => new
            {
                OrderNumber = t.Column<string>(),
                Line = t.Column<string>(),
                Sku = t.Column<string>(),
                Category = t.Column<string>(),
                Quantity = t.Column<decimal>(),
                Amount = t.Column<decimal>(),
                Tax = t.Column<decimal>(),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_OrderLines", l => new { l.OrderNumber, l.Line });
                t.ForeignKey("FK_OrderLines_Orders", l => l.OrderNumber, "Orders", "Number");
            });
        migrationBuilder.CreateTable(
            "Invoices",
            t => new { Number = t.Column<string>(), OrderNumber = t.Column<string>(), InvoicedAt = t.Column<long>(), Amount = t.Column<decimal>() },
            constraints: t =>
            {
                t.PrimaryKey("PK_Invoices", i => i.Number);
                t.ForeignKey("FK_Invoices_Orders", i => i.OrderNumber, "Orders", "Number");
            });
        migrationBuilder.CreateTable(
            "Returns",
            t => new { Number = t.Column<string>(), OrderNumber = t.Column<string>(), ReturnedAt = t.Column<long>(), Amount = t.Column<decimal>() },
            constraints: t =>
            {
                t.PrimaryKey("PK_Returns", r => r.Number);
                t.ForeignKey("FK_Returns_Orders", r => r.OrderNumber, "Orders", "Number");
            });
        migrationBuilder.CreateTable(
            "Complaints",
            t => new { Number = t.Column<string>(), CustomerId = t.Column<string>(), Priority = t.Column<string>(), ComplainedAt = t.Column<long>(), SolvedAt = t.Column<long>(nullable: true) },
            constraints: t =>
            {
                t.PrimaryKey("PK_Complaints", c => c.Number);
                t.ForeignKey("FK_Complaints_Customers", c => c.CustomerId, "Customers", "Id");
            });
        migrationBuilder.UpgradeRetention(ErpContext.Store, fromVersion: 0, toVersion: 2);
    }
}
