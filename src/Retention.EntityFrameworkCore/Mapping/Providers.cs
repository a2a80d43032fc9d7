using System;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Mapping;

/// <summary>Which EF Core provider speaks to which database.</summary>
internal static class Providers
{
    /// <summary>Throws unless the options are for the database that a provider speaks to.</summary>
    /// <exception cref="InvalidOperationException">They are for another one.</exception>
    internal static void Check(string? provider, SqlDialect dialect)
    {
        string expected = dialect == SqlDialect.Sqlite ? "Microsoft.EntityFrameworkCore.Sqlite" : "Npgsql.EntityFrameworkCore.PostgreSQL";
        if (!string.Equals(provider, expected, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The store's options say " + dialect + ", and the context works with " + (provider ?? "no provider") + "; it takes " + expected + ", or set RelationalStoreOptions.Dialect.");
        }
    }
}
