using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Who is forgotten, and the id that stands in their place.</summary>
internal sealed class ErasedIdentity
{
    internal ErasedIdentity(CustomerId customer, CustomerId replacement)
    {
        this.Customer = customer;
        this.Replacement = replacement;
    }

    internal CustomerId Customer { get; }

    internal CustomerId Replacement { get; }

    /// <summary>Free text without its content; null stays null, as that there was none is no secret and may mean something.</summary>
    internal static string? Blank(string? text) => text is null ? null : string.Empty;

    internal CustomerId Of(CustomerId id) => id == this.Customer ? this.Replacement : id;

    internal T Of<T>(T content)
        where T : MessageContent => (T)content.ErasedFor(this);

    internal T? OrNull<T>(T? content)
        where T : MessageContent => content is null ? null : this.Of(content);

    internal IReadOnlyList<T> OfAll<T>(IReadOnlyList<T> contents)
        where T : MessageContent => contents.Count == 0 ? contents : FixedList.Own(contents.Select(this.Of).ToArray());

    internal IReadOnlyList<CustomerId> OfAll(IReadOnlyList<CustomerId> ids) => ids.Count == 0 ? ids : FixedList.Own(ids.Select(this.Of).ToArray());
}
