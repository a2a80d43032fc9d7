using System;

namespace Retention.Serialization.SystemTextJson;

/// <summary>Says which field can't be read and why, before it is known whose field it is.</summary>
#pragma warning disable CA1064 // Never leaves the assembly: the codecs turn it into the exception of their port.
internal sealed class UnreadableJsonException : Exception
#pragma warning restore CA1064
{
    internal UnreadableJsonException(string problem, Exception? innerException = null)
        : base(problem, innerException)
    {
    }
}
