using System;

namespace Retention.Core.Hosting;

/// <summary>Something that a store kept can't be read: an unknown type, a version newer than this library, or a damaged payload.</summary>
/// <remarks>The message names the type, its version and what is wrong; never what the payload says.</remarks>
public sealed class UnreadableMessageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="typeName">The type name that was stored.</param>
    /// <param name="schemaVersion">The version that was stored.</param>
    /// <param name="problem">What is wrong and what to do, without the payload's contents.</param>
    /// <param name="innerException">What the reader said; null if nothing. Its message may quote the payload: don't log it where personal data mustn't go.</param>
    public UnreadableMessageException(string typeName, int schemaVersion, string problem, Exception? innerException = null)
        : base(typeName + " v" + schemaVersion.ToString(System.Globalization.CultureInfo.InvariantCulture) + ": " + problem, innerException)
    {
        this.TypeName = typeName;
        this.SchemaVersion = schemaVersion;
    }

    /// <summary>Gets the type name that was stored.</summary>
    public string TypeName { get; }

    /// <summary>Gets the version that was stored.</summary>
    public int SchemaVersion { get; }
}
