using System;

namespace Retention.Core.Hosting;

/// <summary>A stream isn't what was written: a decision is missing, stands twice, or belongs to another process.</summary>
/// <remarks>Nothing is repaired silently: the host looks at the stream and decides. The message has ids only.</remarks>
public sealed class BrokenStreamException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version at which it is broken.</param>
    /// <param name="problem">What is wrong there and what to do.</param>
    /// <param name="innerException">What was thrown there; null: nothing.</param>
    public BrokenStreamException(StreamId stream, long version, string problem, Exception? innerException = null)
        : base((stream ?? throw new ArgumentNullException(nameof(stream))) + " at version " + version.ToString(System.Globalization.CultureInfo.InvariantCulture) + ": " + problem, innerException)
    {
        this.Stream = stream;
        this.Version = version;
    }

    /// <summary>Gets the stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Gets the version at which it is broken.</summary>
    public long Version { get; }
}
