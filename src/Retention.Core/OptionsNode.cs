namespace Retention.Core;

/// <summary>The base of every options class: plain settable properties that any configuration source binds.</summary>
/// <remarks>
/// Every property may stay unset (null): then the preset's value counts, or the default that the property's documentation states. Not
/// thread-safe; compile it and share the policy.
/// </remarks>
public abstract class OptionsNode
{
    private protected OptionsNode()
    {
    }

    /// <summary>Shows every property to a visitor and takes over what it returns; the one place that lists them.</summary>
    /// <param name="visitor">The visitor.</param>
    internal abstract void Accept(OptionsVisitor visitor);
}

/// <summary>Options of one entry in a keyed collection.</summary>
public abstract class KeyedOptionsNode : OptionsNode
{
    private protected KeyedOptionsNode()
    {
    }

    /// <summary>Gets or sets a value indicating whether an entry that the preset has under this key is left out.</summary>
    /// <value>The default value is false.</value>
    public bool? Removed { get; set; }
}
