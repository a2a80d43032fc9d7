using System;
using System.Diagnostics.CodeAnalysis;

namespace Retention.Testing;

/// <summary>What a rule says that a store didn't do.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Every rule is run by the kit, which reports the message and throws nothing.")]
internal sealed class BrokenPromiseException : Exception
{
    internal BrokenPromiseException(string message)
        : base(message)
    {
    }
}

/// <summary>Looks whether a store did what it promises.</summary>
internal static class Promise
{
    internal static void Keep(bool kept, string otherwise)
    {
        if (!kept)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }

    /// <summary>There is no difference.</summary>
    internal static void Same(string? difference, string where)
    {
        if (difference is not null)
        {
            throw new BrokenPromiseException(where + ": " + difference);
        }
    }
}
