using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Mapping;

/// <summary>One model for each schema and prefix, where one process works with several stores.</summary>
internal sealed class ModelKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
    {
        RelationalStoreOptions options = ((RetentionDbContext)context).StoreOptions;
        return (context.GetType(), options.Dialect, options.Schema, options.TablePrefix, designTime);
    }
}
