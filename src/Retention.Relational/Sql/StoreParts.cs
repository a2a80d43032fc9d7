using System;
using System.Collections.Generic;
using System.Linq;
using Retention.Core.Hosting;

namespace Retention.Relational.Sql;

/// <summary>What a store is made of, worked out from its options once. Immutable and thread-safe.</summary>
internal sealed class StoreParts
{
    private readonly Dictionary<string, StreamKind> kinds;

    internal StoreParts(RelationalStoreOptions options)
    {
        this.Codec = options.Check();
        this.Names = new SqlNames(options);
        this.kinds = options.Kinds.ToDictionary(k => k.Category, StringComparer.Ordinal);
        this.Kinds = options.Kinds.OrderBy(k => k.Category, StringComparer.Ordinal).ToArray();
        this.Reader = new SliceReader(this.Names, this.Codec);
        this.Folds = new StreamFold(this.Reader);
    }

    internal IEventCodec Codec { get; }

    internal SqlNames Names { get; }

    /// <summary>The kinds in the order of their categories.</summary>
    internal IReadOnlyList<StreamKind> Kinds { get; }

    internal SliceReader Reader { get; }

    internal StreamFold Folds { get; }

    internal StreamKind? KindOf(string category) => this.kinds.TryGetValue(category, out StreamKind? kind) ? kind : null;
}
